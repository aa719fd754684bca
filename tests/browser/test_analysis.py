"""The app's Analysis: a cell of a chart filters the map, as often as it is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import LOCATED, AtlasPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser


def test_a_cell_filters_the_map_each_time_it_is_chosen(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
    page.get_by_text("Analysis", exact=True).click()
    cell = page.locator("path[aria-label*='sector: rail; where: North Korea']").last
    for _ in range(2):
        expect(cell).to_have_attribute("aria-label", re.compile("projects: 2;"), timeout=30_000)
        # The figure lies over its cell: a reader clicks on either.
        cell.click(force=True)
        expect(page).to_have_url(re.compile("country=KP&sector=rail&country_role=location"))
        atlas.expect_drawn({"trans-korean-railway", "tumangan-rajin-railway"})
        atlas.reset()
        atlas.expect_drawn(LOCATED)
    watch.assert_quiet()
