"""Geodesic lengths, areas and samples of many geometries at once, on the WGS84 ellipsoid.

A segment up to 50 km is measured by its chord between two places of the ellipsoid in space, and
by the curvature of the ellipsoid in the segment's direction (Euler's theorem: Torge and Mueller,
Geodesy, 4th edition, 2012, section 4.1), which is within a micrometre of the geodesic. A longer
one is measured by Karney's algorithm through pyproj. That algorithm for all segments takes four
times as long as this, which is why it stands here.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import shapely

from neatlas.analysis.ground import WGS84

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Geometries = NDArray[np.object_]

#: Longest chord that the short formula measures, in metres.
_SHORT_M = 50_000.0
#: Positions measured at a time: few enough to stay in a processor's cache.
_CHUNK = 1 << 15

LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def lengths_km(geometries: Geometries, *, threads: int = 1) -> Floats:
    """
    Measure the geodesic lengths of many lines.

    Parameters
    ----------
    geometries
        Shapely geometries in WGS84 degrees, longitude first; None is allowed.
    threads
        How many processors to use.

    Returns
    -------
    numpy.ndarray of float
        Kilometres; 0 for what is no line: a point, an area, None.
    """
    lines = np.array(geometries, dtype=object)
    kinds = shapely.get_type_id(lines)
    lines[~np.isin(kinds, LINES)] = None
    parts, owner = lines, np.arange(len(lines))
    if np.any(kinds == shapely.GeometryType.MULTILINESTRING):  # else it would only take time
        parts, owner = shapely.get_parts(lines, return_index=True)
    positions, part = shapely.get_coordinates(parts, return_index=True)
    if not len(part):
        return np.zeros(len(lines))
    within = part[1:] == part[:-1]
    lengths = _segments_m(positions, within, threads)
    return np.bincount(owner[part[:-1]], weights=lengths, minlength=len(lines)) / 1_000


def _segments_m(positions: Floats, within: NDArray[np.bool_], threads: int) -> Floats:
    """Return the metres from each position to the next, 0 where that begins another line."""
    starts = range(0, len(within), _CHUNK)

    def measure(start: int) -> Floats:
        end = start + _CHUNK
        return _chunk_m(positions[start : end + 1], within[start:end])

    if threads == 1 or len(starts) <= 1:
        return np.concatenate([np.zeros(0), *map(measure, starts)])
    with ThreadPoolExecutor(threads) as pool:  # numpy lets other threads run while it computes
        return np.concatenate(list(pool.map(measure, starts)))


def _chunk_m(positions: Floats, within: NDArray[np.bool_]) -> Floats:
    lon, lat = np.radians(positions.T)
    places = _in_space(lon, lat)
    steps = np.diff(places, axis=1)
    chord2 = np.einsum("ij,ij->j", steps, steps)
    chord = np.sqrt(chord2)
    # Radii of curvature along the meridian and across it, in the middle of the segment.
    middle = (np.sin(lat[1:]) + np.sin(lat[:-1])) / 2
    shrink = 1 - WGS84.es * middle * middle
    across = WGS84.a / np.sqrt(shrink)
    along = across * (1 - WGS84.es) / shrink
    north2 = np.square(along * np.diff(lat))
    share = np.minimum(north2 / np.maximum(chord2, 1e-12), 1)
    half_angle = chord * (share / along + (1 - share) / across) / 2
    # Arc over chord of a circle: x / sin(x), from the series of the arc sine.
    square = half_angle * half_angle
    metres = chord * (1 + square / 6 + 3 * square * square / 40)
    metres *= within
    far = np.flatnonzero((chord > _SHORT_M) & within)
    if far.size:
        metres[far] = WGS84.inv(*positions[far].T, *positions[far + 1].T)[2]
    return cast("Floats", metres)


def _in_space(lon: Floats, lat: Floats) -> Floats:
    """Return places of the ellipsoid as x, y, z in metres from the centre of the earth."""
    sine, cosine = np.sin(lat), np.cos(lat)
    radius = WGS84.a / np.sqrt(1 - WGS84.es * sine * sine)
    out = radius * cosine
    return np.stack([out * np.cos(lon), out * np.sin(lon), radius * (1 - WGS84.es) * sine])


def in_space_km(positions: Floats) -> Floats:
    """
    Place positions in space, so that near ones can be compared without a projection.

    Parameters
    ----------
    positions
        Longitude and latitude in WGS84 degrees, one row a position.

    Returns
    -------
    numpy.ndarray of float
        x, y, z in kilometres from the centre of the earth (EPSG:4978), one row a position. The
        straight distance of two is shorter than the geodesic one by 1 m at 100 km.
    """
    return _in_space(*np.radians(positions.T)).T / 1_000


def areas_km2(geometries: Geometries) -> Floats:
    """
    Measure the geodesic areas of polygons.

    Parameters
    ----------
    geometries
        Shapely geometries in WGS84 degrees, longitude first; None is allowed.

    Returns
    -------
    numpy.ndarray of float
        Square kilometres without the holes; 0 for what is no polygon.
    """
    areas = np.zeros(len(geometries))
    for n in np.flatnonzero(shapely.get_dimensions(geometries) == 2):  # noqa: PLR2004 - a polygon
        oriented = [shapely.geometry.polygon.orient(p) for p in shapely.get_parts(geometries[n])]
        areas[n] = sum(WGS84.geometry_area_perimeter(polygon)[0] for polygon in oriented) / 1e6
    return areas


class Samples(NamedTuple):
    """Positions along lines, in order along each."""

    positions: Floats
    """Longitude and latitude in WGS84 degrees, one row a position."""
    line: NDArray[np.int64]
    """Number of the line of each."""
    is_vertex: NDArray[np.bool_]
    """Whether it is a vertex of the line; the others lie on the geodesic between two."""


def sample_lines(lines: Geometries, step_km: float) -> Samples:
    """
    Place positions along lines: all vertices, and between them geodesic places.

    Parameters
    ----------
    lines
        LineStrings in WGS84 degrees, longitude first.
    step_km
        The farthest that two neighbours may be apart.

    Returns
    -------
    Samples
        The positions, at least two a line.
    """
    positions, owner = shapely.get_coordinates(lines, return_index=True)
    if not len(owner):
        return Samples(positions, owner, np.zeros(0, dtype=bool))
    azimuth, _, metres = WGS84.inv(*positions[:-1].T, *positions[1:].T)
    within = owner[1:] == owner[:-1]
    pieces = np.where(within, np.maximum(np.ceil(metres / 1_000 / step_km), 1), 1).astype(int)
    pieces = np.append(pieces, 1)
    start = np.repeat(np.arange(len(positions)), pieces)
    nth = np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    sampled = positions[start]
    between = np.flatnonzero(nth)
    here = start[between]
    reach = metres[here] * nth[between] / pieces[here]
    lon, lat, _ = WGS84.fwd(positions[here, 0], positions[here, 1], azimuth[here], reach)
    sampled[between] = np.column_stack([lon, lat])
    return Samples(sampled, owner[start], nth == 0)


def length_error_km(lines: Geometries, vertex_uncertainty_km: Sequence[Sequence[float]]) -> Floats:
    """
    Say how far the length of each line may be off, from the uncertainty of its vertices.

    The law of propagation of uncertainty (Guide to the expression of uncertainty in measurement,
    JCGM 100:2008, section 5.1.2): where vertex `i` lies anywhere within `u_i` of its position,
    evenly, its standard uncertainty in any direction is `u_i / 2`, so that twice the combined
    standard uncertainty (a coverage of about 95 %) is

        sqrt(sum((g_i * u_i) ** 2))

    where `g_i` says how the length follows the vertex: 1 at an end, `2 * sin(t_i / 2)` where the
    line turns by the angle `t_i`. Errors of different vertices are taken as independent. Bends
    between vertices, which no vertex tells of, are not in it.

    Parameters
    ----------
    lines
        LineStrings in WGS84 degrees, longitude first.
    vertex_uncertainty_km
        For each line the uncertainty of each of its vertices, in kilometres.

    Returns
    -------
    numpy.ndarray of float
        Kilometres, to be added to and taken from the length.
    """
    pairs = zip(lines, vertex_uncertainty_km, strict=True)
    return np.array([_error_km(shapely.get_coordinates(line), u) for line, u in pairs])


def _error_km(positions: Floats, uncertainty_km: Sequence[float]) -> float:
    azimuth, back, _ = WGS84.inv(*positions[:-1].T, *positions[1:].T)
    turn = np.radians(azimuth[1:] - (back[:-1] + 180))
    pull = np.concatenate([[1.0], 2 * np.abs(np.sin(turn / 2)), [1.0]])
    return float(np.sqrt(np.sum(np.square(pull * np.asarray(uncertainty_km)))))
