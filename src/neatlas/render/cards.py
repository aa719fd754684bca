"""A project's card: claim, history, figures and sources, as blocks that any door can print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from neatlas.analysis.filters import country_name
from neatlas.analysis.ground import length_km
from neatlas.catalog.geojson import positions_of
from neatlas.model.vocabulary import Basis, MentionKind, Modality
from neatlas.render.reading import paragraph_at
from neatlas.render.spec import Block, Link, QuoteSpec, Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.geometry import Geometry
    from neatlas.model.link import Mention
    from neatlas.model.project import Figure, Project

#: Modality as a person says it of a project.
MODALITY_WORDS = {
    Modality.EXISTS: "said to exist",
    Modality.UNDER_WAY: "said to be under way",
    Modality.EXPECTED: "expected",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "called possible",
    Modality.INVITED: "others are invited to it",
    Modality.HOPED: "hoped for",
}
MENTION_WORDS = {
    MentionKind.NAMED: "named",
    MentionKind.DESCRIBED: "described",
    MentionKind.COLLECTIVE: "named collectively",
    MentionKind.INFERRED: "inferred by an editor, not named",
}
NOT_NAMED = "not named in the text"
NO_STATUS = "no status: the text names no single asset"


@dataclass
class _Sources:
    """Numbers sources in the order in which a card cites them."""

    catalog: Catalog
    numbers: dict[str, int] = field(default_factory=dict)

    def row(self, label: str, value: str, ids: Iterable[str], *, note: str | None = None) -> Row:
        """Build a row that must have a source, and says so where it has none."""
        cited = tuple(self.numbers.setdefault(i, len(self.numbers) + 1) for i in ids)
        return Row(label=label, value=value, note=note, sources=cited, unsourced=not cited)

    def block(self) -> Block:
        """Build the list of all sources that were cited."""
        links = [
            Link(text=f"{source} [{source.grade.label}]", url=source.url or "")
            for source in (self.catalog.sources[i] for i in self.numbers)
        ]
        return Block(heading="Sources", kind="sources", links=tuple(links))


def plan_quotes(
    catalog: Catalog, project_id: str, anchors: dict[str, Anchor]
) -> tuple[QuoteSpec, ...]:
    """List the sentences that speak of a project, in the order of the text."""
    passages = dict.fromkeys(mention.passage for mention in catalog.mentions[project_id])
    quotes = []
    for passage_id in passages:
        document_id, passage = catalog.passages[passage_id]
        text = catalog.documents[document_id].text
        where = f"Paragraph {paragraph_at(text, anchors[passage_id].start)}"
        quotes.append(QuoteSpec(passage=passage_id, where=where, text=passage.selector.exact))
    return tuple(quotes)


def plan_card(
    catalog: Catalog, project: Project, anchors: dict[str, Anchor], day: date
) -> tuple[Block, ...]:
    """
    Plan the card of a project.

    Parameters
    ----------
    catalog
        The atlas.
    project
        The project.
    anchors
        Where passages stand, for paragraph numbers.
    day
        What came after this day is left out.

    Returns
    -------
    tuple of Block
        Only those that hold something; sources last, numbered as rows cite them.
    """
    sources = _Sources(catalog)
    quotes = plan_quotes(catalog, project.id, anchors)
    quote_rows = tuple(Row(label=quote.where, value=quote.text) for quote in quotes)
    blocks = [
        Block(heading="What the text says", kind="quotes", rows=quote_rows),
        _rows("The claim", _claim_rows(catalog, project)),
        _rows("In short", [Row(label="Summary", value=project.summary)]),
        _rows("What became of it", _status_rows(project, sources, day)),
        _rows("Events", _event_rows(project, sources, day)),
        _rows("Figures as published", _figure_rows(project, sources)),
        _rows("How it is drawn", _geometry_rows(catalog, project, sources)),
        _rows("Names", _name_rows(project, sources)),
        Block(heading="Not known", kind="text", text="\n".join(project.unknown)),
        sources.block(),
    ]
    return tuple(block for block in blocks if block.rows or block.links or block.text)


def _rows(heading: str, rows: list[Row]) -> Block:
    return Block(heading=heading, kind="rows", rows=tuple(rows))


def name_countries(catalog: Catalog, codes: Iterable[str]) -> str:
    """Join the display names of countries."""
    return ", ".join(country_name(code, catalog.settings.country_names) for code in codes)


def _claim_rows(catalog: Catalog, project: Project) -> list[Row]:
    rows = []
    for mention in catalog.mentions[project.id]:
        claim = mention.claim
        said = f"{MENTION_WORDS[mention.kind]}; {MODALITY_WORDS[claim.modality]}"
        note = claim.note
        rows.append(Row(label="Mention", value=said, note=note))
        rows.append(Row(label="In the words", value=f"“{claim.words}”"))
        rows += _claim_detail_rows(catalog, mention)
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


def _claim_detail_rows(catalog: Catalog, mention: Mention) -> list[Row]:
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


def _status_rows(project: Project, sources: _Sources, day: date) -> list[Row]:
    rows = []
    for part in project.parts:
        for entry in part.statuses:
            if entry.date.latest > day:
                continue
            inferred = " (inferred)" if entry.basis is Basis.INFERRED else ""
            prefix = f"{part.name}: " if len(project.parts) > 1 else ""
            value = f"{prefix}{entry.status.label}{inferred}"
            rows.append(sources.row(str(entry.date), value, entry.sources, note=entry.note))
    return rows


def _event_rows(project: Project, sources: _Sources, day: date) -> list[Row]:
    return [
        sources.row(str(event.date), event.note, event.sources)
        for event in project.events
        if event.date.latest <= day
    ]


def _figure_rows(project: Project, sources: _Sources) -> list[Row]:
    return [
        sources.row(
            figure.quantity.replace("_", " "), _figure(figure), figure.sources, note=figure.note
        )
        for figure in project.figures
    ]


def _figure(figure: Figure) -> str:
    value = f"{figure.value:,g}" if figure.value < 1e6 else f"{figure.value:,.0f}"  # noqa: PLR2004
    if figure.value_to is not None:
        value += f" to {figure.value_to:,g}"
    extra = [figure.currency or "", f"{figure.year}" if figure.year else ""]
    return f"{value} {' '.join(e for e in extra if e)}".strip()


def _geometry_rows(catalog: Catalog, project: Project, sources: _Sources) -> list[Row]:
    if project.no_geometry is not None:
        return [Row(label="Not drawn", value=project.no_geometry)]
    return [_geometry_row(geometry, sources) for geometry in catalog.geometries.get(project.id, ())]


def _geometry_row(geometry: Geometry, sources: _Sources) -> Row:
    notes = geometry.notes
    spread = sorted(vertex.uncertainty_km for vertex in notes.vertices)
    within = f"{spread[0]:g}" if spread[0] == spread[-1] else f"{spread[0]:g} to {spread[-1]:g}"
    parts = [notes.role.label, notes.method.label, f"within {within} km"]
    if geometry.shape.geom_type == "LineString":
        parts.append(f"{length_km(positions_of(geometry)):,.0f} km measured along our line")
    if notes.proposed_in is not None:
        parts.append(f"proposed {notes.proposed_in}")
    cited = dict.fromkeys(v.source for v in notes.vertices if v.source is not None)
    return sources.row(notes.label, "; ".join(parts), cited, note=notes.note)


def _name_rows(project: Project, sources: _Sources) -> list[Row]:
    rows = []
    for name in project.names:
        value = name.text + (f" ({name.romanisation})" if name.romanisation else "")
        label = name.lang if name.kind == "name" else f"{name.lang}, {name.kind.replace('_', ' ')}"
        rows.append(sources.row(label, value, name.sources))
    return rows
