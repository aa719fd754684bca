"""Countries against sectors, and what became of statuses."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely

from neatlas.analysis.borders import selected_stretches
from neatlas.analysis.lengths import lengths_km
from neatlas.analysis.measure import country_lengths
from neatlas.analysis.summary import FLOW_COLUMNS, MATRIX_COLUMNS, country_sector, status_flow
from neatlas.catalog.frames import projects_frame

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from neatlas.catalog.catalog import Catalog


@pytest.fixture(scope="module")
def stretches(shipped_catalog: Catalog, shipped_frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return selected_stretches(shipped_catalog, shipped_frame)


@pytest.fixture(scope="module")
def matrix(shipped_frame: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame) -> pd.DataFrame:
    return country_sector(shipped_frame, stretches)


def km(matrix: pd.DataFrame, country: str, sector: str) -> float:
    return float(matrix.set_index(["country", "sector"])["length_km"][country, sector])


def test_the_matrix_counts_each_project_under_each_of_its_countries(
    shipped_frame: gpd.GeoDataFrame, matrix: pd.DataFrame
) -> None:
    assert list(matrix.columns) == list(MATRIX_COLUMNS)
    for row in matrix.itertuples():
        if row.country and row.sector:
            stands = [row.country in codes for codes in shipped_frame["location_countries"]]
            of = [row.sector in words for words in shipped_frame["sectors"]]
            assert row.projects == sum(a and b for a, b in zip(stands, of, strict=True))


def test_a_cell_measures_track_that_two_projects_share_once(
    shipped_frame: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame, matrix: pd.DataFrame
) -> None:
    # To Rajin the Trans-Korean railway takes the line that is a project as well, 1.68 km of it in
    # Russia; two records have the crossing to Sakhalin of 7.32 km, one of them with a vertex more.
    for country, shared in (("KP", 43.14), ("RU", 1.68 + 7.32)):
        best = stretches[(stretches["role"] == "best") & ~stretches["again"].astype(bool)]
        rail = [project for project, words in shipped_frame["sectors"].items() if "rail" in words]
        own = best[best["project"].isin(rail) & (best["country"] == country)]
        apart = lengths_km(own.geometry.to_numpy()).sum()
        assert km(matrix, country, "rail") == pytest.approx(apart - shared, abs=0.02)
        # By another library: shapely unites what is the same.
        union = lengths_km(shapely.get_parts([own.geometry.union_all(grid_size=1e-5)])).sum()
        assert km(matrix, country, "rail") == pytest.approx(union, abs=0.05)


def test_a_cell_of_which_nothing_is_drawn_has_no_length(matrix: pd.DataFrame) -> None:
    assert math.isnan(km(matrix, "KP", "port"))
    assert math.isnan(km(matrix, "JP", "power"))
    assert (matrix["length_km"].dropna() > 0).all()


def test_what_lies_off_every_country_has_a_cell_of_its_own(
    shipped_frame: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame, matrix: pd.DataFrame
) -> None:
    cables = matrix[matrix["country"].isna() & (matrix["sector"] == "power")]["length_km"].sum()
    power = [project for project, words in shipped_frame["sectors"].items() if "power" in words]
    lengths = country_lengths(stretches[stretches["project"].isin(power)])
    expected = lengths[lengths["country"].isna()]["length_km"].sum()
    assert cables == pytest.approx(expected, abs=0.01)
    assert cables > 0


def test_the_matrix_of_a_selection_holds_the_selection_alone(
    shipped_frame: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame
) -> None:
    alone = stretches[stretches["project"] == "trans-korean-gas-pipeline"]
    matrix = country_sector(shipped_frame.loc[["trans-korean-gas-pipeline"]], alone)
    assert set(matrix["sector"]) == {"gas"}
    assert list(matrix["country"]) == ["KP", "KR", "RU"]
    assert country_sector(shipped_frame.iloc[:0], stretches.iloc[:0]).empty


def test_the_flow_counts_each_project_once(shipped_catalog: Catalog) -> None:
    now = projects_frame(shipped_catalog)
    flow = status_flow(projects_frame(shipped_catalog, as_of=date(2012, 1, 31)), now)
    assert list(flow.columns) == list(FLOW_COLUMNS)
    assert sorted(project for ids in flow["ids"] for project in ids) == sorted(now.index)
    assert flow["projects"].tolist() == [len(ids) for ids in flow["ids"]]
    pairs = {(row.before, row.after): row.ids for row in flow.itertuples()}
    assert "trans-korean-gas-pipeline" in pairs["announced", "shelved"]
    assert "rajin-port-terminal" in pairs["pre_construction", "operating"]


def test_from_a_day_to_itself_no_status_changes(shipped_frame: gpd.GeoDataFrame) -> None:
    flow = status_flow(shipped_frame, shipped_frame)
    assert all(row.before == row.after for row in flow.itertuples())
