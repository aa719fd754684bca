"""A table as GeoParquet 1.1, with a covering box; as plain Parquet where it has no geometry."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pyarrow.parquet as pq

from neatlas.export.arrow import arrow_frame

if TYPE_CHECKING:
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table

#: Key of the file's metadata under which the notice and the meaning of fields stand, as JSON.
METADATA_KEY = b"neatlas"


def write_parquet(table: Table, notice: Notice) -> bytes:
    """
    Write a table as GeoParquet.

    Parameters
    ----------
    table
        Any table.
    notice
        Stands in the metadata of the file, under `METADATA_KEY`.

    Returns
    -------
    bytes
        A file with geometries as WKB, a `bbox` column that readers may skip rows by, lists as
        lists, and Zstandard compression.
    """
    frame = arrow_frame(table)
    buffer = io.BytesIO()
    if isinstance(frame, gpd.GeoDataFrame):
        frame.to_parquet(buffer, schema_version="1.1.0", write_covering_bbox=True, index=False)
    else:
        frame.to_parquet(buffer, index=False)
    buffer.seek(0)
    written = pq.read_table(buffer)
    said = notice.as_dict() | {"fields": {field.name: field.meaning for field in table.fields}}
    # What pandas says of its own types only stands in the way of readers: Arrow's say it all.
    held = {key: value for key, value in written.schema.metadata.items() if key != b"pandas"}
    metadata = {**held, METADATA_KEY: json.dumps(said).encode()}
    out = io.BytesIO()
    pq.write_table(written.replace_schema_metadata(metadata), out, compression="zstd")
    return out.getvalue()
