"""What a map rests on, as entries of CSL-JSON; `export.references` writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neatlas.catalog.citing import cited_sources
from neatlas.export.references import entry_of

if TYPE_CHECKING:
    from neatlas.export.references import Entry
    from neatlas.model.document import Document
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock


def cite_map(composition: Composition, stock: Stock) -> list[Entry]:
    """
    Cite a map, the documents that its projects stand in, and the sources of their records.

    Returns
    -------
    list of dict
        CSL-JSON entries: the map, the documents, the sources of what the map is about, all others.
    """
    catalog = stock.catalog
    shown = list(dict.fromkeys(route.feature.project for route in composition.routes))
    documents = [
        catalog.documents[document].record
        for document in catalog.documents
        if any(
            catalog.passages[mention.passage][0] == document
            for project in shown
            for mention in catalog.mentions[project]
        )
    ]
    cited = {source for project in shown for source in cited_sources(catalog, project)}
    # A text may be a source as well, of the names that it uses.
    cited -= {document.id for document in documents}
    focus = composition.setting.focus
    own = set(cited_sources(catalog, focus)) if focus else set()
    ordered = sorted(cited, key=lambda source: (source not in own, source))
    sources = [entry_of(catalog.sources[source]) for source in ordered]
    return [_map_entry(composition, stock), *map(_document_entry, documents), *sources]


def _map_entry(composition: Composition, stock: Stock) -> Entry:
    settings, known = stock.catalog.settings, stock.catalog.known_as_of.latest
    # A credit, as it is printed, may have the licence after the name of the atlas's makers.
    printed = rf"\s*\({re.escape(settings.licence)}\)\.?$"
    makers = re.sub(printed, "", settings.credit) or settings.credit
    licence = " ".join(filter(None, [settings.licence, settings.licence_url]))
    return {
        "id": f"{settings.id}-map",
        "type": "map",
        "title": composition.texts.name,
        "author": [{"literal": makers}],
        "issued": {"date-parts": [[known.year, known.month, known.day]]},
        "version": stock.version,
        "note": f"{licence}. {composition.texts.known}. {composition.texts.credits}",
        "language": composition.setting.words.language,
        "custom": {"licence": settings.licence},
    }


def _document_entry(document: Document) -> Entry:
    citation = document.citation
    date = str(citation.date).rstrip("?~%")
    parts = [int(part) for part in date.split("-") if part.isdigit()]
    entry: Entry = {
        "id": document.id,
        "type": "speech",
        "title": document.title,
        "author": [{"literal": citation.author}],
        "issued": {"date-parts": [parts]} if parts else {"literal": str(citation.date)},
        "event-title": citation.event,
        "event-place": citation.place,
        "language": document.language,
    }
    optional = {"publisher": citation.publisher, "URL": citation.url}
    return entry | {name: value for name, value in optional.items() if value}
