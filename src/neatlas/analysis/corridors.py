"""Corridors: where the lines of projects run near one another, and whether that is sure.

Distances are straight ones between places in space (`analysis.lengths.in_space_km`): they need no
projection, and up to 100 km they are within 1 m of the geodesic. Lines are looked at in pieces of
a tenth of the distance that counts as near, from 50 m to 2 km: an end of a corridor is found
within that.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from neatlas.analysis.joining import join_stretches, own_lines
from neatlas.analysis.lengths import Samples, in_space_km, lengths_km, sample_lines
from neatlas.analysis.nearby import boxes_around, check_within
from neatlas.analysis.spread import uncertainty_along
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
    "uncertainty_km": "how far the distance of the two may be off, at most along the corridor: the "
    "uncertainties of both lines there, added",
    "sure": "whether they share it after that uncertainty too; if not, only as they are drawn",
    "from_lon": "where the corridor begins along `project`, WGS84 degrees",
    "from_lat": "the latitude of that place",
    "to_lon": "where it ends",
    "to_lat": "the latitude of that place",
    "geometry": "LineString",
}

#: How near is a corridor, and how long at least, where nothing else is asked for.
WITHIN_KM, AT_LEAST_KM = 10.0, 20.0
#: Shortest and longest piece of a line that is looked at, and its share of what counts as near.
_LEAST_STEP_KM, _STEP_KM = 0.05, 2.0
_STEP_SHARE = 0.1
_METRE_KM = 0.001
#: Places compared at a time, which bounds the memory.
_CHUNK = 4_096


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
        A vertex lies anywhere within its uncertainty, and between two vertices that changes
        evenly. A corridor is sure where the distance, with the uncertainties of both lines
        added, is within `within_km` for `at_least_km` without a break.

    Raises
    ------
    ValueError
        If a distance is out of its range.
    """
    check_frame(features, FEATURE_COLUMNS, name="features frame")
    check_within(within_km)
    if not 0 <= at_least_km < math.inf:
        raise ValueError(f"at_least_km must be a number from 0 on, got {at_least_km!r}")
    # Pieces add up to a line within a metre; where any length will do, some of it must be sure.
    least_km = max(at_least_km - _METRE_KM, 0)
    names = list(dict.fromkeys(features["project"]))
    lines, owner = _joined_lines(features, names)
    step_km = min(_STEP_KM, max(_LEAST_STEP_KM, within_km * _STEP_SHARE))
    samples = sample_lines(lines, step_km)
    spread = _spread(features, names, samples, owner)
    rows: list[dict[str, Any]] = []
    for pair, near in _near_pieces(samples, owner, spread, within_km, step_km):
        sure = near.distance_km + near.uncertainty_km <= within_km
        for positions, run in join_stretches(_stretches(samples, near.pieces)):
            rows.append(
                {
                    "project": names[pair[0]],
                    "other": names[pair[1]],
                    "nearest_km": near.distance_km[run].min(),
                    "uncertainty_km": near.uncertainty_km[run].max(),
                    "sure": _longest_km(near.length_km[run], sure[run]) > least_km,
                    **dict(zip(("from_lon", "from_lat"), positions[0].tolist(), strict=True)),
                    **dict(zip(("to_lon", "to_lat"), positions[-1].tolist(), strict=True)),
                    "geometry": shapely.LineString(positions),
                }
            )
    frame = gpd.GeoDataFrame(rows, columns=list(CORRIDOR_COLUMNS), geometry="geometry", crs=CRS)
    frame["length_km"] = lengths_km(frame.geometry.to_numpy())
    frame["sure"] = frame["sure"].astype(bool)
    frame = frame[frame["length_km"] >= at_least_km]
    return frame.sort_values("length_km", ascending=False, kind="stable", ignore_index=True)


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


def _spread(features: gpd.GeoDataFrame, names: list[str], samples: Samples, owner: Whole) -> Floats:
    """Return the uncertainty of each sample, by the vertices of the lines that it stands for."""
    best = features[(features["role"] == GeometryRole.BEST)]
    best = best[best.geometry.type == "LineString"]
    spread = np.zeros(len(samples.line))
    for project, own in best.groupby("project", sort=False):
        here = np.flatnonzero(owner[samples.line] == names.index(str(project)))
        spread[here] = uncertainty_along(
            own.geometry.to_numpy(), own["vertex_uncertainty_km"], samples.positions[here]
        )
    return spread


class _Near(NamedTuple):
    """Pieces of one project's lines that come near another's, in order along them."""

    pieces: Whole
    distance_km: Floats
    uncertainty_km: Floats
    """How far the distance may be off."""
    length_km: Floats


def _near_pieces(
    samples: Samples, owner: Whole, spread: Floats, within_km: float, step_km: float
) -> Iterator[tuple[tuple[int, int], _Near]]:
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
    off = np.maximum(spread[starts], spread[starts + 1])
    near, there, distance = _close(samples, starts, of, (first, last), within_km, step_km)
    if not len(near):
        return
    # Of each pair and piece the nearest comes first, and is kept.
    keys = of[near] * (int(of.max()) + 1) + of[there]
    order = np.lexsort((distance, near, keys))
    keys, near, there, distance = keys[order], near[order], there[order], distance[order]
    _, kept = np.unique(np.column_stack([keys, near]), axis=0, return_index=True)
    keys, near, there, distance = keys[kept], near[kept], there[kept], distance[kept]
    length = np.linalg.norm(last - first, axis=1)
    pairs, begins = np.unique(keys, return_index=True)
    for pair, own in zip(pairs.tolist(), np.split(np.arange(len(keys)), begins[1:]), strict=True):
        here = near[own]
        uncertainty = off[here] + off[there[own]]
        yield (
            divmod(pair, int(of.max()) + 1),
            _Near(starts[here], distance[own], uncertainty, length[here]),
        )


def _close(
    samples: Samples,
    starts: Whole,
    of: Whole,
    ends: tuple[Floats, Floats],
    within_km: float,
    step_km: float,
) -> tuple[Whole, Whole, Floats]:
    """Return numbers of pieces, those of other projects that come within reach, and distances."""
    middles = (samples.positions[starts] + samples.positions[starts + 1]) / 2
    places = in_space_km(middles)
    tree = shapely.STRtree(np.asarray(shapely.points(middles), dtype=np.object_))
    found: list[tuple[Whole, Whole, Floats]] = []
    for begin in range(0, len(starts), _CHUNK):
        here = np.arange(begin, min(begin + _CHUNK, len(starts)))
        near, there = tree.query(boxes_around(middles[here], within_km + step_km))
        near = here[near]
        later = of[near] < of[there]
        near, there = near[later], there[later]
        distance = _to_segments(places[near], ends[0][there], ends[1][there])
        close = distance <= within_km
        found.append((near[close], there[close], distance[close]))
    near, there, distance = (np.concatenate(column) for column in zip(*found, strict=True))
    return near, there, distance


def _to_segments(places: Floats, first: Floats, last: Floats) -> Floats:
    """Return the distance of each place to its segment, in space."""
    along = last - first
    length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-18)
    share = np.clip(np.einsum("ij,ij->i", places - first, along) / length2, 0, 1)
    return np.asarray(np.linalg.norm(places - first - share[:, None] * along, axis=1))


def _stretches(samples: Samples, pieces: Whole) -> list[tuple[Floats, Whole]]:
    """Return the runs of pieces that follow one another along one line, with their numbers."""
    found = []
    breaks = np.flatnonzero((np.diff(pieces) > 1) | (np.diff(samples.line[pieces]) != 0)) + 1
    for first, last in pairwise([0, *breaks.tolist(), len(pieces)]):
        run = slice(int(pieces[first]), int(pieces[last - 1]) + 2)
        keep = samples.is_vertex[run].copy()
        keep[[0, -1]] = True
        found.append((samples.positions[run][keep], np.arange(first, last)))
    return found


def _longest_km(lengths_km: Floats, kept: NDArray[np.bool_]) -> float:
    """Return how long the longest run of pieces that are kept is, without a break."""
    runs = np.cumsum(~kept)[kept]
    return float(np.bincount(runs, weights=lengths_km[kept]).max(initial=0))
