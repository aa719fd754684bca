"""What lies under the features: our basemap in three styles, and online ones once chosen."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

    from conftest import Watch

pytestmark = pytest.mark.browser

OSM = "https://tile.openstreetmap.org/**"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def saved(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    return AtlasPage(page, page).wait()


@pytest.fixture
def app(watched: tuple[Page, Watch], app_url: str) -> AtlasPage:
    page, _ = watched
    page.goto(app_url)
    return AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()


def choose(atlas: AtlasPage, name: str) -> None:
    menu = atlas.frame.locator(".neatlas-bases")
    if not menu.is_visible():
        atlas.frame.get_by_role("button", name="Basemap").click()
    # Not `check`: where tiles fail at once the choice has already gone back to ours.
    menu.get_by_role("radio", name=name).click()


def the_map(atlas: AtlasPage) -> Locator:
    return atlas.frame.locator(".neatlas-map")


def tile_color(atlas: AtlasPage) -> str:
    """Return the color of the middle of the first tile, as it was painted."""
    script = """node => {
        const [r, g, b] = node.getContext("2d").getImageData(200, 200, 1, 1).data;
        return [r, g, b].join(" ");
    }"""
    return str(atlas.frame.locator(".neatlas-basemap canvas").first.evaluate(script))


def stroke(atlas: AtlasPage, project: str) -> str:
    line = atlas.frame.locator(f".neatlas-stroke[data-project='{project}']").first
    return str(line.evaluate("node => getComputedStyle(node).stroke"))


def test_each_style_repaints_ground_and_features_of_the_same_map(saved: AtlasPage) -> None:
    the_map(saved).evaluate("node => { node.mark = 1 }")
    seen = []
    for name in ("Light", "Dark", "For print"):
        choose(saved, name)
        saved.page.wait_for_timeout(300)
        seen.append((tile_color(saved), stroke(saved, "trans-korean-railway")))
    assert len({ground for ground, _ in seen}) == 3
    assert len({ink for _, ink in seen}) == 3
    assert the_map(saved).evaluate("node => node.mark") == 1
    assert "base=print" in saved.page.url


def test_a_link_opens_in_its_style_and_back_leads_to_the_one_before(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    page.goto(f"{saved_page}#base=dark")
    atlas = AtlasPage(page, page).wait()
    expect(the_map(atlas)).to_have_attribute("data-base", "dark")
    choose(atlas, "Light")
    expect(the_map(atlas)).to_have_attribute("data-base", "light")
    page.go_back()
    expect(the_map(atlas)).to_have_attribute("data-base", "dark")
    watch.assert_quiet()


def test_the_saved_page_offers_ours_alone_and_says_that_it_ignored_another(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    page.goto(f"{saved_page}#base=OpenTopoMap")
    atlas = AtlasPage(page, page).wait()
    expect(page.locator("[data-notice='ignored']")).to_contain_text("base=OpenTopoMap")
    page.get_by_role("button", name="Basemap").click()
    expect(page.get_by_role("radio")).to_have_count(3)
    expect(the_map(atlas)).to_have_attribute("data-base", "light")
    watch.assert_quiet()


def test_lines_are_drawn_before_the_ground(browser: Browser, saved_page: str) -> None:
    with browser.new_context() as context:
        # No frame is drawn until the test says so.
        context.add_init_script(
            "window.held = []; window.requestAnimationFrame = (f) => held.push(f)"
        )
        page = context.new_page()
        page.goto(f"{saved_page}#base=dark")
        expect(page.locator(".neatlas-feature").first).to_be_attached(timeout=60_000)
        expect(page.locator(".neatlas-basemap, .neatlas-names")).to_have_count(0)
        page.evaluate("held.forEach((f) => f(0))")
        atlas = AtlasPage(page, page).wait()
        expect(page.locator(".neatlas-basemap, .neatlas-names")).to_have_count(2)
        expect(the_map(atlas)).to_have_attribute("data-base", "dark")


def test_the_menu_is_worked_by_keys_alone(saved: AtlasPage) -> None:
    door = saved.frame.get_by_role("button", name="Basemap")
    door.focus()
    saved.page.keyboard.press("Enter")
    expect(saved.frame.get_by_role("radio", name="Light")).to_be_focused()
    saved.page.keyboard.press("ArrowDown")
    expect(the_map(saved)).to_have_attribute("data-base", "dark")
    saved.page.keyboard.press("Escape")
    expect(door).to_be_focused()
    expect(saved.frame.locator(".neatlas-bases")).not_to_be_visible()


def test_an_online_basemap_is_asked_for_only_once_chosen_and_names_its_makers(
    app: AtlasPage, watched: tuple[Page, Watch]
) -> None:
    page, watch = watched
    page.route(OSM, lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    watch.assert_quiet()
    choose(app, "OpenStreetMap Mapnik")
    expect(app.frame.locator("img.leaflet-tile-loaded").first).to_be_attached()
    assert {url.split("/")[2] for url in watch.elsewhere} == {"tile.openstreetmap.org"}
    credit = app.frame.locator(".leaflet-control-attribution")
    expect(credit).to_contain_text("© OpenStreetMap contributors")
    expect(app.frame.locator(".neatlas-basemap")).to_have_count(0)
    choose(app, "Light")
    expect(app.frame.locator(".neatlas-basemap")).to_have_count(1)
    expect(credit).not_to_contain_text("© OpenStreetMap contributors")
    assert watch.errors == []


def test_where_tiles_fail_the_app_says_so_and_returns_to_ours(
    app: AtlasPage, watched: tuple[Page, Watch]
) -> None:
    page, _ = watched
    asked = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(OSM, refuse)
    app.tick("sector", "rail")
    the_map(app).evaluate("node => { node.mark = 1 }")
    choose(app, "OpenStreetMap Mapnik")
    notice = app.frame.locator("[data-notice='base']")
    expect(notice).to_contain_text("OpenStreetMap Mapnik does not answer")
    assert asked
    expect(the_map(app)).to_have_attribute("data-base", "light")
    expect(app.frame.locator(".neatlas-basemap")).to_have_count(1)
    assert the_map(app).evaluate("node => node.mark") == 1
    # Each step back leads on: one to the basemap of before, one to the filter of before.
    for _ in range(2):
        page.go_back()
    expect(page).not_to_have_url(re.compile("sector|base"))
    page.unroute(OSM)
    page.route(OSM, lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    notice.get_by_role("button", name="Try again").click()
    expect(the_map(app)).to_have_attribute("data-base", "online")
    expect(notice).to_have_count(0)
