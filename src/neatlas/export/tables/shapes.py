"""What is drawn of projects, a row each: lines, points and areas, and the bands about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd

from neatlas.analysis.ground import uncertainty_band
from neatlas.analysis.lengths import areas_km2, lengths_km
from neatlas.catalog.geojson import positions_of
from neatlas.export.rows import project_rows
from neatlas.export.table import Field, Table
from neatlas.export.tables.projects import PROJECT_FIELDS
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from neatlas.export.tables.scope import Scope

#: What a feature says of what is drawn, beside the fields of its project; None where nothing is.
FEATURE_FIELDS = (
    Field("part", "text", "id of the part that it stands for; none where it stands for all"),
    Field("role", "text", "what it is to its project: `best`, `alternative`, `spoken`, `area`"),
    Field("method", "text", "how it came about"),
    Field("label", "text", "what it shows, in words"),
    Field("feature_status", "text", "status of the part, or of the project, on the day"),
    Field("uncertainty_km", "number", "largest uncertainty of its vertices, in kilometres"),
    Field("inferred", "boolean", "whether an editor's reading, not the text, puts it on the map"),
    Field(
        "length_km", "number", "geodesic length of a line, be it a route or a runway, in kilometres"
    ),
    Field("area_km2", "number", "geodesic area of an area, in square kilometres"),
)
_RIGHTS = (
    Field("licence", "text", "licence of the geometry, or else of the atlas"),
    Field("credit", "text", "whom to credit for it"),
)
_GEOMETRY = Field("geometry", "geometry", "Point, LineString or Polygon, WGS84")


def features_table(scope: Scope) -> Table:
    """Build the table of features; a project of which nothing is drawn is a row without one."""
    by_project = dict(tuple(_measured(scope.features).groupby("project", sort=False)))
    settings = scope.catalog.settings
    rights = {"licence": settings.licence, "credit": settings.credit}
    rows: list[dict[str, Any]] = []
    for row in project_rows(scope.selected):
        project = {"id": row["id"], "project": row["id"]} | row
        drawn = by_project.get(row["id"])
        if drawn is None:
            nothing = dict.fromkeys(field.name for field in FEATURE_FIELDS)
            rows.append(project | nothing | rights | {"geometry": None})
            continue
        notes = {g.id: g.notes for g in scope.catalog.geometries[row["id"]]}
        for feature in drawn.to_dict("records"):
            held = notes[feature["id"]]
            own = {"licence": held.licence or rights["licence"]}
            own["credit"] = held.credit or rights["credit"]
            rows.append(project | feature | own)
    fields = (
        Field("id", "text", "id of the feature, `<project>/<name>`; the project's where none is"),
        Field("project", "text", "id of the project"),
        *(field for field in PROJECT_FIELDS if field.name != "id"),
        *FEATURE_FIELDS,
        *_RIGHTS,
        _GEOMETRY,
    )
    return Table("features", "a line, point or area of a project", fields, rows)


def _measured(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return features with the names of the table's fields, and with their measures."""
    shapes = features.geometry.to_numpy()
    renamed = features.rename(columns={"status": "feature_status"}).assign(
        id=features.index,
        length_km=_where(features, "LineString", lengths_km(shapes)),
        area_km2=_where(features, "Polygon", areas_km2(shapes)),
    )
    names = ["id", "project", *(field.name for field in FEATURE_FIELDS), "geometry"]
    return renamed[names]


def _where(features: gpd.GeoDataFrame, kind: str, values: NDArray[np.float64]) -> gpd.pd.Series:
    """Return values where a feature is of a kind, and None, not NaN, elsewhere."""
    held = features.geometry.type == kind
    plain = [round(v, 3) if h else None for v, h in zip(values.tolist(), held, strict=True)]
    return gpd.pd.Series(plain, index=features.index, dtype="object")


def bands_table(scope: Scope) -> Table:
    """Build the table of bands: within each the true line or place is expected."""
    drawn = set(scope.features.index)
    rows = []
    for project in scope.selected.index:
        for geometry in scope.catalog.geometries.get(project, ()):
            if geometry.id not in drawn or geometry.notes.role is GeometryRole.AREA:
                continue
            uncertainty = [vertex.uncertainty_km for vertex in geometry.notes.vertices]
            band = uncertainty_band(positions_of(geometry), uncertainty)
            if not band.is_empty:
                rows.append(
                    {
                        "id": geometry.id,
                        "project": project,
                        "role": geometry.notes.role.value,
                        "uncertainty_min_km": min(uncertainty),
                        "uncertainty_max_km": max(uncertainty),
                        "geometry": band,
                    }
                )
    fields = (
        Field("id", "text", "id of the feature that it lies about"),
        Field("project", "text", "id of the project"),
        Field("role", "text", "what the feature is to its project"),
        Field("uncertainty_min_km", "number", "least uncertainty of its vertices, in kilometres"),
        Field("uncertainty_max_km", "number", "largest uncertainty, in kilometres"),
        Field("geometry", "geometry", "Polygon or MultiPolygon, WGS84"),
    )
    return Table("bands", "the band within which a line or place truly lies", fields, rows)
