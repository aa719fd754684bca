"""The page that `neatlas map` writes, opened from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import LOCATED, AtlasPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def atlas(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    return AtlasPage(page, page).wait()


def test_it_draws_every_located_project_and_asks_nothing_of_a_network(
    atlas: AtlasPage, watched: tuple[Page, Watch]
) -> None:
    atlas.expect_drawn(LOCATED)
    watched[1].assert_quiet()


def test_a_click_on_a_feature_shows_the_project_and_its_sentence(atlas: AtlasPage) -> None:
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
    expect(atlas.frame.locator(".leaflet-popup")).to_contain_text("We are inviting businessmen")
    expect(atlas.passage("invitation")).to_be_in_viewport()


def test_a_click_on_a_passage_moves_the_map_each_time(atlas: AtlasPage) -> None:
    before = atlas.view()
    atlas.passage("tumangan-rajin").click()
    atlas.page.wait_for_timeout(800)
    there = atlas.view()
    assert there[0] > before[0] + 2
    assert there[1:] == pytest.approx((42.33, 130.46), abs=0.2)
    atlas.evaluate("() => { window.neatlasMap.setView([50, 140], 5); return [] }")
    atlas.passage("tumangan-rajin").click()
    atlas.page.wait_for_timeout(800)
    assert atlas.view() == pytest.approx(there, abs=0.02)


def test_the_scale_bar_is_true_at_the_centre_of_the_map(atlas: AtlasPage) -> None:
    from pyproj import Geod  # noqa: PLC0415 - the known truth of this one test

    bar = atlas.frame.locator(".leaflet-control-scale-line").first
    box = bar.bounding_box()
    number, unit = bar.inner_text().split()
    said_km = float(number) if unit == "km" else float(number) / 1000
    west, lat, east = atlas.evaluate(
        f"""() => {{
            const map = window.neatlasMap, size = map.getSize();
            const at = (x) => map.containerPointToLatLng([x, size.y / 2]);
            const width = {box["width"]};
            return [at(size.x / 2).lng, at(0).lat, at(size.x / 2 + width).lng];
        }}"""
    )
    metres = Geod(ellps="WGS84").inv(west, lat, east, lat)[2]
    assert metres / 1000 == pytest.approx(said_km, rel=0.02)


def test_bands_keep_their_width_in_kilometres_at_each_zoom(atlas: AtlasPage) -> None:
    # Pixels of a Mercator map double with each zoom, and so must the band of the submarine
    # cable, the widest of its project.
    bands = atlas.frame.locator(".neatlas-band[data-project='russia-korea-power-line']")
    widths = []
    for zoom in (5, 6):
        view = f"neatlasMap.setView([41, 131], {zoom}, {{animate: false}})"
        atlas.evaluate(f"() => {{ {view}; return [] }}")
        atlas.page.wait_for_timeout(400)
        widths.append(
            max(bands.evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect().width)"))
        )
    assert widths[1] / widths[0] == pytest.approx(2, rel=0.03)


def test_the_hash_selects(watched: tuple[Page, Watch], saved_page: str) -> None:
    page, watch = watched
    page.goto(f"{saved_page}#project=vladivostok-airport")
    atlas = AtlasPage(page, page).wait()
    expect(atlas.card()).to_contain_text("Vladivostok")
    watch.assert_quiet()
