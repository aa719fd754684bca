"""Composes a page: from the plan of a map to ink and letters, each in its place.

Nothing is drawn here. What is composed says by itself what lies where, so that a test can ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neatlas.errors import SnapshotError
from neatlas.render.static_map.arranging import Draft, lay_logo, lay_out
from neatlas.render.static_map.corridors import assign_slots
from neatlas.render.static_map.furniture import lay_graticule, lay_scale, scale_size
from neatlas.render.static_map.ground import lay_borders, lay_ground
from neatlas.render.static_map.house import House
from neatlas.render.static_map.labels import lay_labels
from neatlas.render.static_map.layout import TooFullError, too_full
from neatlas.render.static_map.legend_block import present_entries
from neatlas.render.static_map.locator import lay_locator, locator_size
from neatlas.render.static_map.marks import Box, Ink, Layer, Page
from neatlas.render.static_map.naming import name_ground
from neatlas.render.static_map.order import open_map, read_order
from neatlas.render.static_map.placing import Board, Spot
from neatlas.render.static_map.routes import trace_route
from neatlas.render.static_map.strokes import lay_bands, lay_routes, ring

if TYPE_CHECKING:
    from neatlas.model.record import PartialDate
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
_SMALLER = (6.2, 6.0)


@dataclass(frozen=True)
class Composition:
    """A composed page and what can be asked of it."""

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
    unnamed: tuple[str, ...] = ()
    """Names of projects that are drawn and found no room for their name."""


def compose_map(
    spec: MapSpec,
    stock: Stock,
    options: SnapshotOptions,
    *,
    house: House | None = None,
    as_of: PartialDate | None = None,
) -> Composition:
    """
    Compose the page of a printed map.

    Parameters
    ----------
    spec
        The plan (`render.plan.plan_map`).
    stock
        Ground, shapes and names of the atlas that it was planned from.
    options
        Size, theme, language, titles, extent.
    house
        A newsroom's fonts, colours and logo.
    as_of
        The date of the filter, if it has one; it is printed.

    Returns
    -------
    Composition
        The same arguments give the same page.

    Raises
    ------
    SnapshotError
        If the size is not one, the sheet is too small, or the focus is not on the map.
    """
    order = read_order(spec, stock, options, house or House(), as_of)
    for body in (order.setting.body, *_SMALLER):
        setting = replace(order.setting, body=body)
        try:
            return _settled(replace(order, setting=setting))
        except TooFullError:
            continue
    raise SnapshotError([too_full(order.sheet)])


def _settled(order: Order) -> Composition:
    """Compose a page until its legend and notes are those of what it shows."""
    draft = Draft(tuple(order.spec.legend))
    composed = _compose(order, draft)
    for _ in range(_ROUNDS):
        wanted = _wanted(order, composed)
        if wanted == draft:
            break
        draft = wanted
        composed = _compose(order, draft)
    return composed


def _wanted(order: Order, composed: Composition) -> Draft:
    """Say what legend and notes a composed page should have had."""
    say = order.setting.words
    notes = []
    if composed.unnamed:
        names = ", ".join(composed.unnamed)
        notes.append(say("Drawn without a name, for lack of room: {names}.", names=names))
    seen = {route.feature.project for route in composed.routes}
    if order.options.scale is not None:
        out = [p.id for p in order.spec.projects if p.bounds and p.id not in seen]
        if out:
            names = ", ".join(order.stock.project_name(p, say) for p in out)
            notes.append(say("Outside this map: {names}.", names=names))
    groups = present_entries(order.spec, list(composed.routes))
    clean = order.setting.hand.clean
    return Draft(tuple(groups), tuple(clean(note) for note in notes), len(seen))


def _compose(order: Order, draft: Draft) -> Composition:
    texts = replace(order.texts, notes=draft.notes)
    options = order.options
    if options.bbox and not options.focus and options.subtitle is None:
        texts = replace(
            texts, subtitle=order.setting.words("Projects in view: {n}.", n=draft.in_view)
        )
    layout, texts = lay_out(order, draft, texts)
    window = open_map(order, layout.map_box)
    return _fill(order, texts, layout, window, _routes(order, window))


def _routes(order: Order, window: Window) -> list[Route]:
    shapes = {feature.id: order.stock.shape(feature.id) for feature in order.spec.features}
    slots = assign_slots(order.spec.features, shapes)
    traced = (
        trace_route(feature, order.stock, slots.get(feature.id), window, order.setting)
        for feature in order.spec.features
    )
    return [route for route in traced if route is not None]


def _fill(
    order: Order, texts: Texts, layout: Layout, window: Window, routes: list[Route]
) -> Composition:
    setting, stock, box = order.setting, order.stock, layout.map_box
    board = _board(box, routes)
    corners = _corners(board, window, setting)
    graticule, words = lay_graticule(window, setting)
    if order.options.graticule:
        board.taken += words
    named = name_ground(order.spec, stock, window, setting, board, routes)
    frame = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
    layers = (
        Layer("ground", "Ground", layers=lay_ground(stock, window, setting)),
        *((graticule,) if order.options.graticule else ()),
        lay_bands(routes, box, setting),
        lay_borders(stock, window, setting),
        lay_routes(routes, setting),
        Layer("dots", "Dots of towns", named.dots),
        lay_labels(list(named.placed), setting),
        Layer("line-names", "Names along lines", named.along),
        lay_scale(window, setting, corners["scale"]),
        lay_locator(stock, window, setting, corners["locator"]),
        Layer(
            "frame",
            "Frame",
            (Ink((frame,), stroke=setting.theme.frame, width=0.4, closed=True),),
        ),
        *(Layer(block.id, block.title, block.at(x, y)) for block, x, y in layout.places),
        *lay_logo(order),
    )
    page = Page(order.sheet.width, order.sheet.height, box, setting.theme.paper, layers)
    return Composition(
        page=page,
        sheet=order.sheet,
        setting=setting,
        window=window,
        texts=texts,
        routes=tuple(routes),
        placed=named.placed,
        blocks=layout.places,
        unnamed=named.unnamed,
    )


def _board(box: Box, routes: list[Route]) -> Board:
    board = Board(box)
    for route in routes:
        spoken = route.feature.role == "spoken"
        board.spill(route.lines, 0.5 if spoken else 1.0)
        board.spill(route.face, 1.0)
        # A sign of a cut link has no name of its own and must not seem to have one.
        for spot, radii in ((route.disc, (1.5, 3, 4.5)), (route.broken_at, (1.5, 3, 5, 7, 9, 11))):
            if spot:
                board.spill([ring(*spot, radius) for radius in radii], 1.5)
    return board


def _corners(board: Board, window: Window, setting: Setting) -> dict[str, Box]:
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
            for y in ((inside.y0, inside.y1 - height) if name == "locator" else (inside.y0,))
            for x in (inside.x1 - width, inside.x0)
        ]
        free = [b for b in options if not any(b.grown(4).meets(t) for t in found.values())]
        costs = board.cover(np.array(free))
        found[name] = free[int(np.argmin(costs))]
        board.take(Spot(found[name].grown(2), 0.0))
    return found
