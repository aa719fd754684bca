"""The app's Analysis: a cell of a chart filters the map, as often as it is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser


def settle(page: Page) -> None:
    """Wait until no run of the script is under way: one would close what is just being opened."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def choose_north_korean_rail(page: Page) -> None:
    """Click on its cell once the chart of all projects stands and no run of the script is on."""
    airport = page.locator("path[aria-label*='Sector: airport']")
    expect(airport.first).to_be_attached(timeout=30_000)
    settle(page)
    expect(airport).to_have_count(1)
    # The figure lies over its cell: a reader clicks on either.
    page.locator("path[aria-label*='Country: North Korea (DPRK); Sector: rail']").click(force=True)
    expect(page).to_have_url(re.compile("country=KP&sector=rail&country_role=location"))


def test_a_cell_filters_the_map_each_time_it_is_chosen(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
    settle(page)
    page.get_by_text("Analysis", exact=True).click()
    choose_north_korean_rail(page)
    atlas.expect_drawn({"trans-korean-railway", "tumangan-rajin-railway"})
    atlas.reset()
    choose_north_korean_rail(page)
    watch.assert_quiet()
