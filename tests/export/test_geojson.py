from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from shapely.geometry import shape

from neatlas.analysis.filters import parse_filter
from neatlas.catalog.frames import features_frame
from neatlas.export.formats import FORMATS
from neatlas.export.rows import FIELDS
from neatlas.export.tables import shapes

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


FEATURE_FIELDS = [field.name for field in shapes.FEATURE_FIELDS]


def written(catalog: Catalog, **words: str) -> dict[str, Any]:
    chosen = parse_filter({name: [value] for name, value in words.items()}, catalog)
    return dict(json.loads(FORMATS["geojson"].write(catalog, chosen)))


def by_id(collection: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature for feature in collection["features"]}


def test_each_feature_stands_for_what_is_drawn_in_the_order_of_the_text(
    tiny_catalog: Catalog,
) -> None:
    assert list(by_id(written(tiny_catalog))) == [
        "gulf-railway/west-shore",
        "gulf-railway/east-shore",
        "gulf-railway/across",
        "norrvik-airport/reference-point",
        "gulf-power-line/line",
        "lumijoki-harbour/basin",
        "shared-studies",
    ]


def test_a_project_without_a_place_is_a_feature_without_a_geometry(tiny_catalog: Catalog) -> None:
    feature = by_id(written(tiny_catalog))["shared-studies"]
    assert feature["type"] == "Feature"
    assert feature["geometry"] is None
    assert feature["properties"]["project"] == "shared-studies"
    assert feature["properties"]["located"] is False
    assert {feature["properties"][field] for field in FEATURE_FIELDS} == {None}


def test_a_feature_has_the_fields_of_every_format_and_its_own(tiny_catalog: Catalog) -> None:
    properties = by_id(written(tiny_catalog))["gulf-railway/east-shore"]["properties"]
    assert set(properties) == {*FIELDS, *FEATURE_FIELDS, "project", "licence", "credit"}
    assert properties["id"] == "gulf-railway/east-shore"
    assert properties["project"] == "gulf-railway"
    assert (properties["status"], properties["feature_status"]) == ("mixed", "construction")
    assert (properties["part"], properties["role"]) == ("border-lumijoki", "best")


def test_a_feature_carries_the_credit_of_its_own_or_else_of_the_atlas(
    tiny_catalog: Catalog,
) -> None:
    features = by_id(written(tiny_catalog))
    assert features["gulf-railway/across"]["properties"]["credit"] == "Norrviks Kuriren"
    assert features["gulf-railway/west-shore"]["properties"]["credit"] == (
        "neatlas tests (CC BY 4.0)."
    )


def test_longitude_comes_first(tiny_catalog: Catalog) -> None:
    point = by_id(written(tiny_catalog))["norrvik-airport/reference-point"]["geometry"]
    assert point == {"type": "Point", "coordinates": [21.1, 65.05]}


def test_the_collection_says_its_date_and_its_rights(tiny_catalog: Catalog) -> None:
    collection = written(tiny_catalog, as_of="2000")
    assert collection["type"] == "FeatureCollection"
    assert collection["as_of"] == "2000-12-31"
    assert collection["known_as_of"] == "2016-11"
    assert collection["licence"] == "CC BY 4.0"
    # What was proposed later is not in it, and what is in it has no status yet.
    assert "gulf-railway/across" not in by_id(collection)
    assert {f["properties"]["feature_status"] for f in collection["features"]} == {None}


def test_a_filter_that_selects_nothing_gives_no_features(tiny_catalog: Catalog) -> None:
    assert written(tiny_catalog, sector="gas")["features"] == []


def test_geometries_are_those_of_the_records_with_rings_counterclockwise(
    shipped_catalog: Catalog,
) -> None:
    collection = written(shipped_catalog, context="yes")
    drawn = {id_: f for id_, f in by_id(collection).items() if f["geometry"] is not None}
    frame = features_frame(shipped_catalog)
    assert set(drawn) == set(frame.index)
    for feature_id, feature in drawn.items():
        built = shape(feature["geometry"])
        assert built.equals_exact(frame.geometry[feature_id], 1e-6) or built.equals(
            shapely.set_precision(frame.geometry[feature_id], 1e-6)
        )
        if built.geom_type == "Polygon":
            assert built.exterior.is_ccw


def test_geopandas_reads_it(tiny_catalog: Catalog) -> None:
    frame = gpd.GeoDataFrame.from_features(written(tiny_catalog))
    assert len(frame) == 7
    assert frame.geometry.isna().sum() == 1
