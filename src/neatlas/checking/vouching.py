"""Who vouches for what is stated: what has no source, and what rests on copies alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.errors import Problem
from neatlas.model.vocabulary import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project

#: Quantities that a press map prints; a figure of one of them is a core figure.
CORE_QUANTITIES = ("length", "capacity", "cost", "voltage")


def statements(project: Project) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    """
    Yield what a record states and must have a source for.

    Yields
    ------
    tuple of (field, what, sources, core)
        Path of the field, the statement in short, ids of its sources, and whether it is a
        status or a core figure.
    """
    for n, part in enumerate(project.parts):
        for m, entry in enumerate(part.statuses):
            field = f"parts[{n}].statuses[{m}]"
            yield field, f"{entry.status} of {entry.date}", entry.sources, True
    for n, event in enumerate(project.events):
        yield f"events[{n}]", f"event of {event.date}", event.sources, False
    for n, figure in enumerate(project.figures):
        core = figure.quantity.startswith(CORE_QUANTITIES)
        yield f"figures[{n}]", f"{figure.quantity} {figure.value:g}", figure.sources, core


def count_unsourced(catalog: Catalog) -> int:
    """Count the statuses, events and figures of an atlas that have no source."""
    return sum(
        not sources
        for project in catalog.projects.values()
        for _, _, sources, _ in statements(project)
    )


def check_press(catalog: Catalog) -> list[Problem]:
    """
    Find the statuses and core figures that rest on copies alone, or on nothing.

    Returns
    -------
    list of Problem
        One for each; they may stand in an atlas, where they print as unconfirmed, but not in
        print.
    """
    found = []
    for project in catalog.projects.values():
        path = catalog.folder.name_of(catalog.folder.root / "projects" / f"{project.id}.toml")
        for field, what, sources, core in statements(project):
            grades = {catalog.sources[s].grade for s in sources if s in catalog.sources}
            if core and grades <= {Grade.MIRROR}:
                rests = "rests on copies alone" if sources else "has no source"
                message = f"'{what}' {rests}. Cite an original, or keep it out of print."
                found.append(Problem(path, f"{field}.sources", message))
    return sorted(found)
