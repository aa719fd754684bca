"""`plan_card`: the blocks of a project's card, in the order in which a reader needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.card.citing import Sources
from neatlas.render.card.drawing import drawing_rows
from neatlas.render.card.figures import figure_rows, figures_by, measured_rows
from neatlas.render.card.history import history_rows
from neatlas.render.card.quotes import claim_rows, plan_quotes
from neatlas.render.spec import Block, Row

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.project import Project


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
    sources = Sources(catalog)
    figures = figures_by(catalog, project, day)
    now = day >= catalog.known_as_of.latest
    quotes = plan_quotes(catalog, project.id, anchors)
    blocks = [
        Block(
            heading="What the text says",
            kind="quotes",
            rows=tuple(Row(label=quote.where, value=quote.text) for quote in quotes),
        ),
        _rows("The claim", claim_rows(catalog, project, day)),
        _rows("In short", [Row(label="Summary", value=project.summary)] if now else []),
        Block(
            heading="Claim and history",
            kind="timeline",
            rows=tuple(history_rows(catalog, project, sources, day)),
        ),
        _rows("Figures as published", figure_rows(figures, project, sources)),
        _rows(
            "Measured and published length", measured_rows(catalog, figures, project, sources, day)
        ),
        _rows("How it is drawn", drawing_rows(catalog, project, sources, day)),
        _rows("Names", _name_rows(project, sources)),
        _rows("In other registers", _outside_rows(project)),
        Block(heading="Not known", kind="text", text="\n".join(project.unknown if now else ())),
        _rows("Cite and correct", _cite_rows(catalog, project)),
        sources.block(),
    ]
    return tuple(block for block in blocks if block.rows or block.links or block.text)


def _rows(heading: str, rows: list[Row]) -> Block:
    return Block(heading=heading, kind="rows", rows=tuple(rows))


def _name_rows(project: Project, sources: Sources) -> list[Row]:
    rows = []
    for name in project.names:
        value = name.text + (f" ({name.romanisation})" if name.romanisation else "")
        label = name.lang if name.kind == "name" else f"{name.lang}, {name.kind.replace('_', ' ')}"
        rows.append(sources.row(label, value, name.sources))
    return rows


def _outside_rows(project: Project) -> list[Row]:
    return [
        Row(label=outside.scheme.replace("_", " "), value=outside.value, note=outside.url)
        for outside in project.outside_ids
    ]


def _cite_rows(catalog: Catalog, project: Project) -> list[Row]:
    settings = catalog.settings
    known = project.newest_evidence or catalog.known_as_of
    cited = (
        f"“{project.name}” ({project.id}), {settings.title}, neatlas, as known on "
        f"{known}. {settings.licence}."
    )
    rows = [Row(label="Cite as", value=cited)]
    if settings.corrections_url:
        rows.append(Row(label="Report a correction", value=settings.corrections_url))
    return rows
