"""Projects that share a corridor would hide one another: their lines are set a little apart.

The rule is the screen's (`templates/corridors.js`): never further than a line's own median
uncertainty, and the surest line stays in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.render.spec import FeatureSpec, Shape
    from neatlas.render.static_map.stock import Stock

#: Size of a cell, in degrees, and how many of them two projects must have in common.
_CELL = 0.3
_COMMON = 3
#: From one line to the next, in pixels of the screen, and the direction of the shift.
STEP = 3.4
DIRECTION = (0.8, -0.6)
#: Lines of a colour nearer than this over half of one lie on one track, and on one another.
_TRACK_KM = 0.5
_KM_PER_DEGREE = 111.2
#: With more lines than this, all stay where they are.
_MOST = 300
_PLACES = (0, 1, -1, 2, -2)


@dataclass(frozen=True)
class Slot:
    """Where a line stands beside the others of its corridor."""

    place: int = 0
    km: float = 0.0
    """Its median uncertainty: the most that it is shifted, in kilometres."""


@dataclass(frozen=True)
class _Known:
    feature: FeatureSpec
    shape: Shape
    cells: frozenset[tuple[int, int]]
    km: float


def assign_slots(features: Sequence[FeatureSpec], stock: Stock) -> dict[str, Slot]:
    """Say for each line, by feature id, where it stands in its corridor."""
    lines = [feature for feature in features if feature.kind == "line"]
    slots: dict[str, Slot] = {}
    if len(lines) > _MOST:
        return slots
    known = sorted((_known(feature, stock) for feature in lines), key=lambda one: one.km)
    for number, one in enumerate(known):
        others = [
            other
            for other in known[:number]
            if other.feature.project != one.feature.project
            and len(one.cells & other.cells) >= _COMMON
        ]
        twin = next((other for other in others if _same_track(other, one)), None)
        if twin is not None:
            slots[one.feature.id] = slots[twin.feature.id]
            continue
        taken = {slots[other.feature.id].place for other in others}
        free = next((place for place in _PLACES if place not in taken), 0)
        slots[one.feature.id] = Slot(free, one.km)
    return slots


def _known(feature: FeatureSpec, stock: Stock) -> _Known:
    shape = stock.shape(feature.id)
    return _Known(
        feature,
        shape,
        stock.keep(("cells", feature.id), lambda: _cells(shape)),
        _uncertainty(shape),
    )


def _cells(shape: Shape) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for ring in shape.lines:
        for (west, south), (east, north) in pairwise(ring):
            steps = int(np.ceil(np.hypot(east - west, north - south) / _CELL)) or 1
            share = np.linspace(0, 1, steps + 1)
            lons = np.floor((west + (east - west) * share) / _CELL).astype(int)
            lats = np.floor((south + (north - south) * share) / _CELL).astype(int)
            found.update(zip(lons.tolist(), lats.tolist(), strict=True))
    return frozenset(found)


def _uncertainty(shape: Shape) -> float:
    every = [km for ring in shape.uncertainty_km for km in ring]
    return median_high(every) if every else 0.0


def _same_track(one: _Known, other: _Known) -> bool:
    if one.feature.style.color != other.feature.style.color:
        return False
    return max(_covered(one.shape, other.shape), _covered(other.shape, one.shape)) >= 0.5  # noqa: PLR2004 - half


def _covered(shape: Shape, other: Shape) -> float:
    """Return how much of a line lies on another."""
    lon, lat = shape.lines[0][0]
    scale = np.array([_KM_PER_DEGREE * np.cos(np.radians(lat)), _KM_PER_DEGREE])

    def flat(ring: object) -> shapely.LineString:
        return shapely.LineString((np.asarray(ring) - [lon, lat]) * scale)

    track = shapely.union_all([flat(ring) for ring in other.lines])
    places = [
        point
        for ring in shape.lines
        for line in [shapely.get_coordinates(flat(ring))]
        for point in [*line, *((line[1:] + line[:-1]) / 2)]
    ]
    return float(np.mean(shapely.distance(shapely.points(np.asarray(places)), track) < _TRACK_KM))
