"""The page's own geodesics against those of PROJ (Karney 2013, good to nanometres)."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pyproj import Geod

from atlas_page import AtlasPage
from conftest import watched_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WGS84 = Geod(ellps="WGS84")
#: What the method promises, in metres.
MILLIMETRE = 0.001
Position = tuple[float, float]


@pytest.fixture(scope="module")
def page(browser: Browser, saved_page: str) -> Iterator[Page]:
    """One page for all: it is only asked for numbers."""
    with watched_page(browser) as (page, watch):
        page.goto(saved_page)
        AtlasPage(page, page).wait()
        yield page
        watch.assert_quiet()


def somewhere(chance: random.Random) -> Position:
    """Return a place, each part of the Earth being as likely."""
    return chance.uniform(-180, 180), math.degrees(math.asin(chance.uniform(-1, 1)))


def inverse(page: Page, pairs: list[tuple[Position, Position]]) -> list[dict[str, float]]:
    script = "pairs => pairs.map(([a, b]) => neatlas.geodesic.inverse(a, b))"
    return list(page.evaluate(script, pairs))


def assert_as_in_proj(page: Page, pairs: list[tuple[Position, Position]]) -> None:
    for (a, b), own in zip(pairs, inverse(page, pairs), strict=True):
        assert own["metres"] == pytest.approx(WGS84.inv(*a, *b)[2], abs=MILLIMETRE), (a, b)


def test_distances_between_places_anywhere_are_true_to_a_millimetre(page: Page) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    assert_as_in_proj(page, [(somewhere(chance), somewhere(chance)) for _ in range(400)])


def test_so_are_those_between_neighbours(page: Page) -> None:
    chance = random.Random(2)  # noqa: S311
    pairs = []
    for _ in range(200):
        lon, lat = somewhere(chance)
        lon, lat = max(-179.0, min(179.0, lon)), max(-89.0, min(89.0, lat))
        near = 10 ** chance.uniform(-6, -1)
        pairs.append(((lon, lat), (lon + near * chance.random(), lat + near * chance.random())))
    assert_as_in_proj(page, pairs)


def test_so_are_those_between_places_on_opposite_sides(page: Page) -> None:
    chance = random.Random(3)  # noqa: S311
    pairs: list[tuple[Position, Position]] = [
        ((0, 0), (180, 0)),
        ((0, 0), (179.7, 0)),
        ((0, 0), (179.5, 0.5)),
        ((130, 42), (-50, -42)),
        ((0, 90), (0, -90)),
        ((10, 30), (-170, -30)),
    ]
    for _ in range(60):
        lon, lat = somewhere(chance)
        off = chance.uniform(-0.6, 0.6), chance.uniform(-0.6, 0.6)
        pairs.append(((lon, lat), (lon + 180 + off[0], max(-90.0, min(90.0, -lat + off[1])))))
    assert_as_in_proj(page, pairs)


def test_the_same_place_is_at_no_distance(page: Page) -> None:
    pairs: list[tuple[Position, Position]] = [
        ((130, 42), (130, 42)),
        ((0, 0), (0, 0)),
        ((0, 90), (90, 90)),
        ((180, 10), (-180, 10)),
    ]
    assert [own["metres"] for own in inverse(page, pairs)] == pytest.approx([0] * 4, abs=1e-6)


def test_a_direction_and_a_length_lead_where_proj_leads(page: Page) -> None:
    chance = random.Random(4)  # noqa: S311
    starts = [
        (somewhere(chance), chance.uniform(-math.pi, math.pi), chance.uniform(0, 1.9e7))
        for _ in range(300)
    ]
    script = "all => all.map(([from, azimuth, far]) => neatlas.geodesic.direct(from, azimuth, far))"
    for (start, azimuth, far), (lon, lat) in zip(
        starts, page.evaluate(script, starts), strict=True
    ):
        true_lon, true_lat, _ = WGS84.fwd(*start, math.degrees(azimuth), far)
        assert WGS84.inv(lon, lat, true_lon, true_lat)[2] < MILLIMETRE


def dense_distance(place: Position, line: list[Position], step: float) -> float:
    """Measure from a place to each of many places of a line."""
    least = math.inf
    for a, b in pairwise(line):
        count = max(2, round(WGS84.inv(*a, *b)[2] / step))
        between = np.array(WGS84.npts(*a, *b, count))
        lons, lats = [*between[:, 0], a[0], b[0]], [*between[:, 1], a[1], b[1]]
        size = len(lons)
        far = WGS84.inv(np.full(size, place[0]), np.full(size, place[1]), lons, lats)[2]
        least = min(least, float(np.min(far)))
    return least


def test_a_line_is_as_near_as_the_nearest_of_many_places_of_it(page: Page) -> None:
    chance = random.Random(5)  # noqa: S311
    cases: list[tuple[Position, list[Position]]] = []
    for _ in range(60):
        line = [(chance.uniform(120, 150), chance.uniform(33, 60)) for _ in range(4)]
        cases.append(((chance.uniform(115, 155), chance.uniform(30, 65)), line))
    script = "all => all.map(([place, line]) => neatlas.ways.nearest(place, [line]))"
    step = 500
    for (place, line), own in zip(cases, page.evaluate(script, cases), strict=True):
        dense = dense_distance(place, line, step)
        # The nearest of places 500 m apart is at most 250 m from the true one along the line, so
        # it is further by at most 250²/2d; and never nearer than the true one.
        most = min(step / 2, (step / 2) ** 2 / max(own["metres"], 1))
        assert own["metres"] <= dense + MILLIMETRE
        assert own["metres"] >= dense - most


def test_a_place_on_a_line_is_at_its_distance_along_it(page: Page) -> None:
    line: list[Any] = [[126.9, 37.5], [127.4, 38.3], [129.3, 41.2], [130.3, 42.3]]
    on_first = WGS84.npts(*line[0], *line[1], 1)[0]
    on_last = WGS84.npts(*line[2], *line[3], 1)[0]
    script = """([ring, a, b]) => {
        const [from, to] = [a, b].map((place) => neatlas.ways.nearest(place, [ring]));
        return [from.metres, to.metres, neatlas.ways.between(ring, from, to)];
    }"""
    off_a, off_b, along = page.evaluate(script, [line, on_first, on_last])
    corners = [on_first, line[1], line[2], on_last]
    true = WGS84.line_length(*zip(*corners, strict=True))
    assert (off_a, off_b) == pytest.approx((0, 0), abs=MILLIMETRE)
    assert along == pytest.approx(true, abs=0.01)


def test_every_place_of_a_circle_is_at_its_radius(page: Page) -> None:
    ring = page.evaluate("() => neatlas.ways.circle([131.9, 43.1], 150000)")
    far = [WGS84.inv(131.9, 43.1, lon, lat)[2] for lon, lat in ring]
    assert far == pytest.approx([150_000] * len(ring), abs=MILLIMETRE)
