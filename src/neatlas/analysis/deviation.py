"""How one geometry of a project deviates from another: how much the cartographer added."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from neatlas.analysis.ground import WGS84, length_km
from neatlas.catalog.cutting import cut_line
from neatlas.catalog.geojson import positions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from neatlas.model.geometry import Geometry

Position = tuple[float, float]

#: Distance between the places of two lines that are compared.
_STEP_KM = 2.0
#: Ends of lines that lie no farther apart than this are one place, such as a station.
_JOIN_KM = 2.0


@dataclass(frozen=True)
class Deviation:
    """How far a group of geometries lies from the best one."""

    length_km: float
    best_length_km: float
    hausdorff_km: float
    """The greatest distance from any place of one to the nearest place of the other."""
    countries_added: tuple[str, ...]
    countries_dropped: tuple[str, ...]


def countries_along(geometry: Geometry) -> tuple[tuple[str, float], ...]:
    """
    Say which countries a line passes through, and how far in each.

    A line is split at its declared border vertices, not at a generalised border.

    Parameters
    ----------
    geometry
        A geometry whose notes name the country in which it begins.

    Returns
    -------
    tuple of (str, float)
        Country code and geodesic kilometres, in order along the line; they add up to its
        length. Empty where the notes name no country.
    """
    here = geometry.notes.country
    if here is None:
        return ()
    if geometry.shape.geom_type != "LineString":
        return ((here, 0.0),)
    positions = positions_of(geometry)
    return tuple(
        (str(country), sum(length_km(positions[s.first : s.last + 1]) for s in stretches))
        for country, stretches in groupby(cut_line(geometry), key=lambda stretch: stretch.country)
    )


def deviation(group: Sequence[Geometry], best: Sequence[Geometry]) -> Deviation:
    """
    Measure how a group of geometries deviates from the best ones of the same project.

    Parameters
    ----------
    group, best
        Lines or points; each side is compared as a whole.

    Returns
    -------
    Deviation
        Lengths are geodesic. The Hausdorff distance is found among places at most 2 km apart
        along each line, so it is off by 1 km at the most. Countries are compared only where
        both sides say through which they run: a line at sea says nothing of it.
    """
    return _deviation(tuple(group), tuple(best))


# A card is planned for many dates, and this does not change with them.
@lru_cache(maxsize=256)
def _deviation(group: tuple[Geometry, ...], best: tuple[Geometry, ...]) -> Deviation:
    lengths = [sum(_length(g) for g in side) for side in (group, best)]
    here, there = (_countries(side) for side in (group, best))
    known = bool(here and there)
    return Deviation(
        length_km=lengths[0],
        best_length_km=lengths[1],
        hausdorff_km=hausdorff_km(
            [positions_of(g) for g in group], [positions_of(g) for g in best]
        ),
        countries_added=tuple(code for code in here if known and code not in there),
        countries_dropped=tuple(code for code in there if known and code not in here),
    )


def _countries(side: Sequence[Geometry]) -> dict[str, None]:
    return dict.fromkeys(code for geometry in side for code, _ in countries_along(geometry))


def bypassed(group: Sequence[Geometry], best: Sequence[Geometry]) -> Sequence[Geometry]:
    """
    Find the best lines that an alternative stands in place of.

    Parameters
    ----------
    group
        The lines of the alternative.
    best
        The best lines of the project.

    Returns
    -------
    sequence of Geometry
        Those between the places where the alternative leaves the best line and joins it
        again: lines with a loose end are dropped until none is left. All of them where the
        alternative does not begin and end at ends of best lines.
    """
    left = list(best)
    while left:
        held = [g for g in left if not _is_loose(g, [*(o for o in left if o is not g), *group])]
        if len(held) == len(left):
            return left
        left = held
    return best


def _is_loose(geometry: Geometry, others: Sequence[Geometry]) -> bool:
    """Return whether an end of a line meets no end of another one."""
    meeting = [place for other in others for place in _ends(other)]
    return any(
        all(length_km([end, place]) > _JOIN_KM for place in meeting) for end in _ends(geometry)
    )


def _ends(geometry: Geometry) -> tuple[Position, Position]:
    positions = positions_of(geometry)
    return positions[0], positions[-1]


def _length(geometry: Geometry) -> float:
    positions = positions_of(geometry)
    return length_km(positions) if geometry.shape.geom_type == "LineString" else 0.0


def hausdorff_km(
    first: Sequence[Sequence[Position]], second: Sequence[Sequence[Position]]
) -> float:
    """
    Return the Hausdorff distance of two sets of lines, in geodesic kilometres.

    The nearest places are found on a sphere, whose order of distances is that of the
    ellipsoid to 0.5 %; the distance of the pair that decides is geodesic.
    """
    one, other = _places(first), _places(second)
    cosines = _vectors(one) @ _vectors(other).T
    farthest = [
        (one[at := int(np.argmin(cosines.max(axis=1)))], other[int(np.argmax(cosines[at]))]),
        (other[at := int(np.argmin(cosines.max(axis=0)))], one[int(np.argmax(cosines[:, at]))]),
    ]
    return max(float(WGS84.inv(*a, *b)[2]) / 1_000 for a, b in farthest)


def _places(lines: Sequence[Sequence[Position]]) -> NDArray[np.float64]:
    """Return places along lines, at most `_STEP_KM` apart."""
    found = []
    for line in lines:
        points = np.asarray(line, dtype=float)
        found.append(points)
        for start, end in pairwise(points):
            count = int(length_km([tuple(start), tuple(end)]) / _STEP_KM)
            share = np.linspace(0, 1, count + 2)[1:-1, None]
            found.append(start * (1 - share) + end * share)
    return np.vstack(found)


def _vectors(places: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = np.radians(places).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
