"""Settles a page: legend, notes and names depend on what is in view, and that on their room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from neatlas.render.static_map.arranging import Draft, lay_out, with_foot
from neatlas.render.static_map.corners import give_corners, open_board
from neatlas.render.static_map.corridors import assign_slots
from neatlas.render.static_map.countries import parted_in_view, subjects_of
from neatlas.render.static_map.demarcation import demarcation_legend
from neatlas.render.static_map.furniture import lay_graticule
from neatlas.render.static_map.layout import TooFullError, room_of
from neatlas.render.static_map.legend_block import present_entries
from neatlas.render.static_map.local_views import view_of_borders
from neatlas.render.static_map.naming import Shown, name_ground
from neatlas.render.static_map.order import check_reach, open_map
from neatlas.render.static_map.routes import SPOKEN, trace_routes
from neatlas.render.static_map.unnamed import NONE, tell_unnamed
from neatlas.render.static_map.unsure import oversize_note
from neatlas.render.static_map.view_words import tell_view

if TYPE_CHECKING:
    from neatlas.render.static_map.layout import Layout
    from neatlas.render.static_map.marks import Box, Layer
    from neatlas.render.static_map.naming import Named
    from neatlas.render.static_map.order import Order
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.unnamed import Unnamed
    from neatlas.render.static_map.window import Window

#: Times a page is laid out until its legend and notes are those of what it shows.
_ROUNDS = 4


@dataclass(frozen=True)
class View:
    """A page whose legend and notes are those of what it shows, before anything is named."""

    layout: Layout
    texts: Texts
    window: Window
    routes: list[Route]
    unnamed: Unnamed
    """What its notes say of names for which there is no room."""


@dataclass(frozen=True)
class Settled:
    """A page on which all that is to be named is named, on the map or in a note."""

    view: View
    named: Named
    subjects: tuple[str, ...]
    """Codes of the countries that it is about."""
    corners: dict[str, Box]
    """Where locator and scale bar stand."""
    graticule: tuple[Layer, Layer] | None
    """Its lines and its degrees, where they are asked for."""


def settle(order: Order) -> Settled:
    """
    Settle a page; where names find no room, once more with numbers and a note for them.

    Raises
    ------
    TooFullError
        If that leaves no room for a map.
    """
    unnamed = NONE
    # A longer note leaves a lower map. Each round but the last takes a name or a number away, and
    # none ever gives one back: so there is a last one.
    while True:
        try:
            view = _view(order, unnamed)
        except TooFullError as error:
            raise TooFullError(listed=bool(unnamed.every)) from error
        settled = _named(order, view)
        found = unnamed.after(settled.named, order.detail)
        if found == unnamed:
            return settled
        unnamed = found


def _view(order: Order, unnamed: Unnamed) -> View:
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
    return _true_to_view(order, view)


def _true_to_view(order: Order, view: View) -> View:
    """
    Take out of the notes what left the view because of them: the map stays as it is.

    A map without that note would be higher, and show it again.
    """
    told = view.unnamed.within(*_in_view(order, view))
    if told == view.unnamed:
        return view
    say, clean = order.setting.words, order.setting.hand.clean
    before, now = (
        [clean(note) for note in tell_unnamed(of, order.stock, say, order.detail)]
        for of in (view.unnamed, told)
    )
    kept = [note for note in view.texts.notes if note not in before]
    texts = replace(view.texts, notes=(*kept, *now))
    return replace(view, layout=with_foot(order, view.layout, texts), texts=texts, unnamed=told)


def _in_view(order: Order, view: View) -> tuple[set[str], set[str]]:
    """Return the ids of projects, and codes of parted countries, of which a map shows something."""
    drawn = {r.feature.project for r in view.routes if r.feature.role != SPOKEN}
    return drawn, set(parted_in_view(order.stock, view.window))


def _lay_view(order: Order, draft: Draft, before: View | None) -> View:
    view = draft.point_of_view or order.texts.point_of_view
    notes = (*order.texts.notes, *draft.notes)
    texts = replace(order.texts, notes=notes, point_of_view=view)
    layout, texts = lay_out(order, draft, tell_view(order, texts, draft.in_view))
    window = open_map(order, layout.map_box)
    check_reach(order, window)
    if before is not None and before.window == window:
        return View(layout, texts, window, before.routes, draft.unnamed)
    return View(layout, texts, window, _routes(order, window), draft.unnamed)


def _wanted(order: Order, view: View, unnamed: Unnamed) -> Draft:
    """Say what legend and notes a page should have."""
    say, routes = order.setting.words, view.routes
    off = oversize_note(routes, order.stock, view.window, say)
    notes = [off] if off else []
    seen = dict.fromkeys(route.feature.project for route in routes)
    drawn, parted = _in_view(order, view)
    # What was told stays until the page is laid out, so that this comes to an end.
    told = unnamed.within(drawn.union(view.unnamed.every), parted.union(view.unnamed.countries))
    notes += tell_unnamed(told, order.stock, say, order.detail)
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
    cleaned = tuple(hand.clean(note) for note in notes)
    return Draft(tuple(groups), cleaned, tuple(seen), view_said, told)


def _routes(order: Order, window: Window) -> list[Route]:
    slots = assign_slots(order.spec.features, order.stock)
    return trace_routes(order.spec.features, order.stock, slots, window, order.setting)


def _named(order: Order, view: View) -> Settled:
    setting, stock, window, routes = order.setting, order.stock, view.window, view.routes
    board = open_board(view.layout.map_box, routes, setting)
    corners = give_corners(board, window, setting)
    graticule = lay_graticule(window, setting, board) if order.options.graticule else None
    subjects = subjects_of(stock, order.options.focus, routes)
    shown = Shown(order.spec, view.unnamed, routes, subjects)
    named = name_ground(shown, stock, window, setting, board)
    return Settled(view, named, subjects, corners, graticule)
