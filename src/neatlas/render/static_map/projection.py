"""The projection of a printed map, chosen for its extent, and named on it.

A wide extent in middle latitudes gets Lambert's conformal conic projection with two standard
parallels, one sixth of the extent in from its edges; one that is tall or round gets Lambert's
azimuthal equal-area projection about its centre (Snyder, Map Projections: A Working Manual, USGS
Professional Paper 1395, 1987, pp. 35 and 99).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Proj, Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]

WGS84 = Geod(ellps="WGS84")
#: An extent that is at least this much wider than tall is a wide one.
_WIDE = 1.15
#: Latitudes between which a cone lies well on the globe.
_MIDDLE = (20.0, 70.0)
#: An extent of fewer degrees from south to north is flat; two parallels would be one.
_TALL = 2.0
#: Where an extent has fewer degrees, its parallels are written with minutes.
_SMALL = 6.0


@dataclass(frozen=True)
class Projection:
    """A map projection of the whole ellipsoid WGS84."""

    definition: str
    """As PROJ reads it; metres."""
    kind: str
    """`conic` or `azimuthal`."""
    lon: float
    lat: float
    """Central meridian and the latitude of the origin."""
    parallels: tuple[float, float] | None = None

    def forward(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Project positions in WGS84 degrees, longitude first, to metres on the plane."""
        x, y = _transformer(self.definition).transform(positions[:, 0], positions[:, 1])
        return np.column_stack([x, y])

    def inverse(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of the plane lie, in degrees, longitude first."""
        lon, lat = _transformer(self.definition).transform(
            points[:, 0], points[:, 1], direction="INVERSE"
        )
        return np.column_stack([lon, lat])

    def scale_at(self, lon: float, lat: float) -> float:
        """Return metres of the plane to a metre of the ground: the mean of both axes."""
        factors = _plane(self.definition).get_factors(lon, lat)
        return float(np.sqrt(factors.areal_scale))


# An object of PROJ takes some milliseconds to make; each thread has its own in pyproj.
@lru_cache(maxsize=64)
def _transformer(definition: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", definition, always_xy=True)


@lru_cache(maxsize=64)
def _plane(definition: str) -> Proj:
    return Proj(definition)


def choose_projection(bounds: Bounds, aspect: float) -> Projection:
    """
    Choose the projection for an extent.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.
    aspect
        Width of the map on the page to its height.

    Returns
    -------
    Projection
        Conic for a wide map of middle latitudes, azimuthal for any other.
    """
    west, south, east, north = bounds
    digits = 0 if north - south > _SMALL else 2
    lon, lat = round((west + east) / 2, digits), round((south + north) / 2, digits)
    tall = north - south >= _TALL
    if tall and aspect >= _WIDE and _MIDDLE[0] <= lat <= _MIDDLE[1]:
        sixth = (north - south) / 6
        first, second = round(south + sixth, digits), round(north - sixth, digits)
        definition = (
            f"+proj=lcc +lat_1={first} +lat_2={second} +lat_0={lat} +lon_0={lon} "
            "+datum=WGS84 +units=m +no_defs"
        )
        return Projection(definition, "conic", lon, lat, (first, second))
    definition = f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs"
    return Projection(definition, "azimuthal", lon, lat)


def along_geodesics(
    positions: Sequence[tuple[float, float]], step_km: float
) -> NDArray[np.float64]:
    """
    Put places between the vertices of a line, along the geodesics that join them.

    Parameters
    ----------
    positions
        Vertices in WGS84 degrees, longitude first.
    step_km
        Greatest distance from one place to the next.

    Returns
    -------
    numpy.ndarray
        All vertices and the places between them, in order.
    """
    vertices = np.asarray(positions, dtype=float)
    if len(vertices) < 2:  # noqa: PLR2004 - a point has nothing between
        return vertices
    starts, ends = vertices[:-1], vertices[1:]
    azimuths, _, metres = WGS84.inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
    counts = np.maximum(1, np.ceil(metres / (1_000 * step_km))).astype(int)
    owner = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    distance = metres[owner] * number / counts[owner]
    lon, lat, _ = WGS84.fwd(starts[owner, 0], starts[owner, 1], azimuths[owner], distance)
    dense = np.column_stack([lon, lat])
    # A vertex stays where it is on record, to the last digit.
    dense[number == 0] = starts
    return np.vstack([dense, vertices[-1:]])


def outline(bounds: Bounds, steps: int = 24) -> NDArray[np.float64]:
    """Return places all around a box of degrees, along its parallels and meridians."""
    # A point has an extent as well, of a tenth of a metre.
    west, south, east, north = np.array(bounds) + np.array([-1, -1, 1, 1]) * 1e-6
    south, north = max(south, -90.0), min(north, 90.0)
    step = max(east - west, north - south) / steps
    box: BaseGeometry = shapely.segmentize(shapely.box(west, south, east, north), step)
    return np.asarray(shapely.get_coordinates(box), dtype=float)
