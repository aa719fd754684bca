"""Tables as frames whose columns have one Arrow type, whatever their rows hold."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from neatlas.catalog.frames import CRS

if TYPE_CHECKING:
    from neatlas.export.table import Field, Table

_TYPES = {
    "text": pa.string(),
    "list": pa.list_(pa.string()),
    "map": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_frame(table: Table) -> pd.DataFrame:
    """
    Build the frame of a table.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    DataFrame or GeoDataFrame
        In WGS84 where the table has a geometry. Lists are Arrow lists of strings, maps are JSON
        texts; a column of nulls alone has its type all the same.
    """
    columns = {field.name: _column(table, field) for field in table.attributes}
    if table.geometry is None:
        return pd.DataFrame(columns)
    shapes = [row[table.geometry] for row in table.rows]
    frame: pd.DataFrame = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=CRS))
    return frame


def _column(table: Table, field: Field) -> pd.Series[Any]:
    values = [_value(field, row[field.name]) for row in table.rows]
    kind = _TYPES[field.kind]
    return pd.Series(pd.array(pa.array(values, type=kind), dtype=pd.ArrowDtype(kind)))


def _value(field: Field, value: Any) -> Any:  # noqa: ANN401 - a cell of any field
    if value is None:
        return None
    if field.kind == "date":
        return date.fromisoformat(value)
    return json.dumps(value, ensure_ascii=False) if field.kind == "map" else value
