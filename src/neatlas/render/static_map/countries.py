"""Names of countries: that of the subject, its neighbours' beside it, both Koreas' or neither's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.ground import demarcation_line, on_page
from neatlas.render.static_map.labels import Label, Line, Placed, place_all, size_of
from neatlas.render.static_map.marks import POINTS_PER_MM, Box
from neatlas.render.static_map.placing import EDGE
from neatlas.render.static_map.spots import Spots, away, centred, together
from neatlas.render.static_map.whose_land import known_places, whose_land

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from neatlas.render.static_map.places import Land
    from neatlas.render.static_map.placing import Board
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window

#: Lengths of a line that leads to a country, and what it costs against a place within.
_LEADS, _LEAD_COST = (14.0, 24.0, 38.0, 56.0), 14.0
#: It leads no farther than so many kilometres of the ground: beyond, another country may begin.
_LEAD_KM = 800.0
#: What it costs more than other names to cover a cell's worth of a project's ink.
_INK_COST = 3.0
#: From one place to the next where a country that has none on record is named, in points.
_STEP = 9.0
#: What it costs such a name to lie on the sea altogether.
_WET_COST = 40.0
#: At the most so many of such places there are from one side of a map to the other.
_MOST_STEPS = 120


@dataclass(frozen=True)
class Ground:
    """What of the atlas is in view, and how it looks."""

    stock: Stock
    window: Window
    setting: Setting
    land: Land
    """What is no water."""


def name_countries(
    ground: Ground, board: Board, subjects: Sequence[str], left_out: Collection[str] = ()
) -> list[Placed]:
    """
    Name the countries in view, those of the subject first.

    A name stands at one of the places on record. Where none of those is in view a country of the
    subject is named anywhere on its land; if none of them can be, no neighbour is named either.
    Of countries that a demarcation line parts, those in view are named all or none.

    Parameters
    ----------
    ground
        The atlas, the view, and the look.
    board
        What of the map is taken; the names take their places.
    subjects
        Codes of the countries that the map is about.
    left_out
        Codes of those that a note says not to be named.
    """
    labels = {code: _clear_of_lines(label, board) for code, label in _on_record(ground).items()}
    parted = parted_in_view(ground.stock, ground.window)
    rest = [code for code in subjects if code not in parted]
    others = {code: label for code, label in labels.items() if code not in parted}
    before = list(board.taken)
    tries = (
        ((subjects,), labels),
        # Where there is no room for all of the parted countries, they come before all others,
        ((parted, rest), labels),
        # or are not named.
        ((rest,), others),
    )
    for groups, able in tries[-1:] if left_out else tries:
        board.taken[:] = before
        placed = _place(groups, able, ground, board)
        named = named_in(placed)
        if not subjects or named & set(subjects):
            known = {code for group in groups for code in group}
            more = [label for code, label in able.items() if code not in known]
            placed += place_all(more, board)[0]
        if len(named_in(placed) & set(parted)) in {0, len(parted)}:
            break
    return placed


def _place(
    groups: Iterable[Sequence[str]], labels: dict[str, Label], ground: Ground, board: Board
) -> list[Placed]:
    """Name groups of countries one after the other, at a place on record or elsewhere."""
    placed: list[Placed] = []
    for group in groups:
        placed += place_all([labels[code] for code in labels if code in group], board)[0]
        for code in group:
            if code not in named_in(placed):
                placed += place_all([_elsewhere(code, ground)], board)[0]
    return placed


def parted_countries(stock: Stock) -> set[str]:
    """Return the codes of the countries that a demarcation line parts from one another."""
    return {town.country for town in stock.parted}


def parted_in_view(stock: Stock, window: Window) -> list[str]:
    """
    Return the codes of the parted countries of which a map shows land.

    That is all of them where it shows the line between them, and else those of which it shows a
    town, or a place on record for their names.
    """
    line, view = demarcation_line(stock, window), shapely.box(*window.box)
    if any(shapely.LineString(piece).intersects(view) for piece in line):
        return sorted(parted_countries(stock))
    positions, codes, _ = known_places(stock)
    seen = codes[shapely.contains_xy(view, window.to_page(positions))]
    return sorted(parted_countries(stock).intersection(seen.tolist()))


def _clear_of_lines(label: Label, board: Board) -> Label:
    """Return a name that shuns the lines of projects more than other names do."""
    ink = board.cover(label.spots.boxes)
    return replace(label, spots=replace(label.spots, costs=label.spots.costs + _INK_COST * ink))


def subjects_of(stock: Stock, focus: str | None, routes: Sequence[Route]) -> tuple[str, ...]:
    """Return the codes of the countries that a map is about: of its project, or of all in view."""
    about = [focus] if focus else [route.feature.project for route in routes]
    records = stock.catalog.projects
    return tuple(dict.fromkeys(c for name in about for c in records[name].location_countries))


def named_in(placed: Sequence[Placed]) -> set[str]:
    """Return the codes of the countries that are named."""
    countries = (one.label.id for one in placed if one.label.kind == "country")
    return {country.removeprefix(_id("")) for country in countries}


def _id(code: str) -> str:
    return f"country-{code}"


def _label(code: str, ground: Ground) -> Label:
    stock, setting = ground.stock, ground.setting
    name = setting.hand.clean(stock.country_name(code, setting.words))
    lines = _broken(name.upper(), setting)
    return Label(_id(code), "country", lines, together([]), centred=True)


def _on_record(ground: Ground) -> dict[str, Label]:
    """
    List the countries with the places on record, where a name may stand.

    A name never strays from them, where it would come to stand in another country; where none is
    free it stands on the sea, and a line leads to its country.
    """
    stock, window = ground.stock, ground.window
    found: dict[str, list[tuple[float, float]]] = {}
    for place in stock.catalog.settings.country_labels:
        x, y = window.to_page(np.array([[place.lon, place.lat]]))[0].tolist()
        found.setdefault(place.country, []).append((x, y))
    # A name of one Korea that stands nearer to the other would seem to be that one's.
    parted = parted_countries(stock)
    labels = {}
    for code, places in found.items():
        label = _label(code, ground)
        spots = _spots(places, size_of(label.lines, ground.setting), window, ground.land)
        others = [at for other in parted - {code} if code in parted for at in found.get(other, [])]
        labels[code] = replace(label, spots=spots.those(_nearer(spots, places, others)))
    return labels


def _nearer(
    spots: Spots, own: list[tuple[float, float]], others: list[tuple[float, float]]
) -> NDArray[np.bool_]:
    """Return for each place whether it is nearer to its own country, or no line leads to it."""
    middles = (spots.boxes[:, None, :2] + spots.boxes[:, None, 2:]) / 2

    def gap(places: list[tuple[float, float]]) -> NDArray[np.float64]:
        gaps = np.hypot(*np.moveaxis(middles - np.array(places).reshape(-1, 2), 2, 0))
        return np.asarray(gaps.min(axis=1, initial=np.inf))

    return np.isnan(spots.anchors[:, 0]) | (gap(own) <= gap(others))


def _spots(
    places: list[tuple[float, float]], size: tuple[float, float], window: Window, land: Land
) -> Spots:
    steps = ((0, 0), (0, 6), (0, -6), (7, 0), (-7, 0))
    own = [
        (x + dx, y + dy, number + 0.1 * abs(dx + dy))
        for number, (x, y) in enumerate(places)
        for dx, dy in steps
    ]
    spots = centred(np.array(own), size)
    inside = window.box.grown(-8)
    seen = [(x, y, _LEAD_COST) for x, y in places if inside.holds(Box(x, y, x, y))]
    if not seen:
        return spots
    reach = _LEAD_KM * window.mm_per_km * POINTS_PER_MM
    leads = [length for length in _LEADS if length <= reach]
    led = away(np.array(seen[:1]), size, leads).within(window.box.grown(-EDGE))
    return together([spots, led.those(land.is_wet(led))])


def _broken(name: str, setting: Setting) -> tuple[Line, ...]:
    size = setting.body + 0.2
    head, bracket, rest = name.partition(" (")
    texts = [head, f"({rest}"] if bracket else [head]
    return tuple(Line(text, "bold", size, setting.theme.country_name) for text in texts)


def _elsewhere(code: str, ground: Ground) -> Label:
    """Return the name of a country with every place on its land where no border runs through."""
    stock, window, land = ground.stock, ground.window, ground.land
    label = _label(code, ground)
    inside = window.box.grown(-EDGE)
    step = max(_STEP, inside.width / _MOST_STEPS, inside.height / _MOST_STEPS)
    xs, ys = np.meshgrid(
        np.arange(inside.x0, inside.x1, step), np.arange(inside.y0, inside.y1, step)
    )
    points = np.column_stack([xs.ravel(), ys.ravel(), np.zeros(xs.size)])
    spots = centred(points, size_of(label.lines, ground.setting)).within(inside)
    borders = shapely.union_all(on_page(stock.layer("borders"), window))
    shapely.prepare(borders)
    parted = np.asarray(shapely.intersects(borders, shapely.box(*spots.boxes.T)))
    spots = spots.those(~parted)
    middles = (spots.boxes[:, :2] + spots.boxes[:, 2:]) / 2
    spots = spots.those(land.holds(middles))
    if len(spots):
        middles = (spots.boxes[:, :2] + spots.boxes[:, 2:]) / 2
        spots = spots.those(whose_land(stock, window.to_ground(middles)) == code)
    wet = _WET_COST * (1 - land.dryness(spots)) if len(spots) else 0.0
    return replace(label, spots=replace(spots, costs=spots.costs + wet))
