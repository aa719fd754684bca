from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from neatlas.analysis.ground import circle, length_km, off_land, uncertainty_band

WGS84 = Geod(ellps="WGS84")


def area_km2(shape: shapely.Geometry) -> float:
    return abs(WGS84.geometry_area_perimeter(shapely.geometry.polygon.orient(shape))[0]) / 1e6


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(WGS84.inv(*one, *other)[2]) / 1_000


@pytest.mark.parametrize(
    ("south", "arc_km"),
    # Length of a degree of the meridian on the WGS84 ellipsoid, from published tables.
    [(0, 110.574), (37, 110.983), (45, 111.141), (52, 111.277)],
)
def test_a_degree_of_the_meridian_has_its_published_length(south: float, arc_km: float) -> None:
    assert length_km([(131, south), (131, south + 1)]) == pytest.approx(arc_km, abs=0.02)


def test_a_degree_of_the_equator_has_its_published_length() -> None:
    assert length_km([(0, 0), (1, 0)]) == pytest.approx(111.3195, abs=0.0005)


def test_lengths_of_pieces_add_up() -> None:
    line = [(131.9, 43.1), (130.3, 42.2), (127.4, 39.2)]
    assert length_km(line) == pytest.approx(length_km(line[:2]) + length_km(line[1:]))


@pytest.mark.parametrize("lat", [0, 38, 52, 64])
def test_the_band_of_a_point_has_the_area_of_its_circle(lat: float) -> None:
    band = uncertainty_band([(131.0, lat)], [10.0])
    assert area_km2(band) == pytest.approx(math.pi * 100, rel=0.005)


@pytest.mark.parametrize("lat", [38, 64])
def test_a_circle_is_as_wide_on_the_ground_at_each_latitude(lat: float) -> None:
    ring = shapely.get_coordinates(circle((131.0, lat), 10.0).exterior).tolist()
    for lon, at in ring:
        assert distance_km((131.0, lat), (lon, at)) == pytest.approx(10.0, abs=0.001)


@pytest.mark.parametrize("lat", [38.0, 64.0])
def test_a_band_is_twice_its_uncertainty_wide_at_each_latitude(lat: float) -> None:
    band = uncertainty_band([(131.0, lat - 0.5), (131.0, lat + 0.5)], [5.0, 5.0])
    across = shapely.LineString([(129.0, lat), (133.0, lat)]).intersection(band)
    (west, east) = across.coords
    assert distance_km(west, east) == pytest.approx(10.0, rel=0.005)


def test_a_band_widens_evenly_between_its_vertices() -> None:
    band = uncertainty_band([(131.0, 40.0), (131.0, 42.0)], [2.0, 10.0])
    across = shapely.LineString([(129.0, 41.0), (133.0, 41.0)]).intersection(band)
    (west, east) = across.coords
    assert distance_km(west, east) == pytest.approx(12.0, rel=0.02)


def test_a_band_of_no_uncertainty_is_empty() -> None:
    assert uncertainty_band([(131.0, 40.0), (131.0, 42.0)], [0.0, 0.0]).is_empty
    assert uncertainty_band([(131.0, 40.0)], [0.0]).is_empty


positions = st.tuples(st.floats(120, 140), st.floats(35, 55))
vertices = st.lists(st.tuples(positions, st.floats(0.1, 50)), min_size=1, max_size=6)


@given(vertices)
def test_a_band_holds_the_circle_of_each_vertex(
    line: list[tuple[tuple[float, float], float]],
) -> None:
    band = uncertainty_band([p for p, _ in line], [km for _, km in line]).buffer(1e-9)
    for position, km in line:
        assert band.covers(circle(position, km))


# A square of land, 30 to 32 degrees east and 50 to 52 north; the sea is all around.
LAND = shapely.STRtree([shapely.box(30, 50, 32, 52)])
KM_PER_DEGREE_AT_51 = 70.2  # of longitude


def test_a_line_on_land_is_not_off_it() -> None:
    assert off_land([(30.1, 50.1), (31.9, 51.9)], [0.0, 0.0], LAND) == []


def test_a_line_that_ends_at_sea_is_off_by_its_distance_from_the_coast() -> None:
    (off,) = off_land([(31.0, 51.0), (33.0, 51.0)], [1.0, 1.0], LAND)
    assert off.position == (33.0, 51.0)
    assert off.distance_km == pytest.approx(KM_PER_DEGREE_AT_51, rel=0.001)
    (near,) = off_land([(31.0, 51.0), (32.05, 51.0)], [1.0, 1.0], LAND)
    assert near.position == (32.05, 51.0)
    assert near.distance_km == pytest.approx(0.05 * KM_PER_DEGREE_AT_51, rel=0.01)
    assert near.allowed_km == 1.0


def test_land_out_of_reach_is_infinitely_far() -> None:
    (off,) = off_land([(60.0, 51.0)], [1.0], LAND)
    assert off.distance_km == math.inf


def test_a_line_off_land_within_its_uncertainty_is_allowed() -> None:
    reach = 0.05 * KM_PER_DEGREE_AT_51
    assert off_land([(31.0, 51.0), (32.05, 51.0)], [0.0, reach * 1.02], LAND) == []
    assert len(off_land([(31.0, 51.0), (32.05, 51.0)], [0.0, reach * 0.98], LAND)) == 1


def test_a_line_between_two_vertices_on_land_may_leave_it() -> None:
    two = shapely.STRtree([shapely.box(30, 50, 31, 52), shapely.box(32, 50, 33, 52)])
    (off,) = off_land([(30.5, 51.0), (32.5, 51.0)], [5.0, 5.0], two)
    assert off.position[0] == pytest.approx(31.5, abs=0.01)


def test_a_single_position_is_held_against_land_too() -> None:
    assert off_land([(31.0, 51.0)], [0.0], LAND) == []
    (off,) = off_land([(32.02, 51.0)], [1.0], LAND)
    assert off.distance_km == pytest.approx(0.02 * KM_PER_DEGREE_AT_51, rel=0.01)


def test_each_segment_that_is_off_is_found() -> None:
    line = [(31.0, 51.0), (32.1, 51.0), (31.0, 50.5), (31.0, 49.9)]
    assert len(off_land(line, [1.0] * 4, LAND)) == 3
