"""The locator: where on the globe, or in the region, the map lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.render.static_map.coasts import coasts_of
from neatlas.render.static_map.ground import outlines_of
from neatlas.render.static_map.marks import SMALLEST, Box, Ink, Layer, Letters, Mark
from neatlas.render.static_map.projection import WGS84, Projection
from neatlas.render.static_map.strokes import ring
from neatlas.render.static_map.whose_land import whose_land

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from neatlas.render.static_map.coasts import Outlines
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window

#: A map that spans more kilometres than this is located on the globe, else in its region.
_GLOBE_FROM_KM = 1_500.0
#: The region shown around a map is so many times as wide, within bounds.
_AROUND = 9.0
_REGION_KM = (700.0, 2_600.0)
#: A map that would be smaller than this on the locator, in points, is a dot.
_DOT = 4.0
#: Latitude from over which the globe is seen at the most.
_NORTHERNMOST = 35.0
#: No outline on the globe is finer than this share of its radius: 0.2 points at the most.
_GLOBE_FINE = 0.004
#: Names keep this far from the middle, and are tried at places so far from one another.
_MIDDLE, _STEP = 7.0, 4.0


def locator_size(window: Window) -> float:
    """Return the side of the locator, in points."""
    return float(np.clip(min(window.box.width, window.box.height) * 0.2, 32.0, 92.0))


def lay_locator(
    stock: Stock, window: Window, setting: Setting, box: Box, subjects: tuple[str, ...]
) -> Layer:
    """Draw the locator into its box."""
    west, east = (window.box.x0, window.box.x1)
    middle = (window.box.y0 + window.box.y1) / 2
    (a, b) = window.to_ground(np.array([[west, middle], [east, middle]]))
    span = WGS84.inv(*a, *b)[2] / 1_000
    if span > _GLOBE_FROM_KM:
        marks = _globe(stock, window, setting, box)
    else:
        marks = _region(stock, window, setting, _view(window, box, span), subjects)
    return Layer("locator", "Locator", tuple(marks))


def _globe(stock: Stock, window: Window, setting: Setting, box: Box) -> list[Mark]:
    lon, lat = window.centre
    # A globe seen from farther north would show little but ice.
    lat = min(lat, _NORTHERNMOST)
    theme, radius = setting.theme, box.width / 2
    x, y = box.x0 + radius, box.y0 + radius

    def to_box(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return _orthographic(positions, lon, lat) * radius + [x, y]

    land = _land_on_globe(stock, lon, lat)
    here = to_box(_edge(window))
    return [
        Ink((ring(x, y, radius + 2.0),), fill=theme.paper, closed=True, opacity=0.85),
        Ink((ring(x, y, radius),), fill=theme.sea, closed=True),
        Ink(
            tuple(outline * radius + [x, y] for outline in land),
            fill=theme.coast,
            opacity=0.75,
            closed=True,
        ),
        Ink((ring(x, y, radius),), stroke=theme.frame, width=0.5, closed=True),
        *_mark(here, setting),
    ]


@lru_cache(maxsize=8)
def _land_on_globe(stock: Stock, lon: float, lat: float) -> Outlines:
    """Return the outlines of land on a globe of radius 1; they are kept for the next map of it."""
    positions, starts = stock.world
    outlines = np.split(_orthographic(positions, lon, lat), starts)
    rings = [shapely.LinearRing(outline) for outline in outlines]
    simple: Any = shapely.simplify(rings, _GLOBE_FINE)
    west, south, east, north = shapely.bounds(simple).T
    seen = np.minimum(east - west, north - south) > _GLOBE_FINE
    return tuple(shapely.get_coordinates(outline)[:-1] for outline in simple[seen])


def _orthographic(positions: NDArray[np.float64], lon: float, lat: float) -> NDArray[np.float64]:
    """Project to a globe of radius 1 seen from afar; what lies behind goes to its edge."""
    east, north = np.radians(positions).T
    turned, tilt = east - np.radians(lon), np.radians(lat)
    x = np.cos(north) * np.sin(turned)
    y = np.cos(tilt) * np.sin(north) - np.sin(tilt) * np.cos(north) * np.cos(turned)
    z = np.sin(tilt) * np.sin(north) + np.cos(tilt) * np.cos(north) * np.cos(turned)
    far = np.where(z < 0, np.maximum(np.hypot(x, y), 1e-9), 1.0)
    return np.column_stack([x / far, y / far])


def _view(window: Window, box: Box, span: float) -> _View:
    lon, lat = window.centre
    around = float(np.clip(span * _AROUND, *_REGION_KM))
    plane = Projection(f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84", "azimuthal", lon, lat)
    return _View(box, plane, box.width / (around * 1_000))


def _region(
    stock: Stock, window: Window, setting: Setting, view: _View, subjects: tuple[str, ...]
) -> list[Mark]:
    lon, lat = window.centre
    theme, box = setting.theme, view.box

    def inside(layer: NDArray[np.object_]) -> tuple[NDArray[np.float64], ...]:
        near = shapely.clip_by_rect(layer, lon - 30, lat - 20, lon + 30, lat + 20)
        placed = shapely.transform(
            shapely.segmentize(near[~shapely.is_empty(near)], 1.0), view.place
        )
        return outlines_of(np.asarray(shapely.clip_by_rect(placed, *box)))

    beyond, land = inside(stock.beyond), inside(stock.layer("land_overview"))
    coasts = coasts_of(
        (*beyond, *land),
        stock.catalog.settings.region,
        view.to_ground,
    )
    frame = shapely.get_coordinates(shapely.box(*box))[:4]
    return [
        Ink(
            (shapely.get_coordinates(shapely.box(*box.grown(1.8)))[:4],),
            fill=theme.paper,
            closed=True,
        ),
        Ink((frame,), fill=theme.sea, closed=True),
        Ink(beyond, fill=theme.beyond, closed=True),
        Ink(land, fill=theme.land, closed=True),
        Ink(coasts, stroke=theme.coast, width=0.25),
        Ink(inside(stock.layer("borders")), stroke=theme.border, width=0.4),
        *_countries(stock, setting, subjects, view),
        Ink((frame,), stroke=theme.frame, width=0.5, closed=True),
        *_mark(view.place(_edge(window)), setting),
    ]


def _countries(
    stock: Stock,
    setting: Setting,
    subjects: tuple[str, ...],
    view: _View,
) -> Iterator[Letters]:
    """
    Name countries in the locator away from its middle, those of the subject first.

    Those may be named anywhere on their land; if none of them is, no neighbour is named either.
    """
    x, y = (view.box.x0 + view.box.x1) / 2, (view.box.y0 + view.box.y1) / 2
    taken = [Box(x, y, x, y).grown(_MIDDLE)]
    on_record = (at.country for at in stock.catalog.settings.country_labels)
    said = not subjects
    for code in dict.fromkeys([*subjects, *on_record]):
        own = code in subjects
        if not own and not said:
            continue
        name = setting.hand.clean(stock.country_name(code, setting.words)).partition(" (")[0]
        width = setting.hand.width(name, "regular", SMALLEST)
        places = view.places(stock, code, width, own=own)
        free = (p for p in places if not any(p.meets(other) for other in taken))
        place = next(free, None)
        if place is not None:
            said = said or own
            taken.append(place)
            theme = setting.theme
            yield Letters(
                name, place.x0, place.y0 + 1, "regular", SMALLEST, theme.quiet, 0, theme.land, 1.2
            )


@dataclass(frozen=True)
class _View:
    """What the locator of a region shows."""

    box: Box
    plane: Projection
    scale: float
    """Points to a metre."""

    def place(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where positions in degrees lie."""
        return np.asarray(self.plane.forward(positions) * self.scale + self._middle, dtype=float)

    def to_ground(self, page: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the positions in degrees of points of the page."""
        return self.plane.inverse((page - self._middle) / self.scale)

    @property
    def _middle(self) -> NDArray[np.float64]:
        return np.array([(self.box.x0 + self.box.x1) / 2, (self.box.y0 + self.box.y1) / 2])

    def places(self, stock: Stock, code: str, width: float, *, own: bool) -> Iterator[Box]:
        """Yield where the name of a country may stand, anywhere on its land if it is its own."""
        inside = self.box.grown(-1.5)
        known = [
            (at.lon, at.lat) for at in stock.catalog.settings.country_labels if at.country == code
        ]
        points = self.place(np.array(known)) if known else np.empty((0, 2))
        for x, y in points.tolist():
            box = Box(x - width / 2, y - 2, x + width / 2, y + 4)
            if inside.holds(box):
                yield box
        if own:
            yield from self._anywhere(stock, code, width, inside)

    def _anywhere(self, stock: Stock, code: str, width: float, inside: Box) -> Iterator[Box]:
        """Yield places that begin, end or have their middle on a country's land."""
        xs, ys = np.meshgrid(
            np.arange(inside.x0, inside.x1, _STEP), np.arange(inside.y0, inside.y1, _STEP)
        )
        points = np.column_stack([xs.ravel(), ys.ravel()])
        ground = self.to_ground(points)
        near = shapely.clip_by_rect(
            shapely.multipolygons(stock.layer("land_overview")),
            *ground.min(axis=0),
            *ground.max(axis=0),
        )
        dry = shapely.contains_xy(near, *ground.T)
        points, ground = points[dry], ground[dry]
        points = points[whose_land(stock, ground) == code]
        # Beside the mark of the map a name says best where it lies.
        points = points[np.argsort(np.hypot(*(points - self._middle).T), kind="stable")]
        borders = shapely.transform(shapely.union_all(stock.layer("borders")), self.place)
        shapely.prepare(borders)
        for share in (0.5, 0.0, 1.0):
            for x, y in points.tolist():
                left = x - share * width
                box = Box(left, y - 2, left + width, y + 4)
                if inside.holds(box) and not shapely.intersects(borders, shapely.box(*box)):
                    yield box


def _edge(window: Window) -> NDArray[np.float64]:
    edge = shapely.segmentize(
        shapely.box(*window.box), max(window.box.width, window.box.height) / 12
    )
    return window.to_ground(shapely.get_coordinates(edge))


def _mark(here: NDArray[np.float64], setting: Setting) -> list[Mark]:
    """Mark the place of the map: its outline, or a dot where that would be too small."""
    theme = setting.theme
    low, high = here.min(axis=0), here.max(axis=0)
    if (high - low).max() < _DOT:
        x, y = ((low + high) / 2).tolist()
        return [
            Ink((ring(x, y, 2.6),), fill=theme.accent, stroke=theme.paper, width=0.7, closed=True)
        ]
    return [
        Ink((here,), fill=theme.accent, opacity=0.18, closed=True),
        Ink((here,), stroke=theme.accent, width=0.9, closed=True),
    ]
