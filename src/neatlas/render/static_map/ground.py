"""The ground of the map: land, water, borders, from the basemap of the atlas."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.render.static_map.coasts import coasts_of
from neatlas.render.static_map.marks import Ink, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from neatlas.render.static_map.coasts import Outlines
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window

#: From this scale on the fine coast is drawn: the overview is simplified by 1.6 km, which is
#: a fifth of a millimetre here.
FINE_FROM = 8_000_000
#: Degrees between places put into the edges of what is projected.
_STEP = 0.4
#: Points by which the ground reaches past the edge of the map, so that no stroke ends in it.
_REACH = 6.0
#: A ring or line that is smaller than this on the page, in points, is left out.
_SEEN = 0.35
#: No outline is finer than this on the page, in points: a fortieth of a millimetre.
_FINE = 0.07
#: By how much of its width a broad stroke along the coast may stray from it.
_SMOOTH = 0.06
#: Zooms from which finer things are drawn, as on the screen.
_PROVINCES, _RIVERS_2, _RIVERS_3 = 4.6, 5.2, 7.0
#: Stroke and dash of the Military Demarcation Line, in pixels of the screen.
DEMARCATION_WEIGHT, DEMARCATION_DASH = 1.4, (4.0, 1.8, 1.2, 1.8)
#: Coarse land outside the region, as a layer.
_BEYOND = "beyond"
#: Layers on the page that are kept: those of six extents or so.
_KEPT = 64
#: From here on the lines of provinces would be seen to be generalised.
_NO_PROVINCES = 9.0


def lay_ground(stock: Stock, window: Window, setting: Setting) -> tuple[Layer, ...]:
    """Draw all that lies under the projects: sea, land, waters, provinces."""
    theme, wide = setting.theme, _grow(window)
    fine = window.denominator < FINE_FROM
    own = "land" if fine else "land_overview"
    land, beyond = _outlines(stock, window, own), _outlines(stock, window, _BEYOND)
    x0, y0, x1, y1 = window.box
    sea = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    coast = _coasts(stock, window, _BEYOND, own)
    broad = setting.stroke(9)
    edge = _smooth_coasts(stock, window, broad, _BEYOND, own)
    shallows = Ink(edge, stroke=theme.shallows, width=broad, round=True, clipped=True)
    disputed = _outlines(stock, window, "disputed")
    return (
        Layer("sea", "Sea", (Ink((sea,), fill=theme.sea, closed=True), shallows)),
        Layer(
            "land",
            "Land",
            (
                Ink(beyond, fill=theme.beyond, closed=True, clipped=True),
                Ink(land, fill=theme.land, closed=True, clipped=True),
            ),
        ),
        Layer("provinces", "Provinces", tuple(_provinces(stock, window, setting))),
        Layer("water", "Rivers and lakes", tuple(_water(stock, window, setting, wide))),
        Layer(
            "coast",
            "Coast",
            (Ink(coast, stroke=theme.coast, width=setting.stroke(0.75), round=True, clipped=True),),
        ),
        Layer(
            "disputed",
            "Islands with a neutral fill",
            (
                Ink(
                    disputed,
                    fill=theme.disputed,
                    stroke=theme.coast,
                    width=setting.stroke(0.75),
                    closed=True,
                    clipped=True,
                ),
            ),
        ),
    )


def lay_borders(stock: Stock, window: Window, setting: Setting) -> Layer:
    """Draw the borders, which lie over bands, and the demarcation line in a style of its own."""
    theme, wide = setting.theme, _grow(window)
    between = _outlines(stock, window, "borders", "kind", "international")
    line = demarcation_line(stock, window)
    dash = tuple(setting.length(n) for n in (8, 3, 1.8, 3))
    width = setting.stroke(0.5 + 0.6 * wide)
    marks = (
        Ink(between, stroke=theme.land, width=2.4 * width, opacity=0.8, clipped=True),
        Ink(between, stroke=theme.border, width=width, dash=dash, clipped=True),
        # Thin, gray and of short strokes: neither a border nor any project looks like it.
        Ink(
            line,
            stroke=theme.demarcation,
            width=setting.stroke(DEMARCATION_WEIGHT),
            dash=tuple(setting.length(n) for n in DEMARCATION_DASH),
            clipped=True,
        ),
    )
    return Layer("borders", "Borders", marks)


def demarcation_line(stock: Stock, window: Window) -> Outlines:
    """Return the Military Demarcation Line on the page; empty where it is not in view."""
    return _outlines(stock, window, "borders", "kind", "military_demarcation_line")


def _provinces(stock: Stock, window: Window, setting: Setting) -> Iterable[Ink]:
    if not _PROVINCES <= window.zoom < _NO_PROVINCES:
        return
    lines = _outlines(stock, window, "provinces")
    yield Ink(
        lines,
        stroke=setting.theme.province,
        width=setting.stroke(0.7 * _grow(window)),
        clipped=True,
    )


def _water(stock: Stock, window: Window, setting: Setting, wide: float) -> Iterable[Ink]:
    theme = setting.theme
    ranks = ((1, 0.0, 1.0 * wide), (2, _RIVERS_2, 0.7 * wide), (3, _RIVERS_3, 0.7))
    for rank, zoom, pixels in ranks:
        if window.zoom >= zoom:
            lines = _outlines(stock, window, "rivers", "rank", rank)
            yield Ink(
                lines, stroke=theme.water, width=setting.stroke(pixels), round=True, clipped=True
            )
    lakes = _outlines(stock, window, "lakes")
    width = setting.stroke(0.6)
    yield Ink(lakes, fill=theme.sea, closed=True, clipped=True)
    shores = _coasts(stock, window, "lakes")
    yield Ink(shores, stroke=theme.water, width=width, round=True, clipped=True)


def _grow(window: Window) -> float:
    """Return how much wider lines of the ground are at a larger scale, as on the screen."""
    return float(np.clip((window.zoom - 2) * 0.25, 0.6, 1.6))


def on_page(
    geometries: NDArray[np.object_],
    window: Window,
    *,
    step: float = _STEP,
    reach: float = _REACH,
) -> NDArray[np.object_]:
    """
    Project geometries to the page and cut them near the edge of the map.

    Parameters
    ----------
    geometries
        In WGS84 degrees.
    window
        Where they go.
    step
        Greatest length of a straight piece before it is projected, in degrees.
    reach
        How far outside the map they are cut, in points.

    Returns
    -------
    numpy.ndarray
        One for each; None where nothing of it is near.
    """
    west, south, east, north = window.bounds
    boxes = shapely.bounds(geometries).reshape(-1, 4)
    near = (
        (boxes[:, 0] <= east)
        & (boxes[:, 2] >= west)
        & (boxes[:, 1] <= north)
        & (boxes[:, 3] >= south)
    )
    margin = 2.0
    rough = shapely.clip_by_rect(
        geometries[near], west - margin, south - margin, east + margin, north + margin
    )
    placed: Any = shapely.transform(shapely.segmentize(rough, step), window.to_page)
    found = np.full(len(geometries), None, dtype=object)
    found[near] = shapely.clip_by_rect(placed, *window.box.grown(reach))
    return found


@lru_cache(maxsize=_KEPT)
def _outlines(stock: Stock, window: Window, *which: Any) -> Outlines:  # noqa: ANN401 - of a property
    """Return the outlines of a layer on the page; they are kept for the next map of its extent."""
    geometries = stock.beyond if which == (_BEYOND,) else stock.layer(*which)
    return outlines_of(on_page(geometries, window)) if geometries.size else ()


@lru_cache(maxsize=_KEPT)
def _coasts(stock: Stock, window: Window, *names: str) -> Outlines:
    """Return the outlines of land that are coast; within the region, all of them are."""
    outlines = tuple(line for name in names for line in _outlines(stock, window, name))
    region = stock.catalog.settings.region
    if shapely.box(*region).contains(shapely.box(*window.bounds)):
        return outlines
    return coasts_of(outlines, region, window.to_ground)


@lru_cache(maxsize=_KEPT)
def _smooth_coasts(stock: Stock, window: Window, width: float, *names: str) -> Outlines:
    """
    Return the coasts for a stroke of this width; they are kept for the next map of its extent.

    What the stroke covers anyway is left out: the time that it takes grows with each vertex.
    """
    lines = _coasts(stock, window, *names)
    if not lines:
        return ()
    joined = shapely.linestrings(
        np.concatenate(lines), indices=np.repeat(np.arange(len(lines)), [len(n) for n in lines])
    )
    simple = shapely.simplify(joined, width * _SMOOTH, preserve_topology=False)
    return outlines_of(np.asarray(simple))


def outlines_of(placed: NDArray[np.object_]) -> Outlines:
    """Return the rings and lines of geometries on the page; specks are left out."""
    return _outlined(placed)[0]


def outlines_of_each(placed: NDArray[np.object_]) -> list[Outlines]:
    """Return for each of some geometries what `outlines_of` would: all at once take less time."""
    outlines, owner = _outlined(placed)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(placed) + 1))
    return [tuple(outlines[n] for n in order[a:b]) for a, b in pairwise(ends.tolist())]


def _outlined(
    placed: NDArray[np.object_],
) -> tuple[Outlines, NDArray[np.intp]]:
    """Return rings and lines, and the number of the geometry that each is of."""
    wholes, number = shapely.get_parts(placed, return_index=True)
    parts, whole = shapely.get_parts(wholes, return_index=True)
    kinds, number = shapely.get_type_id(parts), number[whole]
    faces, lines = kinds == shapely.GeometryType.POLYGON, kinds == shapely.GeometryType.LINESTRING
    rings, face = shapely.get_rings(parts[faces], return_index=True)
    simple = shapely.simplify(np.concatenate([rings, parts[lines]]), _FINE, preserve_topology=False)
    boxes = shapely.bounds(simple).reshape(-1, 4)
    seen = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > _SEEN
    owner = np.concatenate([number[faces][face], number[lines]])[seen]
    coordinates, outline = shapely.get_coordinates(simple[seen], return_index=True)
    if not len(coordinates):
        return (), owner
    return tuple(np.split(coordinates, np.flatnonzero(np.diff(outline)) + 1)), owner
