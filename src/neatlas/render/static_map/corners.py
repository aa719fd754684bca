"""What takes its place on a map before any name does: signs, locator, scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.furniture import scale_size
from neatlas.render.static_map.locator import locator_size
from neatlas.render.static_map.marks import Box
from neatlas.render.static_map.placing import Board, Spot
from neatlas.render.static_map.strokes import break_boxes, ring

if TYPE_CHECKING:
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.window import Window


def open_board(box: Box, routes: list[Route], setting: Setting) -> Board:
    """Return a map on which nothing is named yet, with the ink of its projects."""
    board = Board(box, break_boxes(routes, setting))
    for route in routes:
        spoken = route.feature.role == "spoken"
        board.spill(route.lines, 0.5 if spoken else 1.0)
        board.spill(route.face, 1.0)
        # A sign of a cut link has no name of its own and must not seem to have one.
        for spot, radii in ((route.disc, (1.5, 3, 4.5)), (route.broken_at, (1.5, 3, 5, 7, 9, 11))):
            if spot:
                board.spill([ring(*spot, radius) for radius in radii], 1.5)
    return board


def give_corners(board: Board, window: Window, setting: Setting) -> dict[str, Box]:
    """Give the locator and the scale bar the corners of the map where they cover least."""
    inside = window.box.grown(-setting.body)
    found: dict[str, Box] = {}
    side = locator_size(window)
    for name, (width, height) in (
        ("locator", (side, side)),
        ("scale", scale_size(window, setting)),
    ):
        options = [
            Box(x, y, x + width, y + height)
            for y in (inside.y0, inside.y1 - height)
            for x in (inside.x1 - width, inside.x0)
        ]
        free = [b for b in options if not any(b.grown(4).meets(t) for t in found.values())]
        costs = board.cover(np.array(free))
        found[name] = free[int(np.argmin(costs))]
        board.take(Spot(found[name].grown(2)))
    return found
