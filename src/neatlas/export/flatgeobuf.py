"""A table as FlatGeobuf 3: a binary file that a GIS streams."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio

from neatlas.catalog.frames import CRS
from neatlas.export.arrow import arrow_frame

if TYPE_CHECKING:
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table


def write_flatgeobuf(table: Table, notice: Notice) -> bytes:
    """
    Write a table as FlatGeobuf.

    Parameters
    ----------
    table
        Any table; one without a geometry becomes features without one.
    notice
        Stands in the description of the layer, as JSON.

    Returns
    -------
    bytes
        A file without a spatial index, which a row without a geometry would forbid. The format
        knows no lists: they are JSON arrays.
    """
    frame = arrow_frame(table)
    for field in table.attributes:
        if field.kind == "list":
            texts = [json.dumps(row[field.name], ensure_ascii=False) for row in table.rows]
            frame[field.name] = pd.array(pa.array(texts, pa.string()), pd.ArrowDtype(pa.string()))
    if not isinstance(frame, gpd.GeoDataFrame):
        frame = gpd.GeoDataFrame(frame, geometry=[None] * len(frame), crs=CRS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{table.name}.fgb"
        pyogrio.write_dataframe(
            frame,
            file,
            driver="FlatGeobuf",
            geometry_type="Unknown",
            use_arrow=True,
            SPATIAL_INDEX="NO",
            TITLE=notice.title,
            DESCRIPTION=json.dumps(notice.as_dict(), ensure_ascii=False),
        )
        return file.read_bytes()
