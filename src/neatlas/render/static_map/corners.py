"""What takes its place on a map before any name does: signs, locator, scale bar."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.furniture import scale_size
from neatlas.render.static_map.locator import locator_size
from neatlas.render.static_map.marks import Box
from neatlas.render.static_map.placing import Board
from neatlas.render.static_map.routes import SPOKEN
from neatlas.render.static_map.spots import Spot
from neatlas.render.static_map.strokes import break_boxes, ring

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.window import Window

#: Where along an edge they may stand: at its right and left end, or between.
_ENDS, _BETWEEN = (1.0, 0.0), (0.5, 0.25, 0.75)
#: What it costs to stand between, in cells of ink: a corner in which that much is covered is worse.
_BETWEEN_COST = 2.5


def open_board(box: Box, routes: list[Route], setting: Setting) -> Board:
    """Return a map on which nothing is named yet, with the ink of its projects."""
    board = Board(box, break_boxes(routes, setting))
    # All of a weight at once: each call takes as long as some dozen lines.
    inks: dict[float, list[NDArray[np.float64]]] = defaultdict(list)
    for route in routes:
        inks[0.5 if route.feature.role == SPOKEN else 1.0] += route.lines
        inks[1.0] += route.face
        # A sign of a cut link has no name of its own and must not seem to have one.
        for spot, radii in ((route.disc, (1.5, 3, 4.5)), (route.broken_at, (1.5, 3, 5, 7, 9, 11))):
            if spot:
                inks[1.5] += [ring(*spot, radius) for radius in radii]
    for weight, lines in inks.items():
        board.spill(lines, weight)
    return board


def give_corners(board: Board, window: Window, setting: Setting) -> dict[str, Box]:
    """
    Give the locator and the scale bar the corners of the map where they cover least.

    Where each corner is taken they stand between two, at the upper or lower edge.
    """
    inside = window.box.grown(-setting.body)
    found: dict[str, Box] = {}
    side = locator_size(window)
    for name, (width, height) in (
        ("locator", (side, side)),
        ("scale", scale_size(window, setting)),
    ):
        options = [
            Box(x, y, x + width, y + height)
            for shares in (_ENDS, _BETWEEN)
            for y in (inside.y0, inside.y1 - height)
            for x in (inside.x0 + share * (inside.width - width) for share in shares)
        ]
        free = [b for b in options if not any(b.grown(4).meets(t) for t in found.values())]
        costs = board.cover(np.array(free))
        is_between = np.array([inside.x0 < b.x0 and b.x1 < inside.x1 - 0.1 for b in free])
        found[name] = free[int(np.argmin(costs + _BETWEEN_COST * is_between))]
        board.take(Spot(found[name].grown(2)))
    return found
