"""Prints one project: its card for a person, its record for a program."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from neatlas.linking.anchors import resolve_anchors
from neatlas.render.card import plan_card
from neatlas.render.card.words import mention_words, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project
    from neatlas.render.spec import Block, Row

_WIDTH = 88


def print_project(catalog: Catalog, project: Project, chosen: Filter, *, as_json: bool) -> None:
    """
    Print a project.

    Parameters
    ----------
    catalog
        The atlas.
    project
        The project.
    chosen
        Its date leaves out what came later.
    as_json
        Whether to print the record, with its mentions, instead of the card.
    """
    day = (chosen.as_of or catalog.settings.known_as_of).latest
    mentions = catalog.mentions[project.id]
    if as_json:
        data = project.model_dump(mode="json") | {
            "status": project.status_at(day),
            "mentions": [mention.model_dump(mode="json") for mention in mentions],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    title = f"{project.name} ({project.id})"
    click.echo(title)
    click.echo("=" * len(title))
    click.echo(f"Status: {status_words(project, day)}")
    click.echo(f"In the text: {mention_words(catalog, project.id)}")
    known = catalog.settings.known_as_of
    click.echo(
        f"Status of {chosen.as_of}, as known on {known}" if chosen.as_of else f"As known on {known}"
    )
    for block in plan_card(catalog, project, resolve_anchors(catalog), day):
        click.echo(f"\n{block.heading}\n{'-' * len(block.heading)}")
        for line in _lines(block):
            click.echo(line)


def _lines(block: Block) -> Iterator[str]:
    for row in block.rows:
        yield from _row_lines(row, quoted=block.kind == "quotes")
    for number, link in enumerate(block.links, start=1):
        yield from _wrap(f"[{number}] {link.text} {link.url}".strip(), hanging=4)
    for paragraph in block.text.splitlines():
        yield from _wrap(f"- {paragraph}", hanging=2)


def _row_lines(row: Row, *, quoted: bool) -> Iterator[str]:
    value = f"“{row.value}”" if quoted else row.value
    marks = "".join(f" [{number}]" for number in row.sources)
    marks += " [unsourced]" if row.unsourced else ""
    yield from _wrap(f"{row.label}: {value}{marks}", hanging=2)
    if row.note:
        yield from _wrap(f"  {row.note}", hanging=2)


def _wrap(text: str, *, hanging: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
