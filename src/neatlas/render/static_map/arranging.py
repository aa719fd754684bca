"""Arranges a page: title, legend, quotes, notes and foot, and the room that they leave the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.layout import (
    NARROWEST_MAP,
    ROOMY_MAP,
    WIDEST_MAP,
    Layout,
    TooFullError,
    beside,
    column_width,
    is_beside,
    is_narrow,
    panel_widths,
    room_of,
    under,
)
from neatlas.render.static_map.legend_block import legend_blocks, legend_width
from neatlas.render.static_map.marks import Box, Layer, Picture
from neatlas.render.static_map.order import open_map
from neatlas.render.static_map.saying import gather_quotes
from neatlas.render.static_map.sheet import ON_SCREEN
from neatlas.render.static_map.texts import foot_block, quote_block, title_block
from neatlas.render.static_map.unnamed import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.render.spec import LegendGroup
    from neatlas.render.static_map.blocks import Block
    from neatlas.render.static_map.order import Order
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.unnamed import Unnamed
    from neatlas.render.static_map.window import Window

#: Times a page is arranged until the scale in its foot is that of the map above it.
_ROUNDS = 4


@dataclass(frozen=True)
class Draft:
    """A page so far: what its legend and notes say depends on what it shows."""

    groups: tuple[LegendGroup, ...]
    notes: tuple[str, ...] = ()
    in_view: tuple[str, ...] = ()
    """Ids of the projects in view."""
    point_of_view: str = ""
    """As far as it speaks of what is in view; the whole of it where it is not known yet."""
    unnamed: Unnamed = NONE
    """What its notes say of names for which there is no room."""


def lay_out(order: Order, draft: Draft, texts: Texts) -> tuple[Layout, Texts]:
    """Set all blocks and find them places: beside the map if it is wide, else under it."""
    setting, room = order.setting, room_of(order.sheet, order.setting)
    tall = order.sheet.height > order.sheet.width
    width = room.box.width
    if (logo := _logo_box(order)) is not None:
        width -= logo.width + room.gap
    title, cut = title_block(texts, setting, width, 3 if tall else 2)
    if cut:
        note = setting.words("The title was cut to fit.")
        texts = replace(texts, notes=(*texts.notes, note))
    if order.options.quote:
        texts = _with_quotes(order, texts, draft.in_view)
    # What the foot says of projection and scale follows from the room that it leaves the map.
    foot = foot_block(texts, open_map(order, room.box).projection, None, setting, room.box.width)
    layout = _arranged(order, draft, texts, title, foot)
    said = None
    for _ in range(_ROUNDS):
        window = open_map(order, layout.map_box)
        now = window.projection, _printed_scale(order, window)
        if now == said:
            break
        said = now
        foot = foot_block(texts, *said, setting, room.box.width)
        layout = _arranged(order, draft, texts, title, foot)
    return layout, texts


def with_foot(order: Order, layout: Layout, texts: Texts) -> Layout:
    """Return a layout with what its foot says set anew, in the room that it has."""
    window = open_map(order, layout.map_box)
    said = window.projection, _printed_scale(order, window)
    foot = foot_block(texts, *said, order.setting, room_of(order.sheet, order.setting).box.width)
    places = ((foot if block.id == foot.id else block, x, y) for block, x, y in layout.places)
    return replace(layout, places=tuple(places))


def _printed_scale(order: Order, window: Window) -> float | None:
    """Return the scale to print in words: on a screen it would mean nothing."""
    options = order.options
    if options.scale is not None:
        return options.scale
    if options.size in ON_SCREEN or options.size.endswith("px"):
        return None
    digits = 2 - int(np.floor(np.log10(window.denominator)))
    return float(round(window.denominator, digits))


def _arranged(order: Order, draft: Draft, texts: Texts, title: Block, foot: Block) -> Layout:
    setting, room = order.setting, room_of(order.sheet, order.setting)

    def blocks(width: float, *, in_rows: bool = False) -> list[Block]:
        legend = legend_blocks(list(draft.groups), setting, width, in_rows=in_rows)
        quotes = [quote_block(quote, setting, width) for quote in texts.quotes]
        return [*legend, *quotes]

    if is_beside(room, title, foot):
        if order.columns:
            return _beside(order, draft, title, foot, blocks)
    elif order.columns:
        # Under the map a legend is laid out in one way.
        raise TooFullError
    hanging = blocks(column_width(room)[0], in_rows=is_narrow(room))
    least = max(order.least, ROOMY_MAP if len(texts.quotes) > 1 else 0.0)
    layout = under(room, title, foot, hanging, least)
    if texts.quotes and layout.map_box.width > WIDEST_MAP * layout.map_box.height:
        raise TooFullError
    return layout


def _beside(
    order: Order, draft: Draft, title: Block, foot: Block, blocks: Callable[[float], list[Block]]
) -> Layout:
    """Lay the legend out beside the map, as narrow as it can be."""
    room, columns = room_of(order.sheet, order.setting), order.columns
    least = legend_width(list(draft.groups), order.setting)
    for width in panel_widths(room, least, columns):
        layout = beside(room, title, foot, blocks(width), width, columns)
        if layout is None:
            continue
        box = layout.map_box
        is_strip = columns > 1 and box.width < NARROWEST_MAP * box.height
        if box.height >= order.least * order.sheet.height and not is_strip:
            return layout
    raise TooFullError


def _with_quotes(order: Order, texts: Texts, in_view: tuple[str, ...]) -> Texts:
    focus, words = order.options.focus, order.setting.words
    chosen = [focus] if focus else list(in_view)
    narrow = is_narrow(room_of(order.sheet, order.setting))
    most = min(order.quotes, 1) if narrow else order.quotes
    quotes, rest = gather_quotes(order.spec, order.stock, chosen, order.setting, most)
    notes = texts.notes
    if rest:
        said = words("Not quoted for lack of room: {where}.", where=", ".join(rest))
        notes = (*notes, said)
    elif not quotes and focus:
        name = order.stock.project_name(focus, words)
        notes = (*notes, words("No sentence of the text speaks of {project}.", project=name))
    elif not quotes:
        notes = (*notes, words("No sentence of the text speaks of what is drawn."))
    return replace(texts, quotes=quotes, notes=notes)


def lay_logo(order: Order) -> tuple[Layer, ...]:
    """Set the logo of the house at the upper right, on a level with the title."""
    box = _logo_box(order)
    if box is None or order.house.logo is None:
        return ()
    return (Layer("logo", "Logo", (Picture(order.house.logo, box),)),)


def _logo_box(order: Order) -> Box | None:
    if order.house.logo is None:
        return None
    # Width and height stand at a fixed place in the header of a PNG.
    wide, high = (int.from_bytes(order.house.logo[at : at + 4], "big") for at in (16, 20))
    room = room_of(order.sheet, order.setting).box
    height = order.setting.title * 1.1
    width = height * min(6.0, wide / max(high, 1))
    return Box(room.x1 - width, room.y1 - height, room.x1, room.y1)
