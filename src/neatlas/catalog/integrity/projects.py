"""What must hold of projects: sources, countries, parts, order in time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from neatlas.catalog.integrity.shared import check_countries, check_sources, record_path, repeated
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project


def check_project(catalog: Catalog, stem: str) -> Iterator[Problem]:
    """Yield what is wrong with a project."""
    project = catalog.projects[stem]
    path = record_path(catalog, "projects", stem, ".toml")
    yield from check_sources(catalog, path, _sources_of(project))
    roles = ("location_countries", "party_countries", "invited_countries")
    for field in roles:
        codes: tuple[str, ...] = getattr(project, field)
        yield from check_countries(catalog, path, field, codes)
    for word in repeated(project.sectors):
        yield Problem(path, "sectors", f"{shown(word)} stands there twice. Remove one.")
    yield from _check_parts(path, project)
    if project.replaced_by is not None and project.replaced_by not in catalog.projects:
        message = unknown_word("project", project.replaced_by, catalog.projects, "Add its record.")
        yield Problem(path, "replaced_by", message)
    drawn = stem in catalog.geometries
    if not drawn and project.no_geometry is None and not catalog.is_unread("geometries", stem):
        message = "is missing, and so is a geometry file. Add one, or say why nothing is drawn."
        yield Problem(path, "no_geometry", message)
    if drawn and project.no_geometry is not None:
        message = "is given although a geometry file exists. Remove one of the two."
        yield Problem(path, "no_geometry", message)


def _check_parts(path: str, project: Project) -> Iterator[Problem]:
    part_ids = [part.id for part in project.parts]
    for word in repeated(part_ids):
        yield Problem(path, "parts", f"part {shown(word)} stands there twice. Rename one.")
    for n, part in enumerate(project.parts):
        for m, (before, after) in enumerate(pairwise(part.statuses), start=1):
            if after.date.latest < before.date.earliest:
                message = (
                    f"{shown(after.date)} comes before {shown(before.date)} above it. "
                    "Write statuses from oldest to newest."
                )
                yield Problem(path, f"parts[{n}].statuses[{m}].date", message)
    for n, figure in enumerate(project.figures):
        if figure.part is not None and figure.part not in part_ids:
            message = unknown_word(
                "part of this project", figure.part, part_ids, "Add it to parts."
            )
            yield Problem(path, f"figures[{n}].part", message)


def _sources_of(project: Project) -> Iterator[tuple[str, Iterable[str]]]:
    for n, name in enumerate(project.names):
        yield f"names[{n}].sources", name.sources
    for n, part in enumerate(project.parts):
        for m, entry in enumerate(part.statuses):
            yield f"parts[{n}].statuses[{m}].sources", entry.sources
    for n, event in enumerate(project.events):
        yield f"events[{n}].sources", event.sources
    for n, figure in enumerate(project.figures):
        yield f"figures[{n}].sources", figure.sources
