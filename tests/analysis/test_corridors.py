"""Where lines run near one another, against distances that are known otherwise."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from neatlas.analysis.corridors import (
    CORRIDOR_COLUMNS,
    find_corridors,
)
from neatlas.analysis.ground import length_km
from neatlas.analysis.nearby import NEAR_COLUMNS, projects_near
from neatlas.catalog.frames import CRS, FEATURE_COLUMNS, features_frame

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

Path = list[tuple[float, float]]
WGS84 = Geod(ellps="WGS84")
LAT = 45.0


def north_of(path: Path, km: float) -> Path:
    """Return a path with each position moved north."""
    return [WGS84.fwd(lon, lat, 0, km * 1_000)[:2] for lon, lat in path]


def features(*shapes: tuple[str, shapely.Geometry], role: str = "best") -> gpd.GeoDataFrame:
    """Return a features frame: the project of each shape, and the shape."""
    count = len(shapes)
    data = {name: [None] * count for name in FEATURE_COLUMNS if name != "geometry"}
    data |= {"project": [project for project, _ in shapes], "role": [role] * count}
    data["vertex_uncertainty_km"] = [[0.0] * corners(s) for _, s in shapes]
    ids = gpd.pd.Index([f"{project}/{n}" for n, (project, _) in enumerate(shapes)], name="feature")
    return gpd.GeoDataFrame(data, geometry=[shape for _, shape in shapes], crs=CRS, index=ids)


def corners(shape: shapely.Geometry) -> int:
    """Count vertices as the notes of a geometry do: a ring is not closed."""
    count = int(shapely.get_num_coordinates(shape))
    return count - 1 if shape.geom_type == "Polygon" else count


def lines(*paths: tuple[str, Path]) -> gpd.GeoDataFrame:
    return features(*((project, shapely.LineString(path)) for project, path in paths))


EAST: Path = [(130.0, LAT), (130.5, LAT), (131.0, LAT)]


def test_lines_side_by_side_share_a_corridor_over_their_whole_length() -> None:
    (row,) = find_corridors(
        lines(("pipe", EAST), ("rail", north_of(EAST, 4))), within_km=5, at_least_km=50
    ).to_dict("records")
    assert list(row) == list(CORRIDOR_COLUMNS)
    assert (row["project"], row["other"]) == ("pipe", "rail")
    assert row["length_km"] == pytest.approx(length_km(EAST), rel=1e-9)
    assert row["nearest_km"] == pytest.approx(4, abs=0.02)
    assert (row["from_lon"], row["to_lon"]) == (130.0, 131.0)


def unsure(uncertainty_km: list[float]) -> gpd.GeoDataFrame:
    """Return two lines 4 km apart, of which the vertices of the second are uncertain."""
    both = lines(("pipe", EAST), ("rail", north_of(EAST, 4)))
    both["vertex_uncertainty_km"] = [[1.0] * 3, uncertainty_km]
    return both


@pytest.mark.parametrize(
    ("uncertainty_km", "sure"), [([2.0] * 3, True), ([5.5] * 3, False), ([5.5, 5.5, 2.0], False)]
)
def test_a_corridor_is_sure_if_it_is_one_after_the_uncertainty_too(
    uncertainty_km: list[float],
    sure: bool,  # noqa: FBT001
) -> None:
    (row,) = find_corridors(unsure(uncertainty_km), within_km=10, at_least_km=50).to_dict("records")
    assert row["uncertainty_km"] == pytest.approx(1 + max(uncertainty_km))
    assert row["sure"] is sure


def test_uncertainty_changes_evenly_between_vertices_and_a_run_of_it_may_be_sure() -> None:
    # 4 km apart, within 10: sure where the second line is right within 5 km. Along the second
    # half that falls from 9 km to 1, so for its last half, of some 39 km.
    half = length_km(EAST[1:]) / 2
    for least, sure in ((half - 2, True), (half + 2, False)):
        found = find_corridors(unsure([9.0, 9.0, 1.0]), within_km=10, at_least_km=least)
        assert found["sure"].tolist() == [sure]


def test_lines_that_are_farther_apart_share_none() -> None:
    apart = lines(("pipe", EAST), ("rail", north_of(EAST, 5.2)))
    assert find_corridors(apart, within_km=5, at_least_km=0).empty


def test_a_crossing_at_a_right_angle_is_a_corridor_as_wide_as_twice_the_distance() -> None:
    across = [(130.5, LAT - 1), (130.5, LAT + 1)]
    (row,) = find_corridors(
        lines(("pipe", EAST), ("rail", across)), within_km=10, at_least_km=0
    ).to_dict("records")
    assert row["length_km"] == pytest.approx(20, abs=2)  # each end within a piece of 1 km
    assert find_corridors(
        lines(("pipe", EAST), ("rail", across)), within_km=10, at_least_km=25
    ).empty


def test_a_corridor_does_not_break_where_a_line_is_drawn_in_two() -> None:
    halves = lines(("pipe", EAST[:2]), ("pipe", EAST[1:]), ("rail", north_of(EAST, 2)))
    (row,) = find_corridors(halves, within_km=5, at_least_km=0).to_dict("records")
    assert row["length_km"] == pytest.approx(length_km(EAST), rel=1e-9)


def test_a_corridor_breaks_where_the_lines_part() -> None:
    there = north_of(EAST, 2)
    parting = [there[0], (130.3, LAT), *north_of([(130.5, LAT)], 60), (130.7, LAT), there[2]]
    found = find_corridors(lines(("pipe", EAST), ("rail", parting)), within_km=5, at_least_km=0)
    assert len(found) == 2
    assert found["length_km"].is_monotonic_decreasing


def test_a_project_shares_no_corridor_with_itself_and_sites_with_nobody() -> None:
    own = features(
        ("pipe", shapely.LineString(EAST)),
        ("pipe", shapely.LineString(north_of(EAST, 1))),
        ("port", shapely.Point(130.5, LAT)),
    )
    assert find_corridors(own, within_km=5, at_least_km=0).empty
    assert find_corridors(own.iloc[:0], within_km=5, at_least_km=0).empty


def test_alternatives_are_left_out() -> None:
    best = lines(("pipe", EAST))
    other = features(("rail", shapely.LineString(EAST)), role="alternative")
    both = gpd.pd.concat([best, other])
    assert find_corridors(both, within_km=5, at_least_km=0).empty


@pytest.mark.parametrize("within_km", [0, -1, 100.1, math.nan, math.inf])
def test_a_distance_that_means_nothing_is_refused(within_km: float) -> None:
    with pytest.raises(ValueError, match="within_km must be more than 0 and at most 100"):
        find_corridors(lines(("pipe", EAST)), within_km=within_km, at_least_km=0)


@pytest.mark.parametrize("at_least_km", [-1, math.nan, math.inf])
def test_a_length_that_means_nothing_is_refused(at_least_km: float) -> None:
    with pytest.raises(ValueError, match="at_least_km must be a number from 0 on"):
        find_corridors(lines(("pipe", EAST)), within_km=1, at_least_km=at_least_km)


def test_the_least_distance_asks_for_no_piece_under_fifty_metres() -> None:
    (row,) = find_corridors(
        lines(("pipe", EAST), ("rail", EAST)), within_km=1e-7, at_least_km=0
    ).to_dict("records")
    assert row["length_km"] == pytest.approx(length_km(EAST), rel=1e-9)


TRUNK: Path = [(130.0, LAT), (130.5, LAT)]
ON: Path = [(130.5, LAT), (131.0, LAT)]
BRANCH: Path = [(130.5, LAT), (130.5, LAT + 0.05)]


@pytest.mark.parametrize("order", list(itertools.permutations([TRUNK, ON, BRANCH])))
def test_a_corridor_goes_on_where_a_line_branches_in_whatever_order_it_is_drawn(
    order: tuple[Path, ...],
) -> None:
    branching = [("rail", path) for path in order]
    whole = length_km(EAST)
    for frame in (
        lines(*branching, ("pipe", north_of(EAST, 0.5))),
        lines(("pipe", north_of(EAST, 0.5)), *branching),
    ):
        found = find_corridors(frame, within_km=10, at_least_km=50)
        assert list(found["length_km"]) == [pytest.approx(whole, rel=1e-3)]


def test_a_stretch_that_two_lines_of_a_project_share_counts_once() -> None:
    shared = lines(
        ("rail", [*TRUNK, (130.7, LAT)]), ("rail", [*TRUNK, (130.5, LAT + 0.1)]), ("pipe", EAST)
    )
    found = find_corridors(shared, within_km=1, at_least_km=50)
    assert list(found["length_km"]) == [pytest.approx(length_km([EAST[0], (130.7, LAT)]), rel=1e-3)]


def test_ends_within_a_hundred_metres_are_one_place() -> None:
    gap = lines(("rail", TRUNK), ("rail", [(130.501, LAT), (131.0, LAT)]), ("pipe", EAST))
    (row,) = find_corridors(gap, within_km=1, at_least_km=0).to_dict("records")
    assert row["length_km"] == pytest.approx(length_km(EAST), rel=1e-6)


paths = st.lists(
    st.tuples(st.floats(130, 131), st.floats(44.5, 45.5)), min_size=2, max_size=4, unique=True
)


@given(paths, paths, st.sampled_from([3.0, 10.0, 30.0]))
def test_corridors_are_what_a_plane_about_the_lines_says(
    one: Path, other: Path, within_km: float
) -> None:
    """In a plane about them (off by 0.1 %), buffers of the other line hold the corridors."""
    plane = Transformer.from_crs(
        CRS, "+proj=aeqd +lat_0=45 +lon_0=130.5 +datum=WGS84 +units=km", always_xy=True
    )
    found = find_corridors(lines(("a", one), ("b", other)), within_km=within_km, at_least_km=0)
    a, b, *corridors = (
        shapely.LineString(list(zip(*plane.transform(*zip(*path, strict=True)), strict=True)))
        for path in (one, other, *(shape.coords for shape in found.geometry))
    )
    step = min(2.0, within_km / 10)
    for corridor in corridors:
        assert b.buffer(within_km * 1.01 + step, quad_segs=32).covers(corridor)
    surely = shapely.intersection(a, b.buffer(within_km * 0.98 - step, quad_segs=32))
    held = shapely.union_all(corridors).buffer(0.05 + step)
    held = shapely.union_all(corridors).buffer(0.05 + step)
    assert surely.difference(held).length == 0


def test_the_pipeline_and_the_railway_share_the_coast_of_the_east_sea(
    shipped_catalog: Catalog,
) -> None:
    found = find_corridors(features_frame(shipped_catalog), within_km=10, at_least_km=100)
    pairs = {(row.project, row.other): row.length_km for row in found.itertuples()}
    assert ("trans-korean-gas-pipeline", "trans-korean-railway") in pairs
    assert ("sakhalin-tunnel", "baikal-amur-mainline") not in pairs


def test_what_is_near_a_place_is_as_far_as_pyproj_says() -> None:
    lon, lat, _ = WGS84.fwd(130.0, LAT, 77, 12_000)
    site = features(("port", shapely.Point(lon, lat)))
    near = projects_near(site, (130.0, LAT), within_km=13)
    assert list(near.columns) == list(NEAR_COLUMNS)
    assert near.loc["port", "distance_km"] == pytest.approx(12, abs=1e-6)
    assert projects_near(site, (130.0, LAT), within_km=11.9).empty


def test_the_nearest_place_of_a_long_segment_is_found_between_its_ends() -> None:
    meridian = lines(("rail", [(130.0, 44.0), (130.0, 46.0)]))
    near = projects_near(meridian, (130.1, LAT), within_km=20)
    assert near.loc["rail", "distance_km"] == pytest.approx(
        length_km([(130, LAT), (130.1, LAT)]), rel=1e-3
    )
    assert near.loc["rail", "lon"] == pytest.approx(130, abs=1e-7)


def test_inside_an_area_the_distance_is_none_and_the_nearest_stands_first() -> None:
    several = features(
        ("rail", shapely.LineString(EAST)), ("port", shapely.box(130.4, 45.1, 130.6, 45.3))
    )
    near = projects_near(several, (130.5, 45.2), within_km=50)
    assert list(near.index) == ["port", "rail"]
    assert near.loc["port", "distance_km"] == 0


def test_each_project_near_a_place_stands_once(shipped_catalog: Catalog) -> None:
    near = projects_near(features_frame(shipped_catalog), (130.3, 42.25), within_km=30)
    assert near.index.is_unique
    assert near["distance_km"].is_monotonic_increasing
    assert "rajin-port-terminal" in near.index


@pytest.mark.parametrize("position", [(42.23, 130.30), (math.nan, 1.0)])
def test_a_place_with_latitude_first_is_refused(position: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="position must be longitude and latitude, in this order"):
        projects_near(lines(("pipe", EAST)), position, within_km=10)


def test_what_passes_near_a_place_says_how_far_off_it_may_be_there() -> None:
    there = WGS84.fwd(130.0, LAT, 90, 10_000)[:2]
    port = shapely.box(130.05, LAT + 0.02, 130.1, LAT + 0.06)
    both = features(("pipe", shapely.LineString(EAST)), ("port", port))
    both["vertex_uncertainty_km"] = [[1.0, 9.0, 9.0], [6.0] * 4]
    near = projects_near(both, there, within_km=10)
    share = 10 / length_km(EAST[:2])
    assert near.loc["pipe", "uncertainty_km"] == pytest.approx(1 + 8 * share, abs=0.01)
    assert near.loc["port", "uncertainty_km"] == pytest.approx(6, abs=1e-9)
    assert near["sure"].to_dict() == {"pipe": True, "port": True}
    close = projects_near(both, there, within_km=5)
    assert close["sure"].to_dict() == {"pipe": True, "port": False}
