"""Measures of projects, against lengths that are known otherwise."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from neatlas.analysis.ground import length_km
from neatlas.analysis.lengths import lengths_km
from neatlas.analysis.measure import (
    COUNTRY_COLUMNS,
    MEASURE_COLUMNS,
    country_lengths,
    measure_projects,
)
from neatlas.analysis.summary import country_sector
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.catalog.reading import load_catalog
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


def test_runways_are_measured_apart_and_are_in_no_other_length(
    shipped: pd.DataFrame, shipped_catalog: Catalog
) -> None:
    airports = shipped.loc[["khabarovsk-airport", "vladivostok-airport"]]
    # Two of 3,500 and 4,000 m, and one of 3,500 m, as published.
    assert airports["runway_km"].tolist() == pytest.approx([7.5, 3.5], abs=0.02)
    others = [name for name in MEASURE_COLUMNS if name.endswith("_km") and name != "runway_km"]
    assert airports[others].isna().all(axis=None)
    assert shipped["runway_km"].drop(airports.index).isna().all()
    matrix = country_sector(projects_frame(shipped_catalog), stretches_frame(shipped_catalog))
    (cell,) = matrix[matrix["sector"] == "airport"].to_dict("records")
    assert (cell["country"], cell["projects"]) == ("RU", 2)
    assert np.isnan(cell["length_km"])


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


@pytest.fixture(scope="module")
def doubled(tiny_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small atlas, its railway with a branch: back along the last segment, then north."""
    folder = Path(
        shutil.copytree(tiny_catalog.folder.root, tmp_path_factory.mktemp("doubled") / "atlas")
    )
    file = folder / "geometries" / "gulf-railway.geojson"
    content = json.loads(file.read_text("utf-8"))
    branch = copy.deepcopy(
        next(f for f in content["features"] if f["id"] == "gulf-railway/east-shore")
    )
    branch["id"] = "gulf-railway/branch"
    branch["geometry"]["coordinates"] = [[24.0, 65.0], [23.2, 65.5], [23.2, 65.9]]
    branch["properties"] |= {"country": "FI", "label": "Branch"}
    for vertex in branch["properties"]["vertices"]:
        vertex.pop("border", None)
    content["features"].append(branch)
    file.write_text(json.dumps(content), "utf-8")
    return load_catalog(folder)


def test_a_stretch_that_two_lines_share_counts_once(doubled: Catalog, tiny: pd.DataFrame) -> None:
    stretches = stretches_frame(doubled)
    measured = measure_projects(projects_frame(doubled), features_frame(doubled), stretches)
    new = length_km([(23.2, 65.5), (23.2, 65.9)])
    total = measured.loc["gulf-railway", "length_km"]
    assert total == pytest.approx(tiny.loc["gulf-railway", "length_km"] + new, rel=1e-12)
    own = country_lengths(stretches).query("project == 'gulf-railway'")
    assert own["length_km"].sum() == pytest.approx(total, rel=1e-12)
    # The branch itself is as long as it is drawn.
    branch = lengths_km(features_frame(doubled).loc[["gulf-railway/branch"]].geometry.to_numpy())
    assert branch[0] == pytest.approx(new + length_km([(23.2, 65.5), (24.0, 65.0)]), rel=1e-9)


def test_the_port_lines_share_fourteen_kilometres(
    shipped: pd.DataFrame, shipped_catalog: Catalog
) -> None:
    features = features_frame(shipped_catalog)
    own = features[(features["project"] == "primorye-2") & (features["role"] == "best")]
    apart = lengths_km(own.geometry.to_numpy()).sum()
    together = lengths_km(np.array([shapely.union_all(own.geometry.to_numpy())], dtype=object))[0]
    assert apart - together == pytest.approx(14.077, abs=0.001)
    assert shipped.loc["primorye-2", "length_km"] == pytest.approx(together, rel=1e-9)


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
