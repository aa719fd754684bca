"""The map in words: the same projects as the map, at the same date, in three orders."""

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


@pytest.fixture
def told(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    atlas = AtlasPage(page, page).wait()
    page.get_by_role("tab", name="Map in words").click()
    return atlas


def projects_told(atlas: AtlasPage) -> list[str]:
    sections = atlas.frame.locator("[data-told]")
    return list(sections.evaluate_all("nodes => nodes.map(node => node.dataset.told)"))


def test_it_tells_of_every_project_and_of_those_that_a_filter_leaves(told: AtlasPage) -> None:
    assert len(projects_told(told)) == 15
    told.tick("sector", "airport")
    told.expect_drawn({"khabarovsk-airport", "vladivostok-airport"})
    assert projects_told(told) == ["khabarovsk-airport", "vladivostok-airport"]


def test_it_follows_the_date(told: AtlasPage) -> None:
    section = told.frame.locator(
        ".neatlas-telling section:has([data-told=trans-korean-gas-pipeline])"
    )
    expect(section).to_contain_text("Variant by Cheorwon and Pyeongtaek")
    told.frame.get_by_role("button", name="As of 2012-01").click()
    expect(section).not_to_contain_text("Variant by Cheorwon and Pyeongtaek")
    expect(section).to_contain_text("East-coast variant by Goseong")


def test_by_country_a_project_stands_under_each_with_its_length_there(told: AtlasPage) -> None:
    told.frame.locator("[data-order]").select_option("country")
    korea = told.frame.locator("table", has=told.page.locator("caption", has_text="South Korea"))
    row = korea.locator("tr", has_text="Trans-Korean gas pipeline")
    expect(row).to_contain_text("237 km")
    assert len(projects_told(told)) == 15


def test_by_corridor_those_that_run_together_stand_together(told: AtlasPage) -> None:
    told.frame.locator("[data-order]").select_option("corridor")
    first = told.frame.locator(".neatlas-telling table").first
    expect(first.locator("caption")).to_have_text("4 projects that run together")
    for name in ("gas pipeline", "power line", "Trans-Korean Railway", "Tumangan-Rajin"):
        expect(first).to_contain_text(name)
    expect(first).not_to_contain_text("airport")


def test_it_leads_to_what_it_tells_of_and_to_the_card(told: AtlasPage) -> None:
    told.frame.locator(".neatlas-telling tbody button", has_text="Sakhalin tunnel").click()
    expect(told.frame.locator("[data-told=sakhalin-tunnel]")).to_be_focused()
    section = told.frame.locator(".neatlas-telling section:has([data-told=sakhalin-tunnel])")
    section.get_by_role("button", name="Open its card").click()
    expect(told.card()).to_contain_text("Sakhalin tunnel")
    assert violations(told.page) == []


def test_how_many_have_no_location_leads_to_them_by_key_and_in_every_language(
    told: AtlasPage,
) -> None:
    language = told.frame.locator(".neatlas-language select")
    door = told.frame.locator(".neatlas-summary button")
    for tag, words in {"ko": "위치 없음 6건", "ru": "без местоположения: 6"}.items():
        language.select_option(tag)
        expect(door).to_have_text(words)
    # The longest of them: tabs and walk keep to one line, the full stop to that of its words.
    told.page.set_viewport_size({"width": 1280, "height": 900})
    row = told.frame.locator(".neatlas-bar-row").bounding_box()
    assert row is not None
    assert row["height"] < 45
    told.page.set_viewport_size({"width": 320, "height": 700})
    kept = told.frame.locator(".neatlas-kept")
    ends = "node => [node, node.firstChild].map((one) => { const range = document.createRange();"
    ends += " range.selectNodeContents(one); return range.getBoundingClientRect().bottom; })"
    whole, button = kept.evaluate(ends)
    assert whole == pytest.approx(button, abs=8)
    told.page.set_viewport_size({"width": 1440, "height": 900})
    language.select_option("en")
    expect(told.frame.get_by_role("button", name="6 have no location")).to_be_visible()
    door.press("Enter")
    told.expect_drawn(set())
    listed = told.frame.locator(".neatlas-projects > li > button:visible")
    expect(listed).to_have_count(6)
    expect(listed.first).to_be_focused()
    expect(told.page).to_have_url(re.compile("precision=none"))
    # Where no other is left there is nowhere to lead to.
    expect(door).to_have_count(0)
