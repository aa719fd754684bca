"""Prints one project: its card for a person, its record for a program."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from neatlas.linking.anchors import resolve_anchors
from neatlas.model.outcome import rate_claim
from neatlas.render.card import plan_card
from neatlas.render.card.words import mention_words, status_words
from neatlas.render.foreign import plain
from neatlas.render.page_words import word
from neatlas.render.plan import known_words
from neatlas.speech import ENGLISH, say, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project
    from neatlas.render.spec import Block, Row

_WIDTH = 88


def print_json(catalog: Catalog, project: Project, chosen: Filter) -> None:
    """Print the whole ledger of a project for a program, with its status at the filter's date."""
    day = (chosen.as_of or catalog.known_as_of).latest
    mentions = catalog.mentions[project.id]
    outcomes = [rate_claim(mention, project, day).outcome for mention in mentions]
    data = project.model_dump(mode="json") | {
        "status": project.status_at(day),
        "part_statuses": {
            part.id: entry.status if (entry := part.entry_at(day)) else None
            for part in project.parts
        },
        "mentions": [
            mention.model_dump(mode="json") | {"outcome": outcome}
            for mention, outcome in zip(mentions, outcomes, strict=True)
        ],
        "geometries": [
            {"id": geometry.id, **geometry.notes.model_dump(mode="json", exclude={"vertices"})}
            for geometry in catalog.geometries.get(project.id, ())
        ],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_card(catalog: Catalog, project: Project, chosen: Filter, lang: str | None) -> None:
    """
    Print the card of a project for a person.

    Parameters
    ----------
    catalog
        The atlas.
    project
        The project.
    chosen
        Its date leaves out what came later.
    lang
        Language of the name, as a BCP 47 tag, and of the words where they are translated;
        where the record has no name in it the English one stands, and a line says so.
    """
    with speaking(lang or ENGLISH):
        _print_card(catalog, project, chosen, lang)


def _print_card(catalog: Catalog, project: Project, chosen: Filter, lang: str | None) -> None:
    day = (chosen.as_of or catalog.known_as_of).latest
    name = project.name_in(lang) if lang else None
    title = f"{name.text if name else project.name} ({project.id})"
    click.echo(title)
    click.echo("=" * len(title))
    if lang and name is None:
        click.echo(say("No name in '{lang}' is on record; this is the English one.", lang=lang))
    click.echo(f"{say('Status')}: {status_words(project, day)}")
    click.echo(f"{say('In the text')}: {mention_words(catalog, project.id)}")
    click.echo(known_words(catalog, chosen.as_of))
    for block in plan_card(catalog, project, resolve_anchors(catalog), day):
        click.echo(f"\n{block.heading}\n{'-' * len(block.heading)}")
        for line in _lines(block):
            click.echo(line)


def _lines(block: Block) -> Iterator[str]:
    for row in block.rows:
        yield from _row_lines(row, quoted=block.kind == "quotes")
    for number, link in enumerate(block.links, start=1):
        yield from _wrap(f"[{number}] {plain(link.text)} {link.url}".strip(), hanging=4)
    for paragraph in plain(block.text).splitlines():
        yield from _wrap(f"- {paragraph}", hanging=2)


def _row_lines(row: Row, *, quoted: bool) -> Iterator[str]:
    value = f"“{plain(row.value)}”" if quoted else plain(row.value)
    marks = "".join(f" [{number}]" for number in row.sources)
    marks += f" [{word('unsourced')}]" if row.unsourced else ""
    yield from _wrap(f"{plain(row.label)}: {value}{marks}", hanging=2)
    if row.note:
        yield from _wrap(f"  {plain(row.note)}", hanging=2)


def _wrap(text: str, *, hanging: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
