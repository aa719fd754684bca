"""Lines beside one another: what two of a project share is told apart; all segments, to count."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from neatlas.catalog.cutting import Stretch, cut_line
from neatlas.catalog.geojson import positions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from neatlas.model.geometry import Geometry
    from neatlas.model.vocabulary import GeometryRole

    Position = tuple[float, float]
    Positions = Sequence[Position]

#: Places nearer than this, in degrees, are one: a tenth of a millimetre.
_SAME_DEGREES = 1e-9
#: A vertex nearer than this to a segment of another record lies on it: a decimetre, which is what
#: coordinates of six decimals tell.
_ON_DEGREES = 1e-6


class Piece(NamedTuple):
    """A piece of a stretch, all of it shared with an earlier line or none."""

    stretch: Stretch
    positions: Positions
    """Longitude and latitude of its vertices, in order along the line."""
    again: bool
    """Whether an earlier line of the project, of the same role, runs there too."""


def cut_lines(geometries: Iterable[Geometry]) -> Iterator[tuple[Geometry, list[Piece]]]:
    """
    Cut lines as `cut_line` does, and where two of one project and role begin or end to share.

    Parameters
    ----------
    geometries
        Any; what is no line is passed over.

    Yields
    ------
    tuple of Geometry and list of Piece
        Each line, in the same order, with its pieces along it. A vertex of another line that
        lies on a segment, within a tenth of a millimetre, stands in the piece too.
    """
    lines = [geometry for geometry in geometries if geometry.shape.geom_type == "LineString"]
    groups: dict[tuple[str, GeometryRole], list[Geometry]] = {}
    for line in lines:
        groups.setdefault((line.project, line.notes.role), []).append(line)
    cut = {line.id: pieces for own in groups.values() for line, pieces in _cut_group(own)}
    yield from ((line, cut[line.id]) for line in lines)


def distinct_segments(
    lines: Sequence[shapely.LineString],
) -> Iterator[tuple[int, frozenset[Position]]]:
    """
    Yield the segments of lines, so that those which several lines share are equal.

    Parameters
    ----------
    lines
        LineStrings in degrees.

    Yields
    ------
    tuple of int and frozenset of Position
        Number of the line, and both ends of a segment, along each line. A vertex of another line
        that lies on a segment, within a decimetre, parts it.
    """
    corners = _corners_of(shapely.get_coordinates(lines))
    for number, line in enumerate(lines):
        positions = [(lon, lat) for lon, lat in shapely.get_coordinates(line).tolist()]
        for pair in pairwise(_with_corners(positions, corners, _ON_DEGREES)):
            yield number, frozenset(pair)


def _cut_group(lines: Sequence[Geometry]) -> Iterator[tuple[Geometry, list[Piece]]]:
    positions = shapely.get_coordinates([line.shape for line in lines])
    corners = _corners_of(positions)
    known: set[frozenset[Position]] = set()
    for line in lines:
        pieces: list[Piece] = []
        for stretch in cut_line(line):
            own = positions_of(line)[stretch.first : stretch.last + 1]
            pieces += _pieces(
                stretch, own if len(lines) == 1 else _with_corners(own, corners), known
            )
        known.update(frozenset(pair) for piece in pieces for pair in pairwise(piece.positions))
        yield line, pieces


def _pieces(
    stretch: Stretch, positions: Positions, known: AbstractSet[frozenset[Position]]
) -> Iterator[Piece]:
    """Yield runs of segments that are known, and of those that are not."""
    segments = enumerate(pairwise(positions))
    for again, run in groupby(segments, key=lambda one: frozenset(one[1]) in known):
        numbers = [number for number, _ in run]
        yield Piece(stretch, positions[numbers[0] : numbers[-1] + 2], again)


def _corners_of(positions: NDArray[np.float64]) -> shapely.STRtree:
    return shapely.STRtree(np.asarray(shapely.points(np.unique(positions, axis=0)), np.object_))


def _with_corners(
    positions: Positions, corners: shapely.STRtree, near: float = _SAME_DEGREES
) -> Positions:
    """Return the positions of a line with corners of others that lie between two of them."""
    ends = np.asarray(positions)
    pairs = np.stack([ends[:-1], ends[1:]], axis=1)
    segments = np.asarray(shapely.linestrings(pairs), dtype=np.object_)
    on, which = corners.query(segments, predicate="dwithin", distance=near)
    points = corners.geometries[which]
    along = np.asarray(shapely.line_locate_point(segments[on], points))
    whole = np.asarray(shapely.length(segments[on]))
    between = (along > near) & (along < whole - near)
    if not between.any():
        return positions
    added = shapely.get_coordinates(points[between])
    after = np.concatenate([np.arange(len(ends)), on[between]])
    order = np.lexsort((np.concatenate([np.zeros(len(ends)), along[between]]), after))
    return [(lon, lat) for lon, lat in np.concatenate([ends, added])[order].tolist()]
