"""The sources of the selected projects, for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from neatlas.catalog.citing import cited_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.export.notice import Notice
    from neatlas.export.tables.scope import Scope
    from neatlas.model.source import CslDate, CslName, Source

#: CSL type to that of BibTeX, and to that of RIS.
_TYPES = {
    "article": ("article", "JOUR"),
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "book": ("book", "BOOK"),
    "chapter": ("incollection", "CHAP"),
    "dataset": ("misc", "DATA"),
    "report": ("techreport", "RPRT"),
    "thesis": ("phdthesis", "THES"),
    "webpage": ("misc", "ELEC"),
}
_OTHER = ("misc", "GEN")
#: Where BibTeX keeps the name of what a source appeared in.
_CONTAINERS = {"article": "journal", "incollection": "booktitle"}


def _sources(scope: Scope) -> Iterator[Source]:
    """Yield the sources that records of selected projects cite, in the order of the file."""
    cited = {s for project in scope.selected.index for s in cited_sources(scope.catalog, project)}
    return (source for id_, source in scope.catalog.sources.items() if id_ in cited)


def write_csl(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as CSL-JSON, as the records have them, with the atlas itself at the head.

    Returns
    -------
    str
        A list of items. Grade and licence stand under `custom`.
    """
    atlas = {
        "id": scope.catalog.settings.id,
        "type": "dataset",
        "title": notice.title,
        "version": notice.data_version,
        "URL": notice.licence_url,
        "note": f"{notice.citation} {notice.licence}. Selection: {notice.selection or 'all'}.",
    }
    items = [s.model_dump(mode="json", by_alias=True, exclude_none=True) for s in _sources(scope)]
    head = {name: value for name, value in atlas.items() if value is not None}
    return json.dumps([head, *items], ensure_ascii=False, indent=1)


def write_bibtex(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as BibTeX (UTF-8, as Biber reads it).

    Returns
    -------
    str
        An entry for each source, after a comment with the notice.
    """
    head = "\n".join(f"% {name}: {value}" for name, value in notice.as_dict().items() if value)
    return "\n\n".join([head, *map(_bibtex_entry, _sources(scope))]) + "\n"


def _bibtex_entry(source: Source) -> str:
    kind = _TYPES.get(source.type, _OTHER)[0]
    year, month, day = _parts(source.issued)
    where = _CONTAINERS.get(kind, "howpublished")
    fields = {
        "author": " and ".join(_braced(author) for author in source.author),
        "title": f"{{{_escaped(source.title)}}}",  # the braces keep its capitals
        where: _escaped(source.container_title or ""),
        "publisher": _escaped(source.publisher or ""),
        "year": year,
        "month": month,
        "day": day,
        "url": source.url or "",
        "urldate": str(source.accessed or ""),
        "langid": source.language or "",
        "keywords": source.grade.value,
        "note": _escaped(source.note or ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}"])


def _braced(author: CslName) -> str:
    if author.literal:
        return f"{{{_escaped(author.literal)}}}"
    return _escaped(", ".join(part for part in (author.family, author.given) if part))


def _escaped(text: str) -> str:
    """Escape what TeX would read as a command; braces that do not pair would end the entry."""
    for mark in "\\{}":
        text = text.replace(mark, "")
    for mark in "&%$#_":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def write_ris(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as RIS.

    Returns
    -------
    str
        A record for the atlas with the notice, and one for each source; lines end in CR LF.
    """
    said = [(name, value) for name, value in notice.as_dict().items() if value]
    head = [("TY", "DATA"), ("TI", notice.title), *(("N1", f"{n}: {v}") for n, v in said)]
    records = [head, *(_ris_fields(source) for source in _sources(scope))]
    lines = [
        f"{tag}  - {' '.join(str(value).split())}"
        for record in records
        for tag, value in [*record, ("ER", "")]
        if value or tag == "ER"
    ]
    return "\r\n".join([*lines, ""])


def _ris_fields(source: Source) -> list[tuple[str, str]]:
    year, month, day = _parts(source.issued)
    return [
        ("TY", _TYPES.get(source.type, _OTHER)[1]),
        ("ID", source.id),
        *(("AU", a.literal or f"{a.family}, {a.given}".strip(", ")) for a in source.author),
        ("TI", source.title),
        ("T2", source.container_title or ""),
        ("PB", source.publisher or ""),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}" if year else ""),
        ("UR", source.url or ""),
        ("Y2", str(source.accessed or "").replace("-", "/")),
        ("LA", source.language or ""),
        ("KW", source.grade.value),
        ("N1", source.note or ""),
    ]


def _parts(issued: CslDate | None) -> tuple[str, str, str]:
    """Return year, month and day of a date as texts, empty where they are not known."""
    parts = [f"{part:02d}" for part in issued.date_parts[0]] if issued else []
    year, month, day = (*parts, "", "", "")[:3]
    return year, month, day
