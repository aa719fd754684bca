"""Which sources the records of a project cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog


def cited_sources(catalog: Catalog, project_id: str) -> tuple[str, ...]:
    """
    List the ids of the sources that a project and its geometries cite.

    Returns
    -------
    tuple of str
        Each once, in the order of the records.
    """
    return tuple(dict.fromkeys(_cited(catalog, project_id)))


def _cited(catalog: Catalog, project_id: str) -> Iterator[str]:
    project = catalog.projects[project_id]
    entries = (entry for part in project.parts for entry in part.statuses)
    for holders in (project.names, project.events, project.figures, entries):
        for holder in holders:
            yield from holder.sources
    for geometry in catalog.geometries.get(project_id, ()):
        yield from (v.source for v in geometry.notes.vertices if v.source is not None)
