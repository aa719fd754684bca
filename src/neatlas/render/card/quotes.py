"""The sentences that speak of a project, and what they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.linking.paragraphs import paragraph_at
from neatlas.model.outcome import rate_claim
from neatlas.model.vocabulary import Basis, Outcome
from neatlas.render.card.words import (
    MENTION_WORDS,
    MODALITY_WORDS,
    date_words,
    name_countries,
)
from neatlas.render.spec import QuoteSpec, Row

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.link import Mention
    from neatlas.model.project import Project


def plan_quotes(
    catalog: Catalog, project_id: str, anchors: dict[str, Anchor]
) -> tuple[QuoteSpec, ...]:
    """List the sentences that speak of a project, in the order of the text."""
    words = {m.passage: m.claim.words for m in reversed(catalog.mentions[project_id])}
    quotes = []
    for passage_id in dict.fromkeys(m.passage for m in catalog.mentions[project_id]):
        document_id, passage = catalog.passages[passage_id]
        text = catalog.documents[document_id].text
        where = f"Paragraph {paragraph_at(text, anchors[passage_id].start)}"
        quotes.append(
            QuoteSpec(
                passage=passage_id,
                where=where,
                text=passage.selector.exact,
                words=words[passage_id],
            )
        )
    return tuple(quotes)


def claim_rows(catalog: Catalog, project: Project, day: date) -> list[Row]:
    """Say what each sentence claims of a project, and what became of the claim."""
    rows = []
    for mention in catalog.mentions[project.id]:
        said = f"{MENTION_WORDS[mention.kind]}; {MODALITY_WORDS[mention.claim.modality]}"
        rows.append(Row(label="Mention", value=said, note=mention.claim.note))
        rows.append(Row(label="In the words", value=f"“{mention.claim.words}”"))
        rows += _details(catalog, mention)
        rows.append(Row(label="Outcome", value=_outcome(mention, project, day)))
    stated = "" if project.sector_basis is Basis.STATED else " (inferred, not stated)"
    sectors = ", ".join(sector.label for sector in project.sectors)
    rows.append(Row(label="Sector", value=f"{sectors}{stated}" if sectors else "none named"))
    roles = {
        "Where it stands": project.location_countries,
        "Who acts": project.party_countries,
        "Who is invited": project.invited_countries,
    }
    rows += [
        Row(label=label, value=name_countries(catalog, codes))
        for label, codes in roles.items()
        if codes
    ]
    return rows


def _outcome(mention: Mention, project: Project, day: date) -> str:
    rating = rate_claim(mention, project, day)
    said = rating.outcome.label
    if rating.outcome is Outcome.NOT_RATED:
        return f"{said}: nothing is promised that could be held against what happened"
    if rating.entry is not None:
        said += f", {date_words(rating.entry.date)}"
    if mention.claim.time is None:
        said += "; no date had been promised"
    return said


def _details(catalog: Catalog, mention: Mention) -> list[Row]:
    claim = mention.claim
    rows = []
    if claim.time is not None:
        words = f" (“{claim.time_words}”)" if claim.time_words else ""
        rows.append(Row(label="Time spoken of", value=f"{claim.time}{words}"))
    if claim.location_countries:
        named = name_countries(catalog, claim.location_countries)
        rows.append(Row(label="Place claimed", value=named))
    if claim.invited_words:
        rows.append(Row(label="Also invited", value=f"“{claim.invited_words}”"))
    return rows
