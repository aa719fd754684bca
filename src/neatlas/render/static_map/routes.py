"""Brings the projects to the page: where each line is sure, where it is not, and its band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.corridors import DIRECTION, STEP, Slot
from neatlas.render.static_map.ground import on_page, outlines_of_each
from neatlas.render.static_map.marks import POINTS_PER_MM, Box
from neatlas.render.static_map.theme import shade_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from neatlas.render.spec import FeatureSpec, Shape, Style
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock, Stretch
    from neatlas.render.static_map.window import Window

    Outlines = tuple[NDArray[np.float64], ...]

#: Past this half-width of its band on the page, in millimetres, a line is not drawn crisp.
SOFT_MM = 3.0
#: The role of what a sentence by itself supports.
SPOKEN = "spoken"
#: How much bolder a project that the text does not name is drawn where a map is about it.
_STRONGER = 1.8
#: A line is soft as a whole from this share of its length.
_SOFT_FROM = 0.5
#: An area smaller than this, in points, gets a disc, so that it can be found.
_LEAST_AREA = 7.0
#: A band is cut this far outside the map, in points, so that no edge which fades shows the cut.
_BAND_REACH = 30.0


@dataclass(frozen=True)
class Route:
    """One feature on the page."""

    feature: FeatureSpec
    style: Style
    """In the colours of the theme."""
    crisp: Outlines = ()
    soft: Outlines = ()
    band: Outlines = ()
    face: Outlines = ()
    disc: tuple[float, float] | None = None
    broken_at: tuple[float, float] | None = None
    unsure: bool = False
    """Whether its band is so wide on the page that nothing about it is crisp."""
    context: bool = False
    """Whether the text does not name its project."""

    @property
    def slug(self) -> str:
        """Its id, as a name of a group may have it."""
        return self.feature.id.replace("/", "-")

    @property
    def lines(self) -> Outlines:
        """All of it that is a line."""
        return (*self.crisp, *self.soft)


def trace_routes(
    features: Sequence[FeatureSpec],
    stock: Stock,
    slots: dict[str, Slot],
    window: Window,
    setting: Setting,
) -> list[Route]:
    """
    Bring features to the page: all bands at once, and all lines.

    Parameters
    ----------
    features, stock
        The features, and the atlas that holds their shapes.
    slots
        Where lines stand in a corridor, by feature id.
    window, setting
        Where the ground lies on the page, and how it looks.

    Returns
    -------
    list of Route
        Those of which something is in view.
    """
    bands = _placed([stock.polygons(f.id, band=True) for f in features], window, _BAND_REACH)
    areas = [feature for feature in features if feature.kind == "area"]
    own = [stock.polygons(feature.id, band=False) for feature in areas]
    faces = dict(zip((area.id for area in areas), _placed(own, window), strict=True))
    lines = _lines([f for f in features if f.kind == "line"], stock, slots, window, setting)
    traced = []
    for feature, band in zip(features, bands, strict=True):
        style = _style(feature, stock, setting)
        if feature.kind == "line":
            traced.append(_line(feature, style, *lines[feature.id], band))
        elif feature.kind == "area":
            traced.append(_area(feature, style, faces[feature.id]))
        else:
            traced.append(_point(feature, style, stock.shape(feature.id), band, window))
    found = [route for route in traced if route is not None]
    found += _specks(features, found, stock, window, setting)
    projects = stock.catalog.projects
    return [replace(r, context=projects[r.feature.project].context) for r in found]


def _style(feature: FeatureSpec, stock: Stock, setting: Setting) -> Style:
    style = shade_style(feature.style, setting.theme, setting.ramp)
    if feature.project == setting.focus and stock.catalog.projects[feature.project].context:
        # What a map is about is no fainter than what lies around it.
        return style.model_copy(update={"weight": style.weight * _STRONGER, "opacity": 1.0})
    return style


def _area(feature: FeatureSpec, style: Style, face: Outlines) -> Route | None:
    if not face:
        return None
    corners = np.vstack(face)
    low, high = corners.min(axis=0), corners.max(axis=0)
    if (high - low).max() < _LEAST_AREA:
        x, y = ((low + high) / 2).tolist()
        return Route(feature, style, disc=(x, y))
    return Route(feature, style, face=face)


def _point(
    feature: FeatureSpec, style: Style, shape: Shape, band: Outlines, window: Window
) -> Route | None:
    x, y = window.to_page(np.array([shape.lines[0][0]]))[0].tolist()
    if not window.box.holds(Box(x, y, x, y)):
        return None
    widest = max((km for known in shape.uncertainty_km for km in known), default=0.0)
    unsure = widest * window.mm_per_km > SOFT_MM
    return Route(feature, style, band=band, disc=(x, y), unsure=unsure)


def _line(
    feature: FeatureSpec,
    style: Style,
    crisp: Outlines,
    soft: Outlines,
    band: Outlines,
) -> Route | None:
    if not crisp and not soft:
        return None
    where = _middle((*crisp, *soft)) if feature.broken else None
    return Route(feature, style, crisp, soft, band, broken_at=where, unsure=bool(soft))


def _specks(
    features: Sequence[FeatureSpec],
    found: Sequence[Route],
    stock: Stock,
    window: Window,
    setting: Setting,
) -> Iterator[Route]:
    """
    Yield what is too short to be drawn as a line and must be found all the same.

    That is a disc for each project of which there is nothing else, and each link that is cut.
    """
    drawn, projects = {r.feature.id for r in found}, {r.feature.project for r in found}
    for feature in features:
        lost = feature.kind == "line" and feature.id not in drawn
        if not lost or not (feature.broken or feature.project not in projects):
            continue
        west, south, east, north = feature.bounds
        corners = window.to_page(np.array([[west, south], [east, north]]))
        x, y = corners.mean(axis=0).tolist()
        if np.ptp(corners, axis=0).max() > _LEAST_AREA or not window.box.holds(Box(x, y, x, y)):
            continue
        style = _style(feature, stock, setting)
        if feature.broken:
            yield Route(feature, style, broken_at=(x, y))
        else:
            yield Route(feature, style, disc=(x, y))
            projects.add(feature.project)


def _lines(
    features: Sequence[FeatureSpec],
    stock: Stock,
    slots: dict[str, Slot],
    window: Window,
    setting: Setting,
) -> dict[str, tuple[Outlines, Outlines]]:
    """Bring lines to the page, moved aside and cut near its edge: what is crisp and what is not."""
    runs = [
        (feature.id, soft, positions, _shift(slots.get(feature.id, Slot()), window, setting))
        for feature in features
        for soft, positions in _runs(stock.stretches(feature.id), window)
    ]
    found: dict[str, tuple[Outlines, Outlines]] = {feature.id: ((), ()) for feature in features}
    if not runs:
        return found
    owner = np.repeat(np.arange(len(runs)), [len(positions) for _, _, positions, _ in runs])
    places = window.to_page(np.concatenate([positions for _, _, positions, _ in runs]))
    shifted = places + np.array([shift for *_, shift in runs])[owner]
    cut = shapely.clip_by_rect(shapely.linestrings(shifted, indices=owner), *window.box.grown(6))
    for (line, is_soft, *_), outlines in zip(runs, outlines_of_each(np.asarray(cut)), strict=True):
        crisp, soft = found[line]
        found[line] = (crisp, (*soft, *outlines)) if is_soft else ((*crisp, *outlines), soft)
    return found


def _runs(
    stretches: tuple[Stretch, ...], window: Window
) -> Iterator[tuple[bool, NDArray[np.float64]]]:
    """Yield the runs of a line's stretches, and whether each is soft."""

    def unsure(stretch: Stretch) -> bool:
        return stretch.uncertainty_km * window.mm_per_km > SOFT_MM

    length = sum(stretch.size for stretch in stretches) or 1.0
    mostly = sum(s.size for s in stretches if unsure(s)) / length > _SOFT_FROM
    for (_, soft), run in groupby(stretches, key=lambda s: (s.line, mostly or unsure(s))):
        parts = [stretch.positions for stretch in run]
        yield soft, np.vstack([parts[0], *(part[1:] for part in parts[1:])])


def _shift(slot: Slot, window: Window, setting: Setting) -> NDArray[np.float64]:
    most = slot.km * window.mm_per_km * POINTS_PER_MM
    by = min(abs(slot.place) * setting.length(STEP), most) * np.sign(slot.place)
    return np.asarray(np.array(DIRECTION) * by, dtype=float)


def _middle(lines: Outlines) -> tuple[float, float]:
    longest = max((shapely.LineString(line) for line in lines), key=lambda line: line.length)
    point = longest.interpolate(0.5, normalized=True)
    return float(point.x), float(point.y)


def _placed(
    shapes: Sequence[NDArray[np.object_]], window: Window, reach: float = 6.0
) -> list[Outlines]:
    """Bring the polygons of some shapes to the page; returns the outlines of each shape."""
    if not shapes:
        return []
    placed = on_page(np.concatenate(shapes), window, step=0.1, reach=reach)
    each = iter(outlines_of_each(placed))
    return [tuple(o for outlines in islice(each, len(s)) for o in outlines) for s in shapes]
