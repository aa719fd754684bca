"""Citations of a map and of what it rests on: CSL-JSON, BibTeX and RIS.

CSL-JSON is https://docs.citationstyles.org/; RIS follows the tags of the Research Information
Systems format as reference managers read them, BibTeX the entry types of biblatex that plain
BibTeX has too.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.document import Document
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock

Entry = dict[str, Any]

#: CSL type to the entry type of BibTeX and the type of reference of RIS.
_TYPES = {
    "article-newspaper": ("article", "NEWS"),
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "book": ("book", "BOOK"),
    "report": ("techreport", "RPRT"),
    "map": ("misc", "MAP"),
    "speech": ("misc", "HEAR"),
    "webpage": ("misc", "ELEC"),
    "dataset": ("misc", "DATA"),
}
_OTHER = ("misc", "GEN")


def cite_map(composition: Composition, stock: Stock) -> list[Entry]:
    """
    Cite a map, the documents that its projects stand in, and the sources of their records.

    Returns
    -------
    list of dict
        CSL-JSON entries, the map first.
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
    cited = sorted({source for project in shown for source in _sources(catalog, project)})
    sources = [
        catalog.sources[source].model_dump(mode="json", by_alias=True, exclude_none=True)
        for source in cited
    ]
    return [_map_entry(composition, stock), *map(_document_entry, documents), *sources]


def _sources(catalog: Catalog, project: str) -> Iterable[str]:
    record = catalog.projects[project]
    for part in record.parts:
        for status in part.statuses:
            yield from status.sources
    for event in record.events:
        yield from event.sources
    for figure in record.figures:
        yield from figure.sources
    for geometry in catalog.geometries.get(project, ()):
        yield from (vertex.source for vertex in geometry.notes.vertices if vertex.source)


def _map_entry(composition: Composition, stock: Stock) -> Entry:
    settings, known = stock.catalog.settings, stock.catalog.known_as_of.latest
    return {
        "id": f"{settings.id}-map",
        "type": "map",
        "title": composition.texts.title,
        "author": [{"literal": settings.credit}],
        "issued": {"date-parts": [[known.year, known.month, known.day]]},
        "version": stock.version,
        "note": f"{composition.texts.known}. {composition.texts.credits}",
        "language": composition.setting.words.language,
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


def write_csl(entries: Iterable[Entry]) -> str:
    """Write entries as CSL-JSON."""
    return json.dumps(list(entries), ensure_ascii=False, indent=2) + "\n"


def write_bibtex(entries: Iterable[Entry]) -> str:
    """Write entries as BibTeX in UTF-8; what TeX would read as a command is escaped."""
    return "\n".join(_bibtex(entry) for entry in entries)


def _bibtex(entry: Entry) -> str:
    fields = {
        "author": " and ".join(_tex_name(name) for name in entry.get("author", [])),
        "title": entry.get("title", ""),
        "year": _date(entry)[:1],
        "month": _date(entry)[1:2],
        "journal": entry.get("container-title", ""),
        "publisher": entry.get("publisher", ""),
        "address": entry.get("event-place", ""),
        "howpublished": entry.get("event-title", ""),
        "url": entry.get("URL", ""),
        "version": entry.get("version", ""),
        "language": entry.get("language", ""),
        "note": entry.get("note", ""),
    }
    kind = _TYPES.get(entry["type"], _OTHER)[0]
    lines = [f"@{kind}{{{entry['id']},"]
    for name, value in fields.items():
        text = value[0] if isinstance(value, list) and value else value
        if text:
            written = text if name == "author" else _tex(str(text), verbatim=name == "url")
            lines.append(f"  {name} = {{{written}}},")
    return "\n".join([*lines, "}", ""])


def _tex_name(name: dict[str, str]) -> str:
    """Write a name; braces keep a literal one from being taken apart."""
    text = _tex(_name(name), verbatim=False)
    return f"{{{text}}}" if "literal" in name else text


def _tex(text: str, *, verbatim: bool) -> str:
    flat = " ".join(text.split())
    if verbatim:
        return re.sub(r"[{}\\]", lambda m: f"%{ord(m[0]):02X}", flat)
    escapes = {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
        "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }  # fmt: skip
    return "".join(escapes.get(character, character) for character in flat)


def write_ris(entries: Iterable[Entry]) -> str:
    """Write entries as RIS, its lines ended as the format asks."""
    return "".join(_ris(entry) for entry in entries)


def _ris(entry: Entry) -> str:
    numbers = _date(entry)
    tags: list[tuple[str, str]] = [("TY", _TYPES.get(entry["type"], _OTHER)[1])]
    tags.append(("ID", entry["id"]))
    tags += [("AU", _name(name)) for name in entry.get("author", [])]
    tags.append(("TI", entry.get("title", "")))
    if numbers:
        tags.append(("PY", numbers[0]))
        tags.append(("DA", "/".join([*numbers, "", "", ""][:3]) + "/"))
    pairs = {
        "T2": "container-title", "PB": "publisher", "CY": "event-place", "C1": "event-title",
        "UR": "URL", "ET": "version", "LA": "language", "N1": "note",
    }  # fmt: skip
    tags += [(tag, str(entry.get(field, ""))) for tag, field in pairs.items()]
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(part for part in (name.get("family"), name.get("given")) if part)


def _date(entry: Entry) -> list[str]:
    """Return year, month and day, as far as known."""
    parts = entry.get("issued", {}).get("date-parts", [[]])[0]
    return [f"{part:02d}" for part in parts]
