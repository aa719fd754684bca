"""Geometry that every layer needs: a metric projection, tidy parts, and the GeoJSON writer."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import shapely
from pyproj import Transformer

from basemap.sources import REGION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

METRIC = "+proj=laea +lat_0=45 +lon_0=130 +datum=WGS84 +units=m"
"""Equal-area projection about the middle of the projects; areas are exact."""

Shape: TypeAlias = Any
"""One geometry or an array of them: like shapely's own, most functions here take either."""

Feature = tuple[dict[str, Any], Any]
"""Properties and a geometry."""

_TO_METRIC = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True)


def to_metric(geometry: Shape) -> Shape:
    """Project longitude and latitude to metres."""
    forward: Any = _TO_METRIC.transform
    return shapely.transform(geometry, forward, interleaved=False)


def to_degrees(geometry: Shape) -> Shape:
    """Project metres back to longitude and latitude."""
    inverse: Any = partial(_TO_METRIC.transform, direction="INVERSE")
    return shapely.transform(geometry, inverse, interleaved=False)


def polygons_of(geometry: Shape) -> np.ndarray:
    """Take a geometry apart into its single polygons, leaving lines and points behind."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return np.asarray(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def lines_of(geometry: Shape) -> np.ndarray:
    """Take a geometry apart into its single lines, leaving points behind."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return np.asarray(parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING])


def fill_holes(polygon: Shape, smallest: float) -> Shape:
    """Fill the holes of a polygon that are smaller than an area.

    Parameters
    ----------
    polygon : shapely.Polygon
        In metres.
    smallest : float
        Least area of a hole that stays, square metres.

    Returns
    -------
    shapely.Polygon
        The same outline with fewer holes.
    """
    rings = shapely.get_rings(polygon)
    holes = [ring for ring in rings[1:] if shapely.area(shapely.polygons(ring)) >= smallest]
    return shapely.polygons(rings[0], holes=holes or None)


def clip_polygons(geometry: Shape, decimals: int) -> np.ndarray:
    """Clip polygons in degrees to the region, on the grid of the decimals that are written.

    Parameters
    ----------
    geometry : Any
        One geometry or an array of them.
    decimals : int
        Decimals of the written coordinates.

    Returns
    -------
    numpy.ndarray
        Valid single polygons in a stable order, outer rings counter-clockwise.
    """
    whole = shapely.union_all(polygons_of(shapely.make_valid(geometry)))
    clipped = shapely.intersection(whole, REGION, grid_size=10.0**-decimals)
    return _ordered(shapely.orient_polygons(polygons_of(clipped)))


def clip_lines(geometry: Shape, decimals: int) -> np.ndarray:
    """Clip lines in degrees to the region, on the grid of the decimals that are written.

    Parameters
    ----------
    geometry : Any
        One geometry or an array of them.
    decimals : int
        Decimals of the written coordinates.

    Returns
    -------
    numpy.ndarray
        Single lines in a stable order.
    """
    whole = shapely.union_all(lines_of(geometry))
    clipped = shapely.intersection(whole, REGION, grid_size=10.0**-decimals)
    return _ordered(lines_of(shapely.line_merge(clipped)))


def _ordered(geometries: np.ndarray) -> np.ndarray:
    """Order geometries by their size, largest first, then by their place."""
    bounds = shapely.bounds(geometries).reshape(-1, 4)
    size = shapely.get_num_coordinates(geometries)
    return geometries[np.lexsort((*bounds.T[::-1], -size))]


def write_geojson(path: Path, features: Iterable[Feature], decimals: int) -> None:
    """Write features as GeoJSON (RFC 7946), one a line.

    Parameters
    ----------
    path : Path
        The file to write.
    features : iterable of Feature
        In the order in which they are written.
    decimals : int
        Decimals of the coordinates.
    """
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": _mapping(shape, decimals)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in features
    ]
    body = ",\n".join(lines)
    path.write_text(
        f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8", newline="\n"
    )


def _mapping(geometry: Shape, decimals: int) -> dict[str, Any]:
    """Give the GeoJSON object of a geometry with rounded coordinates."""
    return {
        "type": geometry.geom_type,
        "coordinates": _rounded(shapely.geometry.mapping(geometry)["coordinates"], decimals),
    }


def _rounded(coordinates: object, decimals: int) -> object:
    """Round nested coordinates, an integral number to an integer."""
    if isinstance(coordinates, tuple | list):
        return [_rounded(item, decimals) for item in coordinates]
    value = round(float(str(coordinates)), decimals)
    return int(value) if value.is_integer() else value
