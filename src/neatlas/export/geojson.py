"""Selected projects as GeoJSON (RFC 7946): a feature for each line, point and area of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from neatlas.analysis.select import select_from
from neatlas.catalog.frames import features_frame
from neatlas.export.rows import FIELDS, project_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

#: A millionth of a degree is a tenth of a metre, below any uncertainty on record.
_DIGITS = 6

#: What a feature says of what is drawn, beside the fields of its project; None where nothing is.
FEATURE_FIELDS = ("part", "role", "method", "label", "feature_status", "uncertainty_km", "inferred")


def write_geojson(catalog: Catalog, chosen: Filter) -> str:
    """
    Write the features of the projects that a filter selects.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter; its date holds for statuses and for which geometries exist.

    Returns
    -------
    str
        A FeatureCollection in WGS84, longitude first, outer rings counterclockwise, in the
        order of the text. A project of which nothing is drawn is one feature without a geometry.
        Properties are `id`, `project`, the fields of every format (`export.rows.FIELDS`, where
        `status` is the project's), `FEATURE_FIELDS`, `licence` and `credit`.
    """
    day = (chosen.as_of or catalog.known_as_of).latest
    rows = project_rows(select_from(catalog, chosen))
    frame = features_frame(catalog, as_of=day)
    features = [feature for row in rows for feature in _features(catalog, frame, row)]
    settings = catalog.settings
    collection = {
        "type": "FeatureCollection",
        "title": settings.title,
        "as_of": day.isoformat(),
        "known_as_of": str(catalog.known_as_of),
        "licence": settings.licence,
        "credit": settings.credit,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _features(
    catalog: Catalog, frame: gpd.GeoDataFrame, row: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Write the features of one project."""
    project = {"project": row["id"]} | {field: row[field] for field in FIELDS if field != "id"}
    rights = {"licence": catalog.settings.licence, "credit": catalog.settings.credit}
    notes = {geometry.id: geometry.notes for geometry in catalog.geometries.get(row["id"], ())}
    drawn = frame[frame["project"] == row["id"]]
    for feature in drawn.rename(columns={"status": "feature_status"}).itertuples():
        own = {field: getattr(feature, field) for field in FEATURE_FIELDS}
        kept = {"licence": notes[feature.Index].licence, "credit": notes[feature.Index].credit}
        held = {name: words for name, words in kept.items() if words}
        yield _feature(feature.Index, feature.geometry, project | own | rights | held)
    if drawn.empty:
        yield _feature(row["id"], None, project | dict.fromkeys(FEATURE_FIELDS) | rights)


def _feature(
    feature_id: str, geometry: BaseGeometry | None, properties: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature_id,
        "geometry": _geometry(geometry) if geometry is not None else None,
        "properties": {"id": feature_id} | properties,
    }


def _geometry(geometry: BaseGeometry) -> dict[str, Any]:
    exact = shapely.transform(geometry, lambda positions: positions.round(_DIGITS))
    written: dict[str, Any] = json.loads(shapely.to_geojson(shapely.orient_polygons(exact)))
    return written
