"""How much a map shows, in a sentence; why it shows nothing, in one that can be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.filters import country_name, describe_filter
from neatlas.analysis.select import Filter

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import ProjectSpec


def summarise(catalog: Catalog, chosen: Filter, projects: tuple[ProjectSpec, ...]) -> str:
    """Say how many projects a filter leaves, how many of them are drawn, and why not all."""
    if not projects:
        return explain_nothing(catalog, chosen)
    total = count_projects(catalog, chosen)
    drawn = sum(project.bounds is not None for project in projects)
    nowhere = sum(not project.located for project in projects)
    rest = [f"{nowhere} {'has' if nowhere == 1 else 'have'} no location"] if nowhere else []
    if later := len(projects) - drawn - nowhere:
        rest.append(f"{later} had no route yet at that date")
    if len(projects) == total:
        return f"{', '.join([f'{drawn} of {total} projects drawn', *rest])}."
    matches = "match" if len(projects) > 1 else "matches"
    return f"{len(projects)} of {total} projects {matches}: {', '.join([f'{drawn} drawn', *rest])}."


def count_projects(catalog: Catalog, chosen: Filter) -> int:
    """Count the projects that a filter could let through: context only where it is asked for."""
    return sum(chosen.context or not project.context for project in catalog.projects.values())


def explain_nothing(catalog: Catalog, chosen: Filter) -> str:
    """
    Say why a filter selects nothing, in a sentence that can be quoted.

    A filter by country alone that selects nothing says something about the document: it names
    no project there.
    """
    names = catalog.settings.country_names
    if chosen.countries and chosen == Filter(
        countries=chosen.countries, as_of=chosen.as_of, context=chosen.context
    ):
        places = " or ".join(country_name(code, names) for code in sorted(chosen.countries))
        return f"No project matches: the text names none in {places}."
    described = describe_filter(chosen, names)
    return f"No project matches {described}. Remove a filter." if described else "No projects."
