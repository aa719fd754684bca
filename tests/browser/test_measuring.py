"""The measuring tool: lengths, lines, coordinates and what is near, by pointer and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pyproj import Geod

from atlas_page import AtlasPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from conftest import Watch

pytestmark = pytest.mark.browser

WGS84 = Geod(ellps="WGS84")
BUSAN, KHABAROVSK = (129.04, 35.11), (135.07, 48.48)


@pytest.fixture
def atlas(watched: tuple[Page, Watch], saved_page: str) -> Iterator[AtlasPage]:
    page, watch = watched
    page.goto(saved_page)
    atlas = AtlasPage(page, page).wait()
    page.evaluate("() => { document.querySelector('.neatlas-map').mark = 1 }")
    page.get_by_role("button", name="Measure").click()
    yield atlas
    assert page.evaluate("document.querySelector('.neatlas-map').mark") == 1
    watch.assert_quiet()


def panel(atlas: AtlasPage) -> Locator:
    return atlas.page.get_by_role("region", name="Measure")


def click(atlas: AtlasPage, lon: float, lat: float) -> tuple[float, float]:
    """Click a place on the map; return where that whole pixel lies."""
    script = """([lon, lat]) => {
        const map = window.neatlasMap, frame = map.getContainer().getBoundingClientRect();
        const pixel = map.latLngToContainerPoint([lat, lon]).round();
        const at = map.containerPointToLatLng(pixel);
        return [frame.left + pixel.x, frame.top + pixel.y, at.lng, at.lat];
    }"""
    x, y, own_lon, own_lat = atlas.page.evaluate(script, [lon, lat])
    atlas.page.mouse.click(x, y)
    return own_lon, own_lat


def kilometres(text: str) -> float:
    found = re.search(r"([\d,.]+) km", text)
    assert found, text
    return float(found[1].replace(",", ""))


def test_the_length_from_place_to_place_is_geodesic(atlas: AtlasPage) -> None:
    places = [click(atlas, *place) for place in [(122, 51), (126, 47), (134, 47)]]
    true = WGS84.line_length(*zip(*places, strict=True)) / 1000
    said = panel(atlas).get_by_text("Together").inner_text()
    # A part of a pixel is half a kilometre at this zoom.
    assert kilometres(said) == pytest.approx(true, abs=2)
    expect(panel(atlas).get_by_role("listitem")).to_have_count(3)
    expect(atlas.card()).not_to_be_visible()


def test_two_places_on_one_line_are_measured_along_it(atlas: AtlasPage) -> None:
    # Two vertices of the railway, far apart and clear of other lines.
    script = """async () => {
        const data = await neatlas.unfold("neatlas-data");
        const all = Object.entries(data.shapes).filter(([id]) => id.startsWith("sakhalin-tunnel")
            || id.startsWith("selikhin-nysh-railway"));
        const [, shape] = all.sort((a, b) => b[1].lines[0].length - a[1].lines[0].length)[0];
        return shape.lines[0];
    }"""
    ring = atlas.page.evaluate(script)
    atlas.page.evaluate("() => { neatlasMap.setView([50, 147], 5, {animate: false}) }")
    click(atlas, *ring[1])
    click(atlas, *ring[-2])
    true = WGS84.line_length(*zip(*ring[1:-1], strict=True)) / 1000
    along = panel(atlas).locator(".is-along")
    expect(along).to_contain_text("along")
    # A click is a pixel off at most: some 3 km at this zoom at either end.
    assert kilometres(along.inner_text()) == pytest.approx(true, abs=6)


def test_the_keyboard_measures_from_the_middle_of_the_map(atlas: AtlasPage) -> None:
    keys = atlas.page.keyboard
    expect(atlas.page.locator(".neatlas-map")).to_be_focused()
    keys.press("Enter")
    start = atlas.view()
    keys.press("ArrowRight")
    atlas.page.wait_for_timeout(500)
    keys.press("Enter")
    end = atlas.view()
    true = WGS84.inv(start[2], start[1], end[2], end[1])[2] / 1000
    said = panel(atlas).get_by_text("Together")
    assert kilometres(said.inner_text()) == pytest.approx(true, rel=0.05)
    expect(atlas.page.locator(".neatlas-cross")).to_be_visible()
    keys.press("Backspace")
    expect(panel(atlas).get_by_role("listitem")).to_have_count(1)
    keys.press("Escape")
    expect(panel(atlas)).to_be_visible()
    keys.press("Escape")
    expect(panel(atlas)).not_to_be_visible()


def test_the_rubber_band_and_the_coordinates_follow_the_pointer(atlas: AtlasPage) -> None:
    click(atlas, 126, 47)
    box = atlas.page.locator(".neatlas-map").bounding_box()
    assert box
    atlas.page.mouse.move(box["x"] + 200, box["y"] + 300)
    here = panel(atlas).locator(".neatlas-here")
    expect(here).to_have_text(re.compile(r"^\d+\.\d+° N, \d+\.\d+° E · [\d,]+ km$"))


def test_coordinates_can_be_copied(watched: tuple[Page, Watch], atlas: AtlasPage) -> None:
    page, _ = watched
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lon, lat = click(atlas, 126, 47)
    panel(atlas).get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    north, east = re.fullmatch(r"([\d.]+)° N, ([\d.]+)° E", text).groups()  # type: ignore[union-attr]
    assert (float(east), float(north)) == pytest.approx((lon, lat), abs=0.06)


def test_what_lies_within_a_distance_is_listed_nearest_first(atlas: AtlasPage) -> None:
    panel(atlas).get_by_role("button", name="What is near").click()
    # The mode is seen, not by its colour alone; the legend takes no click that measures.
    expect(panel(atlas).get_by_role("button", pressed=True)).to_have_css("font-weight", "700")
    expect(atlas.frame.locator(".neatlas-legend")).to_be_hidden()
    panel(atlas).get_by_role("spinbutton").fill("150")
    click(atlas, *KHABAROVSK)
    listed = panel(atlas).locator("[data-project]")
    expect(listed).to_have_count(1)
    expect(listed).to_have_attribute("data-project", "khabarovsk-airport")
    panel(atlas).get_by_role("spinbutton").fill("900")
    told = listed.locator("small").all_inner_texts()
    far = [kilometres(text) for text in told]
    assert len(far) > 3
    assert far == sorted(far)
    assert any("±" in text for text in told)
    listed.first.click()
    expect(atlas.card()).to_contain_text("Khabarovsk")


def test_the_circle_is_true_on_the_ground(atlas: AtlasPage) -> None:
    panel(atlas).get_by_role("button", name="What is near").click()
    panel(atlas).get_by_role("spinbutton").fill("500")
    lon, lat = click(atlas, 136, 44)
    atlas.page.wait_for_selector(".leaflet-neatlas-measure-pane path", state="attached")
    script = """() => {
        const map = window.neatlasMap, frame = map.getContainer().getBoundingClientRect();
        const path = document.querySelector(".leaflet-neatlas-measure-pane path");
        const box = path.getBoundingClientRect();
        const at = (y) => map.containerPointToLatLng([0, y - frame.top]).lat;
        return [at(box.top), at(box.bottom)];
    }"""
    north, south = atlas.page.evaluate(script)
    for side in (north, south):
        assert WGS84.inv(lon, lat, lon, side)[2] / 1000 == pytest.approx(500, abs=12)


def test_the_map_reacts_to_clicks_again_when_the_tool_is_closed(atlas: AtlasPage) -> None:
    panel(atlas).get_by_role("button", name="Close").click()
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
