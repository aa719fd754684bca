"""Land of the whole world, coarse: for a locator, and for a corner beyond the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from basemap.shapes import polygons_of

if TYPE_CHECKING:
    from basemap.sources import Packages

TOLERANCE = 0.1
"""Degrees by which outlines are simplified."""

SMALLEST = 0.05
"""Islands under this many square degrees are left out."""

TURN = 360.0
"""Degrees from one sight of a place to the next, all around the globe."""


def build_world(packages: Packages) -> np.ndarray:
    """Build the land of the world.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.

    Returns
    -------
    numpy.ndarray
        Valid single polygons in degrees, largest first.
    """
    frame = gpd.read_file(packages.find("countries-50m.json"), layer="land")
    stitched = shapely.get_parts(frame.geometry.to_numpy())
    whole = polygons_of([piece for polygon in stitched for piece in cut_open(polygon)])
    simple = polygons_of(shapely.make_valid(shapely.simplify(whole, TOLERANCE)))
    simple = polygons_of(shapely.set_precision(simple, 0.01))
    kept = simple[shapely.area(simple) >= SMALLEST]
    bounds = shapely.bounds(kept)
    order = np.lexsort((bounds[:, 1], bounds[:, 0], -shapely.area(kept)))
    return np.asarray(shapely.orient_polygons(kept[order]))


def cut_open(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    """Cut a polygon where it crosses the meridian of 180 degrees.

    The package stitches land together across that meridian: a ring jumps there from one end of the
    world to the other, and read as it stands it would run all along a parallel.

    Parameters
    ----------
    polygon : shapely.Polygon
        In degrees, its rings closed on the globe.

    Returns
    -------
    list of shapely.Polygon
        Valid pieces between -180 and 180 degrees.
    """
    outer, *holes = (_unrolled(shapely.get_coordinates(r)) for r in shapely.get_rings(polygon))
    middle = outer[:, 0].mean()
    near = [hole - [TURN * np.round((hole[:, 0].mean() - middle) / TURN), 0] for hole in holes]
    whole = shapely.make_valid(shapely.polygons(outer, holes=near or None))
    pieces = []
    for turn in (-TURN, 0.0, TURN):
        moved = shapely.transform(whole, lambda xy, by=turn: np.add(xy, (by, 0)))
        pieces.extend(polygons_of(shapely.clip_by_rect(moved, -180, -90, 180, 90)))
    return pieces


def _unrolled(ring: np.ndarray) -> np.ndarray:
    """Let the longitudes of a ring run on past 180 degrees; one about a pole goes through it."""
    lon = np.unwrap(ring[:, 0], period=TURN)
    unrolled = np.column_stack([lon, ring[:, 1]])
    if abs(lon[-1] - lon[0]) < TURN / 2:
        return unrolled
    pole = np.copysign(90.0, ring[:, 1].mean())
    return np.vstack([unrolled, [[lon[-1], pole], [lon[0], pole]], unrolled[:1]])
