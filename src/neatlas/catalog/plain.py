"""Records as plain values: all that a reader can see of a project, or of an atlas as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def plain_record(catalog: Catalog, project: str) -> dict[str, Any]:
    """
    Return all that is on record of a project.

    Returns
    -------
    dict
        The fields of its file; under `geometries` the notes of each geometry, under `mentions`
        each mention with the words of its passage.
    """
    record = catalog.projects[project].model_dump(mode="json")
    record["geometries"] = [
        {"id": geometry.id} | geometry.notes.model_dump(mode="json")
        for geometry in catalog.geometries.get(project, ())
    ]
    record["mentions"] = [
        mention.model_dump(mode="json") | _passage(catalog, mention.passage)
        for mention in catalog.mentions[project]
    ]
    return record


def _passage(catalog: Catalog, passage: str) -> dict[str, Any]:
    held = catalog.passages.get(passage)
    return {"exact": held[1].selector.exact, "passage_note": held[1].note} if held else {}


def plain_atlas(catalog: Catalog) -> dict[str, Any]:
    """
    Return what is on record of an atlas beside its projects and sources.

    Returns
    -------
    dict
        `settings`, `documents` by id, `places` by id, `left_out` and `place_names` by document.
    """
    links, places = catalog.links.items(), catalog.place_links.items()
    return {
        "settings": catalog.settings.model_dump(mode="json"),
        "documents": {
            name: document.record.model_dump(mode="json")
            for name, document in catalog.documents.items()
        },
        "places": {name: held.model_dump(mode="json") for name, held in catalog.places.items()},
        "left_out": {name: held.model_dump(mode="json")["left_out"] for name, held in links},
        "place_names": {name: held.model_dump(mode="json") for name, held in places},
    }
