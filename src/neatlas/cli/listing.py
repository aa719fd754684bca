"""Prints the projects that a filter selects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from tabulate import tabulate

from neatlas.analysis.select import Filter, select_records
from neatlas.export.csv_rows import write_csv
from neatlas.export.rows import record_rows
from neatlas.model.vocabulary import Status
from neatlas.render.naming import name_of
from neatlas.render.summary import count_projects, explain_nothing
from neatlas.speech import ENGLISH, say, speaking

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def print_projects(catalog: Catalog, chosen: Filter, form: str, lang: str | None = None) -> None:
    """
    Print the projects that a filter selects.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    form
        `table`, `json` or `csv`. Where nothing is selected a table says why; the others hold
        no rows, and the reason goes to the error stream.
    lang
        Language of the words of a table, which then has names too, as a BCP 47 tag.
    """
    with speaking(lang or ENGLISH):
        _print(catalog, chosen, form, named=lang is not None)


def _print(catalog: Catalog, chosen: Filter, form: str, *, named: bool) -> None:
    rows = record_rows(select_records(catalog, chosen))
    if not rows:
        click.echo(explain_nothing(catalog, chosen), err=form != "table")
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(write_csv(rows), nl=False)
    elif rows:
        cells = [_named(catalog, row) if named else _words(row) for row in rows]
        click.echo(tabulate(cells, headers="keys", tablefmt="simple", disable_numparse=True))
        click.echo(f"\n{_total(catalog, chosen, rows)}")


def _words(row: dict[str, Any]) -> dict[str, str]:
    """Return the cells of a row in the words of the records, as a filter takes them."""
    return {
        "id": row["id"],
        "sectors": " ".join(row["sectors"]) or "-",
        "countries": " ".join(row["countries"]),
        "status": row["status"] or "-",
        "mention": row["mention"] or "-",
        "drawn": "yes" if row["located"] else "no location",
    }


def _named(catalog: Catalog, row: dict[str, Any]) -> dict[str, str]:
    """Return the cells of a row with its name, in the language that is spoken."""
    project = catalog.projects[row["id"]]
    status = row["status"]
    return {
        "id": row["id"],
        say("name"): name_of(catalog, project).text,
        say("Sector"): ", ".join(sector.label for sector in project.sectors) or "-",
        say("Country"): " ".join(row["countries"]),
        say("Status"): Status(status).label if status in set(Status) else _several(status),
    }


def _several(status: str | None) -> str:
    return say("different by part") if status else "-"


def _total(catalog: Catalog, chosen: Filter, rows: list[dict[str, Any]]) -> str:
    return say(
        "{n} of {total} projects, {drawn} with a location. As known on {known}.",
        n=len(rows),
        total=count_projects(catalog, chosen),
        drawn=sum(row["located"] for row in rows),
        known=catalog.known_as_of,
    )
