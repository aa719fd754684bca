"""What must hold of geometries: ids, sources, parts, the region, crossings in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from neatlas.catalog.integrity.shared import check_sources, record_path, repeated
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry


def check_geometries(catalog: Catalog, stem: str) -> Iterator[Problem]:
    """Yield what is wrong with the geometry file of a project."""
    path = record_path(catalog, "geometries", stem, ".geojson")
    geometries = catalog.geometries[stem]
    if stem not in catalog.projects:
        if not catalog.is_unread("projects", stem):
            cure = "Add its record or remove the file."
            yield Problem(path, "", unknown_word("project", stem, catalog.projects, cure))
        return
    for word in repeated(geometry.id for geometry in geometries):
        yield Problem(path, "features", f"id {shown(word)} stands there twice. Rename one.")
    parts = {part.id for part in catalog.projects[stem].parts}
    for geometry in geometries:
        notes, where = geometry.notes, geometry.id
        used = (
            (f"{where}: vertices[{n}].source", (vertex.source,))
            for n, vertex in enumerate(notes.vertices)
            if vertex.source is not None
        )
        yield from check_sources(catalog, path, used)
        if notes.part is not None and notes.part not in parts:
            message = unknown_word("part of the project", notes.part, parts, "Add it to parts.")
            yield Problem(path, f"{where}: part", message)
        yield from _check_place(catalog, path, geometry)


def _check_place(catalog: Catalog, path: str, geometry: Geometry) -> Iterator[Problem]:
    region = catalog.settings.bbox
    if not shapely.box(*region).covers(geometry.shape):
        bounds = ", ".join(f"{n:g}" for n in geometry.shape.bounds)
        limits = ", ".join(f"{n:g}" for n in region)
        message = f"reaches over {bounds}, outside the region {limits}. Correct it or the region."
        yield Problem(path, f"{geometry.id}: coordinates", message)
    last = len(geometry.notes.vertices) - 1
    for n, crossing in enumerate(geometry.notes.crossings):
        if not crossing.first < crossing.last <= last:
            message = (
                f"runs from vertex {crossing.first} to {crossing.last}. "
                f"Give two in order from 0 to {last}."
            )
            yield Problem(path, f"{geometry.id}: crossings[{n}]", message)
