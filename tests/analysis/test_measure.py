"""Measures of projects, against lengths that are known otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.ground import length_km
from neatlas.analysis.measure import (
    COUNTRY_COLUMNS,
    MEASURE_COLUMNS,
    country_lengths,
    measure_projects,
)
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.catalog.stretches import stretches_frame

if TYPE_CHECKING:
    import pandas as pd

    from neatlas.catalog.catalog import Catalog


@pytest.fixture(scope="module")
def shipped(shipped_catalog: Catalog) -> pd.DataFrame:
    return measure_projects(
        projects_frame(shipped_catalog),
        features_frame(shipped_catalog),
        stretches_frame(shipped_catalog),
    )


@pytest.fixture(scope="module")
def tiny(tiny_catalog: Catalog) -> pd.DataFrame:
    return measure_projects(
        projects_frame(tiny_catalog), features_frame(tiny_catalog), stretches_frame(tiny_catalog)
    )


def test_every_project_stands_once_in_the_order_of_the_text(
    tiny: pd.DataFrame, tiny_catalog: Catalog
) -> None:
    assert list(tiny.index) == list(tiny_catalog.mentions)
    assert list(tiny.columns) == list(MEASURE_COLUMNS)


def test_the_length_is_that_of_the_best_lines_alone(tiny: pd.DataFrame) -> None:
    west = length_km([(21.0, 65.0), (21.8, 65.5), (22.5, 65.6)])
    east = length_km([(22.5, 65.6), (23.2, 65.5), (24.0, 65.0)])
    assert tiny.loc["gulf-railway", "length_km"] == pytest.approx(west + east, rel=1e-12)


def test_what_has_no_line_has_no_length_rather_than_none_of_it(tiny: pd.DataFrame) -> None:
    assert tiny.loc["norrvik-airport"].isna().all()
    assert tiny.loc["shared-studies"].isna().all()


def test_the_area_of_a_site_is_geodesic(tiny: pd.DataFrame) -> None:
    # 0.2 by 0.1 degrees about 64.05 N, by the lengths of its middle lines.
    width = length_km([(22.9, 64.05), (23.1, 64.05)])
    height = length_km([(23.0, 64.0), (23.0, 64.1)])
    assert tiny.loc["lumijoki-harbour", "area_km2"] == pytest.approx(width * height, rel=1e-4)


def test_the_range_of_a_straight_line_follows_from_its_ends(tiny: pd.DataFrame) -> None:
    row = tiny.loc["gulf-power-line"]
    assert row["length_max_km"] - row["length_km"] == pytest.approx((20**2 + 20**2) ** 0.5)
    assert row["length_km"] - row["length_min_km"] == pytest.approx((20**2 + 20**2) ** 0.5)


def test_land_and_sea_add_up_to_the_length(shipped: pd.DataFrame) -> None:
    whole = shipped["length_km"].dropna()
    both = (shipped["land_km"] + shipped["sea_km"]).dropna()
    assert both.to_dict() == pytest.approx(whole.to_dict(), rel=1e-12)


def test_the_tunnel_lies_wholly_over_declared_water(shipped: pd.DataFrame) -> None:
    row = shipped.loc["sakhalin-tunnel"]
    assert row["land_km"] == 0
    assert row["sea_km"] == pytest.approx(7.3, abs=0.1)  # the strait at its narrowest


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_the_countries_of_a_project_add_up_to_its_length(
    atlas: str, request: pytest.FixtureRequest
) -> None:
    catalog, measured = (request.getfixturevalue(name) for name in (f"{atlas}_catalog", atlas))
    lengths = country_lengths(stretches_frame(catalog))
    assert list(lengths.columns) == list(COUNTRY_COLUMNS)
    whole = measured["length_km"].dropna().to_dict()
    assert lengths.groupby("project")["length_km"].sum().to_dict() == pytest.approx(
        whole, rel=1e-12
    )


def test_an_unknown_country_is_none_and_says_so(shipped_catalog: Catalog) -> None:
    lengths = country_lengths(stretches_frame(shipped_catalog))
    (row,) = lengths[lengths["project"] == "asian-super-grid-incheon-weihai"].to_dict("records")
    assert row["country"] is None
    assert (row["over"], row["split"]) == ("sea", "undeclared")


def test_the_gas_pipeline_runs_through_three_countries(shipped_catalog: Catalog) -> None:
    lengths = country_lengths(stretches_frame(shipped_catalog))
    own = lengths[lengths["project"] == "trans-korean-gas-pipeline"]
    assert list(own["country"]) == ["RU", "KP", "KR"]
    assert set(own["split"]) == {"declared"}
