"""How much a map shows, in a sentence; why it shows nothing, in one that can be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.filters import country_name, filter_words
from neatlas.analysis.select import Filter
from neatlas.model.vocabulary import FILTER_WORDS
from neatlas.render.naming import word_label
from neatlas.render.page_words import counted, word
from neatlas.speech import words_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import ProjectSpec


def summarise(catalog: Catalog, chosen: Filter, projects: tuple[ProjectSpec, ...]) -> str:
    """Say how many projects a filter leaves, how many of them are drawn, and why not all."""
    if not projects:
        return explain_nothing(catalog, chosen)
    total = count_projects(catalog, chosen)
    drawn = sum(project.bounds is not None for project in projects)
    nowhere = sum(not project.located for project in projects)
    rest = [counted("nowhere", nowhere)] if nowhere else []
    if later := len(projects) - drawn - nowhere:
        rest.append(counted("later", later))
    if len(projects) == total:
        return f"{', '.join([counted('drawnOf', total, drawn=drawn), *rest])}."
    matches = counted("matches", len(projects), total=total)
    return f"{matches}: {', '.join([counted('drawn', drawn), *rest])}."


def count_projects(catalog: Catalog, chosen: Filter) -> int:
    """Count the projects that a filter could let through: context only where it is asked for."""
    return sum(chosen.context or not project.context for project in catalog.projects.values())


def explain_nothing(catalog: Catalog, chosen: Filter) -> str:
    """
    Say why a filter selects nothing, in a sentence that can be quoted.

    A filter by country alone that selects nothing says something about the document: it names
    no project there.
    """
    names = catalog.settings.countries_in(words_language())
    if chosen.countries and chosen == Filter(
        countries=chosen.countries, as_of=chosen.as_of, context=chosen.context
    ):
        places = word("or").join(country_name(code, names) for code in sorted(chosen.countries))
        return word("noneThere", places=places)
    described = describe_filter(chosen, names)
    return word("noneMatch", filter=described) if described else word("noProjects")


def describe_filter(chosen: Filter, country_names: Mapping[str, str]) -> str:
    """Say in words what a filter selects, such as `country South Korea (KR), sector gas`."""
    parts = []
    for name, values in filter_words(chosen).items():
        said = [_value(name, value, country_names) for value in values]
        parts.append(word(f"filter_{name}", values=word("or").join(said)))
    return ", ".join(parts)


def _value(name: str, value: str, country_names: Mapping[str, str]) -> str:
    if name == "country":
        return f"{country_name(value, country_names)} ({value})"
    if name == "country_role":
        return word(f"role_{value}")
    return word_label(name, value) if name in FILTER_WORDS else value
