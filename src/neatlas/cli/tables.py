"""Prints any table for a person, a program or a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from tabulate import tabulate

from neatlas.export.csv_table import write_csv_table
from neatlas.export.geojson import write_geojson
from neatlas.export.json_table import write_json_table

if TYPE_CHECKING:
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table

#: Format of data to what writes it; each carries the notice.
_WRITERS = {"json": write_json_table, "csv": write_csv_table, "geojson": write_geojson}


def print_table(table: Table, form: str, note: str, notice: Notice) -> None:
    """
    Print a table.

    Parameters
    ----------
    table
        Any table.
    form
        `table`, `json`, `csv` or `geojson`. A `table`, for a person, leaves geometries out.
    note
        What is said below a table for a person.
    notice
        What data carry beside the rows; of a CSV without rows it goes to standard error.
    """
    if form in _WRITERS:
        click.echo(_WRITERS[form](table, notice), nl=form != "csv")
        if form == "csv" and not table.rows:
            # No row carries it, and the heads stay as they are.
            click.echo(f"No rows. {notice.sentence}", err=True)
        return
    cells = [[_cell(f.name, row[f.name]) for f in table.attributes] for row in table.rows]
    aligned = ["right" if f.kind in {"number", "integer"} else "left" for f in table.attributes]
    headers = [field.name for field in table.attributes]
    grid = tabulate(
        cells, headers=headers, tablefmt="simple", disable_numparse=True, colalign=aligned
    )
    click.echo(grid if cells else "No rows.")
    click.echo(f"\n{note}")


def _cell(column: str, value: Any) -> str:  # noqa: ANN401 - a cell of any table
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4f}" if column.endswith(("lon", "lat")) else f"{value:,.1f}"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
