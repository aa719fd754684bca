"""Gathers what a map says of itself: its title, its credits, the sentences it quotes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from neatlas.model.vocabulary import Sector
from neatlas.render.foreign import plain
from neatlas.render.static_map.texts import Quoted, Texts
from neatlas.render.summary import is_reading

if TYPE_CHECKING:
    from neatlas.render.spec import MapSpec, ProjectSpec, QuoteSpec
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.options import SnapshotOptions
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.words import Words

#: Most sentences that a sheet quotes.
MOST_QUOTES = 2
#: How many characters of a user's credit stand on a sheet that has no room for all of it.
SHORT_CREDIT = 200
_CUT = "The credit was cut to fit; it stands whole in the caption."


def gather_texts(
    spec: MapSpec,
    stock: Stock,
    options: SnapshotOptions,
    house: House,
    setting: Setting,
    *,
    short: bool = False,
) -> Texts:
    """
    Gather all that stands around a map, clean and in its language.

    Parameters
    ----------
    spec, stock
        The plan and the atlas.
    options, house
        What a user and a newsroom want said.
    setting
        The language, and the fonts that a text must fit.
    short
        Whether the user's credit is cut on the sheet, which says so; those of the data stand.
    """
    words, clean = setting.words, setting.hand.clean
    translation = stock.catalog.settings.translations.get(words.language)
    focus = next((p for p in spec.projects if p.id == options.focus), None)
    title = _title(spec, stock, focus, words)
    printed = _fitting(options.credit, short=short)
    view = translation.point_of_view if translation else None
    return Texts(
        title=clean(options.title if options.title is not None else title),
        name=clean(options.title or "") or clean(title),
        subtitle=clean(options.subtitle or ""),
        credits=clean(_credits(options.credit, house, spec, words)),
        printed_credits=clean(_credits(printed, house, spec, words)),
        known=clean(spec.known_as_of),
        point_of_view=clean(view or plain(spec.point_of_view)),
        version=stock.version,
        notes=() if printed == options.credit else (clean(words(_CUT)),),
    )


def _fitting(credit: str | None, *, short: bool) -> str | None:
    """Return as much of a user's credit as there is room for."""
    if credit is None or not short:
        return credit
    return textwrap.shorten(credit, SHORT_CREDIT, placeholder="…")


def _credits(own: str | None, house: House, spec: MapSpec, words: Words) -> str:
    named = [credit for credit in (own, house.credit, *spec.credits) if credit]
    return words("Map: {credits}", credits="; ".join(named))


def _title(spec: MapSpec, stock: Stock, focus: ProjectSpec | None, words: Words) -> str:
    """Return what a map is called where the user says nothing."""
    settings = stock.catalog.settings
    translation = settings.translations.get(words.language)
    if focus is not None:
        name = stock.project_name(focus.id, words)
        # Names are written as within a sentence.
        return name[:1].upper() + name[1:]
    own = plain(spec.title)
    if translation and translation.title and spec.title == settings.title:
        own = translation.title
    beside = any(project.context and project.bounds for project in spec.projects)
    return words("{title}, with context", title=own) if beside else own


def sector_word(spec: MapSpec, project: ProjectSpec) -> str:
    """Return the word of a project's sector, as its legend has it."""
    labels = {sector.label for sector in Sector}
    return next(
        (
            entry.label
            for group in spec.legend
            for entry in group.entries
            if entry.label in labels and entry.style.color == project.color
        ),
        "",
    )


def gather_quotes(
    spec: MapSpec, stock: Stock, projects: list[str], setting: Setting, most: int
) -> tuple[tuple[Quoted, ...], tuple[str, ...]]:
    """
    Gather the sentences that speak of projects.

    Returns
    -------
    tuple of (tuple of Quoted, tuple of str)
        Those that a sheet has room for, in the order of the text, and where the others stand.
    """
    found: dict[str, QuoteSpec] = {}
    named: set[str] = set()
    for project in spec.projects:
        if project.id in projects:
            found.update((quote.passage, quote) for quote in project.quotes)
            named.update(quote.passage for quote in project.quotes if not is_reading(project))
    order = [passage for passage in stock.catalog.passages if passage in found]
    quoted = tuple(
        _quoted(found[passage], stock, setting, reading=passage not in named)
        for passage in order[:most]
    )
    rest = [_where(found[passage]) for passage in order[most:]]
    return quoted, tuple(dict.fromkeys(rest))


def _where(quote: QuoteSpec) -> str:
    """Say where a sentence stands, as part of a longer line."""
    return quote.where[:1].lower() + quote.where[1:]


def _quoted(quote: QuoteSpec, stock: Stock, setting: Setting, *, reading: bool) -> Quoted:
    document, _ = stock.catalog.passages[quote.passage]
    record = stock.catalog.documents[document].record
    citation = record.citation
    said = citation.translations.get(setting.words.language, citation)
    parts = [said.author, said.event, said.place, str(citation.date)]
    source = ", ".join([*(part for part in parts if part), _where(quote)])
    clean = setting.hand.clean
    return Quoted(clean(quote.text), clean(source), record.language, reading)
