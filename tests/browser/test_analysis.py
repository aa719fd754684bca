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


#: Contrast of each figure of a chart with the cell that it stands on, as WCAG 2 has it.
CONTRASTS = """() => {
  const channels = (color) => color.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
    : color === "white" ? [255, 255, 255] : color.match(/\\d+/g).slice(0, 3).map(Number);
  const light = (color) => {
    const [red, green, blue] = channels(color).map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const cells = [...document.querySelectorAll(".mark-rect path")];
  return [...document.querySelectorAll(".mark-text.role-mark text")].map((figure) => {
    const { x, y, width, height } = figure.getBoundingClientRect();
    const under = cells.find((cell) => {
      const box = cell.getBoundingClientRect();
      return box.left < x + width / 2 && x + width / 2 < box.right
        && box.top < y + height / 2 && y + height / 2 < box.bottom;
    });
    const both = [light(figure.getAttribute("fill")), light(under.getAttribute("fill"))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  });
}"""


def expect_figures_to_be_read(page: Page) -> None:
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) >= 2
    assert min(contrasts) >= 3, contrasts


def test_a_cell_filters_the_map_each_time_it_is_chosen(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
    settle(page)
    page.get_by_text("Analysis", exact=True).click()
    expect(page.locator("path[aria-label*='Sector: airport']").first).to_be_attached()
    settle(page)
    expect_figures_to_be_read(page)
    choose_north_korean_rail(page)
    atlas.expect_drawn({"trans-korean-railway", "tumangan-rajin-railway"})
    page.get_by_role("radio", name="Length, km").click()
    expect(page.locator(".mark-text text", has_text="473")).to_be_visible()
    settle(page)
    expect_figures_to_be_read(page)
    page.get_by_role("radio", name="Number of projects").click()
    atlas.reset()
    choose_north_korean_rail(page)
    watch.assert_quiet()
