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


@pytest.fixture(params=["at the root", "under a path"])
def url(request: pytest.FixtureRequest) -> str:
    name = "app_url" if request.param == "at the root" else "app_url_under_a_path"
    return str(request.getfixturevalue(name))


@pytest.fixture
def opened(browser: Browser, url: str) -> Iterator[tuple[AtlasPage, Watch]]:
    with watched_page(browser) as (page, watch):
        page.goto(url)
        yield in_app(page).wait(), watch


def in_app(page: Page) -> AtlasPage:
    return AtlasPage(page, page.frame_locator("iframe[title*='atlas']"))


def choose(page: Page, field: str, *options: str) -> None:
    """Choose options in a multiselect of the sidebar."""
    for option in options:
        page.get_by_role("combobox", name=field).click()
        page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def test_it_opens_and_draws_every_located_project(opened: tuple[AtlasPage, Watch]) -> None:
    atlas, watch = opened
    atlas.expect_drawn(LOCATED)
    watch.assert_quiet()


def test_filters_leave_the_right_projects(opened: tuple[AtlasPage, Watch]) -> None:
    atlas, watch = opened
    choose(atlas.page, "Country", "North Korea (DPRK)")
    korean = {
        "trans-korean-gas-pipeline",
        "russia-korea-power-line",
        "trans-korean-railway",
        "tumangan-rajin-railway",
        "rajin-port-terminal",
    }
    atlas.expect_drawn(korean)
    choose(atlas.page, "Sector", "Rail")
    atlas.expect_drawn({"trans-korean-railway", "tumangan-rajin-railway"})
    atlas.page.get_by_role("button", name="Show all").click()
    atlas.expect_drawn(LOCATED)
    watch.assert_quiet()


def test_a_filter_by_japan_says_that_the_text_names_nothing_there(
    opened: tuple[AtlasPage, Watch],
) -> None:
    atlas, _ = opened
    choose(atlas.page, "Country", "Japan")
    atlas.expect_drawn(set())
    said = atlas.frame.get_by_text("the text names none in Japan")
    expect(said.filter(visible=True).first).to_be_visible()


def test_a_filter_keeps_the_map_and_its_view(opened: tuple[AtlasPage, Watch]) -> None:
    atlas, _ = opened
    atlas.evaluate(
        "() => { window.mark = 1; window.neatlasMap.setView([42, 130], 7, {animate: false});"
        " return [] }"
    )
    before = atlas.corner()
    choose(atlas.page, "Sector", "Port")
    atlas.expect_drawn({"rajin-port-terminal"})
    assert atlas.corner() == pytest.approx(before, abs=0.001)
    assert atlas.evaluate("() => [window.mark]") == [1]


def test_a_click_on_a_feature_shows_the_project_and_scrolls_to_its_passage(
    opened: tuple[AtlasPage, Watch],
) -> None:
    atlas, watch = opened
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
    expect(atlas.passage("invitation")).to_be_in_viewport()
    expect(atlas.page).to_have_url(re.compile("project=khabarovsk-airport"))
    watch.assert_quiet()


def test_a_click_on_a_passage_moves_the_map_to_its_projects_each_time(
    opened: tuple[AtlasPage, Watch],
) -> None:
    atlas, _ = opened
    for _ in range(2):
        atlas.evaluate("() => { window.neatlasMap.setView([50, 140], 5); return [] }")
        atlas.passage("rajin-port").click()
        atlas.page.wait_for_timeout(1_000)
        zoom, lat, lon = atlas.view()
        assert zoom > 8
        assert (lat, lon) == pytest.approx((42.23, 130.29), abs=0.1)


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
    page.goto(f"{app_url}?country=ZZ&sector=port&project=nothing")
    atlas = in_app(page).wait()
    atlas.expect_drawn({"rajin-port-terminal"})
    expect(page.get_by_text("'ZZ' is not an ISO 3166-1 alpha-2 country code")).to_be_visible()
    expect(page.get_by_text("'nothing' is not a project")).to_be_visible()


def test_the_table_holds_the_same_rows_and_selects(opened: tuple[AtlasPage, Watch]) -> None:
    atlas, _ = opened
    choose(atlas.page, "Sector", "Airport")
    atlas.expect_drawn({"khabarovsk-airport", "vladivostok-airport"})
    atlas.page.get_by_text("2 of 15 projects match").first.click()
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name="Download these rows (CSV)").click()
    text = download.value.path().read_text("utf-8")
    assert [line.split(",")[0] for line in text.splitlines()] == [
        "id",
        "khabarovsk-airport",
        "vladivostok-airport",
    ]


def test_the_basemap_is_fetched_once_whatever_is_filtered(browser: Browser, app_url: str) -> None:
    with watched_page(browser) as (page, _):
        fetched: list[str] = []
        page.on("request", lambda r: fetched.append(r.url) if "atlas.json" in r.url else None)
        page.goto(app_url)
        atlas = in_app(page).wait()
        choose(page, "Sector", "Port")
        atlas.expect_drawn({"rajin-port-terminal"})
        choose(page, "Sector", "Gas")
        atlas.expect_drawn({"rajin-port-terminal", "trans-korean-gas-pipeline"})
        assert len(fetched) == 1
