"""`plan_card`: the blocks of a project's card, in the order in which a reader needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.card.citing import Sources
from neatlas.render.card.drawing import drawing_rows
from neatlas.render.card.figures import figure_rows, figures_by, measured_rows
from neatlas.render.card.history import history_rows
from neatlas.render.card.quotes import claim_rows, plan_quotes
from neatlas.render.foreign import as_written, compose, latin_tag
from neatlas.render.spec import Block, Foreign, Row
from neatlas.speech import message, say

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.project import Project
    from neatlas.render.spec import Said


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
    summary = as_written(project.summary, catalog.settings.language)
    unknown = as_written("\n".join(project.unknown), catalog.settings.language)
    blocks = [
        Block(
            heading=say("What the text says"),
            kind="quotes",
            rows=tuple(
                Row(label=quote.where, value=as_written(quote.text, quote.lang)) for quote in quotes
            ),
        ),
        _rows(say("The claim"), claim_rows(catalog, project, day)),
        _rows(say("In short"), [Row(label=say("Summary"), value=summary)] if now else []),
        Block(
            heading=say("Claim and history"),
            kind="timeline",
            rows=tuple(history_rows(catalog, project, sources, day)),
        ),
        _rows(say("Figures as published"), figure_rows(catalog, figures, project, sources)),
        _rows(
            say("Measured and published length"),
            measured_rows(catalog, figures, project, sources, day),
        ),
        _rows(say("How it is drawn"), drawing_rows(catalog, project, sources, day)),
        _rows(say("Names"), _name_rows(project, sources)),
        _rows(say("In other registers"), _outside_rows(project)),
        Block(heading=say("Not known"), kind="text", text=unknown if now else ""),
        _rows(say("Cite and correct"), _cite_rows(catalog, project)),
        sources.block(),
    ]
    return tuple(block for block in blocks if block.rows or block.links or block.text)


#: Kind of a name to how it is said beside its language.
_KINDS = {"name": "", "alias": message("alias"), "as_spoken": message("as spoken")}


def _rows(heading: str, rows: list[Row]) -> Block:
    return Block(heading=heading, kind="rows", rows=tuple(rows))


def _name_rows(project: Project, sources: Sources) -> list[Row]:
    rows = []
    for name in project.names:
        text = as_written(name.text, name.lang)
        value: Said = text
        if name.romanisation:
            latin = Foreign(text=name.romanisation, lang=latin_tag(name.lang))
            value = compose("{text} ({latin})", text=text, latin=latin)
        kind = _KINDS[name.kind]
        label = f"{name.lang}, {say(kind)}" if kind else name.lang
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
    cited = compose(
        say("“{name}” ({id}), {title}, neatlas, as known on {known}. {licence}."),
        name=as_written(project.name, settings.language),
        id=project.id,
        title=as_written(settings.title, settings.language),
        known=str(known),
        licence=settings.licence,
    )
    rows = [Row(label=say("Cite as"), value=cited)]
    if settings.corrections_url:
        rows.append(Row(label=say("Report a correction"), value=settings.corrections_url))
    return rows
