"""The search for a name, and the link that is handed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from conftest import watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from conftest import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def atlas(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    return AtlasPage(page, page).wait()


#: Types into the box for words, and does not wait until the map has followed.
TYPE = (
    "const field = document.querySelector('input[data-filter=text]'); field.value = 'rajin';"
    "field.dispatchEvent(new Event('input'))"
)


def box(atlas: AtlasPage) -> Locator:
    return atlas.frame.get_by_role("combobox", name="Find a project or a place")


def options(atlas: AtlasPage) -> Locator:
    return atlas.frame.get_by_role("option").filter(visible=True)


def test_a_name_in_any_language_is_found_and_carries_its_language(atlas: AtlasPage) -> None:
    box(atlas).fill("라진항")
    first = options(atlas).first
    expect(first.locator("bdi")).to_have_attribute("lang", re.compile("^ko"))
    expect(first).to_have_attribute("data-found", "rajin-port-terminal")
    expect(first).to_contain_text("Rajin port")
    box(atlas).fill("аэропорт хабаровск")
    expect(options(atlas).first).to_have_attribute("data-found", "khabarovsk-airport")


def test_case_and_accents_do_not_matter(atlas: AtlasPage) -> None:
    box(atlas).fill("KHABÁROVSK air")
    expect(options(atlas).first).to_have_attribute("data-found", "khabarovsk-airport")
    box(atlas).fill("zzz")
    expect(options(atlas)).to_have_count(0)
    expect(atlas.frame.get_by_role("status").filter(has_text="0 names found")).to_be_attached()


def test_keys_alone_find_and_select_a_project(atlas: AtlasPage) -> None:
    atlas.frame.locator(".neatlas-map").focus()
    atlas.page.keyboard.press("/")
    expect(box(atlas)).to_be_focused()
    atlas.page.keyboard.type("khabarovsk")
    expect(box(atlas)).to_have_attribute("aria-expanded", "true")
    atlas.page.keyboard.press("ArrowDown")
    expect(options(atlas).first).to_have_attribute("aria-selected", "true")
    active = box(atlas).get_attribute("aria-activedescendant")
    assert active == options(atlas).first.get_attribute("id")
    atlas.page.keyboard.press("ArrowUp")
    expect(options(atlas).last).to_have_attribute("aria-selected", "true")
    atlas.page.keyboard.press("Escape")
    expect(options(atlas)).to_have_count(0)
    atlas.page.keyboard.press("ArrowDown")
    atlas.page.keyboard.press("Enter")
    expect(atlas.card()).to_contain_text("Khabarovsk")


def test_a_project_without_a_location_says_so_before_it_is_chosen(atlas: AtlasPage) -> None:
    box(atlas).fill("joint investments")
    first = options(atlas).first
    expect(first).to_contain_text("no location")
    first.click()
    expect(atlas.card()).to_be_visible()


def test_a_project_that_filters_hide_is_named_and_can_be_shown(atlas: AtlasPage) -> None:
    atlas.tick("sector", "port")
    box(atlas).fill("sakhalin tunnel")
    options(atlas).first.click()
    notice = atlas.frame.locator("[data-notice='hidden']")
    notice.get_by_role("button", name="Reset filters").click()
    expect(atlas.card()).to_contain_text("Sakhalin")
    expect(notice).to_have_count(0)


def test_one_that_the_text_does_not_name_can_be_shown_as_well(atlas: AtlasPage) -> None:
    box(atlas).fill("russky bridge")
    options(atlas).first.click()
    notice = atlas.frame.locator("[data-notice='hidden']")
    notice.get_by_role("button", name="Reset filters").click()
    expect(atlas.card()).to_contain_text("not named in the text")
    assert "context=yes" in atlas.page.url


def test_a_place_opens_on_the_map(atlas: AtlasPage) -> None:
    box(atlas).fill("вануто")
    expect(options(atlas)).to_have_count(0)
    box(atlas).fill("Moscow")
    options(atlas).filter(has_text="place").first.click()
    expect(atlas.frame.locator(".neatlas-place-brief")).to_contain_text("Moscow")


def test_in_a_narrow_window_the_drawer_opens_for_the_search_and_closes_for_the_map(
    browser: Browser, saved_page: str
) -> None:
    with watched_page(browser, width=360, height=740) as (page, watch):
        page.goto(saved_page)
        atlas = AtlasPage(page, page).wait()
        page.locator(".neatlas-map").focus()
        page.keyboard.press("/")
        page.keyboard.type("khabarovsk air")
        options(atlas).first.click()
        expect(box(atlas)).not_to_be_visible()
        expect(atlas.card()).to_contain_text("Khabarovsk")
        watch.assert_quiet()


def test_the_link_to_what_is_shown_is_copied_and_said(
    watched: tuple[Page, Watch], atlas: AtlasPage
) -> None:
    page, _ = watched
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    atlas.tick("sector", "port")
    page.get_by_role("button", name="Copy the link to this view").click()
    expect(page.get_by_role("status").filter(has_text="was copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert "sector=port" in page.url
    # What is under way counts: a move that has not come to rest, words that were just typed.
    for act in ("neatlasMap.zoomIn()", "neatlasMap.panBy([90, 40])", TYPE):
        page.evaluate(f"() => {{ {act} }}")
        page.evaluate(
            "() => requestAnimationFrame(() => requestAnimationFrame(() =>"
            " document.querySelector('[data-tool=copyLink]').click()))"
        )
        page.wait_for_timeout(700)
        link = page.evaluate("navigator.clipboard.readText()")
        assert link == page.url, act
        view = re.search(r"view=([\d./]+)", link)
        assert view
        assert atlas.view() == pytest.approx(tuple(map(float, view[1].split("/"))), abs=1e-4)
    assert "text=rajin" in page.url


def test_where_the_clipboard_is_shut_the_link_is_laid_out_to_be_taken(atlas: AtlasPage) -> None:
    shut = "() => Promise.reject(new Error())"
    atlas.page.evaluate(f"() => {{ navigator.clipboard.writeText = {shut} }}")
    atlas.page.get_by_role("button", name="Copy the link to this view").click()
    field = atlas.page.get_by_role("textbox", name="Text to copy")
    expect(field).to_be_focused()
    expect(field).to_have_value(atlas.page.url)
    assert atlas.page.evaluate("getSelection().toString()") == atlas.page.url
