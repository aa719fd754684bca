"""A table as plain JSON: the notice, how many rows there are, and the rows as objects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from neatlas.export.geojson import plain_geometry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.export.notice import Notice
    from neatlas.export.table import Row, Table


def write_json_table(table: Table, notice: Notice) -> str:
    """
    Write a table as one JSON object.

    Parameters
    ----------
    table
        Any table.
    notice
        Its members stand before the rows.

    Returns
    -------
    str
        `table` names it, `numberMatched` counts its `rows`. Lists are lists, null is not known,
        a geometry is that of GeoJSON (WGS84, longitude first).
    """
    return "".join(json_pieces(table, notice))


def json_pieces(table: Table, notice: Notice) -> Iterator[str]:
    """Yield what `write_json_table` writes: the head, a row at a time, the end."""
    head = {**notice.as_dict(), "table": table.name, "numberMatched": len(table.rows)}
    yield f'{_dump(head)[:-1]},"rows":['
    for number, row in enumerate(table.rows):
        yield ("," if number else "") + _dump(_plain(table, row))
    yield "]}"


def _plain(table: Table, row: Row) -> dict[str, Any]:
    plain = {field.name: row[field.name] for field in table.fields}
    if table.geometry and plain[table.geometry] is not None:
        plain[table.geometry] = plain_geometry(plain[table.geometry])
    return plain


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
