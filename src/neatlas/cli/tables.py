"""Prints any table for a person, a program or a spreadsheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from tabulate import tabulate

from neatlas.export.csv_rows import write_csv
from neatlas.export.plain import plain_rows

if TYPE_CHECKING:
    import pandas as pd


def print_table(frame: pd.DataFrame, form: str, note: str) -> None:
    """
    Print a table.

    Parameters
    ----------
    frame
        Any frame without a geometry.
    form
        `table`, `json` or `csv`.
    note
        What is said below a table for a person.
    """
    rows = plain_rows(frame)
    columns = [*([frame.index.name] if frame.index.name else []), *frame.columns]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(write_csv(rows, columns), nl=False)
    else:
        cells = [[_cell(column, row[column]) for column in columns] for row in rows]
        aligned = ["right" if _is_number(frame, column) else "left" for column in columns]
        click.echo(
            tabulate(
                cells, headers=columns, tablefmt="simple", disable_numparse=True, colalign=aligned
            )
            if cells
            else "No rows."
        )
        click.echo(f"\n{note}")


def _is_number(frame: pd.DataFrame, column: str) -> bool:
    return column in frame.columns and frame[column].dtype.kind in "if"


def _cell(column: str, value: Any) -> str:  # noqa: ANN401 - a cell of any table
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.4f}" if column.endswith(("lon", "lat")) else f"{value:,.1f}"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
