"""The locator: where on the globe, or in the region, the map lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.coasts import coasts_of
from neatlas.render.static_map.ground import outlines_of
from neatlas.render.static_map.marks import SMALLEST, Box, Ink, Layer, Letters, Mark
from neatlas.render.static_map.projection import WGS84, Projection
from neatlas.render.static_map.strokes import ring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

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


def locator_size(window: Window) -> float:
    """Return the side of the locator, in points."""
    return float(np.clip(min(window.box.width, window.box.height) * 0.2, 32.0, 92.0))


def lay_locator(stock: Stock, window: Window, setting: Setting, box: Box) -> Layer:
    """Draw the locator into its box."""
    west, east = (window.box.x0, window.box.x1)
    middle = (window.box.y0 + window.box.y1) / 2
    (a, b) = window.to_ground(np.array([[west, middle], [east, middle]]))
    span = WGS84.inv(*a, *b)[2] / 1_000
    draw = _globe if span > _GLOBE_FROM_KM else _region
    marks = draw(stock, window, setting, box, span)
    return Layer("locator", "Locator", tuple(marks))


def _globe(stock: Stock, window: Window, setting: Setting, box: Box, _span: float) -> list[Mark]:
    lon, lat = window.centre
    theme, radius = setting.theme, box.width / 2
    x, y = box.x0 + radius, box.y0 + radius

    def to_box(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return _orthographic(positions, lon, min(lat, 35.0)) * radius + [x, y]

    positions, starts = stock.world
    land = tuple(np.split(to_box(positions), starts))
    here = to_box(_edge(window))
    return [
        Ink((ring(x, y, radius + 2.0),), fill=theme.paper, closed=True, opacity=0.85),
        Ink((ring(x, y, radius),), fill=theme.sea, closed=True),
        Ink(land, fill=theme.coast, opacity=0.75, closed=True),
        Ink((ring(x, y, radius),), stroke=theme.frame, width=0.5, closed=True),
        *_mark(here, setting),
    ]


def _orthographic(positions: NDArray[np.float64], lon: float, lat: float) -> NDArray[np.float64]:
    """Project to a globe of radius 1 seen from afar; what lies behind goes to its edge."""
    east, north = np.radians(positions).T
    turned, tilt = east - np.radians(lon), np.radians(lat)
    x = np.cos(north) * np.sin(turned)
    y = np.cos(tilt) * np.sin(north) - np.sin(tilt) * np.cos(north) * np.cos(turned)
    z = np.sin(tilt) * np.sin(north) + np.cos(tilt) * np.cos(north) * np.cos(turned)
    far = np.where(z < 0, np.maximum(np.hypot(x, y), 1e-9), 1.0)
    return np.column_stack([x / far, y / far])


def _region(stock: Stock, window: Window, setting: Setting, box: Box, span: float) -> list[Mark]:
    lon, lat = window.centre
    theme = setting.theme
    around = float(np.clip(span * _AROUND, *_REGION_KM))
    plane = Projection(f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84", "azimuthal", lon, lat)
    scale = box.width / (around * 1_000)
    middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])

    def to_box(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(plane.forward(positions) * scale + middle, dtype=float)

    def inside(layer: NDArray[np.object_]) -> tuple[NDArray[np.float64], ...]:
        near = shapely.clip_by_rect(layer, lon - 30, lat - 20, lon + 30, lat + 20)
        placed = shapely.transform(shapely.segmentize(near[~shapely.is_empty(near)], 1.0), to_box)
        return outlines_of(np.asarray(shapely.clip_by_rect(placed, *box)))

    beyond, land = inside(stock.beyond), inside(stock.layer("land_overview"))
    coasts = coasts_of(
        (*beyond, *land),
        stock.catalog.settings.region,
        lambda page: plane.inverse((page - middle) / scale),
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
        *_countries(stock, setting, box, to_box),
        Ink((frame,), stroke=theme.frame, width=0.5, closed=True),
        *_mark(to_box(_edge(window)), setting),
    ]


def _countries(
    stock: Stock,
    setting: Setting,
    box: Box,
    to_box: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> Iterator[Letters]:
    """Name the countries whose names fit into the locator, away from its middle."""
    middle = Box(*(box.x0 + box.x1, box.y0 + box.y1) * 2)
    taken = [Box(*(side / 2 for side in middle)).grown(7)]
    named: set[str] = set()
    for label in stock.catalog.settings.country_labels:
        name = setting.hand.clean(stock.country_name(label.country, setting.words))
        name = name.partition(" (")[0]
        x, y = to_box(np.array([[label.lon, label.lat]]))[0].tolist()
        width = setting.hand.width(name, "regular", SMALLEST)
        place = Box(x - width / 2, y - 2, x + width / 2, y + 4)
        fits = box.grown(-1.5).holds(place) and not any(place.meets(t) for t in taken)
        if fits and label.country not in named:
            named.add(label.country)
            taken.append(place)
            yield Letters(
                name,
                place.x0,
                y - 1,
                "regular",
                SMALLEST,
                setting.theme.quiet,
                0,
                setting.theme.land,
                1.2,
            )


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
