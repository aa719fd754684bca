"""Reads the GeoJSON of a geometry file into `Geometry` records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import shapely
from pydantic import ValidationError
from shapely.geometry import shape

from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, shown
from neatlas.model.geometry import Geometry, GeometryNotes
from neatlas.model.record import SLUG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: What can be drawn, measured and given an uncertainty vertex by vertex.
TYPES = ("Point", "LineString", "Polygon")
#: Most positions of one geometry.
MAX_POSITIONS = 100_000
#: Most characters of a feature's name, as of any id.
MAX_NAME = 80
#: What building a shape raises where its coordinates are not those of its type.
MISSHAPEN = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    OverflowError,
    RecursionError,
    shapely.errors.ShapelyError,
)


def parse_features(
    data: Any,  # noqa: ANN401 - whatever the file held
    path: str,
    project: str,
) -> tuple[list[Geometry], list[Problem]]:
    """
    Read a parsed GeoJSON file.

    Parameters
    ----------
    data
        The parsed JSON; wanted is a FeatureCollection (RFC 7946).
    path
        File, as problems name it.
    project
        Id of the project; feature ids are `<project>/<name>`, the name a slug.

    Returns
    -------
    tuple of list of Geometry and list of Problem
        What could be read, and everything that could not.
    """
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        return [], [Problem(path, "type", "is not a FeatureCollection. Write GeoJSON (RFC 7946).")]
    features = data.get("features")
    if not isinstance(features, list) or not features:
        return [], [Problem(path, "features", "is not a list of features. Add at least one.")]
    geometries: list[Geometry] = []
    problems: list[Problem] = []
    for index, feature in enumerate(features):
        found = list(_read_feature(feature, path, f"features[{index}]", project))
        geometries += [item for item in found if isinstance(item, Geometry)]
        problems += [item for item in found if isinstance(item, Problem)]
    return geometries, problems


def positions_of(geometry: Geometry) -> list[tuple[float, float]]:
    """
    List the positions that the vertices of a geometry describe.

    Returns
    -------
    list of (float, float)
        Longitude and latitude in WGS84 degrees; for a polygon the outer ring, not closed.
    """
    coordinates = shapely.get_coordinates(geometry.shape).tolist()
    if isinstance(geometry.shape, shapely.Polygon):
        coordinates = shapely.get_coordinates(geometry.shape.exterior).tolist()[:-1]
    return [(lon, lat) for lon, lat in coordinates]


def _read_feature(
    feature: Any,  # noqa: ANN401
    path: str,
    where: str,
    project: str,
) -> Iterator[Geometry | Problem]:
    if not isinstance(feature, dict):
        yield Problem(path, where, f"{shown(feature)} is not a feature. Write an object.")
        return
    problems = list(shape_problems(feature.get("geometry"), path, f"{where}.geometry", TYPES))
    feature_id = feature.get("id")
    if not isinstance(feature_id, str) or not _is_id(feature_id, project):
        message = (
            f"{shown(feature_id)} is not an id of this file. Write '{project}/' and a name of at "
            f"most {MAX_NAME} lower-case letters, digits and single hyphens."
        )
        problems.append(Problem(path, f"{where}.id", message))
    notes = None
    try:
        notes = GeometryNotes.model_validate(feature.get("properties") or {})
    except ValidationError as error:
        problems += problems_of(error, GeometryNotes, path, within=(where, "properties"))
    if problems or notes is None:
        yield from problems
        return
    # `shape_problems` has let through no other type.
    built = cast("shapely.Point | shapely.LineString | shapely.Polygon", shape(feature["geometry"]))
    geometry = Geometry(str(feature_id), project, built, notes)
    wanted = len(positions_of(geometry))
    if len(notes.vertices) != wanted:
        message = (
            f"describes {len(notes.vertices)} of {wanted} positions. "
            "Give each position its place, source and uncertainty."
        )
        yield Problem(path, f"{where}.properties.vertices", message)
        return
    yield geometry


def _is_id(text: str, project: str) -> bool:
    name = text.removeprefix(f"{project}/")
    return name != text and len(name) <= MAX_NAME and re.fullmatch(SLUG, name) is not None


def shape_problems(
    geometry: Any,  # noqa: ANN401 - whatever the file held
    path: str,
    where: str,
    types: Collection[str],
) -> Iterator[Problem]:
    """
    Say what is wrong with a GeoJSON geometry.

    Parameters
    ----------
    geometry
        The parsed JSON.
    path, where
        File and field, as problems name them.
    types
        GeoJSON types that it may have.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in types:
        allowed = ", ".join(types)
        message = f"{shown(kind)} is not a geometry type of this file. Use one of: {allowed}."
        yield Problem(path, f"{where}.type", message)
        return
    positions = list(_positions(geometry.get("coordinates")))
    if not positions or len(positions) > MAX_POSITIONS:
        message = f"holds {len(positions)} positions. Give 1 to {MAX_POSITIONS}."
        yield Problem(path, f"{where}.coordinates", message)
        return
    for position in positions:
        if not _is_lon_lat(position):
            message = (
                f"{shown(position)} is not a position. Write longitude (-180 to 180) first, "
                "then latitude (-90 to 90)."
            )
            yield Problem(path, f"{where}.coordinates", message)
            return
    try:
        built = shape(geometry)
    except MISSHAPEN:
        message = f"are not those of a {kind}. Write them as RFC 7946 has them."
        yield Problem(path, f"{where}.coordinates", message)
        return
    if not built.is_valid or built.is_empty:
        reason = shapely.is_valid_reason(built)
        yield Problem(path, f"{where}.coordinates", f"is not valid: {reason}. Correct it.")


def _positions(coordinates: Any) -> Iterator[Any]:  # noqa: ANN401
    """Walk nested coordinates down to what should be positions."""
    stack = [coordinates]
    while stack:
        item = stack.pop()
        if isinstance(item, list) and item and all(isinstance(x, list) for x in item):
            stack.extend(reversed(item))
        elif item != []:
            yield item


def _is_lon_lat(position: Any) -> bool:  # noqa: ANN401
    if not isinstance(position, list) or len(position) != 2:  # noqa: PLR2004 - lon, lat
        return False
    if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in position):
        return False
    lon, lat = position
    # NaN and infinity pass no comparison.
    return bool(abs(lon) <= 180 and abs(lat) <= 90)  # noqa: PLR2004
