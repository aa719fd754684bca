"""Prints the projects that a filter selects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from tabulate import tabulate

from neatlas.analysis.select import Filter, select_records
from neatlas.export.csv_rows import write_csv
from neatlas.export.rows import record_rows
from neatlas.render.summary import count_projects, explain_nothing

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def print_projects(catalog: Catalog, chosen: Filter, form: str) -> None:
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
    """
    rows = record_rows(select_records(catalog, chosen))
    if not rows:
        click.echo(explain_nothing(catalog, chosen), err=form != "table")
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(write_csv(rows), nl=False)
    elif rows:
        click.echo(_table(catalog, chosen, rows))


def _table(catalog: Catalog, chosen: Filter, rows: list[dict[str, Any]]) -> str:
    columns = ("id", "sectors", "countries", "status", "mention", "drawn")
    cells = [
        [
            row["id"],
            " ".join(row["sectors"]) or "-",
            " ".join(row["countries"]),
            row["status"] or "-",
            row["mention"] or "-",
            "yes" if row["located"] else "no location",
        ]
        for row in rows
    ]
    table = tabulate(cells, headers=columns, tablefmt="simple", disable_numparse=True)
    drawn = sum(row["located"] for row in rows)
    total = count_projects(catalog, chosen)
    return (
        f"{table}\n\n{len(rows)} of {total} projects, {drawn} with a location. "
        f"As known on {catalog.known_as_of}."
    )
