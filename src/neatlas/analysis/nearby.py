"""Which projects pass near a place, and whether that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from neatlas.analysis.ground import WGS84
from neatlas.analysis.lengths import sample_lines
from neatlas.analysis.spread import uncertainty_along
from neatlas.catalog.frames import CRS, FEATURE_COLUMNS, check_frame
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

#: Column of the projects near a place to its meaning; the index is `project`.
NEAR_COLUMNS = {
    "feature": "id of the feature that comes nearest",
    "distance_km": "from the place to the nearest place of the project, 0 inside its area",
    "uncertainty_km": "how far off the nearest place may be",
    "sure": "whether it is as near after that uncertainty too; if not, only as it is drawn",
    "lon": "longitude of that nearest place, WGS84 degrees",
    "lat": "latitude of that nearest place",
}

#: Farthest that "near" may mean: beyond it a straight distance is no geodesic one.
MAX_WITHIN_KM = 100.0
#: Longest piece of a line of which the nearest place is wanted.
_NEAR_STEP_KM = 5.0
#: Kilometres of a degree of latitude, a little less than the least there is.
_DEGREE_KM = 110.5


def projects_near(
    features: gpd.GeoDataFrame, position: tuple[float, float], *, within_km: float
) -> gpd.pd.DataFrame:
    """
    Find the projects that come within a distance of a place.

    Parameters
    ----------
    features
        Features frame, or the rows of selected projects; best geometries and areas count.
    position
        Longitude and latitude of the place, in WGS84 degrees.
    within_km
        How near is near: more than 0, at most `MAX_WITHIN_KM`.

    Returns
    -------
    DataFrame
        Columns as in `NEAR_COLUMNS`, index `project`, nearest first. Distances are geodesic. The
        nearest place is found in an azimuthal equidistant plane about the place, where
        distances from it are true; between its vertices a line is looked at every 5 km. The
        uncertainty changes evenly between two vertices.

    Raises
    ------
    ValueError
        If the distance is out of its range, or the place is none.
    """
    check_frame(features, FEATURE_COLUMNS, name="features frame")
    check_within(within_km)
    lon, lat = position
    if not (abs(lon) <= 180 and abs(lat) <= 90):  # noqa: PLR2004 - degrees
        message = f"position must be longitude and latitude, in this order, got {position!r}"
        raise ValueError(message)
    counted = features[features["role"].isin([GeometryRole.BEST, GeometryRole.AREA])]
    shapes = _with_geodesics(counted.geometry.to_numpy())
    reach = boxes_around(np.array([position]), within_km)[0]
    counted, shapes = counted[hit := shapely.intersects(shapes, reach)], shapes[hit]
    places = _nearest_places(shapes, position)
    here = np.broadcast_to(position, places.shape)
    metres = WGS84.inv(here[:, 0], here[:, 1], places[:, 0], places[:, 1])[2]
    table = gpd.pd.DataFrame(
        {
            "project": counted["project"].to_numpy(),
            "feature": counted.index.to_numpy(),
            "distance_km": np.asarray(metres) / 1_000,
            "uncertainty_km": [
                _uncertainty_km(*one)
                for one in zip(
                    counted.geometry, counted["vertex_uncertainty_km"], places, strict=True
                )
            ],
            "sure": False,
            "lon": places[:, 0],
            "lat": places[:, 1],
        }
    )
    near = table[table["distance_km"] <= within_km].sort_values("distance_km", kind="stable")
    near["sure"] = near["distance_km"] + near["uncertainty_km"] <= within_km
    return near.drop_duplicates("project").set_index("project")


def _uncertainty_km(
    shape: BaseGeometry, vertex_uncertainty_km: Sequence[float], at: Floats
) -> float:
    """Return how far off a place of a shape may be: of an area, as its outline is nearest to it."""
    if isinstance(shape, shapely.Point):
        return vertex_uncertainty_km[0]
    outline, spread = shape, [*vertex_uncertainty_km]
    if isinstance(shape, shapely.Polygon):
        outline, spread = shapely.LineString(shape.exterior.coords), [*spread, spread[0]]
    lines = np.array([outline], dtype=np.object_)
    return float(uncertainty_along(lines, [spread], at[None])[0])


def _with_geodesics(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with the lines among them run along geodesics."""
    shapes = shapes.copy()
    lines = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING)
    samples = sample_lines(shapes[lines], _NEAR_STEP_KM)
    if lines.size:
        shapes[lines] = shapely.linestrings(samples.positions, indices=samples.line)
    return shapes


def _nearest_places(shapes: NDArray[np.object_], position: tuple[float, float]) -> Floats:
    """Return the place of each shape that is nearest to a position, in degrees."""
    definition = f"+proj=aeqd +lat_0={position[1]} +lon_0={position[0]} +datum=WGS84"
    plane = Transformer.from_crs(CRS, definition, always_xy=True)

    def to_plane(xy: Floats) -> Floats:
        return np.column_stack(plane.transform(xy[:, 0], xy[:, 1]))

    drawn = shapely.transform(shapes, to_plane)
    links = shapely.shortest_line(shapely.Point(0, 0), drawn)
    x, y = shapely.get_coordinates(shapely.get_point(links, 1)).T
    return np.column_stack(plane.transform(x, y, direction="INVERSE"))


def check_within(within_km: float) -> None:
    """Refuse a distance that is not near, with a ValueError."""
    if not 0 < within_km <= MAX_WITHIN_KM:
        allowed = f"more than 0 and at most {MAX_WITHIN_KM:g}"
        raise ValueError(f"within_km must be {allowed}, got {within_km!r}")


def boxes_around(positions: Floats, reach_km: float) -> NDArray[np.object_]:
    """Return boxes in degrees that hold all that lies within reach of each position."""
    lon, lat = positions.T
    north = reach_km / _DEGREE_KM
    shrink = np.cos(np.radians(np.minimum(np.abs(lat) + north, 89.9)))
    east = north / shrink
    return np.asarray(shapely.box(lon - east, lat - north, lon + east, lat + north))
