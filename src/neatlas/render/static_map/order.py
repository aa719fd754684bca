"""What a page is made from: plan, atlas, choices, and what follows from them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from neatlas.errors import Problem, SnapshotError
from neatlas.render.static_map.marks import Box
from neatlas.render.static_map.saying import MOST_QUOTES, gather_texts
from neatlas.render.static_map.setting import Setting, body_size
from neatlas.render.static_map.sheet import read_sheet
from neatlas.render.static_map.theme import THEMES, with_colors
from neatlas.render.static_map.window import MARGIN, open_window
from neatlas.render.static_map.words import Words

if TYPE_CHECKING:
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.options import SnapshotOptions
    from neatlas.render.static_map.sheet import Sheet
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.unnamed import Detail
    from neatlas.render.static_map.window import Window

#: Room around a project that the map is about, so that its surroundings are seen.
_FOCUS_MARGIN = 0.28
#: Most letters that are named of those that cannot be printed.
_MOST_LETTERS = 20
#: An extent of more degrees of longitude than this goes round more than half the globe.
_MOST_DEGREES = 180


@dataclass(frozen=True)
class Order:
    """All that a page is made from."""

    spec: MapSpec
    stock: Stock
    options: SnapshotOptions
    house: House
    sheet: Sheet
    setting: Setting
    columns: int = 1
    """Of the legend beside a wide map; with none it stands under it."""
    least: float = 0.0
    """Share of the sheet's height that the map has at the least."""
    quotes: int = MOST_QUOTES
    """Most sentences that are quoted, if any are asked for."""
    short: bool = False
    """Whether a long credit is cut, for which there is no room."""
    detail: Detail = "all"
    """How much is said of projects for whose names there is no room."""

    @cached_property
    def texts(self) -> Texts:
        """What is said around the map."""
        made_of = self.spec, self.stock, self.options, self.house, self.setting
        return gather_texts(*made_of, short=self.short)


def read_order(
    spec: MapSpec,
    stock: Stock,
    options: SnapshotOptions,
    house: House,
) -> Order:
    """
    Read what a page is to be made from.

    Raises
    ------
    SnapshotError
        If the size is not one, the focus is not on the map, or no font has a letter of the
        user's words, all problems at once; or if the extent goes round the globe.
    """
    sheet = read_sheet(options.size, options.dpi)
    problems = [sheet] if isinstance(sheet, Problem) else []
    if options.focus and not any(p.id == options.focus and p.bounds for p in spec.projects):
        drawn = ", ".join(p.id for p in spec.projects if p.bounds) or "none"
        message = f"'{options.focus}' is not drawn on this map. Use one of: {drawn}."
        problems.append(Problem("--focus", "", message))
    problems += _without_letters(options, house)
    if problems or isinstance(sheet, Problem):
        raise SnapshotError(problems)
    ramp = tuple(dict.fromkeys(e.style.color for g in spec.legend for e in g.entries))
    present = {feature.style.color for feature in spec.features}
    setting = Setting(
        theme=with_colors(THEMES[options.theme], dict(house.colors)),
        hand=house.hand,
        words=Words(options.lang),
        body=body_size(sheet),
        ramp=tuple(color for color in ramp if color in present),
        focus=options.focus,
    )
    order = Order(spec, stock, options, house, sheet, setting)
    west, _, east, _ = _bounds(order)
    if east - west > _MOST_DEGREES:
        raise SnapshotError([_too_much(order)])
    return order


def _without_letters(options: SnapshotOptions, house: House) -> list[Problem]:
    """Refuse words of a user in which a letter would have to be printed as a box."""
    lacking = {
        flag: house.hand.lacking(text or "")
        for flag, text in (
            ("--title", options.title),
            ("--subtitle", options.subtitle),
            ("--credit", options.credit),
        )
    }
    cure = "Fonts are here for Latin, Cyrillic, Hangul, Kana and Hanzi. Leave the others out."
    return [
        Problem(flag, "", f"'{' '.join(letters[:_MOST_LETTERS])}' cannot be printed. {cure}")
        for flag, letters in lacking.items()
        if letters
    ]


def open_map(order: Order, box: Box) -> Window:
    """Open the window of a map in its box on the page."""
    options = order.options
    margin = 0.0 if options.bbox else MARGIN if options.focus is None else _FOCUS_MARGIN
    return open_window(_bounds(order), box, scale=options.scale, margin=margin)


def check_reach(order: Order, window: Window) -> None:
    """
    Refuse a map that would show a pole or the edge of the globe, where the ground is torn apart.

    Raises
    ------
    SnapshotError
        If it shows one.
    """
    poles = window.to_page(np.array([[0.0, 90.0], [0.0, -90.0]]))
    reached = any(window.box.holds(Box(x, y, x, y)) for x, y in poles.tolist())
    if reached or not np.isfinite(window.bounds).all():
        raise SnapshotError([_too_much(order)])


def _too_much(order: Order) -> Problem:
    options = order.options
    asked = f"1:{options.scale}" if options.scale else ",".join(f"{d:g}" for d in _bounds(order))
    message = (
        f"'{asked}' shows a pole or the edge of the globe on this sheet, where the ground "
        "cannot be drawn. Ask for less of the globe, or for another size."
    )
    return Problem("--scale" if options.scale else "--bbox", "", message)


def _bounds(order: Order) -> tuple[float, float, float, float]:
    options, spec = order.options, order.spec
    if options.bbox is not None:
        return options.bbox
    if options.focus is not None:
        return next(p.bounds for p in spec.projects if p.id == options.focus and p.bounds)
    return spec.bounds
