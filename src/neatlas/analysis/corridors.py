"""Corridors: where the lines of projects run near one another, and which pass near a place.

Distances are straight ones between places in space (`analysis.lengths.in_space_km`): they need no
projection, and up to 100 km they are within 1 m of the geodesic. Lines are looked at in pieces of
a tenth of the distance that counts as near, from 50 m to 2 km: an end of a corridor is found
within that.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from neatlas.analysis.ground import WGS84
from neatlas.analysis.joining import join_stretches, own_lines
from neatlas.analysis.lengths import Samples, in_space_km, lengths_km, sample_lines
from neatlas.catalog.frames import CRS, FEATURE_COLUMNS, check_frame
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

#: Column of the corridors frame to its meaning; the geometry is the stretch of `project`.
CORRIDOR_COLUMNS = {
    "project": "id of the project along whose line the corridor is measured",
    "other": "id of the project that runs near it",
    "length_km": "how far it runs near it without a break",
    "nearest_km": "how near it comes",
    "from_lon": "where the corridor begins along `project`, WGS84 degrees",
    "from_lat": "the latitude of that place",
    "to_lon": "where it ends",
    "to_lat": "the latitude of that place",
    "geometry": "LineString",
}

#: Column of the projects near a place to its meaning; the index is `project`.
NEAR_COLUMNS = {
    "feature": "id of the feature that comes nearest",
    "distance_km": "from the place to the nearest place of the project, 0 inside its area",
    "lon": "longitude of that nearest place, WGS84 degrees",
    "lat": "latitude of that nearest place",
}

#: Farthest that "near" may mean: beyond it a straight distance is no geodesic one.
MAX_WITHIN_KM = 100.0
#: Shortest and longest piece of a line that is looked at, and its share of what counts as near.
_LEAST_STEP_KM, _STEP_KM = 0.05, 2.0
_STEP_SHARE = 0.1
#: The same where only a line's nearest place is wanted.
_NEAR_STEP_KM = 5.0
#: Places compared at a time, which bounds the memory.
_CHUNK = 4_096
#: Kilometres of a degree of latitude, a little less than the least there is.
_DEGREE_KM = 110.5


def find_corridors(
    features: gpd.GeoDataFrame, *, within_km: float, at_least_km: float
) -> gpd.GeoDataFrame:
    """
    Find where two projects run within a distance of one another for at least a length.

    Parameters
    ----------
    features
        Features frame, or the rows of selected projects; its best lines are looked at, joined
        where those of a project meet; at a branch a corridor goes on along the longest.
    within_km
        How near is near: more than 0, at most `MAX_WITHIN_KM`.
    at_least_km
        How long a corridor must be, without a break.

    Returns
    -------
    GeoDataFrame
        Columns as in `CORRIDOR_COLUMNS`, WGS84, a row for each corridor, longest first. Of two
        projects the first in the order of `features` is the one measured along. Projects of
        points or areas alone have no corridor. Lines must not cross the meridian of 180 degrees.

    Raises
    ------
    ValueError
        If a distance is out of its range.
    """
    check_frame(features, FEATURE_COLUMNS, name="features frame")
    _check_within(within_km)
    if not 0 <= at_least_km < math.inf:
        raise ValueError(f"at_least_km must be a number from 0 on, got {at_least_km!r}")
    names = list(dict.fromkeys(features["project"]))
    lines, owner = _joined_lines(features, names)
    step_km = min(_STEP_KM, max(_LEAST_STEP_KM, within_km * _STEP_SHARE))
    samples = sample_lines(lines, step_km)
    rows: list[dict[str, Any]] = []
    for pair, pieces, distances in _near_pieces(samples, owner, within_km, step_km):
        for positions, nearest_km in join_stretches(_stretches(samples, pieces, distances)):
            rows.append(
                {
                    "project": names[pair[0]],
                    "other": names[pair[1]],
                    "nearest_km": nearest_km,
                    **dict(zip(("from_lon", "from_lat"), positions[0].tolist(), strict=True)),
                    **dict(zip(("to_lon", "to_lat"), positions[-1].tolist(), strict=True)),
                    "geometry": shapely.LineString(positions),
                }
            )
    frame = gpd.GeoDataFrame(rows, columns=list(CORRIDOR_COLUMNS), geometry="geometry", crs=CRS)
    frame["length_km"] = lengths_km(frame.geometry.to_numpy())
    frame = frame[frame["length_km"] >= at_least_km]
    return frame.sort_values("length_km", ascending=False, kind="stable", ignore_index=True)


def _check_within(within_km: float) -> None:
    if not 0 < within_km <= MAX_WITHIN_KM:
        allowed = f"more than 0 and at most {MAX_WITHIN_KM:g}"
        raise ValueError(f"within_km must be {allowed}, got {within_km!r}")


def _joined_lines(
    features: gpd.GeoDataFrame, names: list[str]
) -> tuple[NDArray[np.object_], Whole]:
    """Return the lines of projects, cut where they branch, and whose they are."""
    best = features[features["role"] == GeometryRole.BEST]
    lines = best[best.geometry.type == "LineString"]
    numbers = {name: number for number, name in enumerate(names)}
    joined: list[Any] = []
    owner: list[int] = []
    for project, own in lines.groupby("project", sort=False):
        merged = own_lines(own.geometry.tolist())
        joined.extend(merged)
        owner += [numbers[project]] * len(merged)
    return np.array(joined, dtype=np.object_), np.array(owner, dtype=np.int64)


def _near_pieces(
    samples: Samples, owner: Whole, within_km: float, step_km: float
) -> Iterator[tuple[tuple[int, int], Whole, Floats]]:
    """
    Yield pairs of projects that come near: which pieces of the first one's lines, and how near.

    A piece is what lies between two samples, named by the first of them.
    """
    if not len(samples.line):
        return
    starts = np.flatnonzero(samples.line[1:] == samples.line[:-1])
    of = owner[samples.line[starts]]
    ends = in_space_km(samples.positions)
    first, last = ends[starts], ends[starts + 1]
    middles = (samples.positions[starts] + samples.positions[starts + 1]) / 2
    places = in_space_km(middles)
    tree = shapely.STRtree(np.asarray(shapely.points(middles), dtype=np.object_))
    count = int(of.max()) + 1
    found: list[tuple[Whole, Whole, Floats]] = []
    for begin in range(0, len(starts), _CHUNK):
        here = np.arange(begin, min(begin + _CHUNK, len(starts)))
        near, there = tree.query(_boxes(middles[here], within_km + step_km))
        near = here[near]
        later = of[near] < of[there]
        near, there = near[later], there[later]
        distance = _to_segments(places[near], first[there], last[there])
        close = distance <= within_km
        near, there, distance = near[close], there[close], distance[close]
        found.append((of[near] * count + of[there], starts[near], distance))
    keys, pieces, distances = (np.concatenate(column) for column in zip(*found, strict=True))
    if not len(keys):
        return
    # Of each pair and piece the nearest comes first, and is kept.
    order = np.lexsort((distances, pieces, keys))
    keys, pieces, distances = keys[order], pieces[order], distances[order]
    _, kept = np.unique(np.column_stack([keys, pieces]), axis=0, return_index=True)
    pairs, begins = np.unique(keys[kept], return_index=True)
    for pair, own in zip(pairs.tolist(), np.split(kept, begins[1:]), strict=True):
        yield divmod(pair, count), pieces[own], distances[own]


def _boxes(positions: Floats, reach_km: float) -> NDArray[np.object_]:
    """Return boxes in degrees that hold all that lies within reach of each position."""
    lon, lat = positions.T
    north = reach_km / _DEGREE_KM
    shrink = np.cos(np.radians(np.minimum(np.abs(lat) + north, 89.9)))
    east = north / shrink
    return np.asarray(shapely.box(lon - east, lat - north, lon + east, lat + north))


def _to_segments(places: Floats, first: Floats, last: Floats) -> Floats:
    """Return the distance of each place to its segment, in space."""
    along = last - first
    length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-18)
    share = np.clip(np.einsum("ij,ij->i", places - first, along) / length2, 0, 1)
    return np.asarray(np.linalg.norm(places - first - share[:, None] * along, axis=1))


def _stretches(samples: Samples, pieces: Whole, distances: Floats) -> list[tuple[Floats, float]]:
    """Return the runs of pieces that follow one another along one line, and how near each comes."""
    found = []
    breaks = np.flatnonzero((np.diff(pieces) > 1) | (np.diff(samples.line[pieces]) != 0)) + 1
    for first, last in pairwise([0, *breaks.tolist(), len(pieces)]):
        run = slice(int(pieces[first]), int(pieces[last - 1]) + 2)
        keep = samples.is_vertex[run].copy()
        keep[[0, -1]] = True
        found.append((samples.positions[run][keep], float(distances[first:last].min())))
    return found


def projects_near(
    features: gpd.GeoDataFrame, position: tuple[float, float], *, within_km: float
) -> gpd.pd.DataFrame:
    """
    Find the projects that come within a distance of a place.

    Parameters
    ----------
    features
        Features frame, or the rows of selected projects; best geometries and areas count.
    position
        Longitude and latitude of the place, in WGS84 degrees.
    within_km
        How near is near: more than 0, at most `MAX_WITHIN_KM`.

    Returns
    -------
    DataFrame
        Columns as in `NEAR_COLUMNS`, index `project`, nearest first. Distances are geodesic. The
        nearest place is found in an azimuthal equidistant plane about the place, where
        distances from it are true; between its vertices a line is looked at every 5 km.

    Raises
    ------
    ValueError
        If the distance is out of its range, or the place is none.
    """
    check_frame(features, FEATURE_COLUMNS, name="features frame")
    _check_within(within_km)
    lon, lat = position
    if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 - degrees
        message = f"position must be longitude and latitude, in this order, got {position!r}"
        raise ValueError(message)
    counted = features[features["role"].isin([GeometryRole.BEST, GeometryRole.AREA])]
    shapes = _with_geodesics(counted.geometry.to_numpy())
    reach = _boxes(np.array([position]), within_km)[0]
    counted, shapes = counted[hit := shapely.intersects(shapes, reach)], shapes[hit]
    places = _nearest_places(shapes, position)
    here = np.broadcast_to(position, places.shape)
    metres = WGS84.inv(here[:, 0], here[:, 1], places[:, 0], places[:, 1])[2]
    table = gpd.pd.DataFrame(
        {
            "project": counted["project"].to_numpy(),
            "feature": counted.index.to_numpy(),
            "distance_km": np.asarray(metres) / 1_000,
            "lon": places[:, 0],
            "lat": places[:, 1],
        }
    )
    near = table[table["distance_km"] <= within_km].sort_values("distance_km", kind="stable")
    return near.drop_duplicates("project").set_index("project")


def _with_geodesics(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with the lines among them run along geodesics."""
    shapes = shapes.copy()
    lines = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING)
    samples = sample_lines(shapes[lines], _NEAR_STEP_KM)
    if lines.size:
        shapes[lines] = shapely.linestrings(samples.positions, indices=samples.line)
    return shapes


def _nearest_places(shapes: NDArray[np.object_], position: tuple[float, float]) -> Floats:
    """Return the place of each shape that is nearest to a position, in degrees."""
    definition = f"+proj=aeqd +lat_0={position[1]} +lon_0={position[0]} +datum=WGS84"
    plane = Transformer.from_crs(CRS, definition, always_xy=True)

    def to_plane(xy: Floats) -> Floats:
        return np.column_stack(plane.transform(xy[:, 0], xy[:, 1]))

    drawn = shapely.transform(shapes, to_plane)
    links = shapely.shortest_line(shapely.Point(0, 0), drawn)
    x, y = shapely.get_coordinates(shapely.get_point(links, 1)).T
    return np.column_stack(plane.transform(x, y, direction="INVERSE"))
