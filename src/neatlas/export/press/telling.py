"""Says in words what a map shows: the caption under it, and the text for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.model.vocabulary import Status
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.model.project import Project
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.words import Words


def caption(composition: Composition) -> str:
    """Return the caption: title, what is shown, date of the data, credits."""
    texts = composition.texts
    title = texts.name if texts.name.endswith((".", "!", "?", "…")) else f"{texts.name}."
    subtitle = f"{texts.subtitle.rstrip('.')}. " if texts.subtitle else ""
    quotes = " ".join(f"“{quote.text}” ({quote.source})." for quote in texts.quotes)
    return " ".join(f"{title} {subtitle}{quotes} {texts.known}. {texts.credits}.".split())


def alt_text(composition: Composition, stock: Stock) -> str:
    """
    Describe a map for who cannot see it: each project in view, where it stands, and its status.

    The words come from the records, in the language of the map; a country or a name that has
    none in it stands in the language of the atlas.
    """
    with speaking(composition.setting.words.language):
        return _alt_text(composition, stock)


def _alt_text(composition: Composition, stock: Stock) -> str:
    words = composition.setting.words
    shown = dict.fromkeys(route.feature.project for route in composition.routes)
    projects = [stock.catalog.projects[project] for project in shown]
    head = words("Map: {title}.", title=composition.texts.name.rstrip("."))
    if not projects:
        return " ".join([head, words("No project is in view.")])
    listed = "; ".join(_told(project, composition, stock, words) for project in projects)
    count = words("{n} in view: {projects}.", n=len(projects), projects=listed)
    unsure = words("Bands show within what distance a line truly lies.")
    known = f"{composition.texts.known}."
    banded = any(route.band for route in composition.routes)
    return " ".join([head, count, *([unsure] if banded else []), known])


def _told(project: Project, composition: Composition, stock: Stock, words: Words) -> str:
    sectors = [sector.label for sector in project.sectors]
    countries = [stock.country_name(code, words) for code in project.location_countries]
    statuses = list(_statuses(project.id, composition))
    facts = [", ".join(part) for part in (sectors, countries, statuses) if part]
    return f"{stock.project_name(project.id, words)} ({'; '.join(facts)})"


def _statuses(project: str, composition: Composition) -> Iterator[str]:
    """Yield the statuses of a project's lines in view, each once, in the order of the scale."""
    labels = [
        route.feature.label.split(" · ")[1:2]
        for route in composition.routes
        if route.feature.project == project and route.feature.role != "spoken"
    ]
    said = {label for found in labels for label in found}
    yield from (status.label for status in Status if status.label in said)
