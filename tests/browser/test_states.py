"""One open page, walked through its states: each is whole, in its language, and for everyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser


def opened(page: Page, address: str) -> AtlasPage:
    page.goto(address)
    return AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()


#: Panel to what it shows last or has alone.
LAST = {
    "Table of these projects": "[data-testid=stDataFrame]",
    "Analysis": "[data-testid=stSlider]",
    "Export": "img[src*='/atlas/map.']",
}


def below(page: Page, name: str) -> None:
    """Open a panel under the frame, and wait until all of it is there."""
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    # A run that has not begun is not seen to be on: what comes last in the panel is waited for.
    expect(page.locator(LAST[name]).last).to_be_visible(timeout=30_000)
    settle(page)


def settle(page: Page) -> None:
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def choose_base(atlas: AtlasPage, value: str) -> None:
    menu = atlas.frame.locator(".neatlas-bases")
    if not menu.is_visible():
        atlas.frame.locator("[data-tool=basemap]").click()
    menu.locator(f"input[value='{value}']").click()


def background(page: Page) -> str:
    return str(
        page.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    )


@pytest.mark.thorough
def test_dark_covers_the_whole_page_and_leaves_it_again(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    atlas = opened(page, app_url)
    frame = atlas.window()
    light = background(page)
    below(page, "Table of these projects")
    choose_base(atlas, "dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    paper = atlas.frame.locator(".neatlas-panel")
    expect(paper).to_have_css("background-color", "rgb(28, 36, 43)")
    atlas.passage("rajin-port").click()
    expect(atlas.card()).to_be_visible()
    assert violations(frame) == []
    assert violations(page) == []
    choose_base(atlas, "")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", light)
    watch.assert_quiet()


@pytest.mark.thorough
def test_the_panels_follow_the_language_and_stay_open(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    atlas = opened(page, app_url)
    below(page, "Table of these projects")
    page.get_by_role("button", name="Sector", exact=True).click()
    settle(page)
    # The focus is in the app around the frame.
    page.keyboard.press("/")
    expect(atlas.frame.get_by_role("combobox", name="Find a project or a place")).to_be_focused()
    atlas.frame.locator(".neatlas-language select").select_option("ko")
    expect(page.get_by_text("사업 15건 중 15건 해당.")).to_be_visible(timeout=60_000)
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    # The column that was put away is still away.
    expect(page.get_by_role("button", name="분야", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    watch.assert_quiet()


def assert_exports_what_is_selected(atlas: AtlasPage) -> None:
    """Check that Export follows what is selected, in a page on which it is open already."""
    page = atlas.page
    about = page.get_by_role("switch", name="About the selected project")
    expect(about).to_have_count(0)
    preview, links = page.locator(LAST["Export"]), page.locator("a[href*='/atlas/map.png']")
    for project in ("rajin-port-terminal", "sakhalin-tunnel"):
        atlas.frame.locator(f".neatlas-feature[data-project='{project}']").first.press("Enter")
        if project == "rajin-port-terminal":
            page.get_by_text("About the selected project").click()
        expect(preview).to_have_attribute("src", re.compile(f"focus={project}"))
        expect(links).to_have_attribute("href", re.compile(f"focus={project}"))
    atlas.card().locator(".neatlas-close").click()
    expect(about).to_have_count(0)
    expect(links).not_to_have_attribute("href", re.compile("focus="))
    settle(page)


def test_what_opens_on_the_map_and_below_it_is_for_everyone(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    atlas = opened(page, app_url)
    frame = atlas.window()
    atlas.frame.locator("[data-tool=basemap]").click()
    expect(atlas.frame.locator(".neatlas-bases")).to_be_visible()
    assert violations(frame) == []
    atlas.frame.locator("[data-tool=basemap]").click()

    # Two dates, of which the server is told nothing.
    atlas.frame.get_by_role("button", name="Compare with 2012-01").click()
    whens = atlas.frame.locator(".neatlas-when")
    expect(whens).to_have_text(["now", "2012-01"])
    expect(page).to_have_url(re.compile("beside=2012-01"))
    then = atlas.frame.locator(".neatlas-map").nth(1)
    expect(then.locator(".neatlas-feature").first).to_be_attached()
    expect(atlas.frame.locator(".neatlas-summary")).to_have_text(
        ["9 of 15 projects drawn, 6 have no location."] * 2
    )
    assert violations(frame) == []
    atlas.frame.get_by_role("button", name="Close the second map").click()
    expect(whens).to_have_count(1)

    atlas.frame.locator("[data-tool=measure]").click()
    expect(atlas.frame.locator(".neatlas-measure")).to_be_visible()
    assert violations(frame) == []

    for name in ("Analysis", "Export"):
        below(page, name)
        assert violations(page) == [], name
    assert_exports_what_is_selected(atlas)
    watch.assert_quiet()


@pytest.mark.thorough
def test_the_panels_are_for_everyone_in_every_language(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    atlas = opened(page, app_url)
    frame = atlas.window()
    for name in ("Analysis", "Export"):
        below(page, name)
    for tag in ("ko", "ru"):
        atlas.frame.locator(".neatlas-language select").select_option(tag)
        expect(page.locator("html")).to_have_attribute("lang", tag, timeout=60_000)
        settle(page)
        assert violations(page) == [], tag
        assert violations(frame) == [], tag
    watch.assert_quiet()
