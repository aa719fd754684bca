"""Where things stand on a sheet: title above, credits below, legend beside or under the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.errors import Problem
from neatlas.render.static_map.marks import POINTS_PER_MM, Box

if TYPE_CHECKING:
    from neatlas.render.static_map.blocks import Block
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.sheet import Sheet

#: A room for the map that is wider than this has its legend beside it, else under it.
_BESIDE_FROM = 1.2
#: Shares of the sheet's width that each column of a legend beside the map may take, by how many
#: there are.
_PANEL = {1: (0.22, 0.26, 0.285, 0.31, 0.34, 0.37), 2: (0.18, 0.205, 0.23, 0.255)}
#: Shares of the sheet's height that the map should have, one after the other; a sheet on which it
#: cannot have the last is too small for what is asked.
MAPS = (0.5, 0.33, 0.24)
#: A sentence more is not worth a map that is lower than this, and none is worth one that is
#: so many times as wide as it is high.
ROOMY_MAP, WIDEST_MAP = 0.45, 2.2
#: Two columns beside a map leave it at least this share of its height as its width.
NARROWEST_MAP = 0.65
_COLUMN_MM = (38.0, 70.0)
#: A sheet narrower than this has one column under the map, with its legend in rows.
_NARROW_MM = 120.0


@dataclass(frozen=True)
class Room:
    """The inner part of a sheet, between its margins, and the gaps in it."""

    box: Box
    gap: float


@dataclass(frozen=True)
class Layout:
    """Where each block stands: its upper left corner."""

    map_box: Box
    places: tuple[tuple[Block, float, float], ...]


class TooFullError(Exception):
    """The blocks leave no room for a map."""

    def __init__(self, *, listed: bool = False) -> None:
        super().__init__()
        self.listed = listed
        """Whether one of them lists names that the map has no room for."""


def room_of(sheet: Sheet, setting: Setting) -> Room:
    """Return the room between the margins of a sheet."""
    margin = max(4.0 * POINTS_PER_MM, min(sheet.width, sheet.height) * 0.032)
    return Room(
        Box(margin, margin, sheet.width - margin, sheet.height - margin), setting.body * 0.9
    )


def is_beside(room: Room, title: Block, foot: Block) -> bool:
    """Return whether the legend goes beside the map."""
    height = room.box.height - title.height - foot.height - 2 * room.gap
    return room.box.width / max(height, 1) > _BESIDE_FROM


def panel_widths(room: Room, least: float, columns: int) -> tuple[float, ...]:
    """Return the widths that columns of a legend beside the map may have, narrowest first."""
    widths = [share * room.box.width for share in _PANEL[columns]]
    if columns > 1 and least > widths[-1]:
        # Two columns that tear words are no better than one.
        return ()
    return tuple(dict.fromkeys(max(width, min(least, widths[-1])) for width in widths))


def is_narrow(room: Room) -> bool:
    """Return whether what stands under the map has one column."""
    return room.box.width < _NARROW_MM * POINTS_PER_MM


def column_width(room: Room) -> tuple[float, int]:
    """Return the width and number of columns under the map."""
    if is_narrow(room):
        return room.box.width, 1
    least, most = (mm * POINTS_PER_MM for mm in _COLUMN_MM)
    count = max(1, int((room.box.width + room.gap) / (least + room.gap)))
    count = min(count, 4)
    width = (room.box.width - (count - 1) * 1.6 * room.gap) / count
    return min(width, most), count


def beside(
    room: Room, title: Block, foot: Block, blocks: list[Block], width: float, count: int
) -> Layout | None:
    """Lay blocks out beside the map, in columns of a width; None where they are taller than it."""
    top = room.box.y1 - title.height - room.gap
    low = room.box.y0 + foot.height + room.gap
    step = width + 1.6 * room.gap
    left = room.box.x1 - count * step + 1.6 * room.gap
    places = [(title, room.box.x0, room.box.y1), (foot, room.box.x0, room.box.y0 + foot.height)]
    for number, column in enumerate(balanced(blocks, count, room.gap * 1.1)):
        y = top
        for block in column:
            if y - block.height < low - 0.5:
                return None
            places.append((block, left + number * step, y))
            y -= block.height + room.gap * 1.1
    return Layout(Box(room.box.x0, low, left - 1.6 * room.gap, top), tuple(places))


def under(room: Room, title: Block, foot: Block, blocks: list[Block], least: float) -> Layout:
    """
    Lay blocks out under the map, in columns of even height.

    Raises
    ------
    TooFullError
        If they leave the map less than this share of the sheet's height.
    """
    _, count = column_width(room)
    columns = balanced(blocks, count, room.gap)
    height = max((_height(column, room.gap) for column in columns), default=0.0)
    top = room.box.y1 - title.height - room.gap
    panel_top = room.box.y0 + foot.height + (room.gap + height if height else 0.0)
    low = panel_top + room.gap
    if top - low < least * (room.box.y1 + room.box.y0):
        raise TooFullError
    places = [(title, room.box.x0, room.box.y1), (foot, room.box.x0, room.box.y0 + foot.height)]
    step = (room.box.width + 1.6 * room.gap) / count if count > 1 else 0.0
    for number, column in enumerate(columns):
        y = panel_top
        for block in column:
            places.append((block, room.box.x0 + number * max(step, 0), y))
            y -= block.height + room.gap
    return Layout(Box(room.box.x0, low, room.box.x1, top), tuple(places))


def balanced(blocks: list[Block], count: int, gap: float) -> list[list[Block]]:
    """Split blocks into columns, in their order, so that the tallest is as short as can be."""
    if not blocks:
        return []
    best: list[list[Block]] = [blocks]
    spans = [blocks[a:b] for a in range(len(blocks)) for b in range(a + 1, len(blocks) + 1)]
    for limit in sorted({_height(span, gap) for span in spans}):
        columns: list[list[Block]] = [[]]
        for block in blocks:
            if columns[-1] and _height([*columns[-1], block], gap) > limit:
                columns.append([])
            columns[-1].append(block)
        if len(columns) <= count and all(_height(c, gap) <= limit + 0.01 for c in columns):
            best = columns
            break
    return best


def _height(blocks: list[Block], gap: float) -> float:
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)


def too_full(sheet: Sheet) -> Problem:
    """Say that a sheet is too small for what is asked of it."""
    message = (
        f"a sheet of {sheet.width_mm:.0f} x {sheet.height_mm:.0f} mm has no room for a map with "
        "its title, legend and credits. Choose a larger one, fewer projects, or a shorter title."
    )
    return Problem("--size", "", message)
