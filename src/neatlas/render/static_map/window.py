"""The window through which a sheet shows the ground: a projection, a place and a scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.marks import POINTS_PER_MM, Box
from neatlas.render.static_map.projection import (
    WGS84,
    Bounds,
    Projection,
    choose_projection,
    outline,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POINTS_PER_METRE = 1_000 * POINTS_PER_MM
#: Room between what is shown and the edge of the map, as a share of its smaller side.
MARGIN = 0.09
#: A map shows at least this many kilometres from edge to edge.
LEAST_KM = 24.0


@dataclass(frozen=True)
class Window:
    """Where the ground lies on the page."""

    projection: Projection
    box: Box
    """The map on the page."""
    x: float
    y: float
    """Its middle, in metres of the projection."""
    points: float
    """Points of the page to a metre of the projection."""

    def to_page(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where positions in degrees lie on the page."""
        return self.place(self.projection.forward(positions))

    def place(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of the projection lie on the page."""
        middle = np.array([(self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2])
        placed = (metres - [self.x, self.y]) * self.points + middle
        return np.asarray(placed, dtype=float)

    def to_ground(self, page: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the positions in degrees of points of the page."""
        middle = np.array([(self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2])
        return self.projection.inverse((page - middle) / self.points + [self.x, self.y])

    @cached_property
    def centre(self) -> tuple[float, float]:
        """Position of the middle of the map, in degrees."""
        lon, lat = self.projection.inverse(np.array([[self.x, self.y]]))[0]
        return float(lon), float(lat)

    @cached_property
    def denominator(self) -> float:
        """The N of the scale 1:N, true at the middle of the map."""
        return _POINTS_PER_METRE / (self.points * self.projection.scale_at(*self.centre))

    @cached_property
    def mm_per_km(self) -> float:
        """Millimetres of the page to a kilometre of the ground, at the middle of the map."""
        return 1e6 / self.denominator

    @cached_property
    def zoom(self) -> float:
        """The zoom at which a map on the screen has this scale (256-pixel tiles, 96 dpi)."""
        equator = 2 * np.pi * 6_378_137 / 256 * 96 / 0.0254
        return float(np.log2(equator * np.cos(np.radians(self.centre[1])) / self.denominator))

    @cached_property
    def bounds(self) -> Bounds:
        """The box of degrees that holds all that can be seen."""
        edge = shapely.segmentize(shapely.box(*self.box), max(self.box.width, self.box.height) / 16)
        ground = self.to_ground(np.asarray(shapely.get_coordinates(edge), dtype=float))
        west, south = ground.min(axis=0)
        east, north = ground.max(axis=0)
        return float(west), float(south), float(east), float(north)


def open_window(
    bounds: Bounds, box: Box, *, scale: float | None = None, margin: float = MARGIN
) -> Window:
    """
    Fit an extent into a box of the page.

    Parameters
    ----------
    bounds
        What is to be seen: west, south, east, north in degrees.
    box
        The map on the page.
    scale
        The N of a scale 1:N that is asked for; the largest at which all is seen if None.
    margin
        Room between the extent and the edge of the map, as a share of its side.

    Returns
    -------
    Window
        Its middle is the middle of the extent as projected.
    """
    projection = choose_projection(bounds, box.width / box.height)
    metres = projection.forward(outline(bounds))
    low, high = metres.min(axis=0), metres.max(axis=0)
    x, y = (low + high) / 2
    if scale is not None:
        lon, lat = projection.inverse(np.array([[x, y]]))[0]
        points = _POINTS_PER_METRE / (scale * projection.scale_at(lon, lat))
    else:
        room = 1 - 2 * margin
        width, height = np.maximum(high - low, LEAST_KM * 1_000 * room)
        points = min(box.width * room / width, box.height * room / height)
    return Window(projection, box, float(x), float(y), float(points))


def page_length(window: Window, kilometres: float) -> float:
    """
    Return how long a distance is on the page, in points, across the middle of the map.

    The distance is geodesic, between two points of the page on a level with the middle.
    """
    middle = (window.box.y0 + window.box.y1) / 2
    centre = (window.box.x0 + window.box.x1) / 2
    length = kilometres * window.mm_per_km * POINTS_PER_MM
    for _ in range(3):
        ends = np.array([[centre - length / 2, middle], [centre + length / 2, middle]])
        (a, b) = window.to_ground(ends)
        length *= 1_000 * kilometres / WGS84.inv(*a, *b)[2]
    return float(length)
