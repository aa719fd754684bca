"""Names of the ground: towns and seas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.ground import on_page
from neatlas.render.static_map.labels import Label, Line, signs_of, size_of
from neatlas.render.static_map.marks import POINTS_PER_MM, SMALLEST, Ink
from neatlas.render.static_map.placing import EDGE
from neatlas.render.static_map.spots import Spots, around, away, centred, shun, together
from neatlas.render.static_map.strokes import ring

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock, Town
    from neatlas.render.static_map.window import Window

#: Zoom from which towns of a rank are named.
_TOWN_ZOOM = {1: 0.0, 2: 4.6, 3: 5.4, 4: 6.2, 5: 8.2}
#: A town this near a project's line, in points, is named before others.
_NEAR = 7.0
#: Lengths of a line that leads to a town which must be named where another is.
_LEADS = (10.0, 16.0, 24.0, 34.0)
#: Nearer than this to the disc of a project, in pixels, a town's name would seem to be its own.
_BESIDE = 14.0
#: The rank of places that matter near by alone.
_SMALL = 5
#: One town to so many square points of map, so that the projects speak first.
_AREA = 5_200.0
#: The name of a sea may lie this far from its place, and keeps this far from land, in points.
_DRIFT, _DRIFT_STEP, _SHORE = 54.0, 4.5, 1.5
#: Nor farther on the ground, in kilometres, where another sea may begin.
_DRIFT_KM = 380.0
#: The share of a place of short lines that its corners may have on land.
_CORNERS = 0.06
#: The name of a country may stand on the sea with this share of it on a cape or an island.
_DRY = 0.11
#: Side of a cell in which land is told from water, in points, and how many a side of a map has
#: at the most.
_CELL, _MOST_CELLS = 0.5, 1_200
#: Widest line of a sea's name where there is little room, as a multiple of its size.
_SHORT = 5.0


class Land:
    """The land in view, asked whether a name would stand on the water."""

    def __init__(self, stock: Stock, window: Window) -> None:
        parts = shapely.get_parts(on_page(stock.layer("land_overview"), window))
        polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
        self._box = window.box
        self._land = shapely.multipolygons(polygons)
        shapely.prepare(self._land)

    def is_clear(self, spots: Spots) -> NDArray[np.bool_]:
        """Return for each place whether it lies on the water, with a margin around it."""
        margin = np.array([-_SHORE, -_SHORE, _SHORE, _SHORE])
        boxes = shapely.box(*(spots.boxes + margin).T)
        return np.asarray(~shapely.intersects(self._land, boxes))

    def is_wet(self, spots: Spots) -> NDArray[np.bool_]:
        """Return for each place whether it lies on the water, but for a cape or an island."""
        return np.asarray(self.dryness(spots) <= _DRY)

    def holds(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return for each point of the page whether it lies on land."""
        return np.asarray(shapely.contains_xy(self._land, *points.T))

    def dryness(self, spots: Spots) -> NDArray[np.float64]:
        """Return which share of each place lies on land, to a cell of its sides."""
        sums, cell = self._sums
        rows, columns = np.array(sums.shape) - 1
        sides = np.rint((spots.boxes - [self._box.x0, self._box.y0] * 2) / cell)
        sides[:, 2:] = np.maximum(sides[:, 2:], sides[:, :2] + 1)
        area = (sides[:, 2] - sides[:, 0]) * (sides[:, 3] - sides[:, 1])
        x0, y0, x1, y1 = np.clip(sides, 0, [columns, rows] * 2).astype(int).T
        return np.asarray((sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]) / area)

    @cached_property
    def _sums(self) -> tuple[NDArray[np.int32], float]:
        """How many cells left of a place and below it are dry, and the side of a cell."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - where names are placed

        box = self._box
        cell = max(_CELL, box.width / _MOST_CELLS, box.height / _MOST_CELLS)
        image = Image.new("1", (int(box.width / cell) + 1, int(box.height / cell) + 1))
        draw = ImageDraw.Draw(image)
        # An island in a lake is smaller than the land around, and drawn after it.
        for part in sorted(shapely.get_parts(self._land), key=shapely.area, reverse=True):
            for number, outline in enumerate([part.exterior, *part.interiors]):
                # The middle of a cell is what it is asked for.
                places = (shapely.get_coordinates(outline) - [box.x0, box.y0]) / cell - 0.5
                draw.polygon(places.ravel().tolist(), fill=int(number == 0))
        dry = np.pad(np.asarray(image), ((1, 0), (1, 0)))
        return dry.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32), cell


@lru_cache(maxsize=8)
def land_of(stock: Stock, window: Window) -> Land:
    """Return the land in view; it is kept for the next map of the same extent."""
    return Land(stock, window)


@dataclass(frozen=True)
class TownLabel:
    """A town's name, and its dot."""

    label: Label
    town: Town
    x: float
    y: float


def town_labels(
    stock: Stock, routes: list[Route], window: Window, setting: Setting
) -> list[TownLabel]:
    """List the towns that may be named: those on a project's line first, then by size."""
    wanted = [town for town in stock.towns if window.zoom >= _TOWN_ZOOM.get(town.rank, 9.0)]
    if not wanted:
        return []
    places = window.to_page(np.array([[town.lon, town.lat] for town in wanted]))
    lines = shapely.union_all([shapely.LineString(line) for r in routes for line in r.lines])
    # Distances to nothing are not a number, and not near.
    gaps = np.asarray(shapely.distance(shapely.points(places), lines))
    signs = signs_of(routes)
    found = []
    for number, (town, (x, y)) in enumerate(zip(wanted, places.tolist(), strict=True)):
        inside = window.box.grown(-4)
        if inside.x0 < x < inside.x1 and inside.y0 < y < inside.y1:
            near = gaps[number] < _NEAR and town.rank < _SMALL
            order = (0 if near else 1, town.rank, town.name)
            found.append((order, _town(town, x, y, setting, signs, led=town in stock.parted)))
    return [label for _, label in sorted(found, key=lambda pair: pair[0])]


def most_towns(window: Window) -> int:
    """Return how many towns a map of this size names at the most."""
    return max(4, int(window.box.width * window.box.height / _AREA))


def _town(
    town: Town,
    x: float,
    y: float,
    setting: Setting,
    signs: NDArray[np.float64],
    *,
    led: bool,
) -> TownLabel:
    name = setting.hand.clean(town.names.get(setting.words.language, town.name))
    size = setting.body if town.rank <= 1 else max(6.0, setting.body - 0.5)
    lines = (Line(name, "regular", size, setting.theme.town),)
    points, extent = np.array([[x, y, 0.0]]), size_of(lines, setting)
    spots = around(points, extent, setting.length(4.5))
    if led:
        spots = together([spots, away(points, extent, _LEADS)])
    # A sign on the town itself may well seem to have its name.
    others = signs[np.hypot(*(signs - [x, y]).T) > _NEAR]
    spots = shun(spots, others, setting.length(_BESIDE))
    return TownLabel(Label(f"town-{town.name}", "town", lines, spots), town, x, y)


def town_dot(town: TownLabel, setting: Setting) -> Ink:
    """Draw the dot of a town."""
    big = town.town.rank <= 1
    return Ink(
        (ring(town.x, town.y, setting.length(2.8 if big else 2.0)),),
        fill=setting.theme.town if big else setting.theme.land,
        stroke=setting.theme.land if big else setting.theme.town,
        width=setting.stroke(1.0),
        closed=True,
        clipped=True,
    )


def sea_labels(
    spec: MapSpec,
    stock: Stock,
    window: Window,
    setting: Setting,
    land: Land,
    *,
    narrow: bool = False,
) -> list[Label]:
    """
    List the seas in view, with places on the water near the one on record.

    Parameters
    ----------
    spec, stock, window, setting, land
        The plan, the atlas, the view, the look, and what is no water.
    narrow
        Whether names are set small and in short lines, for where there is little room.
    """
    inside = window.box.grown(-EDGE)
    steps = np.arange(-_DRIFT, _DRIFT + 1, _DRIFT_STEP)
    reach = min(_DRIFT, _DRIFT_KM * window.mm_per_km * POINTS_PER_MM)
    drift = [(dx, dy) for dx in steps for dy in steps if abs(dx) + abs(dy) <= reach]
    labels = []
    for sea in spec.sea_labels:
        if window.zoom + 0.7 < sea.min_zoom:
            continue
        x, y = window.to_page(np.array([sea.position]))[0].tolist()
        size = max(SMALLEST, setting.body * (0.95 if narrow else 1.28))
        name = setting.hand.clean(stock.sea_name(sea.text, setting.words))
        head, bracket, rest = name.partition(" (")
        texts = [head, f"({rest}"] if bracket else [head]
        if narrow:
            measure = setting.hand.longest(name, "water", size)
            texts = [line for text in texts for line in _short(text, size, measure, setting)]
        lines = tuple(Line(text, "water", size, setting.theme.sea_name) for text in texts)
        points = [(x + dx, y + dy, 0.35 * float(np.hypot(dx, dy))) for dx, dy in drift]
        spots = centred(np.array(points), size_of(lines, setting)).within(inside)
        # Short lines leave the corners of their place free, where a coast may run.
        wet = spots.those(land.dryness(spots) <= _CORNERS if narrow else land.is_clear(spots))
        labels.append(Label(f"sea-{sea.text}", "sea", lines, wet, centred=True))
    return labels


def _short(text: str, size: float, measure: float, setting: Setting) -> list[str]:
    return setting.hand.balance(text, "water", size, max(measure, _SHORT * size))
