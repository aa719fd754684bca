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
    whole = polygons_of(shapely.make_valid(frame.geometry.to_numpy()))
    simple = polygons_of(shapely.make_valid(shapely.simplify(whole, TOLERANCE)))
    simple = polygons_of(shapely.set_precision(simple, 0.01))
    kept = simple[shapely.area(simple) >= SMALLEST]
    bounds = shapely.bounds(kept)
    order = np.lexsort((bounds[:, 1], bounds[:, 0], -shapely.area(kept)))
    return np.asarray(shapely.orient_polygons(kept[order]))
