"""Countries against sectors, and what became of statuses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.measure import country_lengths
from neatlas.analysis.summary import FLOW_COLUMNS, MATRIX_COLUMNS, country_sector, status_flow
from neatlas.catalog.frames import projects_frame
from neatlas.catalog.stretches import stretches_frame

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from neatlas.catalog.catalog import Catalog


@pytest.fixture(scope="module")
def lengths(shipped_catalog: Catalog) -> pd.DataFrame:
    return country_lengths(stretches_frame(shipped_catalog))


def test_the_matrix_counts_each_project_under_each_of_its_countries(
    shipped_frame: gpd.GeoDataFrame, lengths: pd.DataFrame
) -> None:
    matrix = country_sector(shipped_frame, lengths)
    assert list(matrix.columns) == list(MATRIX_COLUMNS)
    for row in matrix.itertuples():
        if row.country and row.sector:
            stands = [row.country in codes for codes in shipped_frame["location_countries"]]
            of = [row.sector in words for words in shipped_frame["sectors"]]
            assert row.projects == sum(a and b for a, b in zip(stands, of, strict=True))


def test_the_kilometres_of_one_sector_add_up_to_the_lines_of_its_projects(
    shipped_frame: gpd.GeoDataFrame, lengths: pd.DataFrame
) -> None:
    matrix = country_sector(shipped_frame, lengths)
    rail = [project for project, words in shipped_frame["sectors"].items() if "rail" in words]
    whole = lengths[lengths["project"].isin(rail)]["length_km"].sum()
    assert matrix[matrix["sector"] == "rail"]["length_km"].sum() == pytest.approx(whole)


def test_the_matrix_of_a_selection_holds_the_selection_alone(
    shipped_frame: gpd.GeoDataFrame, lengths: pd.DataFrame
) -> None:
    matrix = country_sector(shipped_frame.loc[["trans-korean-gas-pipeline"]], lengths)
    assert set(matrix["sector"]) == {"gas"}
    assert list(matrix["country"]) == ["KP", "KR", "RU"]
    assert country_sector(shipped_frame.iloc[:0], lengths).empty


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
