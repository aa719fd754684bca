"""The selection as schema.org (https://schema.org/Dataset), for search engines and catalogues."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from neatlas.catalog.citing import cited_sources
from neatlas.export.names import document_of, name_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.tables.scope import Scope
    from neatlas.model.project import Project


def write_schema_org(scope: Scope, notice: Notice) -> str:
    """
    Write the selected projects as a schema.org Dataset about places.

    Parameters
    ----------
    scope
        The selected projects.
    notice
        Gives the Dataset its licence, citation, filter and version.

    Returns
    -------
    str
        JSON-LD. A schema.org box or point is latitude first, which nothing else here is.
    """
    catalog, shapes = scope.catalog, scope.selected.geometry
    settings = catalog.settings
    west, south, east, north = settings.region
    dataset = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": name_of(catalog, "dataset", notice.data_version),
        "name": notice.title,
        "description": settings.description,
        "license": notice.licence_url or notice.licence,
        "creditText": notice.credit,
        "citation": notice.citation,
        "version": notice.data_version,
        "dateModified": notice.known_as_of,
        "measurementTechnique": f"selection: {notice.selection or 'all'}; as of {notice.as_of}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "isBasedOn": [document_of(catalog, document) for document in catalog.documents],
        "about": [
            _place(catalog, project, shapes[project.id], scope) for project in scope.projects
        ],
    }
    return json.dumps(dataset, ensure_ascii=False, allow_nan=False, indent=1)


def _place(
    catalog: Catalog, project: Project, shape: BaseGeometry | None, scope: Scope
) -> dict[str, Any]:
    outside = [held.url for held in project.outside_ids if held.url]
    return {
        "@type": "Place",
        "@id": name_of(catalog, "project", project.id),
        "name": project.name,
        "alternateName": [name.text for name in project.names],
        "description": project.summary,
        "keywords": [sector.value for sector in project.sectors],
        "additionalProperty": {
            "@type": "PropertyValue",
            "name": "status",
            "value": project.status_at(scope.day),
        },
        **({"geo": _geo(shape)} if shape is not None else {}),
        **({"sameAs": outside} if outside else {}),
        "subjectOf": [_work(catalog, source) for source in cited_sources(catalog, project.id)],
    }


def _geo(shape: BaseGeometry) -> dict[str, Any]:
    if isinstance(shape, shapely.Point):
        return {"@type": "GeoCoordinates", "latitude": shape.y, "longitude": shape.x}
    west, south, east, north = (round(value, 6) for value in shape.bounds)
    return {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}


def _work(catalog: Catalog, source_id: str) -> dict[str, Any]:
    source = catalog.sources[source_id]
    work = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "datePublished": str(source.issued) if source.issued else None,
        "publisher": source.publisher or source.container_title,
    }
    return {name: value for name, value in work.items() if value is not None}
