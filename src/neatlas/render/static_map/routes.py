"""Brings the projects to the page: where each line is sure, where it is not, and its band."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.corridors import DIRECTION, STEP, Slot
from neatlas.render.static_map.ground import on_page, outlines_of
from neatlas.render.static_map.marks import POINTS_PER_MM
from neatlas.render.static_map.theme import shade_style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.render.spec import FeatureSpec, Style
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock, Stretch
    from neatlas.render.static_map.window import Window

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
    crisp: tuple[NDArray[np.float64], ...] = ()
    soft: tuple[NDArray[np.float64], ...] = ()
    band: tuple[NDArray[np.float64], ...] = ()
    face: tuple[NDArray[np.float64], ...] = ()
    disc: tuple[float, float] | None = None
    broken_at: tuple[float, float] | None = None
    unsure: bool = False
    """Whether its band is so wide on the page that nothing about it is crisp."""

    @property
    def slug(self) -> str:
        """Its id, as a name of a group may have it."""
        return self.feature.id.replace("/", "-")

    @property
    def lines(self) -> tuple[NDArray[np.float64], ...]:
        """All of it that is a line."""
        return (*self.crisp, *self.soft)


def trace_route(
    feature: FeatureSpec, stock: Stock, slot: Slot | None, window: Window, setting: Setting
) -> Route | None:
    """
    Bring a feature to the page.

    Parameters
    ----------
    feature, stock
        The feature, and the atlas that holds its shape.
    slot
        Where it stands in a corridor.
    window, setting
        Where the ground lies on the page, and how it looks.

    Returns
    -------
    Route or None
        None where nothing of it is in view.
    """
    shape = stock.shape(feature.id)
    style = shade_style(feature.style, setting.theme, setting.ramp)
    if feature.project == setting.focus and stock.catalog.projects[feature.project].context:
        # What a map is about is no fainter than what lies around it.
        style = style.model_copy(update={"weight": style.weight * _STRONGER, "opacity": 1.0})
    band = _placed(stock.polygons(feature.id, band=True), window, reach=_BAND_REACH)
    if feature.kind == "line":
        shift = _shift(slot or Slot(), window, setting)
        return _line(feature, style, stock.stretches(feature.id), band, shift, window)
    if feature.kind == "area":
        face = _placed(stock.polygons(feature.id, band=False), window)
        if not face:
            return None
        corners = np.vstack(face)
        size = (corners.max(axis=0) - corners.min(axis=0)).max()
        middle = (corners.max(axis=0) + corners.min(axis=0)) / 2
        if size < _LEAST_AREA:
            return Route(feature, style, disc=(float(middle[0]), float(middle[1])))
        return Route(feature, style, face=face)
    x, y = window.to_page(np.array([shape.lines[0][0]]))[0].tolist()
    if not (window.box.x0 <= x <= window.box.x1 and window.box.y0 <= y <= window.box.y1):
        return None
    widest = max((km for known in shape.uncertainty_km for km in known), default=0.0)
    unsure = widest * window.mm_per_km > SOFT_MM
    return Route(feature, style, band=band, disc=(x, y), unsure=unsure)


def _shift(slot: Slot, window: Window, setting: Setting) -> NDArray[np.float64]:
    most = slot.km * window.mm_per_km * POINTS_PER_MM
    by = min(abs(slot.place) * setting.length(STEP), most) * np.sign(slot.place)
    return np.asarray(np.array(DIRECTION) * by, dtype=float)


def _line(
    feature: FeatureSpec,
    style: Style,
    stretches: tuple[Stretch, ...],
    band: tuple[NDArray[np.float64], ...],
    shift: NDArray[np.float64],
    window: Window,
) -> Route | None:
    def unsure(stretch: Stretch) -> bool:
        return stretch.uncertainty_km * window.mm_per_km > SOFT_MM

    length = sum(stretch.size for stretch in stretches) or 1.0
    mostly = sum(s.size for s in stretches if unsure(s)) / length > _SOFT_FROM
    runs: dict[bool, list[NDArray[np.float64]]] = {False: [], True: []}
    for (_, wide), run in groupby(stretches, key=lambda s: (s.line, mostly or unsure(s))):
        parts = [stretch.positions for stretch in run]
        runs[wide].append(np.vstack([parts[0], *(part[1:] for part in parts[1:])]))
    crisp, soft = (_lines(runs[wide], shift, window) for wide in (False, True))
    if not crisp and not soft:
        return None
    where = _middle((*crisp, *soft)) if feature.broken else None
    return Route(feature, style, crisp, soft, band, broken_at=where, unsure=bool(soft))


def _lines(
    runs: list[NDArray[np.float64]], shift: NDArray[np.float64], window: Window
) -> tuple[NDArray[np.float64], ...]:
    """Bring lines to the page, moved aside, and cut them near its edge."""
    if not runs:
        return ()
    owner = np.repeat(np.arange(len(runs)), [len(run) for run in runs])
    placed = shapely.linestrings(window.to_page(np.concatenate(runs)) + shift, indices=owner)
    return outlines_of(np.asarray(shapely.clip_by_rect(placed, *window.box.grown(6))))


def _middle(lines: tuple[NDArray[np.float64], ...]) -> tuple[float, float]:
    longest = max((shapely.LineString(line) for line in lines), key=lambda line: line.length)
    point = longest.interpolate(0.5, normalized=True)
    return float(point.x), float(point.y)


def _placed(
    polygons: NDArray[np.object_], window: Window, *, reach: float = 6.0
) -> tuple[NDArray[np.float64], ...]:
    if not polygons.size:
        return ()
    return outlines_of(on_page(polygons, window, step=0.1, reach=reach))
