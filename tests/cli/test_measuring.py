"""`neatlas measure` and `neatlas corridors`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from neatlas.analysis.corridors import CORRIDOR_COLUMNS
from neatlas.analysis.measure import COUNTRY_COLUMNS, MEASURE_COLUMNS
from neatlas.analysis.nearby import NEAR_COLUMNS
from neatlas.analysis.summary import FLOW_COLUMNS, MATRIX_COLUMNS
from neatlas.catalog.stretches import CROSSING_COLUMNS
from neatlas.cli import main
from neatlas.export.csv_table import NOTICE_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    given = json.loads(result.stdout)
    assert set(NOTICE) <= set(given)
    assert given["numberMatched"] == len(given["rows"])
    return list(given["rows"])


NOTICE = ("licence", "citation", "selection", "data_version")
CROSSINGS = [c for c in CROSSING_COLUMNS if c not in {"geometry", "role"}]


@pytest.mark.parametrize(
    ("by", "columns"),
    [
        ("project", ["project", *MEASURE_COLUMNS]),
        ("country", list(COUNTRY_COLUMNS)),
        ("border", [*CROSSINGS, "lon", "lat"]),
        ("sector", list(MATRIX_COLUMNS)),
        ("status", list(FLOW_COLUMNS)),
    ],
)
def test_each_table_has_its_columns_in_every_form(by: str, columns: list[str]) -> None:
    found = rows("measure", "--by", by)
    assert list(found[0]) == columns
    printed = run("measure", "--by", by, "--format", "csv").stdout
    assert next(csv.reader(io.StringIO(printed))) == [*columns, *NOTICE_FIELDS]
    assert len(list(csv.reader(io.StringIO(printed)))) == len(found) + 1
    table = run("measure", "--by", by).stdout
    assert table.splitlines()[0].split() == columns


def test_the_countries_of_a_project_add_up_to_its_length() -> None:
    (whole,) = rows("measure", "--text", "goseong gas pipeline")
    parts = rows("measure", "--by", "country", "--text", "goseong gas pipeline")
    assert sum(row["length_km"] for row in parts) == pytest.approx(whole["length_km"], abs=0.003)
    assert whole["length_min_km"] < whole["length_km"] < whole["length_max_km"]


def test_what_is_not_drawn_has_null_for_a_length(tiny_atlas: Path) -> None:
    found = {row["project"]: row for row in rows("measure", "--atlas", tiny_atlas)}
    assert found["shared-studies"]["length_km"] is None
    assert found["norrvik-airport"]["area_km2"] is None


def test_a_border_has_its_place_and_coordinates(tiny_atlas: Path) -> None:
    (row,) = rows("measure", "--by", "border", "--atlas", tiny_atlas)
    assert (row["place"], row["lon"], row["lat"]) == ("Border bridge", 22.5, 65.6)


def test_an_atlas_with_areas_of_countries_splits_what_nothing_declares(tiny_atlas: Path) -> None:
    areas = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"country": code},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[w, 61], [e, 61], [e, 67], [w, 67], [w, 61]]],
                },
            }
            for code, w, e in (("SE", 19, 20.75), ("FI", 20.75, 27))
        ],
    }
    undeclared = rows("measure", "--by", "country", "--text", "power", "--atlas", tiny_atlas)
    assert [row["split"] for row in undeclared] == ["undeclared"]
    (tiny_atlas / "basemap" / "countries.geojson").write_text(json.dumps(areas))
    split = rows("measure", "--by", "country", "--text", "power", "--atlas", tiny_atlas)
    assert [(row["country"], row["split"]) for row in split] == [
        ("FI", "generalised"),
        ("SE", "generalised"),
    ]
    whole = undeclared[0]["length_km"]
    assert sum(row["length_km"] for row in split) == pytest.approx(whole, abs=0.002)
    crossing = rows("measure", "--by", "border", "--text", "power", "--atlas", tiny_atlas)[0]
    assert (crossing["place"], crossing["split"]) == (None, "generalised")
    assert crossing["lon"] == pytest.approx(20.75, abs=0.01)


def test_the_flow_begins_at_the_date_of_the_text() -> None:
    assert run("measure", "--by", "status").stdout.splitlines()[-1].startswith("From 2012-01 to 20")
    # Time runs one way: a map of before the text is what came first.
    earlier = run("measure", "--by", "status", "--as-of", "2005").stdout
    assert earlier.splitlines()[-1] == "From 2005 to 2012-01."
    (shelved,) = [
        row
        for row in rows("measure", "--by", "status", "--as-of", "2005")
        if "rajin-port-terminal" in row["ids"]
    ]
    assert (shelved["before"], shelved["after"]) == (None, "pre_construction")


@pytest.mark.parametrize("flag", ["--within", "--for"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1"])
def test_a_distance_that_is_none_is_refused_in_a_line(flag: str, value: str) -> None:
    result = run("corridors", flag, value)
    assert result.exit_code == 2
    assert f"Invalid value for '{flag}'" in result.stderr


def test_corridors_are_listed_longest_first() -> None:
    found = rows("corridors", "--within", "10", "--for", "100")
    assert list(found[0]) == list(CORRIDOR_COLUMNS)
    lengths = [row["length_km"] for row in found]
    assert lengths == sorted(lengths, reverse=True)
    assert min(lengths) >= 100


def test_a_corridor_is_looked_for_among_the_selected_alone() -> None:
    found = rows("corridors", "--sector", "rail", "--sector", "port")
    assert {row["project"] for row in found} <= {"trans-korean-railway", "tumangan-rajin-railway"}


@pytest.mark.parametrize("place", ["rajin", "Rajin", "130.283,42.256"])
def test_what_passes_near_a_place_is_listed_nearest_first(place: str) -> None:
    found = rows("corridors", "--near", place, "--within", "20")
    assert list(found[0]) == ["project", *NEAR_COLUMNS]
    assert "rajin-port-terminal" in {row["project"] for row in found}
    distances = [row["distance_km"] for row in found]
    assert distances == sorted(distances)


def test_an_unknown_place_is_one_line_with_what_was_likely_meant() -> None:
    result = run("corridors", "--near", "vladivostk")
    assert result.exit_code == 1
    assert result.stderr == ("--near: 'vladivostk' is not a place. Did you mean 'vladivostok'?\n")


def test_a_distance_out_of_range_is_a_wrong_call() -> None:
    result = run("corridors", "--within", "500")
    assert result.exit_code == 2
    assert "0<x<=100" in result.stderr


def test_a_selection_without_corridors_says_so() -> None:
    assert run("corridors", "--sector", "airport").stdout.startswith("No rows.")
    assert rows("corridors", "--sector", "airport") == []
    # As CSV the heads stay, and the notice that no row carries is said beside.
    empty = run("corridors", "--sector", "airport", "--format", "csv")
    full = run("corridors", "--format", "csv")
    assert empty.stdout == full.stdout.splitlines(keepends=True)[0]
    assert empty.stderr.startswith("No rows. CC BY 4.0. ")
    assert "Selection: sector=airport&within_km=10&at_least_km=20." in empty.stderr


def test_corridors_can_be_drawn_elsewhere() -> None:
    written = run("corridors", "--for", "100", "--format", "geojson")
    collection = json.loads(written.stdout)
    assert {f["geometry"]["type"] for f in collection["features"]} == {"LineString"}
    asked = "within_km=10&at_least_km=100"
    assert (collection["licence"], collection["selection"]) == ("CC BY 4.0", asked)
    first = collection["features"][0]
    start = first["properties"]["from_lon"], first["properties"]["from_lat"]
    assert first["geometry"]["coordinates"][0] == pytest.approx(start, abs=1e-6)
    refused = run("corridors", "--near", "rajin", "--format", "geojson")
    assert refused.exit_code == 2
    assert "has no corridors to draw" in refused.stderr
