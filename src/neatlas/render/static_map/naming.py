"""Names all that is to be named on a map, the projects first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from neatlas.render.static_map.countries import (
    Ground,
    name_countries,
    named_in,
    parted_in_view,
)
from neatlas.render.static_map.demarcation import name_demarcation
from neatlas.render.static_map.labels import (
    Placed,
    number_labels,
    place_all,
    project_labels,
)
from neatlas.render.static_map.leaders import is_hidden_by
from neatlas.render.static_map.marks import Box
from neatlas.render.static_map.places import (
    land_of,
    most_towns,
    sea_labels,
    town_dot,
    town_labels,
)
from neatlas.render.static_map.strokes import break_boxes, disc_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.marks import Ink, Letters
    from neatlas.render.static_map.places import TownLabel
    from neatlas.render.static_map.placing import Board
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.unnamed import Unnamed
    from neatlas.render.static_map.window import Window


@dataclass(frozen=True)
class Named:
    """What is named on a map."""

    placed: tuple[Placed, ...]
    dots: tuple[Ink, ...]
    along: tuple[Letters, ...]
    unnamed: tuple[str, ...]
    """Ids of projects for whose names there was no room."""
    unnumbered: tuple[str, ...]
    """Ids of those that should have had a number, and found no room for it."""
    countries: tuple[str, ...]
    """Codes of countries that a demarcation line parts and for whose names there was no room."""


@dataclass(frozen=True)
class Shown:
    """What a map shows."""

    spec: MapSpec
    """The plan."""
    unnamed: Unnamed
    """Its projects that are not to be named."""
    routes: list[Route]
    """The projects in view."""
    countries: tuple[str, ...]
    """Codes of the countries that the map is about."""


def name_ground(
    shown: Shown, stock: Stock, window: Window, setting: Setting, board: Board
) -> Named:
    """
    Name countries, projects, seas, and as many towns as there is room for.

    Parameters
    ----------
    shown, stock, window, setting
        What is on the map, the atlas, the view and the look.
    board
        What of the map is taken; all names that find a place take it.
    """
    spec, routes = shown.spec, shown.routes
    along = tuple(name_demarcation(stock, window, setting, board))
    land = land_of(stock, window)
    # Small countries have few places; the projects' names can stand aside.
    ground = Ground(stock, window, setting, land)
    countries = name_countries(ground, board, shown.countries, shown.unnamed.countries)
    parted = parted_in_view(stock, window)
    own, unnamed = _name_projects(shown, stock, setting, board)
    marked = {one.label.id for one in own}
    board.taken += disc_boxes(routes, setting)
    towns = town_labels(stock, routes, window, setting)
    pair = [t for t in towns if t.town in stock.parted]
    capitals, dots = _place_pair(pair, break_boxes(routes, setting), setting, board)
    seas, left = place_all(sea_labels(spec, stock, window, setting, land), board)
    missed = {label.id for label in left}
    narrow = sea_labels(_only(spec, missed), stock, window, setting, land, narrow=True)
    seas += place_all(narrow, board)[0]
    others = [town for town in towns if town.town not in stock.parted]
    most = most_towns(window) - len(capitals)
    found, more_dots = _place_towns(others, most, setting, board)
    return Named(
        placed=(*seas, *countries, *capitals, *found, *own),
        dots=(*dots, *more_dots),
        along=along,
        unnamed=unnamed,
        unnumbered=tuple(p for p in shown.unnamed.numbered if p not in marked),
        countries=() if named_in(countries) & set(parted) else tuple(parted),
    )


def _name_projects(
    shown: Shown, stock: Stock, setting: Setting, board: Board
) -> tuple[list[Placed], tuple[str, ...]]:
    """
    Name the project that the map is about, then those that the text names, then the rest.

    Of each of these come first the numbers of those whose names stand beside the map: they are
    small, and one that is seen is worth a name that stands aside.
    """
    groups: tuple[set[str], ...] = (set(), set(), set())
    for project in shown.spec.projects:
        rank = 0 if project.id == setting.focus else 2 if project.context else 1
        groups[rank].add(project.id)
    numbers = shown.unnamed.numbers
    placed: list[Placed] = []
    without: list[str] = []
    for group in groups:
        own = {project: number for project, number in numbers.items() if project in group}
        placed += place_all(number_labels(shown.spec, shown.routes, setting, own), board)[0]
        unnamed = list(group.difference(shown.unnamed.every))
        for narrow in (False, True):
            spec = _only(shown.spec, set(unnamed))
            labels = project_labels(spec, stock, shown.routes, setting, narrow=narrow)
            named, left = place_all(labels, board)
            placed += named
            unnamed = [label.id for label in left]
        without += unnamed
    return placed, tuple(without)


def _only(spec: MapSpec, labels: set[str]) -> MapSpec:
    """Return a plan with those of its projects and seas whose labels have these ids."""
    projects = tuple(project for project in spec.projects if project.id in labels)
    seas = tuple(sea for sea in spec.sea_labels if f"sea-{sea.text}" in labels)
    return spec.model_copy(update={"projects": projects, "sea_labels": seas})


def _place_pair(
    towns: list[TownLabel], signs: list[Box], setting: Setting, board: Board
) -> tuple[list[Placed], list[Ink]]:
    """
    Name all of some towns or none: one capital of a parted land is not named without another.

    Their dots may look out from under the sign of a link that is cut there, as other dots may not.
    """
    before = list(board.taken)
    placed, dots = _place_towns(towns, len(towns), setting, board, signs)
    if len(placed) == len(towns):
        return placed, dots
    board.taken[:] = before
    return [], []


def _place_towns(
    towns: list[TownLabel],
    most: int,
    setting: Setting,
    board: Board,
    signs: Sequence[Box] = (),
) -> tuple[list[Placed], list[Ink]]:
    placed: list[Placed] = []
    dots: list[Ink] = []
    for town in towns:
        if len(placed) >= most:
            break
        dot = Box(town.x, town.y, town.x, town.y).grown(setting.length(2.5))
        under = [sign for sign in signs if dot.meets(sign)]
        if any(dot.meets(box) for box in board.taken if box not in under):
            continue
        if any(is_hidden_by(sign, shapely.Point(town.x, town.y)) for sign in under):
            continue
        spot = board.place(town.label.spots, under)
        if spot is not None:
            board.taken.append(dot)
            placed.append(Placed(town.label, spot))
            dots.append(town_dot(town, setting))
    return placed, dots
