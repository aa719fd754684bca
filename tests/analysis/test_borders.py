"""Lines of which no record declares a country, split at generalised borders."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.borders import generalised_crossings, split_undeclared
from neatlas.analysis.lengths import lengths_km
from neatlas.catalog.stretches import STRETCH_COLUMNS

#: Two countries that meet at 131 degrees east; the sea lies beyond 133.
AREAS = gpd.GeoDataFrame(
    {"country": ["CN", "RU"]},
    geometry=[shapely.box(128, 40, 131, 46), shapely.box(131, 40, 133, 46)],
    crs="EPSG:4326",
)


def stretches(
    *lines: list[tuple[float, float]], split: str = "undeclared", over: str = "land"
) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {
            "feature": [f"x/{n}" for n in range(len(lines))],
            "project": "x",
            "part": None,
            "role": "best",
            "country": None if split == "undeclared" else "KP",
            "over": over,
            "split": split,
            "again": False,
        },
        geometry=[shapely.LineString(line) for line in lines],
        crs="EPSG:4326",
        index=gpd.pd.Index([f"x/{n}#0" for n in range(len(lines))], name="stretch"),
    )
    return frame[list(STRETCH_COLUMNS)]


def countries(frame: gpd.GeoDataFrame) -> list[str | None]:
    return [None if gpd.pd.isna(code) else code for code in frame["country"]]


def total_km(frame: gpd.GeoDataFrame) -> float:
    return float(lengths_km(frame.geometry.to_numpy()).sum())


def test_a_line_across_a_border_is_cut_within_100_m_of_it() -> None:
    split = split_undeclared(stretches([(130, 43), (132, 43)]), AREAS)
    assert countries(split) == ["CN", "RU"]
    assert list(split.index) == ["x/0#0", "x/0#1"]
    assert set(split["split"]) == {"generalised"}
    (crossing,) = generalised_crossings(split).to_dict("records")
    assert (crossing["from_country"], crossing["to_country"]) == ("CN", "RU")
    assert crossing["geometry"].x == pytest.approx(131, abs=0.1 / 81)  # 81 km a degree at 43 N
    assert crossing["place"] is None


def test_a_declared_country_is_never_overruled_by_a_generalised_border() -> None:
    declared = stretches([(130, 43), (132, 43)], split="declared")
    assert split_undeclared(declared, AREAS).equals(declared)


def test_a_declared_crossing_of_the_sea_is_in_no_country() -> None:
    at_sea = stretches([(130, 43), (135, 43)], over="sea")
    assert countries(split_undeclared(at_sea, AREAS)) == [None]


def test_beyond_every_area_the_country_stays_unknown() -> None:
    split = split_undeclared(stretches([(132, 43), (135, 43)]), AREAS)
    assert countries(split) == ["RU", None]
    assert list(split["split"]) == ["generalised", "undeclared"]
    assert generalised_crossings(split).empty


#: The same two countries with a gap of one kilometre between them, half on either side of 131.
HALF_KM = 0.5 / 81.4
APART = gpd.GeoDataFrame(
    {"country": ["CN", "RU"]},
    geometry=[shapely.box(128, 40, 131 - HALF_KM, 46), shapely.box(131 + HALF_KM, 40, 133, 46)],
    crs="EPSG:4326",
)


@pytest.mark.parametrize("line", [[(130, 43), (132, 43)], [(132, 43), (130.9999, 43), (130, 43)]])
def test_a_crossing_over_a_gap_between_two_countries_lies_in_its_middle(
    line: list[tuple[float, float]],
) -> None:
    split = split_undeclared(stretches(line), APART)
    assert len(split) == 3
    assert total_km(split) == pytest.approx(total_km(stretches(line)), rel=1e-9)
    (crossing,) = generalised_crossings(split).to_dict("records")
    expected = ("CN", "RU") if line[0][0] < line[-1][0] else ("RU", "CN")
    assert (crossing["from_country"], crossing["to_country"]) == expected
    assert crossing["geometry"].x == pytest.approx(131, abs=0.1 / 81)


def test_a_gap_as_wide_as_a_sea_is_no_border_and_a_way_back_no_crossing() -> None:
    wide = APART.assign(
        geometry=[shapely.box(128, 40, 130.95, 46), shapely.box(131.05, 40, 133, 46)]
    )
    assert generalised_crossings(split_undeclared(stretches([(130, 43), (132, 43)]), wide)).empty
    there_and_back = stretches([(130, 43), (131, 43.001), (130, 43.01)])
    assert generalised_crossings(split_undeclared(there_and_back, APART)).empty


def test_a_line_along_a_border_adds_up_whatever_side_it_is_on() -> None:
    along = [(131 + (0.004 if n % 2 else -0.004), 41 + n / 10) for n in range(40)]
    whole = stretches(along)
    split = split_undeclared(whole, AREAS)
    assert len(split) > 30
    assert total_km(split) == pytest.approx(total_km(whole), rel=1e-9)


def test_without_areas_nothing_is_split() -> None:
    whole = stretches([(130, 43), (132, 43)])
    assert split_undeclared(whole, AREAS.iloc[:0]).equals(whole)


def test_lines_that_touch_end_to_end_make_no_crossing() -> None:
    split = split_undeclared(stretches([(130, 43), (130.9, 43)], [(131.1, 43), (132, 43)]), AREAS)
    assert countries(split) == ["CN", "RU"]
    assert generalised_crossings(split).empty


lines = st.lists(
    st.lists(
        st.tuples(st.floats(128, 135), st.floats(40, 46)), min_size=2, max_size=5, unique=True
    ),
    min_size=1,
    max_size=3,
)


@given(lines)
def test_a_split_adds_up_to_the_whole(many: list[list[tuple[float, float]]]) -> None:
    whole = stretches(*many)
    split = split_undeclared(whole, AREAS)
    measured = split.assign(km=lengths_km(split.geometry.to_numpy()))
    by_feature = measured.groupby("feature", sort=False)["km"].sum()
    assert by_feature.tolist() == pytest.approx(
        lengths_km(whole.geometry.to_numpy()).tolist(), rel=1e-9
    )
