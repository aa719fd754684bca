"""How much a map shows, in a sentence; why it shows nothing, in one that can be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.countries import country_name
from neatlas.analysis.filters import filter_words
from neatlas.analysis.select import Filter
from neatlas.model.vocabulary import FILTER_WORDS, MentionKind
from neatlas.render.naming import word_label
from neatlas.render.page_words import counted, word
from neatlas.speech import say_counted, words_language

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import ProjectSpec


def summarise(catalog: Catalog, chosen: Filter, projects: tuple[ProjectSpec, ...]) -> str:
    """Say how many projects a filter leaves, how many of them are drawn, and why not all."""
    if not projects:
        return explain_nothing(catalog, chosen)
    return say_counts(projects, count_projects(catalog, chosen))


def say_counts(
    projects: tuple[ProjectSpec, ...], total: int, seen: Collection[str] | None = None
) -> str:
    """
    Say how many of the selected projects are drawn, and why not all.

    Parameters
    ----------
    projects
        The selected projects, at least one.
    total
        How many a filter could let through.
    seen
        Ids of those in view of a sheet, which also says how many of them the text does not
        name; None where a reader moves the map.
    """
    located = [project for project in projects if project.bounds is not None]
    shown = located if seen is None else [project for project in located if project.id in seen]
    nowhere = sum(not project.located for project in projects)
    rest = [counted("nowhere", nowhere)] if nowhere else []
    if later := len(projects) - len(located) - nowhere:
        rest.append(counted("later", later))
    if unseen := len(located) - len(shown):
        said = say_counted("{n} is not in view", "{n} are not in view", unseen)
        rest.append(said.format(n=unseen))
    if len(projects) == total:
        head, drawn = "", counted("drawnOf", total, drawn=len(shown))
    else:
        head = f"{counted('matches', len(projects), total=total)}: "
        drawn = counted("drawn", len(shown))
    kinds = "" if seen is None else _kinds(shown)
    return f"{head}{', '.join([f'{drawn}{kinds}', *rest])}."


def is_reading(project: ProjectSpec) -> bool:
    """Return whether a project is an editor's reading alone: no sentence names or describes it."""
    return set(project.facets.get("mention", ())) == {MentionKind.INFERRED}


def _kinds(shown: list[ProjectSpec]) -> str:
    """Say how many of some projects the text names, where it does not name all."""
    context = sum(project.context for project in shown)
    readings = sum(is_reading(project) for project in shown)
    named = len(shown) - context - readings
    if named == len(shown):
        return ""
    counts = {
        say_counted("{n} named in the text", "{n} named in the text", named): named,
        say_counted("{n} an editor's reading", "{n} editor's readings", readings): readings,
        say_counted("{n} as context", "{n} as context", context): context,
    }
    said = [words.format(n=n) for words, n in counts.items() if n]
    return f" ({', '.join(said)})"


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
