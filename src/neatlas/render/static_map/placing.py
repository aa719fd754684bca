"""Finds places for labels: none meets another, none leaves the map, little is covered.

The same wishes get the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.leaders import is_hidden_by, leader_of
from neatlas.render.static_map.marks import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from neatlas.render.static_map.spots import Spot, Spots

#: Side of a cell in which ink is counted, in points.
_CELL = 2.0
#: What it costs to cover a cell's worth of ink, against a point of distance from what is named.
_INK_COST = 1.6
#: Where a leader line is asked whether it lies on ink, as shares of its length from its anchor.
_ALONG = np.array([0.5, 0.7, 0.9])
#: Room around a label that no other may enter, in points.
_ROOM = 1.2
#: A label keeps this far from the edge of the map.
EDGE = 3.0


@dataclass
class Board:
    """What of the map is taken already, and how much ink lies where."""

    box: Box
    taken: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = (int(self.box.height / _CELL) + 2, int(self.box.width / _CELL) + 2)
        self._ink = np.zeros(shape)
        self._sums: NDArray[np.float64] | None = None

    def spill(self, lines: Iterable[NDArray[np.float64]], weight: float) -> None:
        """Count the ink of lines on the page."""
        paths = np.array([shapely.LineString(line) for line in lines])
        if not len(paths):
            return
        steps = [np.arange(0, length, _CELL) for length in shapely.length(paths).tolist()]
        along = np.repeat(paths, [len(at) for at in steps])
        found = shapely.line_interpolate_point(along, np.concatenate(steps))
        points = shapely.get_coordinates(found)
        cells = ((points - [self.box.x0, self.box.y0]) / _CELL).astype(int)
        inside = (cells >= 0).all(axis=1) & (cells < self._ink.shape[::-1]).all(axis=1)
        np.add.at(self._ink, (cells[inside, 1], cells[inside, 0]), weight)
        self._sums = None

    def cover(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how much ink lies under boxes."""
        if self._sums is None:
            self._sums = np.pad(self._ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        sums, (rows, columns) = self._sums, self._ink.shape
        cells = (boxes - [self.box.x0, self.box.y0] * 2) / _CELL + [0, 0, 1, 1]
        x0, y0, x1, y1 = np.clip(cells, 0, [columns, rows] * 2).astype(int).T
        under = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return np.asarray(under, dtype=float)

    def place(self, spots: Spots, leaving: Sequence[Box] = ()) -> Spot | None:
        """
        Give a label the best place that is free, and take it; None if there is none.

        Its leader line crosses nothing that is taken; of the signs under whose edge lies what is
        named, it may cross the edge.
        """
        if not len(spots):
            return None
        taken = np.array(self.taken).reshape(-1, 4)
        free = np.flatnonzero(self._free(spots.boxes, taken))
        costs = spots.costs[free] + _INK_COST * self.cover(spots.boxes[free])
        costs += _INK_COST * self._cover_leaders(spots.those(free))
        in_the_way = taken[[box not in leaving for box in self.taken]]
        for number in free[np.argsort(costs, kind="stable")].tolist():
            spot = spots.at(number)
            if not _crosses(spot, in_the_way, leaving):
                self.take(spot)
                return spot
        return None

    def _cover_leaders(self, spots: Spots) -> NDArray[np.float64]:
        """Return how much ink leader lines would run along: none could be told from it."""
        led = spots.are_led
        anchors, boxes = spots.anchors[led], spots.boxes[led]
        ends = np.clip(anchors, boxes[:, :2], boxes[:, 2:])
        points = (anchors + (ends - anchors) * _ALONG[:, None, None]).reshape(-1, 2)
        ink = np.zeros(len(spots))
        ink[led] = self.cover(np.hstack([points, points])).reshape(len(_ALONG), -1).sum(axis=0)
        return ink

    def take(self, spot: Spot) -> None:
        """Keep a place, and that of its leader line, from all that comes later."""
        self.taken.append(spot.box)
        line = leader_of(spot)
        if line is not None:
            path = shapely.LineString(line)
            for at in np.arange(1, path.length - 1, 3):
                point = path.interpolate(float(at))
                self.taken.append(Box(point.x, point.y, point.x, point.y).grown(1))

    def _free(self, boxes: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.bool_]:
        edge = self.box.grown(-EDGE)
        free = (
            (boxes[:, 0] >= edge.x0)
            & (boxes[:, 1] >= edge.y0)
            & (boxes[:, 2] <= edge.x1)
            & (boxes[:, 3] <= edge.y1)
        )
        apart = (
            (boxes[:, None, 0] >= taken[:, 2] + _ROOM)
            | (boxes[:, None, 2] <= taken[:, 0] - _ROOM)
            | (boxes[:, None, 1] >= taken[:, 3] + _ROOM)
            | (boxes[:, None, 3] <= taken[:, 1] - _ROOM)
        )
        return np.asarray(free & apart.all(axis=1))


def _crosses(spot: Spot, boxes: NDArray[np.float64], leaving: Sequence[Box]) -> bool:
    """Return whether a leader line would cross a label, a corner that is kept, or a sign."""
    line = leader_of(spot)
    if line is None:
        return False
    (x0, y0), (x1, y1) = line
    low, high = np.minimum(line[0], line[1]), np.maximum(line[0], line[1])
    # A box that the line's own box misses is not met; of the others its corners tell, if they
    # lie to both sides of the line.
    near = boxes[((boxes[:, :2] <= high) & (boxes[:, 2:] >= low)).all(axis=1)]
    corners = near[:, [[0, 1], [2, 1], [2, 3], [0, 3]]] - [x0, y0]
    sides = corners[:, :, 0] * (y1 - y0) - corners[:, :, 1] * (x1 - x0)
    if ((sides.min(axis=1) <= 0) & (sides.max(axis=1) >= 0)).any():
        return True
    path = shapely.LineString(line)
    return any(is_hidden_by(sign, path) for sign in leaving)
