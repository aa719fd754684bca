"""References as reference managers read them: CSL-JSON entries, and what is written of them.

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

    from neatlas.model.source import Source

#: One reference, by the names of CSL-JSON.
Entry = dict[str, Any]

#: CSL type to the entry type of BibTeX and the type of reference of RIS.
_TYPES = {
    "article": ("article", "JOUR"),
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "book": ("book", "BOOK"),
    "chapter": ("incollection", "CHAP"),
    "dataset": ("misc", "DATA"),
    "map": ("misc", "MAP"),
    "report": ("techreport", "RPRT"),
    "speech": ("misc", "HEAR"),
    "thesis": ("phdthesis", "THES"),
    "webpage": ("misc", "ELEC"),
}
_OTHER = ("misc", "GEN")
#: Where BibTeX keeps the name of what a text appeared in, or was given at.
_CONTAINERS = {"article": "journal", "incollection": "booktitle"}
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def entry_of(source: Source) -> Entry:
    """Return a source of the records as they have it; grade and licence stand under `custom`."""
    return source.model_dump(mode="json", by_alias=True, exclude_none=True)


def write_csl(entries: Iterable[Entry]) -> str:
    """Write entries as CSL-JSON."""
    return json.dumps(list(entries), ensure_ascii=False, indent=1) + "\n"


def write_bibtex(entries: Iterable[Entry]) -> str:
    """Write entries as BibTeX in UTF-8; what TeX would read as a command is escaped."""
    return "\n".join(_bibtex(entry) for entry in entries)


def _bibtex(entry: Entry) -> str:
    kind = _TYPES.get(entry["type"], _OTHER)[0]
    year, month, day = _date(entry, "issued")
    where = _CONTAINERS.get(kind, "howpublished")
    fields = {
        "author": " and ".join(map(_tex_name, entry.get("author", ()))),
        "title": f"{{{_tex(entry.get('title', ''))}}}",  # the braces keep its capitals
        where: _tex(entry.get("container-title") or entry.get("event-title", "")),
        "publisher": _tex(entry.get("publisher", "")),
        "address": _tex(entry.get("event-place", "")),
        "year": year,
        "month": month,
        "day": day,
        "url": re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", entry.get("URL", "")),
        "urldate": _joined(entry, "accessed", "-"),
        "version": _tex(entry.get("version", "")),
        "langid": entry.get("language", ""),
        "keywords": _grade(entry),
        "note": _tex(entry.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{entry['id']},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in " ".join(text.split()))


def _tex_name(name: dict[str, str]) -> str:
    """Write a name; braces keep a literal one from being taken apart."""
    return f"{{{_tex(_name(name))}}}" if "literal" in name else _tex(_name(name))


def write_ris(entries: Iterable[Entry]) -> str:
    """Write entries as RIS, its lines ended as the format asks."""
    return "".join(ris_record(_ris(entry)) for entry in entries)


def ris_record(tags: Iterable[tuple[str, str]]) -> str:
    """
    Write one record of RIS.

    Parameters
    ----------
    tags
        Tag and text, `TY` first; an empty text is left out, and a line feed in one is a space.
    """
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _ris(entry: Entry) -> list[tuple[str, str]]:
    year, month, day = _date(entry, "issued")
    return [
        ("TY", _TYPES.get(entry["type"], _OTHER)[1]),
        ("ID", entry["id"]),
        *(("AU", _name(name)) for name in entry.get("author", ())),
        ("TI", entry.get("title", "")),
        ("T2", entry.get("container-title", "")),
        ("C1", entry.get("event-title", "")),
        ("CY", entry.get("event-place", "")),
        ("PB", entry.get("publisher", "")),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", entry.get("URL", "")),
        ("Y2", _joined(entry, "accessed", "/")),
        ("ET", entry.get("version", "")),
        ("LA", entry.get("language", "")),
        ("KW", _grade(entry)),
        ("N1", entry.get("note", "")),
    ]


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    return ", ".join(part for part in (name.get("family"), name.get("given")) if part)


def _grade(entry: Entry) -> str:
    return str(entry.get("custom", {}).get("grade", ""))


def _date(entry: Entry, field: str) -> tuple[str, str, str]:
    """Return year, month and day of a date as texts, empty where they are not known."""
    parts = entry.get(field, {}).get("date-parts", [[]])[0]
    year, month, day = (*(f"{part:02d}" for part in parts), "", "", "")[:3]
    return year, month, day


def _joined(entry: Entry, field: str, mark: str) -> str:
    return mark.join(part for part in _date(entry, field) if part)
