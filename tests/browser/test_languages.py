"""The page in another language: names, words, what stays, what falls back."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from serving import ROOT, neatlas

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from conftest import Watch

SMALL = ROOT / "tests" / "data" / "valid"

pytestmark = pytest.mark.browser

#: Text on the page that is neither in its language nor marked with its own. The titles of
#: sources are left out: editors put some in English words, in brackets.
UNMARKED = """pattern => {
  const wanted = new RegExp(pattern, "u");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    if (!wanted.test(data) || parent.closest("script, style, [hidden], .neatlas-sources")) continue;
    if (parent.closest("[lang]") === document.documentElement) found.push(data);
  }
  return found;
}"""


def choose(atlas: AtlasPage, language: str) -> None:
    atlas.frame.locator(".neatlas-language select").select_option(language)


def opened(page: Page, address: str) -> AtlasPage:
    page.goto(address)
    return AtlasPage(page, page).wait()


def test_another_language_keeps_filter_date_selection_view_and_the_maps_element(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    words = "sector=rail&as_of=2013-09&project=trans-korean-railway&view=6/40/130"
    atlas = opened(page, f"{saved_page}#{words}")
    drawn = atlas.drawn_projects()
    page.evaluate("window.kept = window.neatlasMap.getContainer()")
    choose(atlas, "ko")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    assert page.evaluate("window.kept === window.neatlasMap.getContainer()")
    assert page.evaluate("document.querySelectorAll('.leaflet-container').length") == 1
    assert atlas.drawn_projects() == drawn
    assert atlas.view() == pytest.approx((6, 40, 130), abs=0.01)
    expect(atlas.card().locator("h3")).to_contain_text("종단철도")
    chosen = parse_qs(page.evaluate("location.hash.slice(1)"))
    assert chosen == {**parse_qs(words), "lang": ["ko"], "view": chosen["view"]}
    expect(page.locator(".neatlas-language select")).to_be_focused()
    watch.assert_quiet()


#: Counts what listens to document, window and the element of the map, as it comes and goes.
HEARD = """() => {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const container = neatlasMap.getContainer();
  const counts = (node) => [document, window, container].includes(node);
  window.heard = 0;
  EventTarget.prototype.addEventListener = function (type, act, options) {
    if (counts(this)) {
      window.heard += 1;
      options?.signal?.addEventListener("abort", () => { window.heard -= 1 });
    }
    return add.call(this, type, act, options);
  };
  EventTarget.prototype.removeEventListener = function (type, act, options) {
    if (counts(this)) window.heard -= 1;
    return remove.call(this, type, act, options);
  };
}"""


def test_a_switch_leaves_nothing_behind_and_keeps_what_is_open(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    atlas = opened(page, saved_page)
    page.evaluate(HEARD)
    search = page.locator(".neatlas-search input")
    search.fill("zzz")
    page.get_by_role("tab").nth(1).click()
    page.locator("[data-tool=measure]").click()
    expect(page.locator(".is-measuring")).to_have_count(1)
    counted = []
    for language, legend in (("ru", "Легенда"), ("ko", "범례"), ("en", "Legend")):
        page.locator("input[data-filter=text]").fill("rail")
        choose(atlas, language)
        expect(page.locator(".neatlas-legend summary")).to_have_text(legend)
        counted.append(page.evaluate("[heard, document.querySelectorAll('style').length]"))
    assert counted[0] == counted[1] == counted[2]
    expect(search).to_have_value("zzz")
    expect(page.get_by_role("tab").nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator(".is-measuring")).to_have_count(0)
    atlas.features.first.dispatch_event("click")
    expect(atlas.card()).to_be_visible()
    watch.assert_quiet()


def test_back_returns_to_the_language_before(watched: tuple[Page, Watch], saved_page: str) -> None:
    page, watch = watched
    atlas = opened(page, saved_page)
    choose(atlas, "ru")
    expect(page.locator(".neatlas-legend summary")).to_have_text("Легенда")
    page.go_back()
    expect(page.locator(".neatlas-legend summary")).to_have_text("Legend")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    watch.assert_quiet()


@pytest.mark.parametrize("language", [pytest.param("ko", marks=pytest.mark.thorough), "ru"])
def test_no_english_stands_unmarked_on_a_page_in_another_language(
    watched: tuple[Page, Watch], saved_page: str, language: str
) -> None:
    page, _ = watched
    opened(page, f"{saved_page}#lang={language}&project=trans-korean-gas-pipeline&context=yes")
    page.get_by_role("tab").nth(1).click()
    assert page.evaluate(UNMARKED, r"[a-z]{4,} [a-z]{3,}") == []


def test_a_name_that_is_not_on_record_is_marked(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, _ = watched
    opened(page, f"{saved_page}#lang=ko&project=joint-investments")
    title = page.locator(".neatlas-card h3")
    expect(title.locator("[lang=en]")).to_be_visible()
    expect(title.locator("abbr")).to_have_attribute("title", "기록에 없는 명칭: 한국어.")


@pytest.mark.parametrize(
    ("language", "name"), [("zh", "zh"), pytest.param("ja", "ja", marks=pytest.mark.thorough)]
)
def test_chinese_and_japanese_have_names_and_english_words(
    watched: tuple[Page, Watch], saved_page: str, language: str, name: str
) -> None:
    page, _ = watched
    opened(page, f"{saved_page}#lang={language}&project=trans-korean-railway")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".neatlas-legend summary")).to_have_text("Legend")
    assert (page.locator(f".neatlas-list [lang|={name}]").count()) > 0


def test_a_language_that_is_none_of_ours_is_ignored_with_a_notice(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, _ = watched
    opened(page, f"{saved_page}#lang=xx")
    expect(page.locator("[data-notice=ignored]")).to_contain_text("lang=xx")


def test_a_page_opens_in_the_language_it_was_saved_for_unless_its_address_names_another(
    watched: tuple[Page, Watch], tmp_path: Path
) -> None:
    page, _ = watched
    file, words = tmp_path / "map.html", ("map", "--atlas", str(SMALL), "--lang", "ru")
    subprocess.run(neatlas(*words, "-o", str(file)), check=True, cwd=ROOT)
    assert '<html lang="ru">' in file.read_text("utf-8")[:200]
    legend, address = page.locator(".neatlas-legend summary"), file.as_uri()
    for hash_, said in (("", "Легенда"), ("#gulf-railway", "Легенда"), ("#lang=en", "Legend")):
        # Else only the hash would change, and the page stay open.
        page.goto("about:blank")
        opened(page, f"{address}{hash_}")
        expect(legend).to_have_text(said)


@pytest.mark.thorough
def test_what_is_done_while_a_language_loads_does_not_lose_it(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched

    def late(route: Route) -> None:
        page.wait_for_timeout(1_500)
        route.continue_()

    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe").first).wait()
    page.route("**/said-ko.json", late)
    choose(atlas, "ko")
    atlas.evaluate("() => { neatlasMap.setView([50, 140], 5); return [] }")
    atlas.tick("sector", "rail")
    # As long as an address is written after a move, and longer than the language takes.
    expect(atlas.frame.locator(".neatlas-legend summary")).to_have_text("범례", timeout=60_000)
    assert "lang=ko" in page.url
    assert "sector=rail" in page.url
    watch.assert_quiet()


@pytest.mark.thorough
def test_the_app_fetches_a_language_once_and_keeps_the_frame(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url.rpartition("/")[2].partition("?")[0]))
    page.goto(f"{app_url}?sector=gas")
    atlas = AtlasPage(page, page.frame_locator("iframe").first).wait()
    fetched = []
    for language, legend in (("ru", "Легенда"), ("en", "Legend"), ("ru", "Легенда")):
        choose(atlas, language)
        summary = atlas.frame.locator(".neatlas-legend summary")
        # A server that was just started plans another language while it is waited for.
        expect(summary).to_have_text(legend, timeout=60_000)
        fetched.append(asked.count("said-ru.json"))
    assert fetched[0] == fetched[2] > 0
    assert asked.count("atlas.json") == 1
    assert "lang=ru" in page.url
    assert "sector=gas" in page.url
    watch.assert_quiet()
