"""What two lines of a project share, where it is known which that is."""

from __future__ import annotations

import pytest
import shapely

from neatlas.analysis.ground import length_km
from neatlas.catalog.sharing import Piece, cut_lines
from neatlas.model.geometry import Geometry, GeometryNotes

Path = list[tuple[float, float]]


def line(name: str, path: Path, role: str = "best", project: str = "x") -> Geometry:
    vertex = {"place": "Place", "uncertainty_km": 1, "basis": "placed"}
    notes = {"label": name, "role": role, "method": "schematic", "vertices": [vertex] * len(path)}
    shape = shapely.LineString(path)
    return Geometry(f"{project}/{name}", project, shape, GeometryNotes.model_validate(notes))


def pieces(*lines: Geometry) -> dict[str, list[Piece]]:
    return {geometry.notes.label: found for geometry, found in cut_lines(lines)}


def once_km(*lines: Geometry) -> float:
    found = [piece for own in pieces(*lines).values() for piece in own if not piece.again]
    return sum(length_km(piece.positions) for piece in found)


#: Northwards on a meridian, where a straight line on the map is a geodesic.
UP: Path = [(130.0, 60.0), (130.0, 61.0), (130.0, 62.0)]


@pytest.mark.parametrize(
    ("other", "whole"),
    [
        (UP, [(130.0, 60.0), (130.0, 62.0)]),
        (UP[::-1], [(130.0, 60.0), (130.0, 62.0)]),
        ([(130.0, 61.0), (130.0, 62.0), (130.0, 63.0)], [(130.0, 60.0), (130.0, 63.0)]),
        ([(130.0, 60.5), (130.0, 62.5)], [(130.0, 60.0), (130.0, 62.5)]),
        ([(130.0, 59.0), (130.0, 63.0)], [(130.0, 59.0), (130.0, 63.0)]),
        ([(130.0, 61.2), (130.0, 61.4)], [(130.0, 60.0), (130.0, 62.0)]),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_two_lines_share_counts_once_whatever_vertices_they_have(
    other: Path,
    whole: Path,
    turned: bool,  # noqa: FBT001
) -> None:
    both = [line("one", UP), line("other", other)]
    assert once_km(*(both[::-1] if turned else both)) == pytest.approx(length_km(whole), rel=1e-9)
    for geometry, own in cut_lines(both):
        drawn = length_km([*geometry.shape.coords])
        assert sum(length_km(piece.positions) for piece in own) == pytest.approx(drawn, rel=1e-9)


def test_lines_that_cross_or_touch_share_nothing() -> None:
    across = [(129.0, 61.5), (131.0, 61.5)]
    own = pieces(line("one", UP), line("across", across), line("on", [UP[-1], (131.0, 63.0)]))
    assert not any(piece.again for found in own.values() for piece in found)
    assert [len(found) for found in own.values()] == [1, 1, 1]


def test_lines_of_other_roles_and_projects_share_nothing() -> None:
    lines = line("one", UP), line("bypass", UP, "alternative"), line("two", UP, project="y")
    found = list(cut_lines(lines))
    assert [geometry.id for geometry, _ in found] == ["x/one", "x/bypass", "y/two"]
    assert not any(piece.again for _, own in found for piece in own)
