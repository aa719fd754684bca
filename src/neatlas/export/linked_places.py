"""Projects in the Linked Places Format (https://github.com/LinkedPasts/linked-places-format)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from neatlas.catalog.citing import cited_sources
from neatlas.export.geojson import plain_geometry
from neatlas.export.names import name_of

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.tables.scope import Scope
    from neatlas.model.project import OutsideId, Project

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
#: Schemes of outside ids to the address of an id, where the record has none.
_ADDRESSES = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "osm_relation": "https://www.openstreetmap.org/relation/{}",
}


def write_linked_places(scope: Scope, notice: Notice) -> str:
    """
    Write the selected projects as a Linked Places collection.

    Parameters
    ----------
    scope
        The selected projects.
    notice
        Stands beside the features, as members of the collection.

    Returns
    -------
    str
        GeoJSON that is JSON-LD as well: names by language with their citations, types, the time
        from the first status or event, links to other registers. A project without a location
        has a null geometry.
    """
    shapes = scope.selected.geometry
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        **notice.as_dict(),
        "features": [
            _feature(scope.catalog, project, shapes[project.id]) for project in scope.projects
        ],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1)


def _feature(catalog: Catalog, project: Project, shape: Any) -> dict[str, Any]:  # noqa: ANN401
    names = [
        {"toponym": name.text, "lang": name.lang, "citations": _citations(catalog, name.sources)}
        for name in project.names
    ]
    dates = [entry.date for part in project.parts for entry in part.statuses]
    dates += [event.date for event in project.events]
    first = min(dates, key=lambda when: when.earliest, default=None)
    start = first and {
        "earliest": first.earliest.isoformat(),
        "latest": first.latest.isoformat(),
    }
    return {
        "@id": name_of(catalog, "project", project.id),
        "type": "Feature",
        "properties": {"title": project.name, "ccodes": list(project.location_countries)},
        **({"when": {"timespans": [{"start": start}]}} if start else {}),
        "names": [{"toponym": project.name, "lang": "en"}, *names],
        "types": [
            {
                "identifier": name_of(catalog, "sector", sector.value),
                "label": sector.value,
                "sourceLabels": [{"label": sector.value, "lang": "en"}],
            }
            for sector in project.sectors
        ],
        "geometry": None if shape is None else plain_geometry(shape),
        "links": [_link(outside) for outside in project.outside_ids],
        "descriptions": [{"value": project.summary, "lang": "en"}],
        "citations": _citations(catalog, cited_sources(catalog, project.id)),
    }


def _link(outside: OutsideId) -> dict[str, str]:
    address = _ADDRESSES.get(outside.scheme, f"{outside.scheme}:{{}}").format(outside.value)
    return {"type": "closeMatch", "identifier": outside.url or address}


def _citations(catalog: Catalog, sources: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {
            "label": str(catalog.sources[source]),
            "@id": catalog.sources[source].url or name_of(catalog, "source", source),
        }
        for source in sources
    ]
