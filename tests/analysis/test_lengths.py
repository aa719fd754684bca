"""Geodesic lengths and areas of many geometries at once, against published truth and pyproj."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from neatlas.analysis.lengths import (
    areas_km2,
    in_space_km,
    length_error_km,
    lengths_km,
    sample_lines,
)

WGS84 = Geod(ellps="WGS84")
VLADIVOSTOK, SEOUL = (131.885, 43.116), (126.978, 37.566)


def line(*positions: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(positions)


def one(geometry: shapely.Geometry | None) -> float:
    return float(lengths_km(np.array([geometry], dtype=object))[0])


@pytest.mark.parametrize(
    ("south", "arc_km"),
    # Length of a degree of the meridian on the WGS84 ellipsoid, from published tables.
    [(0, 110.574), (37, 110.983), (45, 111.141), (52, 111.277)],
)
def test_a_degree_of_the_meridian_has_its_published_length(south: float, arc_km: float) -> None:
    assert one(line((131, south), (131, south + 1))) == pytest.approx(arc_km, abs=0.02)


def test_a_quarter_of_the_meridian_is_the_quadrant_of_the_ellipsoid() -> None:
    # 10 001.965 729 km: the meridian quadrant of WGS84, in steps that the short formula measures.
    steps = [(20.0, lat) for lat in np.linspace(0, 90, 901)]
    assert one(line(*steps)) == pytest.approx(10_001.965729, abs=1e-6)


def lambert_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Lambert's formula for long lines: off by some 10 m over thousands of kilometres."""
    radius, flattening = 6378.137, 1 / 298.257223563
    lon1, lat1, lon2, lat2 = map(math.radians, (*start, *end))
    first, second = (math.atan((1 - flattening) * math.tan(lat)) for lat in (lat1, lat2))
    chord = math.sin((second - first) / 2) ** 2
    chord += math.cos(first) * math.cos(second) * math.sin((lon2 - lon1) / 2) ** 2
    arc = 2 * math.asin(math.sqrt(chord))
    mean, half = (first + second) / 2, (second - first) / 2
    x = (arc - math.sin(arc)) * (math.sin(mean) * math.cos(half) / math.cos(arc / 2)) ** 2
    y = (arc + math.sin(arc)) * (math.cos(mean) * math.sin(half) / math.sin(arc / 2)) ** 2
    return radius * (arc - flattening / 2 * (x + y))


def test_vladivostok_is_744_km_from_seoul() -> None:
    length = one(line(VLADIVOSTOK, SEOUL))
    assert length == pytest.approx(lambert_km(VLADIVOSTOK, SEOUL), abs=0.02)
    assert round(length) == 744


positions = st.tuples(st.floats(-180, 180), st.floats(-89.9, 89.9))
paths = st.lists(positions, min_size=2, max_size=6)
near_paths = st.builds(
    lambda start, steps: [
        (start[0] + dx, max(-90.0, min(90.0, start[1] + dy))) for dx, dy in [(0, 0), *steps]
    ],
    positions,
    st.lists(st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5)), min_size=1, max_size=6),
)


@given(st.lists(st.one_of(paths, near_paths), max_size=5))
def test_lengths_of_many_are_those_of_pyproj_one_by_one(
    many: list[list[tuple[float, float]]],
) -> None:
    lines = np.array([shapely.LineString(path) for path in many], dtype=object)
    expected = [WGS84.line_length(*zip(*path, strict=True)) / 1_000 for path in many]
    assert lengths_km(lines).tolist() == pytest.approx(expected, rel=1e-12, abs=1e-8)
    assert lengths_km(lines, threads=2).tolist() == lengths_km(lines).tolist()


def test_what_is_no_line_has_no_length() -> None:
    others = [None, shapely.Point(131, 43), shapely.box(131, 43, 132, 44), shapely.LineString()]
    assert lengths_km(np.array(others, dtype=object)).tolist() == [0, 0, 0, 0]
    assert lengths_km(np.array([], dtype=object)).tolist() == []


def test_a_line_of_several_parts_does_not_count_the_gaps() -> None:
    parts = [line((131, 43), (131, 44)), line((135, 43), (135, 44))]
    assert one(shapely.MultiLineString(parts)) == pytest.approx(2 * one(parts[0]))


def test_threads_change_no_length() -> None:
    rng = np.random.default_rng(7)
    steps = rng.uniform(-0.1, 0.1, (3_000, 20, 2)).cumsum(axis=1)
    lines = shapely.linestrings(rng.uniform([100, 30], [150, 60], (3_000, 1, 2)) + steps)
    assert lengths_km(lines, threads=2).tolist() == lengths_km(lines).tolist()


@pytest.mark.parametrize("lat", [0.0, 38.0, 64.0])
def test_the_area_between_parallels_is_that_of_the_ellipsoid(lat: float) -> None:
    # The authalic formula for a cell between meridians and parallels; edges of many vertices, so
    # that geodesics and parallels agree.
    a, f = 6378.137, 1 / 298.257223563
    e = math.sqrt(f * (2 - f))

    def zone(at: float) -> float:
        s = math.sin(math.radians(at))
        return s / (1 - e * e * s * s) + math.atanh(e * s) / e

    truth = math.radians(1) * a * a * (1 - e * e) / 2 * (zone(lat + 1) - zone(lat))
    cell = shapely.segmentize(shapely.box(131, lat, 132, lat + 1), 0.001)
    hole = shapely.box(131.2, lat + 0.2, 131.4, lat + 0.4)
    (whole, pierced, cut) = areas_km2(np.array([cell, cell.difference(hole), hole], dtype=object))
    assert whole == pytest.approx(truth, rel=1e-6)
    assert pierced == pytest.approx(whole - cut, rel=1e-9)


def test_what_is_no_polygon_has_no_area() -> None:
    others = [None, shapely.Point(131, 43), line(VLADIVOSTOK, SEOUL)]
    assert areas_km2(np.array(others, dtype=object)).tolist() == [0, 0, 0]


@given(st.lists(near_paths, min_size=1, max_size=3))
def test_samples_lie_on_the_geodesic_and_keep_each_vertex(
    many: list[list[tuple[float, float]]],
) -> None:
    lines = np.array([shapely.LineString(path) for path in many], dtype=object)
    samples = sample_lines(lines, 5.0)
    for number, path in enumerate(many):
        own = samples.line == number
        assert samples.positions[own & samples.is_vertex].tolist() == [list(p) for p in path]
        lons, lats = samples.positions[own].T
        gaps = WGS84.line_lengths(lons, lats)
        assert max(gaps) <= 5_000.001
        assert sum(gaps) / 1_000 == pytest.approx(one(lines[number]), rel=1e-9, abs=1e-6)


@given(positions, st.floats(0, 360), st.floats(0, 100))
def test_a_distance_in_space_is_short_by_a_metre_at_100_km(
    start: tuple[float, float], azimuth: float, km: float
) -> None:
    lon, lat, _ = WGS84.fwd(*start, azimuth, km * 1_000)
    here, there = in_space_km(np.array([start, (lon, lat)]))
    assert 0 <= km - float(np.linalg.norm(here - there)) + 1e-6 <= 0.0011


def test_a_straight_line_is_off_by_its_ends_alone() -> None:
    straight = line(*[(20.0, lat) for lat in np.linspace(40, 41, 11)])
    (error,) = length_error_km(np.array([straight]), [[3.0, *[5.0] * 9, 4.0]])
    assert error == pytest.approx(5.0, rel=1e-6)  # the root of 3 * 3 + 4 * 4


def test_a_right_turn_counts_its_vertex_by_the_root_of_two() -> None:
    bent = line((0.0, 0.0), (0.01, 0.0), (0.01, 0.01))
    (error,) = length_error_km(np.array([bent]), [[0.0, 1.0, 0.0]])
    assert error == pytest.approx(math.sqrt(2), rel=1e-4)


def test_the_error_is_twice_the_scatter_of_lengths_of_vertices_moved_at_random() -> None:
    path = np.array([(130.0, 42.0), (130.5, 42.4), (131.2, 42.3), (131.4, 43.0)])
    radius = np.array([2.0, 1.0, 3.0, 1.5])
    rng = np.random.default_rng(3)
    count = 4_000
    reach = radius * np.sqrt(rng.uniform(size=(count, 4))) * 1_000
    lon, lat = (np.broadcast_to(axis, (count, 4)).ravel() for axis in path.T)
    moved = WGS84.fwd(lon, lat, rng.uniform(0, 360, count * 4), reach.ravel())[:2]
    lines = shapely.linestrings(np.stack(moved, axis=-1).reshape(count, 4, 2))
    (error,) = length_error_km(np.array([shapely.LineString(path)]), [radius.tolist()])
    assert error == pytest.approx(2 * np.std(lengths_km(lines)), rel=0.05)
