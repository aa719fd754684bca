"""The pages for everyone: no violation that axe-core knows, and all of it by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import LOCATED, AtlasPage
from axe import violations
from conftest import watched_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Watch

pytestmark = pytest.mark.browser

WIDE, TABLET, PHONE = (1440, 900), (768, 1024), (360, 740)


def first_view(_: AtlasPage) -> None:
    """Leave the page as it opens."""


def card_open(atlas: AtlasPage) -> None:
    atlas.passage("rajin-port").click()
    expect(atlas.card()).to_be_visible()


def popup_open(atlas: AtlasPage) -> None:
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.frame.locator(".neatlas-brief")).to_be_visible()


def chooser_open(atlas: AtlasPage) -> None:
    click_near_khasan(atlas, "click")
    expect(atlas.frame.locator(".neatlas-popup .neatlas-choices")).to_be_visible()


def list_open(atlas: AtlasPage) -> None:
    atlas.frame.get_by_role("tab", name="Projects").click()


def drawer_open(atlas: AtlasPage) -> None:
    atlas.frame.get_by_role("button", name="Filters", exact=True).click()
    expect(atlas.frame.locator(".neatlas-rail")).to_be_visible()


def nothing_left(atlas: AtlasPage) -> None:
    atlas.tick("country", "JP")
    atlas.expect_drawn(set())


STATES = [
    (WIDE, first_view),
    (WIDE, card_open),
    (WIDE, popup_open),
    (WIDE, chooser_open),
    (WIDE, nothing_left),
    (PHONE, drawer_open),
]
MORE_STATES = [
    (WIDE, list_open),
    (TABLET, first_view),
    (TABLET, drawer_open),
    (PHONE, first_view),
    (PHONE, card_open),
]


def click_near_khasan(atlas: AtlasPage, how: str) -> None:
    """Click or tap where gas, power and rail share the way over the Tumen, north of the bridge."""
    spot = """() => {
        const map = window.neatlasMap;
        map.setView([42.53, 130.66], 8, {animate: false});
        const {x, y} = map.latLngToContainerPoint([42.53, 130.66]);
        const box = map.getContainer().getBoundingClientRect();
        return [x + box.left, y + box.top];
    }"""
    x, y = atlas.evaluate(spot)
    box = atlas.frame.locator(".neatlas-map").bounding_box()
    assert box is not None
    if how == "tap":
        atlas.page.touchscreen.tap(x, y)
    else:
        atlas.page.mouse.click(x, y)


@pytest.mark.parametrize(
    ("size", "state"),
    [*STATES, *(pytest.param(*pair, marks=pytest.mark.thorough) for pair in MORE_STATES)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_the_saved_page_violates_no_rule_of_level_a_or_aa(
    browser: Browser,
    saved_page: str,
    size: tuple[int, int],
    state: Callable[[AtlasPage], None],
) -> None:
    with watched_page(browser, width=size[0], height=size[1]) as (page, watch):
        page.goto(saved_page)
        state(AtlasPage(page, page).wait())
        assert violations(page) == []
        watch.assert_quiet()


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(WIDE, id="wide"),
        pytest.param(PHONE, id="phone", marks=pytest.mark.thorough),
    ],
)
def test_the_app_violates_no_rule_in_its_page_or_in_its_frame(
    browser: Browser, app_url: str, size: tuple[int, int]
) -> None:
    # Nothing of Streamlit's own page is excepted: it passes as well.
    with watched_page(browser, width=size[0], height=size[1]) as (page, _):
        page.goto(app_url)
        atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
        (frame,) = [frame for frame in page.frames if "component" in frame.url]
        card_open(atlas)
        assert violations(frame) == []
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        page.get_by_text("Table of these projects").first.click()
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        assert violations(page) == []


class Walker:
    """A reader who has a keyboard and nothing else, and who looks where the focus is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.see()

    def see(self) -> None:
        """Demand that something has the focus, and that the focus can be seen."""
        seen = self.page.evaluate(
            """() => {
                const node = document.activeElement, style = getComputedStyle(node);
                const width = parseFloat(style.outlineWidth);
                const outline = style.outlineStyle !== "none" && width >= 2;
                const stroke = node.matches("path") && parseFloat(style.strokeOpacity) > 0.6
                    && style.stroke === "rgb(11, 95, 208)";
                return {lost: node === document.body, visible: outline || stroke,
                        html: node.outerHTML.slice(0, 200)};
            }"""
        )
        assert not seen["lost"], "the focus is lost"
        assert seen["visible"], f"the focus cannot be seen on {seen['html']}"

    def at(self, selector: str) -> bool:
        script = "selector => document.activeElement.matches(selector)"
        return bool(self.page.evaluate(script, selector))

    def reach(self, selector: str, key: str = "Tab", most: int = 60) -> None:
        """Press a key until something has the focus."""
        for _ in range(most):
            if self.at(selector):
                return
            self.press(key)
        pytest.fail(f"{selector} is not reached by {key}", pytrace=False)


@pytest.fixture
def walk(watched: tuple[Page, Watch], saved_page: str) -> Iterator[tuple[Walker, AtlasPage]]:
    page, watch = watched
    page.goto(saved_page)
    yield Walker(page), AtlasPage(page, page).wait()
    watch.assert_quiet()


def test_a_keyboard_alone_filters_dates_opens_reads_and_closes(
    walk: tuple[Walker, AtlasPage],
) -> None:
    walker, atlas = walk
    walker.press("Tab")
    assert walker.at("[data-skip=skipFilters]")
    walker.press("Enter")
    walker.reach("[data-facet=sector] input[value=rail]")
    walker.press("Space")
    rail = {"trans-korean-railway", "selikhin-nysh-railway", "tumangan-rajin-railway"}
    expect(atlas.frame.locator(".neatlas-summary")).to_contain_text("match")
    assert atlas.drawn_projects() >= rail
    walker.reach(".neatlas-feature")
    first = atlas.frame.locator(":focus").get_attribute("data-feature")
    walker.press("ArrowRight")
    assert atlas.frame.locator(":focus").get_attribute("data-feature") != first
    walker.reach(".neatlas-legend summary")
    walker.press("Enter")
    walker.reach(".neatlas-legend [data-value='sector:rail']")
    walker.press("Enter")
    assert walker.at("[data-value='sector:rail'][aria-pressed=false]")
    atlas.expect_drawn(LOCATED)
    walker.reach(".neatlas-time input")
    walker.press("ArrowLeft")
    expect(atlas.frame.locator(".neatlas-date").first).not_to_have_text("now")
    walker.press("End")
    walker.reach("[role=tab]")
    walker.reach("[data-step='1']")
    walker.press("Enter", 2)
    expect(atlas.card()).to_be_visible()
    walker.press("Shift+Tab")
    walker.press("Enter")
    expect(atlas.frame.locator(".neatlas-walk")).to_contain_text("1 of")
    walker.reach(".neatlas-card .neatlas-close")
    walker.press("Enter")
    expect(atlas.card()).to_be_hidden()
    assert walker.at(".neatlas-passage")
    walker.reach(".neatlas-reset", "Shift+Tab", most=120)
    walker.press("Enter")


def test_a_feature_opens_by_keyboard_leads_to_its_sentence_and_takes_the_focus_back(
    walk: tuple[Walker, AtlasPage],
) -> None:
    walker, atlas = walk
    walker.press("Tab", 2)
    walker.press("Enter")
    assert walker.at(".neatlas-map")
    walker.reach(".neatlas-feature")
    walker.reach("[data-project='vladivostok-airport']", "ArrowRight")
    walker.press("Enter")
    popup = atlas.frame.locator(".neatlas-popup")
    expect(popup).to_contain_text("We are inviting businessmen")
    assert walker.at(".neatlas-popup button")
    walker.press("Escape")
    expect(popup).to_have_count(0)
    assert walker.at(".neatlas-feature[data-project='vladivostok-airport']")
    walker.press("Enter")
    walker.press("Enter")
    assert walker.at(".neatlas-passage[data-passage='invitation']")
    expect(atlas.passage("invitation")).to_be_in_viewport()


@pytest.mark.thorough
def test_every_feature_that_has_the_focus_is_in_view(walk: tuple[Walker, AtlasPage]) -> None:
    walker, atlas = walk
    atlas.evaluate("() => { neatlasMap.setView([42.3, 130.4], 10, {animate: false}); return [] }")
    walker.press("Tab", 2)
    walker.press("Enter")
    walker.reach(".neatlas-feature")
    count = atlas.features.count()
    for _ in range(min(count, 12)):
        walker.press("ArrowRight")
        expect(atlas.frame.locator(":focus")).to_be_in_viewport()


def test_the_others_that_run_with_a_feature_are_one_key_away(
    walk: tuple[Walker, AtlasPage],
) -> None:
    walker, atlas = walk
    atlas.evaluate("() => { neatlasMap.setView([42.53, 130.66], 8, {animate: false}); return [] }")
    walker.press("Tab", 2)
    walker.press("Enter")
    walker.reach(".neatlas-feature")
    walker.reach("[data-project='trans-korean-gas-pipeline']", "ArrowRight")
    walker.press("Enter")
    more = atlas.frame.get_by_role("button", name=re.compile(r"other projects? runs? here"))
    expect(more).to_be_visible()
    walker.reach(".neatlas-brief .neatlas-plain")
    walker.press("Enter")
    choices = atlas.frame.locator(".neatlas-popup .neatlas-choices")
    expect(choices).to_contain_text("power line")
    assert walker.at(".neatlas-choices button")
    walker.press("ArrowDown")
    walker.press("Enter")
    expect(choices).to_have_count(0)


def test_a_tap_where_lines_overlap_asks_which(browser: Browser, saved_page: str) -> None:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(saved_page)
    atlas = AtlasPage(page, page).wait()
    click_near_khasan(atlas, "tap")
    choices = page.locator(".neatlas-popup .neatlas-choices button")
    expect(choices.first).to_be_visible()
    assert choices.count() >= 2
    choices.first.tap()
    expect(atlas.card()).to_be_visible()
    context.close()


def test_the_drawer_takes_the_focus_and_gives_it_back(browser: Browser, saved_page: str) -> None:
    with watched_page(browser, width=PHONE[0], height=PHONE[1]) as (page, watch):
        page.goto(saved_page)
        AtlasPage(page, page).wait()
        rail, walker = page.locator(".neatlas-rail"), Walker(page)
        door = page.get_by_role("button", name="Filters", exact=True)
        door.focus()
        for leave in ("Escape", "Enter"):
            walker.press("Enter")
            expect(rail).to_be_visible()
            assert walker.at(".neatlas-rail *")
            walker.press(leave)
            expect(rail).to_be_hidden()
            assert walker.at(".neatlas-door")
        walker.press("Enter")
        page.mouse.click(345, 300)
        expect(rail).to_be_hidden()
        watch.assert_quiet()
