"""Composes a page: from the plan of a map to ink and letters, each in its place.

Nothing is drawn here. What is composed says by itself what lies where, so that a test can ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from neatlas.errors import SnapshotError
from neatlas.render.static_map.arranging import lay_logo
from neatlas.render.static_map.bands import lay_bands
from neatlas.render.static_map.furniture import lay_scale
from neatlas.render.static_map.ground import lay_borders, lay_ground
from neatlas.render.static_map.house import House
from neatlas.render.static_map.labels import lay_labels
from neatlas.render.static_map.layout import MAPS, TooFullError, too_full
from neatlas.render.static_map.locator import lay_locator
from neatlas.render.static_map.marks import Ink, Layer, Page
from neatlas.render.static_map.order import read_order
from neatlas.render.static_map.saying import MOST_QUOTES, SHORT_CREDIT
from neatlas.render.static_map.settling import settle
from neatlas.render.static_map.strokes import lay_breaks, lay_routes
from neatlas.render.static_map.unnamed import DETAILS
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.blocks import Block
    from neatlas.render.static_map.labels import Placed
    from neatlas.render.static_map.options import SnapshotOptions
    from neatlas.render.static_map.order import Order
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.settling import Settled
    from neatlas.render.static_map.sheet import Sheet
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.unnamed import Unnamed
    from neatlas.render.static_map.window import Window

#: Sizes of the body text that are tried where a sheet is too full for its own.
_SMALLER = (7.0, 6.5, 6.2, 6.0)


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
    # Smaller text is a lesser evil than a legend that leaves a map no height, and than that a
    # sentence is left out; a strip of a map is a greater one, and what it says is cut last.
    counts = range(MOST_QUOTES, -1, -1) if options.quote else (0,)
    long = len(options.credit or "") > SHORT_CREDIT
    for short in (False, *[True] * long):
        for detail in DETAILS:
            asked = replace(order, short=short, detail=detail)
            found = _first(asked, counts)
            if isinstance(found, Composition):
                return found
            if not found:
                break
    raise SnapshotError([too_full(order.sheet)])


def _first(order: Order, counts: Iterable[int]) -> Composition | bool:
    """Return the first page with room for a map; else whether a list of names was in its way."""
    own, listed = order.setting.body, False
    bodies = [own, *(body for body in _SMALLER if body < own)]
    for quotes, least, columns, body in product(counts, MAPS, (1, 0, 2), bodies):
        setting = replace(order.setting, body=body)
        chosen = replace(order, setting=setting, quotes=quotes, columns=columns, least=least)
        try:
            with speaking(order.options.lang):
                return _lay(chosen, settle(chosen))
        except TooFullError as error:
            listed = listed or error.listed
    return listed


def _lay(order: Order, settled: Settled) -> Composition:
    setting, stock, view = order.setting, order.stock, settled.view
    box, window, routes, named = view.layout.map_box, view.window, view.routes, settled.named
    lines, degrees = settled.graticule or (None, None)
    frame = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
    layers = (
        Layer("ground", "Ground", layers=lay_ground(stock, window, setting)),
        *((lines,) if lines else ()),
        lay_bands(routes, setting),
        lay_borders(stock, window, setting),
        lay_routes(routes, setting),
        *((degrees,) if degrees else ()),
        Layer("dots", "Dots of towns", named.dots),
        lay_breaks(routes, setting),
        lay_labels(list(named.placed), setting),
        Layer("line-names", "Names along lines", named.along),
        lay_scale(window, setting, settled.corners["scale"]),
        lay_locator(stock, window, setting, settled.corners["locator"], settled.subjects),
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
        unnamed=view.unnamed,
    )
