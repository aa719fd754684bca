"""The demarcation line: its name, written along it, and its entry in the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.spec import LegendEntry, LegendGroup, Style
from neatlas.render.static_map.ground import (
    DEMARCATION_DASH,
    DEMARCATION_WEIGHT,
    demarcation_line,
)
from neatlas.render.static_map.marks import SMALLEST, Box, Letters
from neatlas.render.static_map.placing import EDGE
from neatlas.speech import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from neatlas.render.static_map.placing import Board
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window

DEMARCATION = message("Military Demarcation Line")
#: Begins the keys of entries that explain the ground, which no project has.
GROUND = "ground"
#: From this zoom on it is named.
_LINE_ZOOM = 5.0


def demarcation_legend(stock: Stock, window: Window, setting: Setting) -> tuple[LegendGroup, ...]:
    """Return the entry of the line, without a heading; empty where it is not in view."""
    if not demarcation_line(stock, window):
        return ()
    entry = LegendEntry(
        key=f"{GROUND}:demarcation",
        label=setting.words(DEMARCATION),
        kind="line",
        style=Style(
            color=setting.theme.demarcation, weight=DEMARCATION_WEIGHT, dash=DEMARCATION_DASH
        ),
    )
    return (LegendGroup(title="", entries=(entry,)),)


def name_demarcation(
    stock: Stock, window: Window, setting: Setting, board: Board
) -> Iterator[Letters]:
    """Write the name of the demarcation line along it, where there is room; takes the room."""
    lines = demarcation_line(stock, window)
    if window.zoom < _LINE_ZOOM or not lines:
        return
    size = max(SMALLEST, setting.small)
    text = setting.hand.clean(setting.words(DEMARCATION))
    width = setting.hand.width(text, "water", size)
    found = _under_line(max(lines, key=len), width, size, board)
    if found is None:
        return
    start, along, boxes = found
    board.taken += boxes
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    yield Letters(
        text,
        float(start[0]),
        float(start[1]),
        "water",
        size,
        setting.theme.demarcation,
        angle,
        setting.theme.land,
        0.26 * size,
    )


def _under_line(
    line: NDArray[np.float64], width: float, size: float, board: Board
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[Box]] | None:
    """
    Find where a text goes under the straightest stretch of a line that is free.

    Returns
    -------
    tuple or None
        The beginning of its baseline, its direction, and boxes that cover it.
    """
    for start, along, low in _straightest(line, width, board.box):
        across = np.array([-along[1], along[0]])
        base = start + across * (low - size * 1.15)
        middles = [
            (base + along * width * share + across * size * 0.35).tolist()
            for share in np.linspace(0, 1, 12)
        ]
        boxes = [Box(x, y, x, y).grown(size * 0.55) for x, y in middles]
        inside = board.box.grown(-EDGE)
        if all(inside.holds(box) for box in boxes) and not any(
            box.meets(taken) for box in boxes for taken in board.taken
        ):
            return base, along, boxes
    return None


def _straightest(
    line: NDArray[np.float64], width: float, box: Box
) -> list[tuple[NDArray[np.float64], NDArray[np.float64], float]]:
    """
    List the stretches of a line that are as long as a text, the straightest first.

    Returns
    -------
    list of tuple
        The beginning of each, its direction from left to right, and how far it bows under the
        straight line between its ends.
    """
    line = line if line[0, 0] <= line[-1, 0] else line[::-1]
    path = shapely.LineString(line)
    found = []
    for at in np.arange(0, path.length - width, 4.0):
        stretch = shapely.get_coordinates(
            shapely.line_interpolate_point(path, np.linspace(at, at + width * 1.05, 24))
        )
        start, end = stretch[0], stretch[-1]
        length = float(np.hypot(*(end - start)))
        inside = box.grown(-14)
        if length < 0.9 * width or not all(
            inside.holds(Box(x, y, x, y)) for x, y in (start.tolist(), end.tolist())
        ):
            continue
        along = (end - start) / length
        bow = (stretch - start) @ np.array([-along[1], along[0]])
        found.append((float(np.ptp(bow)), start, along, float(bow.min())))
    return [stretch[1:] for stretch in sorted(found, key=lambda stretch: stretch[0])]
