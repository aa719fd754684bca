"""Tables over HTTP: the rows are those of every other door, and their number is said."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from neatlas.analysis.filters import parse_filter
from neatlas.analysis.select import Filter
from neatlas.atlas import loaded_atlas
from neatlas.cli import main
from neatlas.export.csv_table import write_csv_table
from neatlas.export.measured import MEASURES, corridors_table
from neatlas.export.notice import write_notice
from neatlas.export.tables import build_table
from neatlas.web import answering, giving
from neatlas.web.data import TABLE_FORMATS, TABLES
from neatlas.web.keeping import Shelf

if TYPE_CHECKING:
    from asking import Answer, Site

ALL_TABLES = ("projects", *TABLES)


def expected_ids(table: str, query: str) -> list[Any]:
    words = {name: [value] for name, _, value in (word.partition("=") for word in query.split("&"))}
    catalog = loaded_atlas().catalog
    built = build_table(catalog, parse_filter(words, catalog), table)
    return [[str(row[name]) for name in built.key] for row in built.rows]


def rows_of(given: Answer, suffix: str) -> list[dict[str, Any]]:
    if suffix == "csv":
        return list(csv.DictReader(io.StringIO(given.body.decode())))
    if suffix == "parquet":
        return list(pq.read_table(io.BytesIO(given.body)).to_pylist())
    if suffix == "json":
        return list(given.json["rows"])
    return [feature["properties"] for feature in given.json["features"]]


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("query", ["sector=rail", "country=SE&as_of=2012", "text=zebra"])
def test_the_rows_are_those_of_the_filter_in_every_form(
    site: Site, table: str, suffix: str, query: str
) -> None:
    given = site.ask(f"/atlas/{table}.{suffix}?{query}")
    key = build_table(loaded_atlas().catalog, parse_filter({}, loaded_atlas().catalog), table).key
    rows = [[str(row[name]) for name in key] for row in rows_of(given, suffix)]
    assert rows == expected_ids(table, query)
    assert given.headers["ogc-numbermatched"] == str(len(rows))
    licence = loaded_atlas().catalog.settings.licence_url
    assert given.headers["link"] == f'<{licence}>; rel="license"'
    if suffix in {"json", "geojson"}:
        assert given.json["numberMatched"] == len(rows)


@pytest.mark.parametrize("by", [None, *MEASURES])
def test_measures_are_those_of_the_command_line(site: Site, by: str | None) -> None:
    folder = loaded_atlas().catalog.folder.root
    flags = ["--by", by] if by else []
    query = f"country=SE&by={by}" if by else "country=SE"
    for suffix in ("csv", "json"):
        asked = ["measure", *flags, "--country", "SE", "--format", suffix, "--atlas", str(folder)]
        printed = CliRunner().invoke(main, asked)
        given = site.ask(f"/atlas/measure.{suffix}?{query}")
        assert given.body.rstrip() == printed.stdout_bytes.rstrip()
    assert given.headers["ogc-numbermatched"] == str(given.json["numberMatched"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("by=lands", "by: 'lands' is not a row of measures. Use one of: project, country,"),
        ("by=sector&by=status", "by: is given 2 times. Give it once."),
    ],
)
def test_measures_by_something_else_are_refused(site: Site, query: str, said: str) -> None:
    given = site.ask(f"/atlas/measure.csv?{query}")
    assert given.status == 400
    assert said in given.error


def test_corridors_are_those_of_the_command_line_in_every_form(site: Site) -> None:
    catalog = loaded_atlas().catalog
    table = corridors_table(catalog, Filter(), within_km=60, at_least_km=5)
    assert table.rows
    query = "within_km=60&at_least_km=5"
    given = {suffix: site.ask(f"/atlas/corridors.{suffix}?{query}") for suffix in TABLE_FORMATS}
    notice = write_notice(catalog, Filter(), within_km=60, at_least_km=5)
    assert notice.selection == query
    assert given["csv"].body.decode() == write_csv_table(table, notice)
    for suffix, answer in given.items():
        found = [(row["project"], row["sure"]) for row in rows_of(answer, suffix)]
        if suffix == "csv":
            found = [(project, sure == "true") for project, sure in found]
        assert found == [(row["project"], row["sure"]) for row in table.rows]


@pytest.mark.parametrize(
    "query",
    [
        "within_km=0",
        "within_km=101",
        "within_km=x",
        "at_least_km=-1",
        "at_least_km=nan",
        "at_least_km=inf",
    ],
)
def test_a_distance_that_means_nothing_is_refused(site: Site, query: str) -> None:
    given = site.ask(f"/atlas/corridors.json?{query}")
    assert given.status == 400
    name, _, value = query.partition("=")
    assert given.json["error"].startswith(f"{name}: is '{value}'. Give a number of kilometres")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_a_place_has_null_geometries(site: Site, table: str) -> None:
    given = site.ask(f"/atlas/{table}.geojson").json
    assert given["features"]
    assert {feature["geometry"] for feature in given["features"]} == {None}


def test_json_has_what_the_notice_says_and_real_lists(site: Site) -> None:
    given = site.ask("/atlas/projects.json?sector=rail").json
    assert given["selection"] == "sector=rail"
    assert given["data_version"] == loaded_atlas().version
    (row, *_) = given["rows"]
    assert row["sectors"] == ["rail"]
    assert row["geometry"]["type"] in {"MultiLineString", "GeometryCollection"}


@pytest.mark.parametrize("suffix", ["csv", "geojson", "json"])
@pytest.mark.parametrize("table", ALL_TABLES)
def test_a_big_answer_is_given_on_while_it_is_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, table: str, suffix: str
) -> None:
    whole = site.ask(f"/atlas/{table}.{suffix}")
    monkeypatch.setattr(giving, "WHOLE_ROWS", 0)
    monkeypatch.setattr(giving, "PIECE_CHARACTERS", 100)
    streamed = site.ask(f"/atlas/{table}.{suffix}")
    assert streamed.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in streamed.headers
    assert streamed.body == whole.body
    assert streamed.headers["etag"] == whole.headers["etag"]
    assert streamed.headers["ogc-numbermatched"] == whole.headers["ogc-numbermatched"]


def test_the_parts_of_a_parquet_file_make_the_whole(site: Site) -> None:
    path = "/atlas/statuses.parquet"
    whole = site.ask(path)
    assert whole.headers["accept-ranges"] == "bytes"
    length = len(whole.body)
    parts = [
        site.ask(path, Range=f"bytes={start}-{start + 999}", Accept_Encoding="gzip")
        for start in range(0, length, 1000)
    ]
    assert {part.status for part in parts} == {206}
    assert {part.headers["etag"] for part in parts} == {whole.headers["etag"]}
    assert b"".join(part.body for part in parts) == whole.body
    assert parts[-1].headers["content-range"] == (
        f"bytes {(length - 1) // 1000 * 1000}-{length - 1}/{length}"
    )
    assert site.ask(path, Range="bytes=-4").body == b"PAR1"


def test_a_part_beyond_the_end_is_refused_with_the_length(site: Site) -> None:
    length = len(site.ask("/atlas/sources.parquet").body)
    given = site.ask("/atlas/sources.parquet", Range=f"bytes={length}-")
    assert given.status == 416
    assert given.headers["content-range"] == f"bytes */{length}"
    assert given.error == f"The content has {length} bytes and none of those. Ask for some of them."


@pytest.mark.parametrize(
    "headers",
    [{"If_Range": '"another"', "Range": "bytes=0-3"}, {"Range": "bytes=0-1,4-5"}],
    ids=["what the caller holds is old", "several parts at once"],
)
def test_the_whole_is_given_where_a_part_would_not_do(site: Site, headers: dict[str, str]) -> None:
    given = site.ask("/atlas/projects.parquet", **headers)
    assert given.status == 200
    assert len(given.body) == int(given.headers["content-length"])


def test_a_part_is_given_to_who_holds_the_same(site: Site) -> None:
    tag = site.ask("/atlas/projects.parquet").headers["etag"]
    given = site.ask("/atlas/projects.parquet", If_Range=tag, Range="bytes=0-3")
    assert (given.status, given.body) == (206, b"PAR1")


def test_a_file_is_made_once_for_all_its_parts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    shelf = Shelf(1_000_000)
    put = shelf.put
    monkeypatch.setattr(shelf, "put", lambda *kept: (made.append(kept), put(*kept)))
    monkeypatch.setattr(answering, "_SHELF", shelf)
    for start in range(5):
        site.ask("/atlas/passages.parquet", Range=f"bytes={start}-")
    assert len(made) == 1


def test_duckdb_reads_what_was_given(site: Site, tmp_path: Any) -> None:
    file = tmp_path / "statuses.parquet"
    file.write_bytes(site.ask("/atlas/statuses.parquet?status=operating").body)
    rows = duckdb.connect().execute(f"select project from '{file}'").fetchall()  # noqa: S608
    assert len(rows) == len(expected_ids("statuses", "status=operating"))


def test_only_parquet_is_read_in_parts(site: Site) -> None:
    given = site.ask("/atlas/projects.csv", Range="bytes=0-3")
    assert given.status == 200
    assert "accept-ranges" not in given.headers
    json.loads(site.ask("/atlas/projects.json", Range="bytes=0-3").body)
