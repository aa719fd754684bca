"""Passages, links and sources, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.catalog.citing import cited_sources
from neatlas.export.table import Field, Table
from neatlas.export.tables.scope import DATE_FIELDS, dates
from neatlas.model.outcome import rate_claim
from neatlas.model.record import PartialDate

if TYPE_CHECKING:
    from neatlas.export.tables.scope import Scope


def passages_table(scope: Scope) -> Table:
    """Build the table of passages that mention a selected project, in the order of the text."""
    selected = set(scope.selected.index)
    mentioned: dict[str, list[str]] = {}
    for links in scope.catalog.links.values():
        for mention in links.mentions:
            if mention.project in selected:
                mentioned.setdefault(mention.passage, []).append(mention.project)
    rows = [
        {
            "id": passage.id,
            "document": document,
            "exact": passage.selector.exact,
            "prefix": passage.selector.prefix,
            "suffix": passage.selector.suffix,
            "start": passage.selector.start,
            "end": passage.selector.end,
            "projects": list(dict.fromkeys(mentioned[passage.id])),
            "note": passage.note,
        }
        for document, passage in scope.catalog.passages.values()
        if passage.id in mentioned
    ]
    fields = (
        Field("id", "text", "id of the passage"),
        Field("document", "text", "id of the document"),
        Field("exact", "text", "the words, exactly"),
        Field("prefix", "text", "words before them"),
        Field("suffix", "text", "words after them"),
        Field("start", "integer", "where they begin, in Unicode code points of the text"),
        Field("end", "integer", "where they end, exclusive"),
        Field("projects", "list", "ids of the selected projects that it mentions"),
        Field("note", "text", "what the record says beside it"),
    )
    return Table("passages", "a stretch of a text that speaks of projects", fields, rows)


def links_table(scope: Scope) -> Table:
    """Build the table of links: a passage that mentions a project, and what it claims."""
    rows = []
    for project in scope.projects:
        for number, mention in enumerate(scope.catalog.mentions[project.id], start=1):
            claim = mention.claim
            time = dates(claim.time)
            rows.append(
                {
                    "project": project.id,
                    "number": number,
                    "passage": mention.passage,
                    "document": scope.catalog.passages[mention.passage][0],
                    "mention": mention.kind.value,
                    "basis": mention.basis.value,
                    "modality": claim.modality.value,
                    "words": claim.words,
                    "parts": list(claim.parts),
                    **time,
                    "time_words": claim.time_words,
                    "location_countries": list(claim.location_countries),
                    "party_countries": list(claim.party_countries),
                    "invited_countries": list(claim.invited_countries),
                    "outcome": rate_claim(mention, project, scope.day).outcome.value,
                    "note": claim.note,
                }
            )
    fields = (
        Field("project", "text", "id of the project"),
        Field("number", "integer", "place among the links of the project, from 1"),
        Field("passage", "text", "id of the passage"),
        Field("document", "text", "id of the document"),
        Field("mention", "text", "how the passage speaks of the project"),
        Field("basis", "text", "`stated`, or `inferred` by an editor"),
        Field("modality", "text", "what it claims: `exists`, `planned`, `hoped` ..."),
        Field("words", "text", "the words that carry the claim"),
        Field("parts", "list", "ids of the parts that it speaks of; empty means all"),
        *DATE_FIELDS,
        Field("time_words", "text", "the words for the time that it speaks of"),
        Field("location_countries", "list", "where the claim puts the project"),
        Field("party_countries", "list", "who acts, by the claim"),
        Field("invited_countries", "list", "who is called in, by the claim"),
        Field("outcome", "text", "what became of the claim, by the published rule"),
        Field("note", "text", "what the record says beside it"),
    )
    meaning = "a passage that mentions a project, and what it claims; dates are those it speaks of"
    return Table("links", meaning, fields, rows, ("project", "number"))


def sources_table(scope: Scope) -> Table:
    """Build the table of sources that records of selected projects cite."""
    cited = {source for id_ in scope.selected.index for source in cited_sources(scope.catalog, id_)}
    rows = [
        {
            "id": source.id,
            "type": source.type,
            "title": source.title,
            "authors": [str(author) for author in source.author],
            "container_title": source.container_title,
            "publisher": source.publisher,
            **dates(PartialDate(str(source.issued)) if source.issued else None),
            "accessed": str(source.accessed) if source.accessed else None,
            "url": source.url,
            "archive_url": source.archive_url,
            "language": source.language,
            "grade": source.grade.value,
            "licence": source.custom.licence,
            "unread": source.custom.unread,
            "note": source.note,
        }
        for source in scope.catalog.sources.values()
        if source.id in cited
    ]
    fields = (
        Field("id", "text", "id of the source"),
        Field("type", "text", "CSL type"),
        Field("title", "text", "its title"),
        Field("authors", "list", "names in reading order"),
        Field("container_title", "text", "where it appeared"),
        Field("publisher", "text", "who published it"),
        *DATE_FIELDS,
        Field("accessed", "text", "when it was read"),
        Field("url", "text", "where it is"),
        Field("archive_url", "text", "an archived copy"),
        Field("language", "text", "its language"),
        Field("grade", "text", "`primary`, `press`, `reference` or `mirror`"),
        Field("licence", "text", "licence of what was taken from it"),
        Field("unread", "text", "what is to be confirmed, where its text was not read"),
        Field("note", "text", "what the record says beside it"),
    )
    return Table(
        "sources", "a source that records cite; dates are when it was issued", fields, rows
    )
