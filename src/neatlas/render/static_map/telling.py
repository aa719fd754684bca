"""Says in words what a map shows: the caption under it, and the text for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.page_words import word
from neatlas.render.static_map.view_words import project_facts
from neatlas.speech import speaking

if TYPE_CHECKING:
    from neatlas.render.spec import ProjectSpec
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.texts import Quoted
    from neatlas.render.static_map.words import Words


def caption(composition: Composition) -> str:
    """Return the caption: title, what is shown, date of the data, credits."""
    texts, words = composition.texts, composition.setting.words
    quotes = " ".join(_quoted(quote, words) for quote in texts.quotes)
    return " ".join(f"{texts.lead} {quotes} {texts.known}. {texts.credits}.".split())


def _quoted(quote: Quoted, words: Words) -> str:
    said = f"{words('“{quote}”', quote=quote.text)} ({quote.source})."
    return (
        words("Read by an editor from the sentence: {quote}", quote=said) if quote.reading else said
    )


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
    planned = {project.id: project for project in composition.spec.projects}
    projects = [planned[project] for project in shown]
    head = words("Map: {title}.", title=composition.texts.name.rstrip("."))
    if composition.spec.filtered:
        head = f"{head} {word('filtered', filter=composition.spec.filtered)}."
    if not projects:
        return " ".join([head, words("No project is in view.")])
    listed = "; ".join(_told(project, stock, words) for project in projects)
    count = words("{n} in view: {projects}.", n=len(projects), projects=listed)
    unsure = words("Bands show within what distance a line truly lies.")
    known = f"{composition.texts.known}."
    banded = any(route.band for route in composition.routes)
    return " ".join([head, count, *([unsure] if banded else []), known])


def _told(project: ProjectSpec, stock: Stock, words: Words) -> str:
    facts = "; ".join(project_facts(project, stock, words))
    return f"{stock.project_name(project.id, words)} ({facts})"
