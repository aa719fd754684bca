"""The sentences that speak of a project, and what they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.linking.paragraphs import paragraph_at
from neatlas.model.outcome import rate_claim
from neatlas.model.vocabulary import Basis, Outcome
from neatlas.render.card.words import date_words, how_said, name_countries, quoted
from neatlas.render.foreign import as_written, compose
from neatlas.render.page_words import word
from neatlas.render.spec import QuoteSpec, Row
from neatlas.speech import say

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.link import Mention
    from neatlas.model.project import Project
    from neatlas.render.spec import Said


def plan_quotes(
    catalog: Catalog, project_id: str, anchors: dict[str, Anchor]
) -> tuple[QuoteSpec, ...]:
    """List the sentences that speak of a project, in the order of the text."""
    words = {m.passage: m.claim.words for m in reversed(catalog.mentions[project_id])}
    quotes = []
    for passage_id in dict.fromkeys(m.passage for m in catalog.mentions[project_id]):
        document_id, passage = catalog.passages[passage_id]
        text = catalog.documents[document_id].text
        number = paragraph_at(text, anchors[passage_id].start)
        quotes.append(
            QuoteSpec(
                passage=passage_id,
                where=word("paragraph", n=number),
                text=passage.selector.exact,
                words=words[passage_id],
                lang=catalog.documents[document_id].record.language,
            )
        )
    return tuple(quotes)


def claim_rows(catalog: Catalog, project: Project, day: date) -> list[Row]:
    """Say what each sentence claims of a project, and what became of the claim."""
    rows = []
    for mention in catalog.mentions[project.id]:
        claim = mention.claim
        note = as_written(claim.note, catalog.settings.language) if claim.note else None
        rows.append(Row(label=say("Mention"), value=how_said(mention), note=note))
        value = quoted(catalog, mention, claim.words)
        rows.append(Row(label=say("In the words"), value=value))
        rows += _details(catalog, mention)
        rows.append(Row(label=say("Outcome"), value=_outcome(mention, project, day)))
    rows.append(Row(label=say("Sector"), value=_sectors(project)))
    roles = {
        say("Where it stands"): project.location_countries,
        say("Who acts"): project.party_countries,
        say("Who is invited"): project.invited_countries,
    }
    rows += [
        Row(label=label, value=name_countries(catalog, codes))
        for label, codes in roles.items()
        if codes
    ]
    return rows


def _sectors(project: Project) -> str:
    sectors = ", ".join(sector.label for sector in project.sectors)
    if not sectors:
        return say("none named")
    if project.sector_basis is Basis.STATED:
        return sectors
    return say("{sectors} (inferred, not stated)", sectors=sectors)


def _outcome(mention: Mention, project: Project, day: date) -> str:
    rating = rate_claim(mention, project, day)
    said = rating.outcome.label
    if rating.outcome is Outcome.NOT_RATED:
        return say(
            "{outcome}: nothing is promised that could be held against what happened", outcome=said
        )
    if rating.entry is not None:
        said += f", {date_words(rating.entry.date)}"
    if mention.claim.time is None:
        return say("{outcome}; no date had been promised", outcome=said)
    return said


def _details(catalog: Catalog, mention: Mention) -> list[Row]:
    claim = mention.claim
    rows = []
    if claim.time is not None:
        time: Said = str(claim.time)
        if claim.time_words:
            words = quoted(catalog, mention, claim.time_words)
            time = compose("{time} ({words})", time=time, words=words)
        rows.append(Row(label=say("Time spoken of"), value=time))
    if claim.location_countries:
        named = name_countries(catalog, claim.location_countries)
        rows.append(Row(label=say("Place claimed"), value=named))
    if claim.invited_words:
        value = quoted(catalog, mention, claim.invited_words)
        rows.append(Row(label=say("Also invited"), value=value))
    return rows
