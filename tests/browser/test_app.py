"""The app, as a reader meets it: once as it stands, once under a path of a proxy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import LOCATED, AtlasPage
from conftest import watched_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Watch

pytestmark = pytest.mark.browser


@pytest.fixture(params=["at the root", pytest.param("under a path", marks=pytest.mark.thorough)])
def anywhere(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[AtlasPage, Watch]]:
    """The app, once as it stands and once under a path."""
    name = "app_url" if request.param == "at the root" else "app_url_under_a_path"
    with watched_page(browser) as (page, watch):
        page.goto(str(request.getfixturevalue(name)))
        yield in_app(page).wait(), watch


@pytest.fixture
def opened(watched: tuple[Page, Watch], app_url: str) -> tuple[AtlasPage, Watch]:
    page, watch = watched
    page.goto(app_url)
    return in_app(page).wait(), watch


def in_app(page: Page) -> AtlasPage:
    return AtlasPage(page, page.frame_locator("iframe[title*='atlas']"))


#: Where the region of the atlas ends, in degrees north.
SOUTH = 28


def settle(page: Page) -> None:
    """Wait until no run of the script is under way: one would close what is just being opened."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def test_it_opens_filters_and_answers_clicks_on_map_and_text(
    anywhere: tuple[AtlasPage, Watch],
) -> None:
    atlas, watch = anywhere
    atlas.expect_drawn(LOCATED)
    settle(atlas.page)
    (south,) = atlas.evaluate("() => [neatlasMap.getBounds().getSouth()]")
    assert south > SOUTH - 0.1, "the first view shows nothing beyond the basemap"
    atlas.evaluate(
        "() => { window.mark = 1; window.neatlasMap.setView([42, 130], 7, {animate: false});"
        " return [] }"
    )
    before = atlas.corner()
    atlas.tick("country", "KP")
    korean = {
        "trans-korean-gas-pipeline",
        "russia-korea-power-line",
        "trans-korean-railway",
        "tumangan-rajin-railway",
        "rajin-port-terminal",
    }
    atlas.expect_drawn(korean)
    atlas.tick("sector", "rail")
    atlas.expect_drawn({"trans-korean-railway", "tumangan-rajin-railway"})
    assert atlas.corner() == pytest.approx(before, abs=0.001)
    atlas.reset()
    atlas.expect_drawn(LOCATED)
    atlas.tick("country", "JP")
    atlas.expect_drawn(set())
    said = atlas.frame.get_by_text("the text names none in Japan")
    expect(said.filter(visible=True).first).to_be_visible()
    atlas.reset()
    later = atlas.frame.locator("[data-feature='trans-korean-gas-pipeline/cheorwon']")
    expect(later).to_have_count(1)
    atlas.frame.get_by_role("button", name="As of 2012-01").click()
    expect(later).to_have_count(0)
    expect(atlas.frame.get_by_text("Status of 2012-01").first).to_be_visible()
    assert atlas.evaluate("() => [window.mark]") == [1], "the map is the one that was there"

    atlas.evaluate("() => { neatlasMap.setView([47, 135], 5, {animate: false}); return [] }")
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
    expect(atlas.passage("invitation")).to_be_in_viewport()
    expect(atlas.page).to_have_url(re.compile("project=khabarovsk-airport"))
    atlas.frame.locator(".neatlas-card .neatlas-close").click()
    for _ in range(2):
        atlas.evaluate("() => { window.neatlasMap.setView([50, 140], 5); return [] }")
        atlas.passage("rajin-port").click()
        atlas.window().wait_for_function(
            """() => {
              const {lat, lng} = neatlasMap.getCenter();
              return neatlasMap.getZoom() > 8
                && Math.abs(lat - 42.23) < 0.1 && Math.abs(lng - 130.29) < 0.1;
            }"""
        )
    watch.assert_quiet()


@pytest.mark.thorough
def test_a_link_restores_filter_and_project(watched: tuple[Page, Watch], app_url: str) -> None:
    page, watch = watched
    page.goto(f"{app_url}?country=KR&sector=rail&project=trans-korean-railway")
    atlas = in_app(page).wait()
    atlas.expect_drawn({"trans-korean-railway"})
    expect(atlas.card()).to_contain_text("Trans-Korean Railway")
    watch.assert_quiet()


def test_a_bad_link_opens_and_names_what_was_ignored(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, _ = watched
    page.goto(f"{app_url}?country=ZZ&sector=port&project=nothing&passage=constructor")
    atlas = in_app(page).wait()
    atlas.expect_drawn({"rajin-port-terminal"})
    notice = atlas.frame.locator("[data-notice='ignored']")
    for word in ("country=ZZ", "project=nothing", "passage=constructor"):
        expect(notice).to_contain_text(word)


@pytest.mark.thorough
def test_back_and_forward_walk_through_filters_and_selections(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if "atlas.json" in r.url else None)
    page.goto(app_url)
    atlas = in_app(page).wait()
    page.wait_for_timeout(500)
    atlas.tick("sector", "airport")
    airports = {"khabarovsk-airport", "vladivostok-airport"}
    atlas.expect_drawn(airports)
    atlas.click_feature("khabarovsk-airport")
    expect(page).to_have_url(re.compile("sector=airport&project=khabarovsk-airport"))
    page.go_back()
    expect(atlas.card()).to_be_hidden()
    atlas.expect_drawn(airports)
    page.go_back()
    atlas.expect_drawn(LOCATED)
    page.go_forward()
    page.go_forward()
    atlas.expect_drawn(airports)
    expect(atlas.card()).to_contain_text("Khabarovsk")
    assert len(fetched) == 1, "the basemap is fetched once, whatever is filtered"
    watch.assert_quiet()


def test_a_click_in_the_text_runs_no_script_and_a_filter_runs_one(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, _ = watched
    # The server runs its script when the page tells it something, and for nothing else.
    told: list[str | bytes] = []

    def note(sent: str | bytes) -> None:
        told.append(sent)

    page.on("websocket", lambda held: held.on("framesent", note))
    page.goto(app_url)
    atlas = in_app(page).wait()
    settle(page)
    assert told, "the page opened without a word to the server"
    told.clear()
    atlas.passage("rajin-port").hover()
    atlas.passage("rajin-port").click()
    atlas.evaluate("() => { window.neatlasMap.setView([45, 135], 5); return [] }")
    page.wait_for_timeout(1_000)
    assert told == []
    atlas.tick("sector", "port")
    expect(page).to_have_url(re.compile("sector=port"))
    page.wait_for_timeout(500)
    assert len(told) == 1


def test_context_is_drawn_when_asked_for(watched: tuple[Page, Watch], app_url: str) -> None:
    page, watch = watched
    page.goto(f"{app_url}?context=yes&sector=oil")
    atlas = in_app(page).wait()
    drawn = {"espo-pipeline", "kozmino-oil-port"}
    for project in drawn:
        feature = atlas.frame.locator(f".neatlas-feature[data-project='{project}']")
        expect(feature.first).to_be_attached()
    assert atlas.drawn_projects() == drawn
    watch.assert_quiet()


#: Whatever of the map's tools a finger would miss: what is hit instead of it, or too low a target.
MISSED = """() => [...document.querySelectorAll(".neatlas-tools button")].flatMap((tool) => {
    const { x, y, width, height } = tool.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return tool.contains(hit) && height >= 24 ? [] : [tool.dataset.tool];
})"""
#: The share of the map in the height; whether the selected sentence is hit, its pane scrolled.
IN_SIGHT = """() => {
    const map = document.querySelector(".neatlas-map").getBoundingClientRect();
    const pane = document.querySelector(".neatlas-text");
    const line = () => document.querySelector(".neatlas-passage.is-selected").getClientRects()[0];
    pane.scrollBy({ top: line().y - pane.getBoundingClientRect().y - 20, behavior: "instant" });
    const { x, y, width, height } = line();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return [map.height / innerHeight, Number(hit?.matches(".neatlas-text *") ?? false)];
}"""

#: Busan and the strait of Sakhalin, south and north of all lines, are clear of the controls.
ALL_CLEAR = """() => {
    const room = neatlas.view.rooms(neatlasMap).at(-1);
    return neatlasMap.getZoom() >= 3 && [[35.1, 129], [52.2, 141.5]].every((place) => {
        const { x, y } = neatlasMap.latLngToContainerPoint(place);
        return x > room.x0 && x < room.x1 && y > room.y0 && y < room.y1;
    });
}"""

#: The button that opens the filters, where there is one, lies beside the count.
BESIDE = """() => {
    const door = document.querySelector(".neatlas-door").getBoundingClientRect();
    const said = document.querySelector(".neatlas-caption").getBoundingClientRect();
    return [!door.width || said.right <= door.left || said.bottom <= door.top];
}"""


def test_at_any_size_tools_are_hit_all_is_shown_and_the_sentence_stands_with_the_map(
    opened: tuple[AtlasPage, Watch],
) -> None:
    atlas, watch = opened
    atlas.passage("rajin-port").click()
    for width, height in ((320, 640), (360, 740), (768, 1024), (1000, 740), (1440, 900)):
        atlas.page.set_viewport_size({"width": width, "height": height})
        # The frame takes its height from the window.
        atlas.window().wait_for_function(
            "size => parent.innerWidth === size[0] && innerHeight > size[1] - 120"
            " && innerHeight < size[1]",
            arg=[width, height],
        )
        assert atlas.evaluate(MISSED) == []
        assert atlas.evaluate(BESIDE) == [True]
        atlas.evaluate("() => { neatlasMap.setView([42, 130], 9, {animate: false}); return [] }")
        atlas.frame.locator("[data-tool=showAll]").click()
        atlas.window().wait_for_function(ALL_CLEAR)
        map_share, read = atlas.evaluate(IN_SIGHT)
        assert map_share >= 0.45
        assert read == 1
    watch.assert_quiet()


@pytest.mark.thorough
def test_the_table_holds_the_rows_of_the_map_and_a_row_selects(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, _ = watched
    page.goto(f"{app_url}?sector=airport")
    atlas = in_app(page).wait()
    atlas.click_feature("khabarovsk-airport")
    expect(page).to_have_url(re.compile("project=khabarovsk-airport"))
    page.get_by_text("Table of these projects").first.click()
    # It stands below the fold, and is brought into view.
    expect(page.get_by_test_id("stDataFrame")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    text = download.value.path().read_text("utf-8")
    assert [line.split(",")[0] for line in text.splitlines()] == [
        "id",
        "khabarovsk-airport",
        "vladivostok-airport",
    ]
    canvas = page.get_by_test_id("stDataFrame")

    def click_second_row() -> None:
        settle(page)  # what stands above the table may still grow
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 18, box["y"] + 35 * 2 + 17)

    # The row of what is selected on the map is ticked. A row is ticked, and let go again.
    ticked = page.locator("[role=grid] tr[aria-selected=true]")
    expect(ticked).to_contain_text("Khabarovsk airport")
    click_second_row()
    expect(page).to_have_url(re.compile("project=vladivostok-airport"))
    expect(atlas.card()).to_contain_text("Vladivostok")
    expect(ticked).to_contain_text("Vladivostok airport")
    click_second_row()
    expect(page).not_to_have_url(re.compile("project="))
    expect(ticked).to_have_count(0)
    atlas.evaluate("() => { neatlasMap.setView([46, 135], 6, {animate: false}); return [] }")
    atlas.frame.locator(".neatlas-feature[data-project='vladivostok-airport']").first.press("Enter")
    expect(ticked).to_contain_text("Vladivostok airport")
    settle(page)
    assert atlas.view()[0] == 6, "a tick that follows the map does not move it"
