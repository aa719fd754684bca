"""The frames of stretches and crossings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.lengths import lengths_km
from neatlas.catalog.frames import check_frame, features_frame
from neatlas.catalog.stretches import (
    CROSSING_COLUMNS,
    STRETCH_COLUMNS,
    crossings_frame,
    stretches_frame,
)

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_the_stretches_of_each_feature_but_a_runway_add_up_to_it(
    atlas: str, request: pytest.FixtureRequest
) -> None:
    catalog = request.getfixturevalue(f"{atlas}_catalog")
    stretches, features = stretches_frame(catalog), features_frame(catalog)
    check_frame(stretches, STRETCH_COLUMNS, name="stretches")
    km = stretches.assign(km=lengths_km(stretches.geometry.to_numpy())).groupby("feature")["km"]
    is_route = ~features.index.str.contains("/runway")
    lines = features[(features.geometry.type == "LineString") & is_route]
    whole = dict(zip(lines.index, lengths_km(lines.geometry.to_numpy()), strict=True))
    assert km.sum().to_dict() == pytest.approx(whole, rel=1e-12)


def test_a_line_of_later_is_not_there_before(tiny_catalog: Catalog) -> None:
    features = set(stretches_frame(tiny_catalog, as_of=date(2015, 1, 1))["feature"])
    assert "gulf-railway/across" not in features
    assert "gulf-railway/across" in set(stretches_frame(tiny_catalog)["feature"])


def test_a_crossing_that_two_features_share_stands_once(tiny_catalog: Catalog) -> None:
    (row,) = crossings_frame(tiny_catalog).to_dict("records")
    assert list(row) == list(CROSSING_COLUMNS)
    assert (row["from_country"], row["to_country"], row["place"]) == ("SE", "FI", "Border bridge")
    assert (row["geometry"].x, row["geometry"].y) == (22.5, 65.6)


def test_the_gas_pipeline_crosses_two_borders_at_declared_places(shipped_catalog: Catalog) -> None:
    frame = crossings_frame(shipped_catalog)
    own = frame[frame["feature"] == "trans-korean-gas-pipeline/goseong"]
    assert own[["from_country", "to_country", "place"]].values.tolist() == [
        ["RU", "KP", "Tumen rail bridge"],
        ["KP", "KR", "Military Demarcation Line, Donghae line"],
    ]
    assert set(own["split"]) == {"declared"}


def test_a_bridge_on_a_border_is_a_crossing(shipped_catalog: Catalog) -> None:
    frame = crossings_frame(shipped_catalog)
    assert set(frame[frame["feature"] == "tumen-rail-bridge/bridge"]["to_country"]) == {"KP"}
