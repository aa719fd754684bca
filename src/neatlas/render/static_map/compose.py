"""Composes a page: from the plan of a map to ink and letters, each in its place.

Nothing is drawn here. What is composed says by itself what lies where, so that a test can ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from neatlas.errors import SnapshotError
from neatlas.render.static_map.arranging import Draft, lay_logo, lay_out
from neatlas.render.static_map.bands import lay_bands
from neatlas.render.static_map.corners import give_corners, open_board
from neatlas.render.static_map.corridors import assign_slots
from neatlas.render.static_map.countries import subjects_of
from neatlas.render.static_map.demarcation import demarcation_legend
from neatlas.render.static_map.furniture import lay_graticule, lay_scale
from neatlas.render.static_map.ground import lay_borders, lay_ground
from neatlas.render.static_map.house import House
from neatlas.render.static_map.labels import lay_labels
from neatlas.render.static_map.layout import MAPS, TooFullError, room_of, too_full
from neatlas.render.static_map.legend_block import present_entries
from neatlas.render.static_map.local_views import view_of_borders
from neatlas.render.static_map.locator import lay_locator
from neatlas.render.static_map.marks import Ink, Layer, Page
from neatlas.render.static_map.naming import Shown, name_ground
from neatlas.render.static_map.order import check_reach, open_map, read_order
from neatlas.render.static_map.routes import trace_routes
from neatlas.render.static_map.saying import MOST_QUOTES, SHORT_CREDIT
from neatlas.render.static_map.strokes import lay_breaks, lay_routes
from neatlas.render.static_map.unnamed import Unnamed, tell_unnamed
from neatlas.render.static_map.unsure import oversize_note
from neatlas.render.static_map.view_words import tell_view
from neatlas.speech import speaking

if TYPE_CHECKING:
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.blocks import Block
    from neatlas.render.static_map.labels import Placed
    from neatlas.render.static_map.layout import Layout
    from neatlas.render.static_map.options import SnapshotOptions
    from neatlas.render.static_map.order import Order
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.sheet import Sheet
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.window import Window

#: Times a page is composed until its legend and notes are those of what it shows.
_ROUNDS = 4
#: Sizes of the body text that are tried where a sheet is too full for its own.
_SMALLER = (7.0, 6.5, 6.2, 6.0)
#: More projects than this may have names without number that are a long list.
_CROWDED = 15


@dataclass(frozen=True)
class Composition:
    """A composed page and what can be asked of it."""

    spec: MapSpec
    page: Page
    sheet: Sheet
    setting: Setting
    window: Window
    texts: Texts
    routes: tuple[Route, ...]
    placed: tuple[Placed, ...]
    """Names that have a place on the map."""
    blocks: tuple[tuple[Block, float, float], ...]
    """What stands around the map, with its upper left corner."""
    unnamed: Unnamed
    """Projects that are drawn and found no room for their names."""


def compose_map(
    spec: MapSpec,
    stock: Stock,
    options: SnapshotOptions,
    *,
    house: House | None = None,
) -> Composition:
    """
    Compose the page of a printed map.

    Parameters
    ----------
    spec
        The plan (`render.plan.plan_map`), made while the language of the map was spoken.
    stock
        Ground, shapes and names of the atlas that it was planned from.
    options
        Size, theme, language, titles, extent.
    house
        A newsroom's fonts, colours and logo.

    Returns
    -------
    Composition
        The same arguments give the same page.

    Raises
    ------
    SnapshotError
        If the size is not one, the sheet is too small, or the focus is not on the map.
    """
    order = read_order(spec, stock, options, house or House())
    own = order.setting.body
    bodies = [own, *(body for body in _SMALLER if body < own)]
    # Smaller text is a lesser evil than a legend that leaves a map no height, and than that a
    # sentence is left out; a strip of a map is a greater one, and what it says is cut last.
    counts = range(MOST_QUOTES, -1, -1) if options.quote else (0,)
    crowded = sum(project.bounds is not None for project in spec.projects) > _CROWDED
    long = crowded or len(options.credit or "") > SHORT_CREDIT
    shorts = (False, *[True] * long)
    for short, quotes, least, columns, body in product(shorts, counts, MAPS, (1, 0, 2), bodies):
        setting = replace(order.setting, body=body)
        try:
            with speaking(options.lang):
                chosen = replace(order, setting=setting, columns=columns, least=least)
                return _settled(replace(chosen, quotes=quotes, short=short))
        except TooFullError:
            continue
    raise SnapshotError([too_full(order.sheet)])


@dataclass(frozen=True)
class _View:
    """A page whose legend and notes are those of what it shows, before anything is named."""

    layout: Layout
    texts: Texts
    window: Window
    routes: list[Route]


def _settled(order: Order) -> Composition:
    """Compose a page; where names find no room, once more with numbers and a note for them."""
    unnamed = Unnamed()
    # A longer note leaves a lower map: each round but the last takes a name or a number away.
    for _ in range(2 * len(order.spec.projects) + 1):
        composed = _fill(order, _view(order, unnamed), unnamed)
        if composed.unnamed == unnamed:
            break
        unnamed = composed.unnamed
    return composed


def _view(order: Order, unnamed: Unnamed) -> _View:
    drawn = tuple(p.id for p in order.spec.projects if p.bounds)
    # A key that is expected from the start changes no layout later, and no line is traced anew.
    whole = open_map(order, room_of(order.sheet, order.setting).box)
    key = demarcation_legend(order.stock, whole, order.setting)
    draft = Draft((*order.spec.legend, *key), in_view=drawn)
    view = _lay_view(order, draft, None)
    for _ in range(_ROUNDS):
        wanted = _wanted(order, view, unnamed)
        if wanted == draft:
            break
        draft = wanted
        view = _lay_view(order, draft, view)
    return view


def _lay_view(order: Order, draft: Draft, before: _View | None) -> _View:
    view = draft.point_of_view or order.texts.point_of_view
    notes = (*order.texts.notes, *draft.notes)
    texts = replace(order.texts, notes=notes, point_of_view=view)
    layout, texts = lay_out(order, draft, tell_view(order, texts, draft.in_view))
    window = open_map(order, layout.map_box)
    check_reach(order, window)
    if before is not None and before.window == window:
        return _View(layout, texts, window, before.routes)
    return _View(layout, texts, window, _routes(order, window))


def _wanted(order: Order, view: _View, unnamed: Unnamed) -> Draft:
    """Say what legend and notes a page should have."""
    say, routes = order.setting.words, view.routes
    off = oversize_note(routes, order.stock, view.window, say)
    notes = [off] if off else []
    seen = dict.fromkeys(route.feature.project for route in routes)
    # All are told, also one that is too short to be drawn on the lower map which the note leaves.
    notes += tell_unnamed(unnamed, order.stock, say, short=order.short)
    if order.options.scale is not None:
        out = [p.id for p in order.spec.projects if p.bounds and p.id not in seen]
        if out:
            names = "; ".join(order.stock.project_name(p, say) for p in out)
            notes.append(say("Outside this map: {names}.", names=names))
    groups = [
        *present_entries(order.spec, routes, order.setting),
        *demarcation_legend(order.stock, view.window, order.setting),
    ]
    hand, whole = order.setting.hand, order.texts.point_of_view
    view_said = view_of_borders(whole, order.stock, view.window, say.language, hand)
    return Draft(tuple(groups), tuple(hand.clean(n) for n in notes), tuple(seen), view_said)


def _routes(order: Order, window: Window) -> list[Route]:
    slots = assign_slots(order.spec.features, order.stock)
    return trace_routes(order.spec.features, order.stock, slots, window, order.setting)


def _fill(order: Order, view: _View, unnamed: Unnamed) -> Composition:
    setting, stock, box = order.setting, order.stock, view.layout.map_box
    window, routes = view.window, view.routes
    board = open_board(box, routes, setting)
    corners = give_corners(board, window, setting)
    lines, degrees = (
        lay_graticule(window, setting, board) if order.options.graticule else (None, None)
    )
    subjects = subjects_of(stock, order.options.focus, routes)
    shown = Shown(order.spec, unnamed, routes, subjects)
    named = name_ground(shown, stock, window, setting, board)
    frame = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
    layers = (
        Layer("ground", "Ground", layers=lay_ground(stock, window, setting)),
        *((lines,) if lines else ()),
        lay_bands(routes, box, setting),
        lay_borders(stock, window, setting),
        lay_routes(routes, setting),
        *((degrees,) if degrees else ()),
        Layer("dots", "Dots of towns", named.dots),
        lay_breaks(routes, setting),
        lay_labels(list(named.placed), setting),
        Layer("line-names", "Names along lines", named.along),
        lay_scale(window, setting, corners["scale"]),
        lay_locator(stock, window, setting, corners["locator"], shown.countries),
        Layer(
            "frame",
            "Frame",
            (Ink((frame,), stroke=setting.theme.frame, width=0.4, closed=True),),
        ),
        *(Layer(block.id, block.title, block.at(x, y)) for block, x, y in view.layout.places),
        *lay_logo(order),
    )
    page = Page(order.sheet.width, order.sheet.height, box, setting.theme.paper, layers)
    return Composition(
        spec=order.spec,
        page=page,
        sheet=order.sheet,
        setting=setting,
        window=window,
        texts=view.texts,
        routes=tuple(routes),
        placed=named.placed,
        blocks=view.layout.places,
        unnamed=unnamed.after(named, short=order.short),
    )
