"""Land lines lie on land, within the uncertainty of each vertex."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from neatlas.analysis.ground import off_land
from neatlas.catalog.basemap import read_layer
from neatlas.catalog.geojson import positions_of
from neatlas.errors import Problem, RecordError
from neatlas.model.basemap import Land
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry


def check_land(catalog: Catalog) -> list[Problem]:
    """
    Check that land lines lie on land, within the uncertainty of each vertex.

    Stretches that a geometry declares as a crossing are left out, and so are areas: a port
    reaches into the sea.

    Returns
    -------
    list of Problem
        One for each segment that is farther from land than its vertices allow.
    """
    if not catalog.geometries:
        return []
    try:
        land = read_layer(catalog.folder, "land", Land)
    except RecordError as error:
        return list(error.problems)
    tree = shapely.STRtree(shapely.get_parts(land.shapes))
    return sorted(
        problem
        for geometries in catalog.geometries.values()
        for geometry in geometries
        if geometry.shape.geom_type != "Polygon"
        # What a sentence supports is a straight line between two names, on land or not.
        and geometry.notes.role is not GeometryRole.SPOKEN
        for problem in _off_land(catalog, geometry, tree)
    )


def _off_land(catalog: Catalog, geometry: Geometry, land: shapely.STRtree) -> Iterator[Problem]:
    file = catalog.folder.root / "geometries" / f"{geometry.project}.geojson"
    positions = positions_of(geometry)
    uncertainty = [vertex.uncertainty_km for vertex in geometry.notes.vertices]
    for first, last in _dry_runs(geometry):
        stretch = slice(first, last + 1)
        for off in off_land(positions[stretch], uncertainty[stretch], land):
            ends = (geometry.notes.vertices[n].place for n in (first, last))
            places = " to ".join(dict.fromkeys(ends))
            away = f"{off.distance_km:.1f} km" if math.isfinite(off.distance_km) else "far"
            cure = "Correct a vertex, or declare a crossing." if last > first else "Correct it."
            message = (
                f"lies {away} from land at {off.position[0]:.4f}, {off.position[1]:.4f} "
                f"({places}), more than the {off.allowed_km:.1f} km its vertices allow. {cure}"
            )
            yield Problem(catalog.folder.name_of(file), f"{geometry.id}: coordinates", message)


def _dry_runs(geometry: Geometry) -> Iterator[tuple[int, int]]:
    """Yield the segments of a geometry that no crossing declares, as vertex indices."""
    count = len(geometry.notes.vertices)
    if count == 1:
        yield 0, 0
    wet = {n for crossing in geometry.notes.crossings for n in range(crossing.first, crossing.last)}
    for n in range(count - 1):
        if n not in wet:
            yield n, n + 1
