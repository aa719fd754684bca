"""What became of a project: its statuses and events, with the claim standing among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from neatlas.model.vocabulary import Basis
from neatlas.render.card.words import MODALITY_WORDS, date_words, quoted
from neatlas.render.foreign import as_written, compose
from neatlas.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project
    from neatlas.model.record import PartialDate
    from neatlas.render.card.citing import Sources
    from neatlas.render.spec import Row, Said


class _Entry(NamedTuple):
    """One entry of a timeline, before its sources are numbered."""

    date: PartialDate
    mark: Literal["claim", "status", "event"]
    value: Said
    sources: tuple[str, ...]
    note: str | None = None


#: Of one date the claim comes last: it was made knowing what had happened.
_ORDER = {"status": 0, "event": 1, "claim": 2}


def history_rows(catalog: Catalog, project: Project, sources: Sources, day: date) -> list[Row]:
    """
    Merge statuses, events and claims into one timeline, oldest first.

    A claim stands at the date of its document. What came after `day` is left out.
    """
    language = catalog.settings.language
    entries = [
        *_statuses(project, language),
        *_events(project, language),
        *_claims(catalog, project),
    ]
    entries.sort(key=lambda entry: (entry.date.latest, _ORDER[entry.mark]))
    return [
        sources.row(
            date_words(entry.date), entry.value, entry.sources, note=entry.note, mark=entry.mark
        )
        for entry in entries
        if entry.date.latest <= day
    ]


def _statuses(project: Project, language: str) -> Iterator[_Entry]:
    for part in project.parts:
        name = as_written(part.name, language)
        for entry in part.statuses:
            value = _inferred(entry.status.label, entry.basis)
            if len(project.parts) > 1:
                value = compose("{part}: {status}", part=name, status=value)
            yield _Entry(entry.date, "status", value, entry.sources, entry.note)


def _events(project: Project, language: str) -> Iterator[_Entry]:
    for event in project.events:
        value = _inferred(as_written(event.note, language), event.basis)
        yield _Entry(event.date, "event", value, event.sources)


def _claims(catalog: Catalog, project: Project) -> Iterator[_Entry]:
    for mention in catalog.mentions[project.id]:
        document_id, _ = catalog.passages[mention.passage]
        document = catalog.documents[document_id].record
        value = compose(
            "{author}: {said}, {words}",
            author=document.citation.author,
            said=say(MODALITY_WORDS[mention.claim.modality]),
            words=quoted(catalog, mention, mention.claim.words),
        )
        own = (document_id,) if document_id in catalog.sources else ()
        yield _Entry(document.citation.date, "claim", value, own)


def _inferred(fact: Said, basis: Basis) -> Said:
    return compose(say("{fact} (inferred)"), fact=fact) if basis is Basis.INFERRED else fact
