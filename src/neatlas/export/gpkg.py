"""Tables as a GeoPackage 1.3 that QGIS opens looking right: a styled layer for each shape."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyogrio
import shapely

from neatlas.export.arrow import arrow_frame
from neatlas.export.qgis import band_style, feature_style
from neatlas.export.sld import band_sld, feature_sld
from neatlas.export.table import Field, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neatlas.export.notice import Notice

#: Layer to the types of its features in the records, in OGR, and of its symbol in QGIS.
_LAYERS = {
    "areas": ("Polygon", "Polygon", "fill"),
    "lines": ("LineString", "LineString", "line"),
    "points": ("Point", "Point", "marker"),
}
_BANDS, _PLACES = "bands", "places"
_SECTOR = Field("sector", "text", "first of the sectors, which the style goes by")
#: The same rows give the same bytes: no clock stands in a file.
_CLOCK = "1980-01-01T00:00:00Z"
#: GDAL has one clock for all threads: a file is written while it stands still.
_STILL = threading.Lock()

#: As QGIS makes it in a GeoPackage, through GDAL, which registers it as attributes: QGIS looks for
#: it among the layers of the file (`QgsOgrProviderMetadata::saveStyle`, `loadStyle`).
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)
VALUES ('', '', ?, 'geom', ?, ?, ?, 1, 'Sector is colour, status is dash and weight', '', ?)
"""
_REGISTER = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', ?, 0)
"""


def write_gpkg(tables: Mapping[str, Table], notice: Notice) -> bytes:
    """
    Write all tables as a GeoPackage.

    Parameters
    ----------
    tables
        All of `export.tables.TABLES`, by name.
    notice
        Stands in the metadata of the file, and in its table `about`.

    Returns
    -------
    bytes
        Layers `bands`, `areas`, `lines` and `points`, styled, `places`, and a table for each other;
        `projects` holds those without a location too. Lists are lists (JSON arrays to a reader
        that knows no lists).
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.gpkg"
        with _clock_still():
            for layer, table, kind in _layers(tables, notice):
                _write(file, layer, table, kind, notice)
        _add_styles(file, tables)
        return file.read_bytes()


@contextmanager
def _clock_still() -> Iterator[None]:
    with _STILL:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _CLOCK})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _layers(tables: Mapping[str, Table], notice: Notice) -> Iterator[tuple[str, Table, str | None]]:
    """Yield name, rows and geometry type of each layer, the lowest on a map first."""
    yield _BANDS, _multi(tables[_BANDS]), "MultiPolygon"
    for layer, (_, kind, _) in _LAYERS.items():
        yield layer, _of_type(tables["features"], layer), kind
    for name, table in tables.items():
        if name == _PLACES:
            yield name, table, "Point"
        elif name not in {"features", _BANDS}:
            yield name, Table(name, table.meaning, table.attributes, table.rows), None
    about = (Field("name", "text", "what is said"), Field("value", "text", "of the data"))
    said = [{"name": name, "value": value} for name, value in notice.as_dict().items()]
    yield "about", Table("about", "what is said of the data", about, said), None


def _of_type(features: Table, layer: str) -> Table:
    kind = _LAYERS[layer][0]
    rows = [
        row | {"sector": next(iter(row["sectors"]), None)}
        for row in features.rows
        if row["geometry"] is not None and row["geometry"].geom_type == kind
    ]
    return Table(layer, features.meaning, (*features.fields, _SECTOR), rows)


def _multi(bands: Table) -> Table:
    rows = [
        row | {"geometry": shapely.MultiPolygon(shapely.get_parts(row["geometry"]).tolist())}
        for row in bands.rows
    ]
    return bands.where(rows, name=bands.name)


def _write(file: Path, layer: str, table: Table, kind: str | None, notice: Notice) -> None:
    frame = arrow_frame(table)
    options: dict[str, Any] = {"layer": layer, "driver": "GPKG", "use_arrow": True}
    if kind is not None:
        options |= {"geometry_type": kind}
    if not file.exists():
        said = {name: value or "" for name, value in notice.as_dict().items()}
        options |= {"dataset_metadata": said}
    pyogrio.write_dataframe(frame, file, append=file.exists(), **options)


def _add_styles(file: Path, tables: Mapping[str, Table]) -> None:
    styles = {_BANDS: (band_style(), band_sld(_BANDS))}
    for layer, (_, _, symbol) in _LAYERS.items():
        rows = _of_type(tables["features"], layer).rows
        styles[layer] = feature_style(symbol, rows), feature_sld(layer, symbol, rows)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(_STYLES)
        for layer, (qml, sld) in styles.items():
            database.execute(_STYLE, (layer, layer, qml, sld, _CLOCK))
        database.execute(_REGISTER, (_CLOCK,))
