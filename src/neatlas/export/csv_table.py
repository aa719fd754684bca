"""A table as CSV (RFC 4180): geometries as WKT, lists as `RU;KP;KR`, the notice in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from neatlas.export.csv_rows import csv_pieces, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from neatlas.export.notice import Notice
    from neatlas.export.table import Row, Table

#: What each row carries of the notice: a row may be copied out of its file.
NOTICE_FIELDS = ("data_licence", "data_citation", "data_selection", "data_version")


def write_csv_table(table: Table, notice: Notice) -> str:
    """
    Write a table as CSV.

    Parameters
    ----------
    table
        Any table.
    notice
        Four columns of it end each row: `NOTICE_FIELDS`. Where there is no row none carries it.

    Returns
    -------
    str
        A header and one line a row. A geometry is WKT with six decimals. A text that a
        spreadsheet would run as a formula gets an apostrophe before it.
    """
    return "".join(csv_table_pieces(table, notice))


def csv_table_pieces(table: Table, notice: Notice) -> Iterator[str]:
    """Yield what `write_csv_table` writes, a line at a time."""
    rows = (_plain(table, row) for row in table.rows)
    return noticed_pieces(rows, [field.name for field in table.fields], notice)


def noticed_pieces(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], notice: Notice
) -> Iterator[str]:
    """
    Yield rows as CSV with a notice, a line at a time.

    Four cells end each row. The heads are the same for every selection, so that files stack.
    """
    said = (notice.licence, notice.citation, notice.selection, notice.data_version)
    ending = dict(zip(NOTICE_FIELDS, said, strict=True))
    return csv_pieces((dict(row) | ending for row in rows), [*columns, *ending])


def plain_csv(table: Table) -> str:
    """Write a table as CSV without the notice, for a package that carries it beside."""
    return write_csv((_plain(table, row) for row in table.rows), [f.name for f in table.fields])


def _plain(table: Table, row: Row) -> dict[str, Any]:
    if table.geometry is None or row[table.geometry] is None:
        return row
    return row | {table.geometry: shapely.to_wkt(row[table.geometry], rounding_precision=6)}
