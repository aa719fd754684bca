"""A table as GeoJSON (RFC 7946): longitude first, outer rings counterclockwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from neatlas.export.notice import Notice
    from neatlas.export.table import Row, Table

#: A millionth of a degree is a tenth of a metre, below any uncertainty on record.
_DIGITS = 6


def write_geojson(table: Table, notice: Notice) -> str:
    """
    Write a table as a FeatureCollection.

    Parameters
    ----------
    table
        Any table; a row of one without a geometry becomes a feature without one.
    notice
        Stands beside the features, as members of the collection, with their number.

    Returns
    -------
    str
        One feature a row. Each has every field as a property, lists as lists.
    """
    return "".join(geojson_pieces(table, notice))


def geojson_pieces(table: Table, notice: Notice) -> Iterator[str]:
    """Yield what `write_geojson` writes: the head, a feature at a time, the end."""
    head = {
        "type": "FeatureCollection",
        **notice.as_dict(),
        "numberMatched": len(table.rows),
    }
    yield f'{_dump(head)[:-1]},"features":['
    for number, row in enumerate(table.rows):
        yield ("," if number else "") + _dump(_feature(table, row))
    yield "]}"


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _feature(table: Table, row: Row) -> dict[str, Any]:
    shape = row[table.geometry] if table.geometry else None
    named = {"id": row["id"]} if table.key == ("id",) else {}
    return {
        "type": "Feature",
        **named,
        "geometry": plain_geometry(shape) if shape is not None else None,
        "properties": {field.name: row[field.name] for field in table.attributes},
    }


def plain_geometry(shape: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON has it, with six decimals and rings by the right-hand rule."""
    written: dict[str, Any] = json.loads(shapely.to_geojson(plain_shapes([shape])[0]))
    return written


def plain_shapes(shapes: Sequence[BaseGeometry | None]) -> NDArray[np.object_]:
    """Return geometries as GeoJSON is to have them, all at once; None stays."""
    exact = shapely.transform(
        np.array([*shapes, None], dtype=object)[:-1], lambda positions: positions.round(_DIGITS)
    )
    oriented: NDArray[np.object_] = shapely.orient_polygons(exact)
    return oriented
