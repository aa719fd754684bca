"""Every format, read back by a library that did not write it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import duckdb
import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from neatlas.analysis.select import Filter
from neatlas.export.csv_table import NOTICE_FIELDS, write_csv_table
from neatlas.export.formats import FORMATS
from neatlas.export.geojson import write_geojson
from neatlas.export.gpkg import write_gpkg
from neatlas.export.json_table import write_json_table
from neatlas.export.parquet import METADATA_KEY, write_parquet
from neatlas.export.table import Field, Table
from neatlas.export.tables import TABLES
from neatlas.export.xlsx import write_xlsx
from neatlas.render.palette import sector_color

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice

Tables = dict[str, Table]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_selection_gives_the_same_bytes(suffix: str, tiny_catalog: Catalog) -> None:
    chosen = Filter(sectors=frozenset({"rail"}))
    assert FORMATS[suffix].write(tiny_catalog, chosen) == FORMATS[suffix].write(
        tiny_catalog, chosen
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_carries_licence_citation_filter_and_version(
    suffix: str, tiny_catalog: Catalog
) -> None:
    content = FORMATS[suffix].write(tiny_catalog, Filter(sectors=frozenset({"rail"})))
    if suffix == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content))["about"]
        content = "\n".join(str(cell.value) for row in sheet.rows for cell in row).encode()
    if suffix == "zip":
        content = zipfile.ZipFile(io.BytesIO(content)).read("datapackage.json")
    text = content.decode("utf-8", errors="ignore").replace("\\", "")
    version = tiny_catalog.folder.sha256()
    for words in ("CC BY 4.0", "as known on 2016-11", "sector=rail", version):
        assert words in text


# GeoJSON


@pytest.mark.parametrize("name", TABLES)
def test_geojson_of_any_table_has_constant_properties(
    name: str, tables: Tables, notice: Notice
) -> None:
    collection = json.loads(write_geojson(tables[name], notice))
    assert len(collection["features"]) == len(tables[name].rows)
    names = [field.name for field in tables[name].attributes]
    for feature in collection["features"]:
        assert list(feature["properties"]) == names
        for field in tables[name].attributes:
            if field.kind == "list":
                assert isinstance(feature["properties"][field.name], list)
    assert collection["selection"] == "sector=port&sector=rail"


def test_geojson_has_at_most_six_decimals_and_exterior_rings_counterclockwise(
    notice: Notice,
) -> None:
    clockwise = shapely.Polygon([(0.1234567891, 0), (0, 1), (1, 1), (1, 0)])
    fields = (Field("id", "text", ""), Field("geometry", "geometry", ""))
    built = Table("t", "", fields, [{"id": "a", "geometry": clockwise}])
    feature = json.loads(write_geojson(built, notice))["features"][0]
    ring = feature["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    assert ring[0] == ring[-1]
    assert max(len(str(n).partition(".")[2]) for position in ring for n in position) <= 6


def test_ogr_reads_geojson(tables: Tables, notice: Notice, tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(write_geojson(tables["features"], notice))
    frame = gpd.read_file(tmp_path / "a.geojson")
    assert list(frame["id"]) == [row["id"] for row in tables["features"].rows]
    assert frame.geometry.isna().sum() == 1


def test_geojson_of_nothing_is_an_empty_collection(empty_tables: Tables, notice: Notice) -> None:
    assert json.loads(write_geojson(empty_tables["features"], notice))["features"] == []


# CSV


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_csv_has_every_field_and_the_notice_in_each_row(
    name: str, tables: Tables, notice: Notice
) -> None:
    rows = read_csv(write_csv_table(tables[name], notice))
    assert len(rows) == len(tables[name].rows)
    assert list(rows[0]) == [*(field.name for field in tables[name].fields), *NOTICE_FIELDS]
    assert {row["data_version"] for row in rows} == {notice.data_version}


def test_csv_has_wkt_and_lists_by_semicolons(tables: Tables, notice: Notice) -> None:
    rows = {row["id"]: row for row in read_csv(write_csv_table(tables["projects"], notice))}
    assert rows["gulf-railway"]["location_countries"] == "SE;FI"
    assert shapely.from_wkt(rows["norrvik-airport"]["geometry"]).equals(shapely.Point(21.1, 65.05))
    assert rows["shared-studies"]["geometry"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_formula_is_defused_in_csv_and_a_text_in_xlsx(text: str, notice: Notice) -> None:
    built = Table("t", "", (Field("id", "text", ""),), [{"id": text}])
    (row,) = read_csv(write_csv_table(built, notice))
    assert row["id"] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx({"t": built}, notice)))
    cell = book["t"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_heads_of_csv_are_the_same_for_every_selection(
    tables: Tables, empty_tables: Tables, notice: Notice
) -> None:
    for name, table in tables.items():
        full, empty = (write_csv_table(t, notice) for t in (table, empty_tables[name]))
        assert empty == full[: len(empty)]
        assert read_csv(empty) == []
    files = [
        pd.read_csv(io.StringIO(write_csv_table(t["projects"], notice))) for t in (tables,) * 2
    ]
    none = pd.read_csv(io.StringIO(write_csv_table(empty_tables["projects"], notice)))
    stacked = pd.concat([*files, none.astype(object)])
    assert list(stacked) == list(files[0])


def test_statuses_of_parts_are_an_object_or_the_text_that_the_docs_say(
    tables: Tables, notice: Notice
) -> None:
    held = tables["projects"]
    parts = [row["part_statuses"] for row in held.rows]
    assert any(len(one) > 1 for one in parts)
    written = json.loads(write_json_table(held, notice))["rows"]
    assert [row["part_statuses"] for row in written] == parts
    columns = pq.read_table(io.BytesIO(write_parquet(held, notice))).to_pydict()
    assert [json.loads(text) for text in columns["part_statuses"]] == parts
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx({"projects": held}, notice)))["projects"]
    at = [cell.value for cell in sheet[1]].index("part_statuses")
    assert [json.loads(row[at].value) for row in sheet.iter_rows(min_row=2)] == parts
    for row, one in zip(read_csv(write_csv_table(held, notice)), parts, strict=True):
        pairs = [pair.split("=") for pair in row["part_statuses"].split(";") if pair]
        assert {part: status or None for part, status in pairs} == one


# GeoParquet


def test_geoparquet_has_real_lists_and_a_covering_box(
    tables: Tables, notice: Notice, tmp_path: Path
) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(write_parquet(tables["features"], notice))
    schema = pq.read_schema(file)
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert schema.field("countries").type == pa.list_(pa.string())
    assert schema.field("feature_status").type == pa.string()
    assert json.loads(schema.metadata[METADATA_KEY])["data_version"] == notice.data_version
    frame = gpd.read_parquet(file)
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.isna().sum() == 1
    near = gpd.read_parquet(file, bbox=(21.0, 65.04, 21.2, 65.06))
    assert "norrvik-airport/reference-point" in set(near["id"])
    assert len(near) < len(frame)


@pytest.mark.parametrize("name", TABLES)
def test_another_engine_reads_parquet_of_any_table(
    name: str, tables: Tables, empty_tables: Tables, notice: Notice, tmp_path: Path
) -> None:
    whole, nothing = tmp_path / "a.parquet", tmp_path / "b.parquet"
    whole.write_bytes(write_parquet(tables[name], notice))
    nothing.write_bytes(write_parquet(empty_tables[name], notice))
    with duckdb.connect() as engine:
        count = engine.execute("select count(*) from read_parquet($1)", [str(whole)]).fetchone()
        assert count == (len(tables[name].rows),)
        types: list[list[Any]] = [
            engine.execute("describe select * from read_parquet($1)", [str(file)]).fetchall()
            for file in (whole, nothing)
        ]
    # The same types whatever the rows: files of different selections stack.
    assert types[0] == types[1]


# GeoPackage


def test_threads_write_the_same_package(tables: Tables, notice: Notice) -> None:
    with ThreadPoolExecutor(4) as pool:
        written = set(pool.map(lambda _: write_gpkg(tables, notice), range(4)))
    assert len(written) == 1


@pytest.fixture(scope="module")
def package(tables: Tables, notice: Notice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file: Path = tmp_path_factory.mktemp("gpkg") / "atlas.gpkg"
    file.write_bytes(write_gpkg(tables, notice))
    return file


STYLED = {
    "bands": "MultiPolygon",
    "areas": "Polygon",
    "lines": "LineString",
    "points": "Point",
}
SPATIAL = STYLED | {"places": "Point"}


def test_a_geopackage_has_a_layer_for_each_shape_and_a_table_for_the_rest(package: Path) -> None:
    layers = dict(pyogrio.list_layers(package).tolist())
    spatial = {name: kind for name, kind in layers.items() if kind is not None}
    assert spatial == SPATIAL
    assert set(layers) - set(spatial) == (set(TABLES) - {"features", "bands", "places"}) | {
        "about",
        "layer_styles",
    }


def test_a_geopackage_holds_each_feature_once_and_every_project(
    package: Path, tables: Tables
) -> None:
    drawn = [row["id"] for row in tables["features"].rows if row["geometry"] is not None]
    held = [
        name
        for layer in ("areas", "lines", "points")
        for name in gpd.read_file(package, layer=layer)["id"]
    ]
    assert sorted(held) == sorted(drawn)
    projects = pyogrio.read_dataframe(package, layer="projects")
    assert list(projects["id"]) == [row["id"] for row in tables["projects"].rows]
    assert list(projects["sectors"][0]) == ["rail"]


def test_a_geopackage_carries_its_notice(package: Path, notice: Notice) -> None:
    about = pyogrio.read_dataframe(package, layer="about")
    said = dict(zip(about["name"], about["value"], strict=True))
    assert said["data_version"] == notice.data_version
    assert pyogrio.read_info(package, layer="lines")["dataset_metadata"]["licence"] == "CC BY 4.0"


def test_every_layer_has_a_style_whose_categories_are_those_of_its_rows(package: Path) -> None:
    with closing(sqlite3.connect(package)) as database:
        styles = database.execute(
            "select f_table_name, styleQML, useAsDefault, f_geometry_column from layer_styles"
        ).fetchall()
        geometry_columns = dict(
            database.execute("select table_name, column_name from gpkg_geometry_columns")
        )
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert {name for name, *_ in styles} == set(STYLED)
    for name, qml, default, column in styles:
        assert (default, column) == (1, geometry_columns[name])
        root = ET.fromstring(qml.partition("\n")[2])  # noqa: S314 - our own document
        symbols = {symbol.get("name") for symbol in root.iter("symbol")}
        categories = list(root.iter("category"))
        assert {category.get("symbol") for category in categories} <= symbols
        if name != "bands":
            frame = pyogrio.read_dataframe(package, layer=name)
            wanted = {
                f"{row.sector or ''}|{row.feature_status or ''}|{row.role}|{int(row.inferred)}"
                for row in frame.where(frame.notna(), None).itertuples()
            }
            assert {category.get("value") for category in categories} == wanted


SE, OGC = "{http://www.opengis.net/se}", "{http://www.opengis.net/ogc}"


def passing(rule: ET.Element, row: dict[str, Any]) -> bool:
    """Return whether a row passes the filter of a rule."""
    every = rule.find(f"{OGC}Filter/{OGC}And")
    assert every is not None
    return all(
        str(row[one.findtext(f"{OGC}PropertyName") or ""]) == one.findtext(f"{OGC}Literal", "None")
        for one in every
    )


def test_each_row_is_drawn_by_one_rule_of_the_sld_in_the_colour_of_the_qml(package: Path) -> None:
    # As OGR reads it, for that is how QGIS does.
    styles = pyogrio.read_dataframe(package, layer="layer_styles").set_index("f_table_name")
    assert set(styles.index) == set(STYLED)
    assert styles["useAsDefault"].all()
    for name in ("areas", "lines", "points"):
        rules = list(ET.fromstring(styles.loc[name, "styleSLD"]).iter(f"{SE}Rule"))  # noqa: S314
        frame = pyogrio.read_dataframe(package, layer=name, read_geometry=False)
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        assert rows
        for row in rows:
            row["inferred"] = str(row["inferred"]).lower()
            (rule,) = [one for one in rules if passing(one, row)]
            (stroke, *_) = [
                p.text for p in rule.iter(f"{SE}SvgParameter") if p.get("name") == "stroke"
            ]
            assert stroke == sector_color((row["sector"],) if row["sector"] else ())


def test_the_table_of_styles_is_as_gdal_makes_it_for_qgis(package: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.gpkg"
    columns = pyogrio.read_info(package, layer="layer_styles")["fields"].tolist()
    empty = gpd.pd.DataFrame({name: gpd.pd.Series([], dtype=str) for name in columns})
    pyogrio.write_dataframe(empty, made, layer="layer_styles", layer_options={"FID": "id"})
    query = (
        "select data_type, identifier, srs_id from gpkg_contents where table_name = 'layer_styles'"
    )
    said = []
    for file in (package, made):
        with closing(sqlite3.connect(file)) as database:
            keys = [row[1] for row in database.execute("pragma table_info(layer_styles)")]
            said.append((keys, database.execute(query).fetchone()))
    assert said[0] == said[1]


def test_a_geopackage_of_nothing_has_the_same_layers(
    empty_tables: Tables, package: Path, notice: Notice, tmp_path: Path
) -> None:
    file = tmp_path / "empty.gpkg"
    file.write_bytes(write_gpkg(empty_tables, notice))
    assert pyogrio.list_layers(file).tolist() == pyogrio.list_layers(package).tolist()
    assert len(gpd.read_file(file, layer="lines")) == 0


# XLSX


def test_a_workbook_has_a_sheet_for_each_table(tables: Tables, notice: Notice) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(tables, notice)))
    assert book.sheetnames == ["about", *TABLES]
    for name, table in tables.items():
        header, *rows = book[name].iter_rows(values_only=True)
        assert list(header) == [field.name for field in table.fields]
        assert len(rows) == len(table.rows)
    first = dict(zip(*list(book["projects"].iter_rows(values_only=True))[:2], strict=True))
    assert first["location_countries"] == "SE;FI"
    assert first["located"] is True
    assert str(book["statuses"]["F2"].number_format) == "yyyy-mm-dd"


def test_a_workbook_of_nothing_has_headers_alone(empty_tables: Tables, notice: Notice) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(empty_tables, notice)))
    assert book["projects"].max_row == 1
