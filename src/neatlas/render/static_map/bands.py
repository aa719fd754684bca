"""The bands within which lines truly lie; the edge of a wide one is no crisper than it is known."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.ground import outlines_of
from neatlas.render.static_map.marks import POINTS_PER_MM, Ink, Layer
from neatlas.render.static_map.routes import SOFT_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting

#: How much of its colour a band lays over the map, in colours and in grey.
_TINT, _GRAY_TINT = 0.08, 0.07
#: The edge of a wide band fades in so many steps, over half of the width from which a band is
#: wide, to each side of where it lies.
_STEPS = 6
_FADE = SOFT_MM / 2 * POINTS_PER_MM


def lay_bands(routes: list[Route], setting: Setting) -> Layer:
    """Draw the bands within which lines truly lie."""
    layers = [
        Layer(
            f"band-{route.slug}",
            f"Band: {route.feature.label}",
            tuple(_band(route, setting)),
        )
        for route in routes
        if route.band
    ]
    return Layer("bands", "How sure: bands", layers=tuple(layers))


def _band(route: Route, setting: Setting) -> Iterator[Ink]:
    color = route.style.color
    tint = _GRAY_TINT if setting.theme.gray else _TINT
    if route.unsure:
        for outlines in _fading(route.band):
            yield Ink(outlines, fill=color, opacity=tint / _STEPS, closed=True, clipped=True)
        return
    yield Ink(route.band, fill=color, opacity=tint, closed=True, clipped=True)
    yield Ink(
        route.band,
        stroke=color,
        width=setting.stroke(0.6),
        opacity=0.38,
        closed=True,
        clipped=True,
    )


def _fading(band: tuple[NDArray[np.float64], ...]) -> Iterator[tuple[NDArray[np.float64], ...]]:
    """Yield the outlines of layers that together fade at the edge, each smaller than the last."""
    # A hole is an outline too, and lies in another: what lies in an odd number of them is filled.
    rings = [shapely.make_valid(shapely.Polygon(outline)) for outline in band]
    whole = reduce(shapely.symmetric_difference, rings)
    for by in np.linspace(_FADE, -_FADE, _STEPS):
        yield outlines_of(np.array([shapely.buffer(whole, by, quad_segs=4)]))
