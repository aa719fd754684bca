from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.catalog.frames import (
    CRS,
    FEATURE_COLUMNS,
    PROJECT_COLUMNS,
    check_frame,
    features_frame,
    fold,
    projects_frame,
)

if TYPE_CHECKING:
    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_both_frames_meet_their_contract(atlas: str, request: pytest.FixtureRequest) -> None:
    catalog = request.getfixturevalue(f"{atlas}_catalog")
    projects, features = projects_frame(catalog), features_frame(catalog)
    check_frame(projects, PROJECT_COLUMNS, name="projects")
    check_frame(features, FEATURE_COLUMNS, name="features")
    assert list(projects.columns) == list(PROJECT_COLUMNS)
    assert list(features.columns) == list(FEATURE_COLUMNS)
    assert (projects.index.name, features.index.name) == ("project", "feature")
    assert projects.crs == features.crs == CRS
    assert set(features["project"]) <= set(projects.index)


def test_projects_stand_in_the_order_of_the_text(shipped_catalog: Catalog) -> None:
    frame = projects_frame(shipped_catalog)
    assert list(frame[~frame["context"].astype(bool)].index) == [
        "border-regions-with-north-east-china",
        "joint-investments",
        "regional-energy-cooperation",
        "trans-korean-gas-pipeline",
        "russia-korea-power-line",
        "trans-korean-railway",
        "sakhalin-tunnel",
        "railroad-tracks",
        "selikhin-nysh-railway",
        "khabarovsk-airport",
        "vladivostok-airport",
        "other-projects-in-russia",
        "tumangan-rajin-railway",
        "rajin-port-terminal",
        "mongolia-resources",
    ]


def test_a_project_without_a_location_stays_with_no_geometry(tiny_catalog: Catalog) -> None:
    row = projects_frame(tiny_catalog).loc["shared-studies"]
    assert row["geometry"] is None
    assert row["status"] is None
    assert not row["located"]


@pytest.mark.parametrize(
    ("project", "precisions"),
    [
        ("regional-energy-cooperation", ("none",)),
        ("sakhalin-tunnel", ("schematic",)),
        ("trans-korean-railway", ("traced", "station_to_station")),
        ("rajin-port-terminal", ("point",)),  # its area is schematic
        ("russia-korea-power-line", ("indicative_corridor",)),  # its alternative is schematic
    ],
)
def test_the_precision_of_a_project_is_that_of_its_best_geometries(
    project: str, precisions: tuple[str, ...], shipped_frame: gpd.GeoDataFrame
) -> None:
    assert shipped_frame.loc[project, "precisions"] == precisions


def test_every_project_has_a_precision_and_none_only_without_a_location(
    shipped_frame: gpd.GeoDataFrame,
) -> None:
    for row in shipped_frame.itertuples():
        assert row.precisions
        assert ("none" in row.precisions) == (row.geometry is None)


def test_a_projects_geometry_is_its_best_and_no_alternative(tiny_catalog: Catalog) -> None:
    railway = projects_frame(tiny_catalog).geometry["gulf-railway"]
    assert railway.bounds == (21.0, 65.0, 24.0, 65.6)


def test_frames_are_in_wgs84_longitude_first(shipped_catalog: Catalog) -> None:
    west, south, east, north = features_frame(shipped_catalog).total_bounds
    assert 95 <= west < east <= 155
    assert 28 <= south < north <= 65


def test_a_feature_has_the_status_of_its_part(tiny_catalog: Catalog) -> None:
    statuses = features_frame(tiny_catalog)["status"].to_dict()
    assert statuses["gulf-railway/west-shore"] == "operating"
    assert statuses["gulf-railway/east-shore"] == "construction"
    assert statuses["gulf-railway/across"] == "mixed"


def test_statuses_before_the_first_are_not_known(tiny_catalog: Catalog) -> None:
    frame = projects_frame(tiny_catalog, as_of=date(1990, 1, 1))
    assert list(frame["status"]) == [None] * 5


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
