"""How far lines lie apart, and through which countries they run, against known truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.deviation import bypassed, countries_along, deviation, hausdorff_km
from neatlas.analysis.ground import length_km
from neatlas.catalog.geojson import positions_of
from neatlas.catalog.reading import load_catalog
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry

SHIPPED = {
    geometry.id: geometry
    for geometries in load_catalog().geometries.values()
    for geometry in geometries
}
#: Sketches of cables under the sea, which cross no land border and are not split by country.
CABLES = {
    "asian-super-grid-incheon-weihai/cable",
    "asian-super-grid-goseong-matsue/cable",
    "russia-korea-power-line/submarine",
}
LINES = [name for name, g in SHIPPED.items() if g.shape.geom_type == "LineString"]


def test_parallels_a_degree_apart_are_a_degree_of_the_meridian_apart() -> None:
    # A degree of the meridian at 40 N is 111.03 km on WGS84.
    west, east = [(130.0, 40.0), (130.5, 40.0)], [(130.0, 41.0), (130.5, 41.0)]
    assert hausdorff_km([west], [east]) == pytest.approx(111.04, abs=0.1)


def test_the_distance_is_that_of_the_farthest_place_not_of_the_farthest_vertex() -> None:
    straight = [(130.0, 40.0), (132.0, 40.0)]
    bent = [(130.0, 40.0), (131.0, 40.5), (132.0, 40.0)]
    assert hausdorff_km([straight], [bent]) == pytest.approx(55.5, abs=1.5)


positions = st.lists(
    st.tuples(st.floats(125, 135), st.floats(35, 45)), min_size=1, max_size=4, unique=True
)


@given(positions, positions)
def test_the_distance_is_the_same_either_way_and_none_to_itself(
    one: list[tuple[float, float]], other: list[tuple[float, float]]
) -> None:
    assert hausdorff_km([one], [other]) == pytest.approx(hausdorff_km([other], [one]))
    assert hausdorff_km([one], [one]) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("name", LINES)
def test_the_countries_of_a_line_add_up_to_its_length_and_are_on_record(
    name: str, shipped_catalog: Catalog
) -> None:
    geometry = SHIPPED[name]
    stretches = countries_along(geometry)
    if name in CABLES:
        assert stretches == ()
        return
    whole = length_km(positions_of(geometry))
    assert sum(km for _, km in stretches) == pytest.approx(whole, rel=1e-9)
    listed = shipped_catalog.projects[geometry.project].location_countries
    assert {code for code, _ in stretches} <= set(listed)


def test_only_cables_at_sea_are_not_split_by_country_and_they_say_so() -> None:
    assert {name for name in LINES if SHIPPED[name].notes.country is None} == CABLES
    for name in CABLES:
        notes = SHIPPED[name].notes
        (crossing,) = notes.crossings
        assert (crossing.first, crossing.last) == (0, len(notes.vertices) - 1)
        assert "not split by country" in (notes.note or "")


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("trans-korean-gas-pipeline/goseong", ["RU", "KP", "KR"]),
        ("russia-korea-power-line/overland", ["RU", "KP", "KR"]),
        ("tumangan-rajin-railway/khasan-tumangang", ["RU", "KP"]),
        ("trans-korean-railway/dorasan-panmun", ["KR", "KP"]),
        ("selikhin-nysh-railway/chyorny-mys-nysh", ["RU"]),
    ],
)
def test_lines_are_split_at_their_declared_borders(name: str, countries: list[str]) -> None:
    assert [code for code, _ in countries_along(SHIPPED[name])] == countries


def group(project: str, role: GeometryRole) -> list[Geometry]:
    return [g for g in SHIPPED.values() if g.project == project and g.notes.role is role]


def test_the_spoken_line_to_rajin_is_shorter_and_stays_in_one_country() -> None:
    project = "tumangan-rajin-railway"
    measured = deviation(group(project, GeometryRole.SPOKEN), group(project, GeometryRole.BEST))
    assert measured.length_km == pytest.approx(32.2, abs=0.2)
    assert measured.countries_added == ()
    assert measured.countries_dropped == ("RU",)
    assert 0 < measured.hausdorff_km < 20


def test_an_alternative_is_held_against_the_stretch_between_where_it_leaves_and_rejoins() -> None:
    project = "trans-korean-railway"
    coast, best = group(project, GeometryRole.ALTERNATIVE), group(project, GeometryRole.BEST)
    stretch = bypassed(coast, best)
    assert [g.id.split("/")[1] for g in stretch] == [
        "busan-seoul",
        "seoul-dorasan",
        "dorasan-panmun",
        "panmun-kaesong",
        "kaesong-pyongyang",
        "pyongyang-kowon",
    ]
    measured = deviation(coast, stretch)
    # Pyongyang lies some 200 km from the east coast; both ways run through both Koreas.
    assert 150 < measured.hausdorff_km < 220
    assert (measured.countries_added, measured.countries_dropped) == ((), ())


def test_an_alternative_with_ends_of_its_own_is_held_against_the_whole() -> None:
    project = "trans-korean-gas-pipeline"
    best = group(project, GeometryRole.BEST)
    assert bypassed(group(project, GeometryRole.ALTERNATIVE), best) == best


def test_a_line_at_sea_leaves_no_country_out() -> None:
    project = "russia-korea-power-line"
    measured = deviation(
        group(project, GeometryRole.ALTERNATIVE), group(project, GeometryRole.BEST)
    )
    assert (measured.countries_added, measured.countries_dropped) == ((), ())
