"""Says what of a map is in view: how much, by which filter, and what it is that it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neatlas.model.vocabulary import Status
from neatlas.render.page_words import word
from neatlas.render.summary import is_reading, say_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from neatlas.render.spec import ProjectSpec
    from neatlas.render.static_map.order import Order
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.texts import Texts
    from neatlas.render.static_map.words import Words

_ENDS = (".", "!", "?", "…")


def tell_view(order: Order, texts: Texts, seen: Collection[str]) -> Texts:
    """
    Say in subtitle and caption what is in view.

    Parameters
    ----------
    order, texts
        What the page is made from, and what is said around the map so far.
    seen
        Ids of the projects of which something is in view.
    """
    spec, options, words = order.spec, order.options, order.setting.words
    clean = order.setting.hand.clean
    shown = [project for project in spec.projects if project.id in seen]
    focus = next((project for project in spec.projects if project.id == options.focus), None)
    chosen = word("filtered", filter=spec.filtered) if spec.filtered else ""
    counts = say_counts(spec.projects, spec.total, seen) if spec.projects else spec.summary
    if counts == word("noneMatch", filter=spec.filtered):
        # What a reader of a page could do about it is nothing to print.
        counts = words("No project is in view.")
    own = [sentence(options.subtitle)] if options.subtitle else []
    filtered = [sentence(chosen)] if chosen else []
    if focus is None:
        subtitle = " ".join([counts, *filtered])
        lead = [sentence(texts.name), *own, subtitle, *_not_named(shown, order.stock, words)]
    else:
        facts = " · ".join(project_facts(focus, order.stock, words))
        subtitle = ". ".join(filter(None, [facts, chosen]))
        lead = [*_introduced(focus, texts, order), *own, *filtered]
    return replace(
        texts,
        subtitle=clean(subtitle) if options.subtitle is None else texts.subtitle,
        lead=clean(" ".join(lead)),
        counts=clean(" ".join([counts, *filtered])),
    )


def sentence(text: str) -> str:
    """Return a text with a full stop, where it has no end of its own."""
    return text if text.endswith(_ENDS) else f"{text}."


def project_facts(project: ProjectSpec, stock: Stock, words: Words) -> list[str]:
    """
    Say what a project is, where it stands, its status, and whether the text names it.

    Say it while the language of the map is spoken: the words of sectors are said in it.
    """
    record = stock.catalog.projects[project.id]
    kinds = [sector.label for sector in record.sectors]
    kinds += [record.structure.label] if record.structure else []
    countries = [stock.country_name(code, words) for code in record.location_countries]
    facts = [", ".join(kinds), ", ".join(countries), status_words(project, words)]
    return [fact for fact in [*facts, standing_words(project, words)] if fact]


def status_words(project: ProjectSpec, words: Words) -> str:
    """Say the status of a project on the map's date; where its parts differ, each of theirs."""
    order = [status.label for status in Status]
    held = {part.status for part in project.parts}
    known = [label for label in order if label in held]
    statuses = [*known, *sorted(held.difference(known))]
    if len(statuses) > 1:
        return words("mixed by part: {statuses}", statuses=", ".join(statuses))
    return statuses[0] if statuses else project.status_label


def standing_words(project: ProjectSpec, words: Words) -> str:
    """Say that the text does not name a project; nothing where it does."""
    if project.context:
        return words("not named in the text")
    return words("an editor's reading, not named in the text") if is_reading(project) else ""


def _introduced(focus: ProjectSpec, texts: Texts, order: Order) -> list[str]:
    """Introduce the project that a map is about, under a title of one's own if there is one."""
    name = order.stock.project_name(focus.id, order.setting.words)
    name = name[:1].upper() + name[1:]
    what, *rest = project_facts(focus, order.stock, order.setting.words)
    about = f"{name} — {'; '.join([what, *rest])}."
    return (
        [about] if texts.name == order.setting.hand.clean(name) else [sentence(texts.name), about]
    )


def _not_named(shown: Iterable[ProjectSpec], stock: Stock, words: Words) -> list[str]:
    """Name the projects in view that the text does not name, by what they are instead."""
    named: dict[str, list[str]] = {}
    for project in shown:
        if standing := standing_words(project, words):
            named.setdefault(standing, []).append(stock.project_name(project.id, words))
    return [
        f"{standing[:1].upper()}{standing[1:]}: {'; '.join(names)}."
        for standing, names in named.items()
    ]
