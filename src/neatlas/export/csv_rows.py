"""Project rows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Any

from neatlas.export.rows import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: A cell that begins with one of these is a formula to a spreadsheet, the wide forms to an East
#: Asian one
#: (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA_STARTS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")


def write_csv(rows: Iterable[dict[str, Any]], fields: Sequence[str] = FIELDS) -> str:
    """
    Write rows as CSV.

    Parameters
    ----------
    rows
        As `export.rows.project_rows` gives them, or of another table.
    fields
        The columns, in order; those of a project if left out.

    Returns
    -------
    str
        A header and one line a row; several values of a cell are joined by semicolons, those of
        parts as `part=status`. A text
        that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    return "".join(csv_pieces(rows, fields))


def csv_pieces(rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """Yield what `write_csv` writes, a line at a time."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for cells in itertools.chain(
        [fields], ([_cell(row[field]) for field in fields] for row in rows)
    ):
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> str:  # noqa: ANN401 - a cell of any field
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):  # a number below zero is no formula
        return str(value)
    if isinstance(value, dict):
        value = [f"{key}={held or ''}" for key, held in value.items()]
    text = ";".join(value) if isinstance(value, list) else str(value if value is not None else "")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
