"""A document laid out for reading: paragraphs, cut where passages begin and end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from neatlas.linking.anchors import Anchor, AnchorState
from neatlas.render.spec import DocumentSpec, Paragraph, Segment

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog, DocumentText
    from neatlas.model.document import Citation

#: A paragraph is a run of lines that are not blank.
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


def plan_documents(catalog: Catalog, anchors: dict[str, Anchor]) -> list[DocumentSpec]:
    """
    Lay out all documents of an atlas.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where its passages stand; orphans are left out, never guessed.
    """
    return [_plan(catalog, document, anchors) for document in catalog.documents.values()]


def paragraph_at(text: str, position: int) -> int:
    """Return the number, from 1, of the paragraph that holds a position of a text."""
    starts = [match.start() for match in _PARAGRAPH.finditer(text)]
    return sum(start <= position for start in starts)


def cite(title: str, citation: Citation) -> str:
    """Return a document's citation in one line."""
    parts = [citation.author, f"“{title}”", citation.event, citation.place, str(citation.date)]
    return ", ".join(part for part in parts if part)


def _plan(catalog: Catalog, document: DocumentText, anchors: dict[str, Anchor]) -> DocumentSpec:
    record = document.record
    spans = {
        passage_id: anchors[passage_id]
        for passage_id, (document_id, _) in catalog.passages.items()
        if document_id == record.id and anchors[passage_id].state is not AnchorState.ORPHAN
    }
    paragraphs = [
        Paragraph(
            number=number,
            segments=_segments(document.text, match.start(), match.end(), spans),
        )
        for number, match in enumerate(_PARAGRAPH.finditer(document.text), start=1)
    ]
    return DocumentSpec(
        id=record.id,
        title=record.title,
        language=record.language,
        citation=cite(record.title, record.citation),
        paragraphs=tuple(paragraphs),
        notes=tuple(f"“{slip.exact}”: {slip.note}" for slip in record.slips),
    )


def _segments(text: str, start: int, end: int, spans: dict[str, Anchor]) -> tuple[Segment, ...]:
    inside = {name: a for name, a in spans.items() if a.start < end and a.end > start}
    edges = {edge for a in inside.values() for edge in (a.start, a.end) if start < edge < end}
    return tuple(
        Segment(
            text=text[first:last],
            passages=tuple(n for n, a in inside.items() if a.start <= first and last <= a.end),
        )
        for first, last in pairwise(sorted({start, end, *edges}))
    )
