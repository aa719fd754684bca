"""What must hold of documents: their texts, and the words of them that records quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neatlas.catalog.integrity.shared import record_path
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.link import Links
    from neatlas.model.place import PlaceLinks

#: A text may have tabs and ends of lines; other controls could speak to a reader's terminal.
_CONTROL = re.compile(r"[^\t\r\n\x20-\x7e\xa0-\U0010ffff]")


def check_document(catalog: Catalog, stem: str) -> Iterator[Problem]:
    """Yield what is wrong with a document: its hash, its slips, what cannot be printed of it."""
    document = catalog.documents[stem]
    record = document.record
    path = record_path(catalog, "documents", stem, ".toml")
    if document.sha256 != record.sha256:
        message = (
            f"{shown(record.sha256)} is not that of the text, which is {shown(document.sha256)}. "
            "Restore the text, or check each passage and write the new one."
        )
        yield Problem(path, "sha256", message)
    if control := _CONTROL.search(document.text):
        line = document.text.count("\n", 0, control.start()) + 1
        message = f"holds a control character, {shown(control[0])}, in line {line}. Remove it."
        yield Problem(record_path(catalog, "documents", stem, ".txt"), "", message)
    yield from _check_quoted(path, "slips", [slip.exact for slip in record.slips], document.text)


def check_spoken_of(
    catalog: Catalog, kind: str, links: Mapping[str, Links | PlaceLinks]
) -> Iterator[Problem]:
    """Yield the files of one kind of links that have no document, and what they misquote of it."""
    for stem, record in links.items():
        path = record_path(catalog, kind, stem, ".toml")
        document = catalog.documents.get(stem)
        if document is not None:
            left_out = [item.exact for item in record.left_out]
            yield from _check_quoted(path, "left_out", left_out, document.text)
        elif not catalog.is_unread("documents", stem):
            message = unknown_word("document", stem, catalog.documents, "Add its text and record.")
            yield Problem(path, "document", message)


def _check_quoted(path: str, field: str, quotes: list[str], text: str) -> Iterator[Problem]:
    for n, quote in enumerate(quotes):
        if quote not in text:
            message = f"{shown(quote)} does not stand in the text. Quote it exactly."
            yield Problem(path, f"{field}[{n}].exact", message)
