"""A document laid out for reading: paragraphs, cut where passages begin and end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from neatlas.linking.anchors import Anchor, AnchorState, resolve_place_anchors
from neatlas.linking.paragraphs import paragraphs_of
from neatlas.model.vocabulary import PlaceKind
from neatlas.render.card.words import name_countries
from neatlas.render.foreign import as_written, compose, name_in
from neatlas.render.spec import DocumentSpec, NameSpec, Paragraph, PlaceSpec, Segment
from neatlas.speech import names_language

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog, DocumentText
    from neatlas.model.document import Citation
    from neatlas.model.place import Place, PlaceMention
    from neatlas.render.spec import Said


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


def cite(title: str, citation: Citation) -> str:
    """Return a document's citation in one line."""
    parts = [citation.author, f"“{title}”", citation.event, citation.place, str(citation.date)]
    return ", ".join(part for part in parts if part)


def plan_places(catalog: Catalog) -> dict[str, PlaceSpec]:
    """Plan how the places that documents name open on a map, by id."""
    return {place.id: _place(place, catalog) for place in catalog.places.values()}


def _place(place: Place, catalog: Catalog) -> PlaceSpec:
    language = catalog.settings.language
    name = name_in(place.names, place.name)
    spoken = names_language() if name != place.name else language
    facts: Said = place.kind.label
    if place.country and place.kind is not PlaceKind.COUNTRY:
        facts = f"{facts} · {name_countries(catalog, [place.country])}"
    for tag, other in {language: place.name, **place.names}.items():
        if other != name:
            facts = compose("{facts} · {name}", facts=facts, name=as_written(other, tag))
    return PlaceSpec(
        id=place.id,
        name=name,
        lang=spoken,
        names=(
            NameSpec(text=place.name, lang=language),
            *(NameSpec(text=text, lang=lang) for lang, text in place.names.items()),
        ),
        facts=facts,
        note=as_written(place.note, language) if place.note else "",
        position=(place.lon, place.lat),
        bounds=place.bounds,
        uncertainty_km=place.uncertainty_km,
    )


def _plan(catalog: Catalog, document: DocumentText, anchors: dict[str, Anchor]) -> DocumentSpec:
    record = document.record
    passages = {
        passage_id: anchors[passage_id]
        for passage_id, (document_id, _) in catalog.passages.items()
        if document_id == record.id and anchors[passage_id].state is not AnchorState.ORPHAN
    }
    links = catalog.place_links.get(record.id)
    found = resolve_place_anchors(catalog).get(record.id, ())
    names = [
        (mention, anchor)
        for mention, anchor in zip(links.mentions if links else (), found, strict=True)
        if anchor.state is not AnchorState.ORPHAN
    ]
    paragraphs = [
        Paragraph(
            number=number,
            segments=_segments(document.text, span, passages, names),
        )
        for number, span in enumerate(paragraphs_of(document.text), start=1)
    ]
    return DocumentSpec(
        id=record.id,
        title=record.title,
        language=record.language,
        citation=cite(record.title, record.citation),
        paragraphs=tuple(paragraphs),
        notes=tuple(
            compose(
                "{words}: {note}",
                words=as_written(f"“{slip.exact}”", record.language),
                note=as_written(slip.note, catalog.settings.language),
            )
            for slip in record.slips
        ),
    )


def _segments(
    text: str,
    span: tuple[int, int],
    passages: dict[str, Anchor],
    names: list[tuple[PlaceMention, Anchor]],
) -> tuple[Segment, ...]:
    start, end = span
    anchors = [*passages.values(), *(anchor for _, anchor in names)]
    edges = {edge for a in anchors for edge in (a.start, a.end) if start < edge < end}
    return tuple(
        _segment(text, first, last, passages, names)
        for first, last in pairwise(sorted({start, end, *edges}))
    )


def _segment(
    text: str,
    first: int,
    last: int,
    passages: dict[str, Anchor],
    names: list[tuple[PlaceMention, Anchor]],
) -> Segment:
    named = next((m for m, a in names if a.start <= first and last <= a.end), None)
    return Segment(
        text=text[first:last],
        passages=tuple(n for n, a in passages.items() if a.start <= first and last <= a.end),
        place=named.place if named else None,
        metonym=named.metonym if named else False,
    )
