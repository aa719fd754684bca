"""Distances on the ground: bands of uncertainty, and land under a line.

All coordinates are WGS84 degrees, longitude first. Distances are geodesic kilometres
(Karney, Algorithms for geodesics, J. Geodesy 87, 2013, through pyproj), or planar ones in an
azimuthal equidistant plane, off by less than 0.1 % within 200 km of its centre (Snyder, Map
Projections: A Working Manual, USGS Professional Paper 1395, 1987, p. 191).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]
#: A segment: two positions, each with its uncertainty in kilometres.
Segment = tuple[tuple[Position, float], tuple[Position, float]]

WGS84 = Geod(ellps="WGS84")

#: Points around a circle: 48 keep its area within 0.3 % of the true one.
_CIRCLE_POINTS = 48
#: Distance between the places of a line that are tested against land.
_STEP_KM = 0.5


def length_km(positions: Sequence[Position]) -> float:
    """Return the geodesic length of a line, in kilometres."""
    lons, lats = zip(*positions, strict=True)
    return float(WGS84.line_length(lons, lats)) / 1_000


def circle(position: Position, radius_km: float) -> shapely.Polygon:
    """Return the geodesic circle around a position, as a polygon in WGS84 degrees."""
    (found,) = _circles([position], [radius_km])
    return found if found is not None else shapely.Polygon()


def uncertainty_band(
    positions: Sequence[Position], uncertainty_km: Sequence[float]
) -> BaseGeometry:
    """
    Build the band within which a line, or a point, truly lies.

    Parameters
    ----------
    positions
        Vertices of the line in WGS84 degrees, or one position.
    uncertainty_km
        For each vertex, how far off it may be. Between two vertices the width changes evenly.

    Returns
    -------
    BaseGeometry
        Polygon or MultiPolygon in WGS84 degrees; empty where every uncertainty is zero.
    """
    circles = _circles(positions, uncertainty_km)
    pairs = [circles] if len(circles) == 1 else list(pairwise(circles))
    pieces = [
        shapely.MultiPolygon([one for one in pair if one is not None]).convex_hull for pair in pairs
    ]
    return shapely.union_all(pieces)


def _circles(
    positions: Sequence[Position], radii_km: Sequence[float]
) -> list[shapely.Polygon | None]:
    """Return the geodesic circle around each position, None where its radius is zero."""
    if len(positions) != len(radii_km):
        message = f"{len(positions)} positions have {len(radii_km)} uncertainties"
        raise ValueError(message)
    azimuths = np.linspace(0, 360, _CIRCLE_POINTS, endpoint=False)
    places = np.repeat(np.asarray(positions, dtype=float), _CIRCLE_POINTS, axis=0)
    metres = np.repeat(np.asarray(radii_km, dtype=float) * 1_000, _CIRCLE_POINTS)
    lons, lats, _ = WGS84.fwd(places[:, 0], places[:, 1], np.tile(azimuths, len(positions)), metres)
    rings = np.column_stack([lons, lats]).reshape(len(positions), _CIRCLE_POINTS, 2)
    return [
        shapely.Polygon(ring) if km > 0 else None for ring, km in zip(rings, radii_km, strict=True)
    ]


def _segments(positions: Sequence[Position], uncertainty_km: Sequence[float]) -> Iterator[Segment]:
    """Yield the segments of a line; a single position is a segment of no length."""
    ends = list(zip(positions, uncertainty_km, strict=True))
    yield from pairwise(ends) if len(ends) > 1 else [(ends[0], ends[0])]


@dataclass(frozen=True)
class OffLand:
    """Where a line is farther from land than its uncertainty allows."""

    position: Position
    distance_km: float
    """To the nearest land; infinite where none lies within reach."""
    allowed_km: float


def off_land(
    positions: Sequence[Position], uncertainty_km: Sequence[float], land: shapely.STRtree
) -> list[OffLand]:
    """
    Find where a line leaves the land by more than its own uncertainty.

    Parameters
    ----------
    positions
        Vertices of the line in WGS84 degrees, or one position.
    uncertainty_km
        For each vertex, how far off it may be; between two vertices it changes evenly.
    land
        Tree over land polygons in WGS84 degrees.

    Returns
    -------
    list of OffLand
        The worst place of each segment that is off by too much; places are tested every 500 m.
    """
    # A continent is one polygon of very many corners, and thousands of places are held against it.
    shapely.prepare(land.geometries)
    found = (_worst_off_land(ends, land) for ends in _segments(positions, uncertainty_km))
    return [worst for worst in found if worst is not None]


def _worst_off_land(ends: Segment, land: shapely.STRtree) -> OffLand | None:
    (first, first_km), (last, last_km) = ends
    share = np.linspace(0, 1, int(length_km([first, last]) / _STEP_KM) + 2)
    places = np.outer(1 - share, first) + np.outer(share, last)
    allowed = first_km + (last_km - first_km) * share
    tested, near = land.query(shapely.points(places))
    dry = tested[shapely.intersects(land.geometries.take(near), shapely.points(places[tested]))]
    wet = np.setdiff1d(np.arange(len(share)), dry)
    if wet.size == 0:
        return None
    distances = _distances_to_land(places[wet], land, reach_km=float(allowed.max()))
    worst = int(np.argmax(distances - allowed[wet]))
    if distances[worst] <= allowed[wet][worst]:
        return None
    lon, lat = places[wet][worst].tolist()
    return OffLand((lon, lat), float(distances[worst]), float(allowed[wet][worst]))


def _distances_to_land(
    places: NDArray[np.float64], land: shapely.STRtree, *, reach_km: float
) -> NDArray[np.float64]:
    """Return kilometres to land; infinite where none lies within `reach_km` and a little more."""
    lon, lat = places.mean(axis=0)
    definition = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=km"
    plane = Transformer.from_crs("EPSG:4326", definition, always_xy=True)

    def to_plane(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(plane.transform(xy[:, 0], xy[:, 1]))

    around = shapely.union_all([circle((x, y), reach_km + 5) for x, y in places])
    near = land.geometries.take(land.query(around))
    ground = shapely.transform(shapely.union_all(shapely.intersection(near, around)), to_plane)
    if ground.is_empty:
        return np.full(len(places), np.inf)
    return np.asarray(shapely.distance(shapely.points(to_plane(places)), ground))
