"""What a reader measures a map by: scale bar and graticule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.ground import outlines_of
from neatlas.render.static_map.marks import POINTS_PER_MM, Box, Ink, Layer, Letters, Mark
from neatlas.render.static_map.window import page_length

if TYPE_CHECKING:
    from neatlas.render.static_map.placing import Board
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.window import Window

#: Lengths that a scale bar may have, in kilometres.
_LENGTHS = tuple(n * 10.0**power for power in range(-1, 4) for n in (1, 2, 5))
#: The most of the map's width that it takes.
_SHARE = 0.24
#: Steps of a graticule, in degrees, and how many lines it has at the least.
_STEPS = (20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05)
_LEAST_LINES = 3
#: From the edge of the map to the name of a line of the graticule, in points.
_GAP = 2.0


def scale_length(window: Window) -> tuple[float, float]:
    """Return the length of the scale bar: in kilometres, and on the page in points."""
    room = window.box.width * _SHARE
    # The longest that fits; those that are twice too long at the middle are not measured.
    most = 2 * room / (window.mm_per_km * POINTS_PER_MM)
    for km in reversed(_LENGTHS):
        if km <= most and (length := page_length(window, km)) <= room:
            return km, length
    return _LENGTHS[0], page_length(window, _LENGTHS[0])


def scale_size(window: Window, setting: Setting) -> tuple[float, float]:
    """Return the width and height of the scale bar with its words."""
    km, length = scale_length(window)
    last = setting.hand.width(_kilometres(km, setting), "regular", setting.small)
    first = setting.hand.width("0", "regular", setting.small)
    return length + first / 2 + last / 2 + 2, setting.small * 1.9


def lay_scale(window: Window, setting: Setting, box: Box) -> Layer:
    """Draw the scale bar into its box: two fields, true at the middle of the map."""
    km, length = scale_length(window)
    theme, size = setting.theme, setting.small
    x = box.x0 + setting.hand.width("0", "regular", size) / 2
    y, thick = box.y0 + 1.2, max(1.8, size * 0.3)
    halves = [(x, x + length / 2, theme.ink), (x + length / 2, x + length, theme.land)]
    edge = Box(x, y, x + length, y + thick)
    marks: list[Mark] = [
        Ink((_corners(edge.grown(1.1)),), fill=theme.land, closed=True, opacity=0.8)
    ]
    marks += [
        Ink(
            (_corners(Box(left, y, right, y + thick)),),
            fill=fill,
            stroke=theme.ink,
            width=0.4,
            closed=True,
        )
        for left, right, fill in halves
    ]
    numbers = [(0.0, "0"), (0.5, setting.words.number(km / 2)), (1.0, _kilometres(km, setting))]
    # The end of the bar stands under the middle of its number, the unit aside.
    widths = [setting.hand.width(text.split(" ")[0], "regular", size) for _, text in numbers]
    if length / 2 < widths[1] / 2 + max(widths[0], widths[2]) / 2 + 0.3 * size:
        del numbers[1], widths[1]
    for (at, text), width in zip(numbers, widths, strict=True):
        left = x + at * length - width / 2
        marks.append(
            Letters(text, left, y + thick + 2.2, "regular", size, theme.ink, 0, theme.land, 1.6)
        )
    return Layer("scale", f"Scale bar, {_kilometres(km, setting)}", tuple(marks))


def _corners(box: Box) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(
        [[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]], dtype=float
    )


def _kilometres(km: float, setting: Setting) -> str:
    return f"{setting.words.number(km)} {setting.words('km')}"


def lay_graticule(window: Window, setting: Setting, board: Board) -> tuple[Layer, Layer]:
    """
    Draw meridians and parallels at even degrees, each named at that edge where it covers least.

    Returns
    -------
    tuple of (Layer, Layer)
        The lines, which lie under the projects, and their names, which lie over them and are
        taken on the board.
    """
    west, south, east, north = window.bounds
    step = next((s for s in _STEPS if (north - south) / s >= _LEAST_LINES), _STEPS[-1])
    theme, size = setting.theme, 6.0
    lines: list[shapely.LineString] = []
    named: list[tuple[shapely.LineString, str, bool]] = []
    for lon in np.arange(np.ceil(west / step), np.floor(east / step) + 1) * step:
        line = _placed([(lon, south - 1), (lon, north + 1)], window)
        named.append((line, _degrees(float(lon), "EW", setting), True))
    for lat in np.arange(np.ceil(south / step), np.floor(north / step) + 1) * step:
        line = _placed([(west - 1, lat), (east + 1, lat)], window)
        named.append((line, _degrees(float(lat), "NS", setting), False))
    lines = [line for line, _, _ in named]
    marks: list[Mark] = [
        Ink(
            outlines_of(np.array(lines, dtype=object)),
            stroke=theme.quiet,
            width=0.25,
            opacity=0.55,
            clipped=True,
        )
    ]
    names: list[Mark] = []
    for line, text, upright in named:
        width = setting.hand.width(text, "regular", size)
        boxes = _at_edges(line, window, (width, size * 0.8 + 1), upright=upright)
        free = [box for box in boxes if not any(box.meets(t.grown(2)) for t in board.taken)]
        if free:
            box = free[int(np.argmin(board.cover(np.array(free))))]
            board.taken.append(box)
            names.append(
                Letters(text, box.x0, box.y0 + 1, "regular", size, theme.quiet, 0, theme.sea, 1.5)
            )
    return (
        Layer("graticule", "Graticule", tuple(marks)),
        Layer("graticule-names", "Degrees", tuple(names)),
    )


def _placed(ends: list[tuple[float, float]], window: Window) -> shapely.LineString:
    dense = shapely.segmentize(shapely.LineString(ends), 0.5)
    placed = shapely.LineString(window.to_page(shapely.get_coordinates(dense)))
    inside = shapely.clip_by_rect(placed, *window.box)
    parts = shapely.get_parts(inside)
    return max(parts, key=shapely.length, default=shapely.LineString())


def _at_edges(
    line: shapely.LineString, window: Window, size: tuple[float, float], *, upright: bool
) -> list[Box]:
    """Return where the name of a meridian or a parallel may stand: at both edges that it meets."""
    points, axis = shapely.get_coordinates(line), 1 if upright else 0
    width, height = size
    found = []
    for end, edge in ((0, window.box[axis]), (-1, window.box[axis + 2])):
        at = points[np.argsort(points[:, axis])[end]] if len(points) else np.array([np.inf, np.inf])
        if abs(at[axis] - edge) > 1:
            continue
        gap = _GAP if end == 0 else -_GAP - (height if upright else width)
        x, y = at.tolist()
        left, low = (x - width / 2, y + gap) if upright else (x + gap, y - height / 2)
        found.append(Box(left, low, left + width, low + height))
    return [box for box in found if window.box.grown(-1).holds(box)]


def _degrees(value: float, sides: str, setting: Setting) -> str:
    return f"{setting.words.number(round(abs(value), 2))}°{sides[value < 0]}"
