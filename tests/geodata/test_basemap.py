"""The basemap's layers, held against what is known to be true of the ground."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

BASEMAP = Path(__file__).resolve().parents[2] / "geodata" / "basemap"
REGION = shapely.box(95, 28, 155, 65)
BUDGETS = {
    "land_overview": 8_000,
    "land": 45_000,
    "disputed": 1_000,
    "lakes": 10_000,
    "borders": 3_000,
    "provinces": 10_000,
    "rivers": 15_000,
    "towns": 450,
}
LAYERS = sorted(BUDGETS)


@cache
def features(layer: str) -> list[tuple[dict[str, Any], Any]]:
    collection = json.loads((BASEMAP / f"{layer}.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    return [
        (feature["properties"], shapely.geometry.shape(feature["geometry"]))
        for feature in collection["features"]
    ]


@cache
def land(layer: str = "land") -> Any:
    return shapely.union_all([shape for _, shape in features(layer)])


def town(name: str, country: str) -> tuple[dict[str, Any], Any]:
    found = [
        (p, shape) for p, shape in features("towns") if (p["name"], p["country"]) == (name, country)
    ]
    assert len(found) == 1, name
    return found[0]


def demarcation_line() -> list[Any]:
    return [shape for p, shape in features("borders") if p["kind"] == "military_demarcation_line"]


def test_the_land_of_the_world_ends_at_coasts() -> None:
    """It is cut at the meridian of 180 degrees and at the South Pole, and nowhere else."""
    shapes = [shape for _, shape in features("world")]
    assert all(shape.is_valid for shape in shapes)
    whole = land("world")
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-4)
    for ring in shapely.get_rings(shapes):
        corners = shapely.get_coordinates(ring)
        for (lon, lat), (to_lon, to_lat) in pairwise(corners):
            cut = lon == to_lon == 180 or lon == to_lon == -180 or lat == to_lat == -90
            assert cut or abs(to_lon - lon) < 12
    for lon, lat in [(100, 64), (-175, 66.5), (179, 66.5), (25, 0), (0, -85), (-100, 40)]:
        assert whole.contains(shapely.Point(lon, lat))
    for lon, lat in [(0, 66.5), (-170, 72), (100, 80), (0, -16.5), (175, 60), (51, 42)]:
        assert not whole.contains(shapely.Point(lon, lat))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_valid_and_lies_within_the_region(layer: str) -> None:
    shapes = [shape for _, shape in features(layer)]
    assert shapes
    for shape in shapes:
        assert shape.is_valid
        assert not shape.is_empty
        assert REGION.covers(shape)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_keeps_to_its_vertex_budget(layer: str) -> None:
    count = sum(shapely.get_num_coordinates(shape) for _, shape in features(layer))
    assert count <= BUDGETS[layer]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_has_one_feature_a_line_and_few_decimals(layer: str) -> None:
    text = (BASEMAP / f"{layer}.geojson").read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(features(layer)) + 2
    assert not re.search(r"\.\d{5,}", text)


def test_the_layers_are_small_together() -> None:
    assert sum(path.stat().st_size for path in BASEMAP.glob("*.geojson")) < 2_500_000


@pytest.mark.parametrize("layer", ["land", "land_overview", "disputed", "lakes"])
def test_outer_rings_run_counter_clockwise(layer: str) -> None:
    for _, shape in features(layer):
        for polygon in shapely.get_parts(shape):
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)


@pytest.mark.parametrize("layer", ["land", "land_overview"])
def test_polygons_of_land_do_not_overlap(layer: str) -> None:
    whole = sum(shape.area for _, shape in features(layer))
    assert land(layer).area == pytest.approx(whole, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Vladivostok", "RU"),
        ("Seoul", "KR"),
        ("Rajin", "KP"),
        ("Nysh", "RU"),
        ("Khasan", "RU"),
        ("Tumangang", "KP"),
        ("Lazarev", "RU"),
        ("Pogibi", "RU"),
        ("De-Kastri", "RU"),
        ("Jejin", "KR"),
    ],
)
def test_a_town_lies_on_land(name: str, country: str) -> None:
    _, spot = town(name, country)
    assert land().covers(spot)


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("the middle of the Nevelskoy strait", 141.591, 52.2237),
        ("the East Sea", 131.0, 40.0),
        ("Rajin bay", 130.30, 42.20),
        ("Amur bay", 131.80, 43.20),
        ("Yongil bay", 129.45, 36.08),
    ],
)
def test_a_place_at_sea_is_not_land(place: str, lon: float, lat: float) -> None:
    assert not land().intersects(shapely.Point(lon, lat)), place


@pytest.mark.parametrize(
    ("place", "lon", "lat"), [("East Sea", 131.0, 40.0), ("Sea of Okhotsk", 148.0, 54.0)]
)
def test_open_sea_is_not_land_in_the_overview(place: str, lon: float, lat: float) -> None:
    assert not land("land_overview").intersects(shapely.Point(lon, lat)), place


def test_sakhalin_is_an_island() -> None:
    _, nysh = town("Nysh", "RU")
    _, lazarev = town("Lazarev", "RU")
    sakhalin = [shape for _, shape in features("land") if shape.covers(nysh)]
    assert len(sakhalin) == 1
    assert not sakhalin[0].covers(lazarev)


def test_the_strait_is_about_as_wide_as_published() -> None:
    _, nysh = town("Nysh", "RU")
    _, lazarev = town("Lazarev", "RU")
    strait = shapely.box(141.3, 52.0, 141.9, 52.4)
    shores = [shape.intersection(strait) for _, shape in features("land") if shape.covers(lazarev)]
    shores += [shape.intersection(strait) for _, shape in features("land") if shape.covers(nysh)]
    (west, north), (east, south) = shapely.shortest_line(*shores).coords
    width = math.hypot((east - west) * 68.3, (north - south) * 111.3)  # kilometres a degree
    assert width == pytest.approx(7.3, abs=0.8)


def test_the_demarcation_line_is_a_kind_of_its_own() -> None:
    lines = demarcation_line()
    assert lines
    for properties, _ in features("borders"):
        korean = properties["countries"] == ["KP", "KR"]
        assert (properties["kind"] == "military_demarcation_line") == korean
        assert properties["countries"] == sorted(properties["countries"])
    west, _, east, _ = shapely.union_all(lines).bounds
    assert west == pytest.approx(126.66, abs=0.05)
    assert east == pytest.approx(128.37, abs=0.05)


def test_the_northern_limit_line_is_not_drawn() -> None:
    yellow_sea = shapely.box(123.0, 36.0, 126.5, 38.6)
    assert not any(shape.intersects(yellow_sea) for _, shape in features("borders"))
    assert not any(line.intersects(shapely.box(120, 30, 126.5, 45)) for line in demarcation_line())


def test_no_border_runs_at_sea() -> None:
    ashore = land().buffer(0.002)
    assert all(ashore.covers(shape) for _, shape in features("borders"))


def test_each_pair_of_neighbours_has_a_border() -> None:
    pairs = {tuple(properties["countries"]) for properties, _ in features("borders")}
    neighbours = {
        ("CN", "KP"),
        ("CN", "MN"),
        ("CN", "RU"),
        ("KP", "KR"),
        ("KP", "RU"),
        ("MN", "RU"),
    }
    assert neighbours <= pairs
    assert not any("JP" in pair for pair in pairs)


def test_disputed_islands_are_there_and_part_of_the_land() -> None:
    shapes = {properties["id"]: shape for properties, shape in features("disputed")}
    assert set(shapes) == {"kunashir", "iturup", "shikotan", "habomai", "liancourt"}
    assert shapes["liancourt"].distance(shapely.Point(131.8665, 37.2410)) < 0.02
    for shape in shapes.values():
        assert land().buffer(1e-6).covers(shape)
        assert land("land_overview").intersects(shape)


def test_disputed_islands_carry_no_town() -> None:
    quiet = shapely.union_all([shape for _, shape in features("disputed")]).buffer(0.02)
    assert not any(quiet.intersects(spot) for _, spot in features("towns"))


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [("Khanka", 132.4, 45.0), ("Baikal", 108.0, 53.5), ("Kizi", 140.3, 51.65)],
)
def test_a_lake_is_there(name: str, lon: float, lat: float) -> None:
    lakes = [shape for p, shape in features("lakes") if p["kind"] == "lake" or name == "Kizi"]
    assert any(lake.dwithin(shapely.Point(lon, lat), 0.1) for lake in lakes)


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Amur at Blagoveshchensk", 127.53, 50.25),
        ("Amur at Khabarovsk", 135.05, 48.48),
        ("Ussuri", 133.8, 46.2),
        ("Tumen", 129.8, 42.45),
        ("Yalu", 126.3, 41.15),
        ("Sungari at Harbin", 126.6, 45.78),
        ("Lena at Yakutsk", 129.8, 62.0),
        ("Han at Seoul", 127.0, 37.52),
        ("Taedong at Pyongyang", 125.75, 39.02),
    ],
)
def test_a_river_is_there(name: str, lon: float, lat: float) -> None:
    waters = [shape for layer in ("rivers", "lakes") for _, shape in features(layer)]
    assert any(water.dwithin(shapely.Point(lon, lat), 0.12) for water in waters), name


def test_rivers_have_a_rank_and_no_name() -> None:
    assert {properties["rank"] for properties, _ in features("rivers")} == {1, 2, 3}
    assert all(set(properties) == {"rank"} for properties, _ in features("rivers"))


def test_province_lines_are_those_of_six_countries() -> None:
    countries = {properties["country"] for properties, _ in features("provinces")}
    assert countries == {"CN", "JP", "KP", "KR", "MN", "RU"}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Seoul", "KR"),
        ("Pyongyang", "KP"),
        ("Tokyo", "JP"),
        ("Beijing", "CN"),
        ("Ulaanbaatar", "MN"),
        ("Vladivostok", "RU"),
        ("Khabarovsk", "RU"),
        ("Busan", "KR"),
    ],
)
def test_capitals_and_hubs_are_labelled_first(name: str, country: str) -> None:
    properties, _ = town(name, country)
    assert properties["rank"] == 1


@pytest.mark.parametrize(
    ("name", "country", "lon", "lat"),
    [
        ("Khasan", "RU", 130.65, 42.43),
        ("Kimchaek", "KP", 129.20, 40.67),
        ("Kosong", "KP", 128.18, 38.74),
        ("Goyang", "KR", 126.83, 37.66),
        ("Gwangju", "KR", 126.90, 35.16),
        ("Jilin", "CN", 126.56, 43.85),
        ("Suifenhe", "CN", 131.15, 44.40),
        ("Mirny", "RU", 113.96, 62.54),
    ],
)
def test_a_town_is_the_one_that_is_meant(name: str, country: str, lon: float, lat: float) -> None:
    _, spot = town(name, country)
    assert spot.dwithin(shapely.Point(lon, lat), 0.05)


def test_towns_are_plainly_named_once_and_sourced() -> None:
    towns = [properties for properties, _ in features("towns")]
    keys = [(properties["name"], properties["country"]) for properties in towns]
    assert len(set(keys)) == len(keys)
    for properties in towns:
        assert re.fullmatch(r"[A-Z][A-Za-z' -]+", properties["name"])
        assert properties["rank"] in range(1, 6)
        assert properties["population"] is None or properties["population"] > 0
        assert properties["source"]


def test_names_in_other_scripts_are_in_the_script_of_their_language() -> None:
    scripts = {"ko": "[가-힣]+", "ru": r"[\u0400-\u04ff -]+", "ja": "[一-鿿]+", "zh": "[一-鿿]+"}
    home = {"CN": "zh", "JP": "ja"}
    for properties, _ in features("towns"):
        for language, name in properties["names"].items():
            assert language in {"ko", "ru", home.get(properties["country"])}
            assert re.fullmatch(scripts[language], name)
    assert town("Rajin", "KP")[0]["names"] == {"ko": "라진", "ru": "Раджин"}
    assert town("Tokyo", "JP")[0]["names"] == {"ja": "東京", "ko": "도쿄", "ru": "Токио"}
    assert town("Vladivostok", "RU")[0]["names"]["ru"] == "Владивосток"


def test_every_layer_has_a_credit_and_a_licence() -> None:
    credit = json.loads((BASEMAP / "credits.json").read_text(encoding="utf-8"))
    prose = (BASEMAP / "LICENCES.md").read_text(encoding="utf-8")
    assert set(credit) == {*LAYERS, "world"}
    for layer, entries in credit.items():
        assert entries
        assert all(set(entry) == {"credit", "licence"} for entry in entries)
        assert f"{layer}.geojson" in prose
