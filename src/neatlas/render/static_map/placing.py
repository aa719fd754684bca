"""Finds places for labels: none meets another, none leaves the map, little is covered.

The same wishes get the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.marks import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

#: Side of a cell in which ink is counted, in points.
_CELL = 2.0
#: What it costs to cover a cell's worth of ink, against a point of distance from what is named.
_INK_COST = 1.6
#: Room around a label that no other may enter, in points.
_ROOM = 1.2
#: A label keeps this far from the edge of the map.
EDGE = 3.0
#: A leader of this length or more is drawn; a label that is nearer needs none.
LEADER_FROM = 9.0
#: It ends this far from the letters, in points.
_SHORT_OF = 1.6


@dataclass(frozen=True)
class Spot:
    """Where a label might go."""

    box: Box
    cost: float
    anchor: tuple[float, float] | None = None
    """What a leader line joins it to; None where it stands beside what it names."""


@dataclass(frozen=True)
class Wish:
    """A label that wants a place; the first of several wishes is heard first."""

    id: str
    spots: tuple[Spot, ...]


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
        for line in lines:
            if len(line) > 1:
                path = shapely.LineString(line)
                at = np.arange(0, path.length, _CELL)
                points = shapely.get_coordinates(shapely.line_interpolate_point(path, at))
            else:
                points = line
            cells = ((points - [self.box.x0, self.box.y0]) / _CELL).astype(int)
            inside = (cells >= 0).all(axis=1) & (cells < self._ink.shape[::-1]).all(axis=1)
            np.add.at(self._ink, (cells[inside, 1], cells[inside, 0]), weight)
        self._sums = None

    def cover(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how much ink lies under boxes."""
        if self._sums is None:
            self._sums = np.pad(self._ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        sums, (rows, columns) = self._sums, self._ink.shape
        x0 = np.clip((boxes[:, 0] - self.box.x0) / _CELL, 0, columns).astype(int)
        x1 = np.clip((boxes[:, 2] - self.box.x0) / _CELL + 1, 0, columns).astype(int)
        y0 = np.clip((boxes[:, 1] - self.box.y0) / _CELL, 0, rows).astype(int)
        y1 = np.clip((boxes[:, 3] - self.box.y0) / _CELL + 1, 0, rows).astype(int)
        under = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return np.asarray(under, dtype=float)

    def place(self, wish: Wish) -> Spot | None:
        """Give a label the best place that is free, and take it; None if there is none."""
        if not wish.spots:
            return None
        boxes = np.array([spot.box for spot in wish.spots])
        free = self._free(boxes)
        costs = np.array([spot.cost for spot in wish.spots]) + _INK_COST * self.cover(boxes)
        for number in np.argsort(costs, kind="stable"):
            spot = wish.spots[int(number)]
            if free[number] and not self._crosses(spot):
                self.take(spot)
                return spot
        return None

    def take(self, spot: Spot) -> None:
        """Keep a place, and that of its leader line, from all that comes later."""
        self.taken.append(spot.box)
        line = leader_of(spot)
        if line is not None:
            path = shapely.LineString(line)
            for at in np.arange(1, path.length - 1, 3):
                point = path.interpolate(float(at))
                self.taken.append(Box(point.x, point.y, point.x, point.y).grown(1))

    def _free(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        edge = self.box.grown(-EDGE)
        free = (
            (boxes[:, 0] >= edge.x0)
            & (boxes[:, 1] >= edge.y0)
            & (boxes[:, 2] <= edge.x1)
            & (boxes[:, 3] <= edge.y1)
        )
        if self.taken:
            taken = np.array(self.taken)
            apart = (
                (boxes[:, None, 0] >= taken[:, 2] + _ROOM)
                | (boxes[:, None, 2] <= taken[:, 0] - _ROOM)
                | (boxes[:, None, 1] >= taken[:, 3] + _ROOM)
                | (boxes[:, None, 3] <= taken[:, 1] - _ROOM)
            )
            free &= apart.all(axis=1)
        return np.asarray(free)

    def _crosses(self, spot: Spot) -> bool:
        line = leader_of(spot)
        if line is None or not self.taken:
            return False
        path = shapely.LineString(line)
        boxes = shapely.box(*np.array(self.taken).T)
        return bool(shapely.intersects(boxes, path).any())


def leader_of(spot: Spot) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the leader line of a label, from what it names to its nearest edge."""
    if spot.anchor is None:
        return None
    x, y = spot.anchor
    end_x, end_y = min(max(x, spot.box.x0), spot.box.x1), min(max(y, spot.box.y0), spot.box.y1)
    length = float(np.hypot(end_x - x, end_y - y))
    if length < LEADER_FROM:
        return None
    share = 1 - _SHORT_OF / length
    return (x, y), (x + (end_x - x) * share, y + (end_y - y) * share)


def around(
    x: float, y: float, size: tuple[float, float], gap: float, *, cost: float = 0.0
) -> list[Spot]:
    """
    List the eight places beside a point, best first: right, above and below right, left, ...

    Parameters
    ----------
    x, y
        The point.
    size
        Width and height of the label.
    gap
        Distance from the point to the label.
    cost
        What all of them cost more.
    """
    width, height = size
    aslant = gap * 0.7
    corners = [
        (x + gap, y - height / 2),
        (x + aslant, y + aslant),
        (x + aslant, y - aslant - height),
        (x - gap - width, y - height / 2),
        (x - aslant - width, y + aslant),
        (x - aslant - width, y - aslant - height),
        (x - width / 2, y + gap),
        (x - width / 2, y - gap - height),
    ]
    costs = (0.0, 1.0, 1.2, 1.5, 2.5, 2.7, 3.0, 3.5)
    return [
        Spot(Box(left, low, left + width, low + height), cost + own)
        for (left, low), own in zip(corners, costs, strict=True)
    ]


def away(
    x: float, y: float, size: tuple[float, float], distances: Sequence[float], *, cost: float = 0.0
) -> list[Spot]:
    """List places farther off, from which a leader line leads to the point."""
    width, height = size
    spots = []
    for distance in distances:
        for turn in range(16):
            angle = turn * np.pi / 8
            reach_x, reach_y = np.cos(angle) * distance, np.sin(angle) * distance
            middle_x = x + reach_x + np.cos(angle) * width / 2
            middle_y = y + reach_y + np.sin(angle) * height / 2
            box = Box(
                float(middle_x - width / 2),
                float(middle_y - height / 2),
                float(middle_x + width / 2),
                float(middle_y + height / 2),
            )
            spots.append(Spot(box, cost + 4.0 + 0.28 * distance, (x, y)))
    return spots
