"""Records written by someone who means ill, at every door: they are read as text and do nothing."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from conftest import watched_page
from hostile_atlas import PAYLOAD, SEEN, write_hostile_atlas
from neatlas.checking.report import check_atlas
from serving import ROOT, free_port, neatlas, running
from test_app import in_app, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Position

    from conftest import Watch

pytestmark = pytest.mark.browser

#: What the payload would have made if a door had read it as markup.
MADE = "img[src='x'], img[src*='evil'], [onerror], [href^='javascript'], [src^='javascript']"
FILTERS = ["Country", "Sector", "Status", "What became of the claim"]
BAD = {
    "country": "![x](http://evil.invalid/a.png)",
    "sector": SEEN,
    "document": "[x](javascript:window.hit=1)",
    "status": "http://evil.invalid/ www.evil.invalid x@evil.invalid",
    "as_of": "`${window.hit=1}` $x$ :red[z] </script><script>window.hit=1</script>",
    "bbox": "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "project": "> # *x* \"'</textarea><svg onload=window.hit=1>",
}


@dataclass
class Opened:
    """One page of the hostile atlas, and what it did."""

    atlas: AtlasPage
    watch: Watch
    asked: list[str] = field(default_factory=list)
    """Every address that it asked for."""

    @property
    def page(self) -> Page:
        return self.atlas.page

    def assert_inert(self) -> None:
        for frame in self.page.frames:
            assert frame.evaluate("() => typeof window.hit") == "undefined"
            assert frame.locator(MADE).count() == 0
        # A source of a card is a link; nothing that the app says around the map is.
        if self.page.main_frame is not self.page.frames[-1]:
            assert self.page.locator("a[href*='evil']").count() == 0
        assert len(self.page.context.pages) == 1
        self.watch.assert_quiet()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile_atlas(tmp_path_factory.mktemp("hostile") / "atlas")


@pytest.fixture(scope="module")
def saved_url(folder: Path) -> str:
    file = folder / "map.html"
    words = ("map", "--atlas", str(folder), "--context", "yes", "-o", str(file))
    subprocess.run(neatlas(*words), check=True, cwd=ROOT)
    return file.as_uri()


@pytest.fixture(scope="module")
def hostile_url(folder: Path) -> Iterator[str]:
    port = free_port()
    command = neatlas("serve", "--atlas", str(folder), "--port", str(port))
    url = f"http://127.0.0.1:{port}/"
    with running(command, url, folder / "log"):
        yield url


@contextmanager
def opened_at(browser: Browser, url: str) -> Iterator[Opened]:
    with watched_page(browser) as (page, watch):
        saved = url.startswith("file:")
        opened = Opened(AtlasPage(page, page) if saved else in_app(page), watch)
        page.on("request", lambda request: opened.asked.append(request.url))
        page.on("dialog", lambda dialog: watch.errors.append(f"dialog: {dialog.message}"))
        page.set_default_timeout(5_000)
        page.emulate_media(reduced_motion="reduce")
        page.goto(url)
        opened.atlas.wait()
        if not saved:
            settle(page)
        yield opened


@pytest.fixture(scope="module")
def saved(browser: Browser, saved_url: str) -> Iterator[Opened]:
    with opened_at(browser, saved_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(browser: Browser, hostile_url: str) -> Iterator[Opened]:
    with opened_at(browser, f"{hostile_url}?context=yes") as opened:
        yield opened


@pytest.fixture(params=["saved", pytest.param("app", marks=pytest.mark.thorough)])
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """The saved page and the app in turn; whatever was done on them, they stayed inert."""
    held: Opened = request.getfixturevalue(request.param)
    yield held
    held.assert_inert()


def on_the_map(feature: Locator) -> Position | None:
    """Return a point of the map where a feature can be hit, None where another lies over it."""
    at: Position | None = feature.evaluate(
        """node => {
            const map = node.closest("[role=region]").getBoundingClientRect();
            for (let share = 0.1; share < 1; share += 0.1) {
                const at = node.getPointAtLength(node.getTotalLength() * share);
                const { x, y } = at.matrixTransform(node.getScreenCTM());
                if (document.elementFromPoint(x, y) === node) {
                    return { x: x - map.left, y: y - map.top };
                }
            }
            return null;
        }"""
    )
    return at


def close_popup(atlas: AtlasPage) -> None:
    popup = atlas.frame.locator(".leaflet-popup")
    popup.get_by_role("button", name="Close").click()
    expect(popup).to_have_count(0)


def open_card(atlas: AtlasPage) -> Locator:
    """Unfold the card, and wait until it shows more of the payload than its head."""
    card = atlas.card()
    folded = card.get_by_role("button", name="Details")
    if folded.is_visible():
        folded.click()
    expect(card.get_by_text(SEEN).filter(visible=True).nth(3)).to_be_visible()
    return card


def test_the_check_accepts_text_of_any_kind(folder: Path) -> None:
    assert check_atlas(folder).problems == ()


def test_every_feature_says_its_name_as_text_when_it_is_hovered_and_clicked(opened: Opened) -> None:
    atlas = opened.atlas
    popup = atlas.frame.locator(".leaflet-popup")
    features = atlas.frame.locator("path[role=button]")
    assert features.count() == 6
    region = atlas.frame.get_by_role("region", name="Map")
    for feature in features.all():
        atlas.frame.get_by_role("button", name="Show all").click()
        at = on_the_map(feature)
        assert at is not None
        region.hover(position=at)
        expect(atlas.frame.get_by_role("tooltip").first).to_contain_text(SEEN)
        covered = atlas.frame.locator(".leaflet-map-pane .neatlas-tooltip")
        expect(covered, "it lies over the legend").to_have_count(0)
        region.click(position=at)
        expect(popup).to_contain_text(SEEN)
        if popup.get_by_text("Which one?").is_visible():
            popup.get_by_role("button").filter(has_text=SEEN).first.click()
            expect(popup.get_by_text("Which one?")).to_be_hidden()
            expect(popup).to_contain_text(SEEN)
        expect(atlas.card().get_by_role("heading", level=3)).to_contain_text(SEEN)
        close_popup(atlas)


def test_every_passage_and_place_opens_as_text(opened: Opened) -> None:
    atlas = opened.atlas
    passages = atlas.frame.locator("[role=button][data-passage]")
    assert passages.count() >= 5
    for passage in passages.all():
        passage.press("Enter")
        expect(atlas.card()).to_contain_text(SEEN)
    places = atlas.frame.locator("[role=button][data-place]")
    assert places.count() == 3
    for place in places.all():
        place.click()
        popup = atlas.frame.locator(".leaflet-popup")
        expect(popup.get_by_role("heading")).to_contain_text(SEEN)
        close_popup(atlas)


def test_every_project_of_the_list_opens_a_card_of_text(opened: Opened) -> None:
    atlas = opened.atlas
    projects = atlas.frame.get_by_role("tab", name="Projects")
    projects.click()
    names = atlas.frame.get_by_role("tabpanel").get_by_role("button")
    expect(names).to_have_count(6)
    for name in names.all():
        projects.click()
        expect(name).to_contain_text(SEEN)
        name.press("Enter")
        card = open_card(atlas)
        for link in card.get_by_role("link").all():
            assert (link.get_attribute("href") or "").startswith("https://")


def test_credits_and_title_are_text(opened: Opened) -> None:
    atlas = opened.atlas
    frame = atlas.frame
    expect(frame.get_by_text(f"{PAYLOAD} neatlas tests").filter(visible=True).first).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_contain_text(SEEN)


def test_a_direction_that_a_credit_leaves_open_ends_with_it(opened: Opened) -> None:
    turned = opened.atlas.frame.locator(".neatlas-credits").evaluate(
        """node => {
            const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), turned = [];
            const left = (text, at) => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            };
            for (let text; (text = texts.nextNode());) {
                for (const { index: at } of text.data.matchAll(/=1\\+1/g)) {
                    turned.push(left(text, at) > left(text, at + 3));
                }
            }
            return turned;
        }"""
    )
    assert len(turned) == 4
    assert not any(turned)


def test_a_saved_page_asks_for_nothing_but_itself(saved: Opened, saved_url: str) -> None:
    assert [url for url in saved.asked if not url.startswith("data:")] == [saved_url]
    assert saved.page.title().startswith(PAYLOAD.split(" -->", maxsplit=1)[0])


def test_every_word_of_every_filter_is_text(opened: Opened) -> None:
    facets = opened.atlas.frame.locator(".neatlas-facet")
    for facet in facets.all():
        if facet.is_visible() and facet.get_attribute("open") is None:
            facet.locator("summary").click()
    countries = opened.atlas.frame.locator("[data-facet='country'] label:has(input)")
    assert countries.count() > 1
    for label in countries.all():
        expect(label).to_contain_text(SEEN)
    opened.assert_inert()


def test_a_chosen_country_is_text_in_the_message(opened: Opened) -> None:
    opened.atlas.tick("country", "NO")
    said = opened.atlas.frame.get_by_text(re.compile("the text names none in =1"))
    expect(said.filter(visible=True).first).to_contain_text(SEEN)
    opened.atlas.reset()
    opened.assert_inert()


def test_a_bad_link_is_named_as_text(browser: Browser, hostile_url: str) -> None:
    with opened_at(browser, f"{hostile_url}?{urlencode(BAD)}") as opened:
        notice = opened.atlas.frame.locator("[data-notice='ignored']")
        for name, word in BAD.items():
            expect(notice.get_by_text(f"{name}={word}"[:100])).to_be_visible()
        opened.assert_inert()


def test_a_hidden_project_is_named_as_text(browser: Browser, hostile_url: str) -> None:
    with opened_at(browser, f"{hostile_url}?sector=port&project=gulf-railway") as opened:
        notice = opened.atlas.frame.locator("[data-notice='hidden']")
        expect(notice.get_by_text("the filters leave it out")).to_be_visible()
        expect(notice.get_by_text(f"{PAYLOAD} Gulf railway")).to_be_visible()
        opened.assert_inert()


def test_the_table_and_its_download_hold_text_and_no_formula(app: Opened) -> None:
    page = app.page
    page.get_by_text("Table of these projects").first.click()
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.hover()
    app.atlas.clear()
    # Without the context the text leaves five projects.
    told = page.get_by_text("A row that is chosen opens on the map.")
    expect(told).to_contain_text("5 of 5 projects match")
    settle(page)
    # The table's own download would write formulas as they are.
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert len(rows) == 1 + 5
    assert all(row[1].startswith(f"'{PAYLOAD}") for row in rows[1:])
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    app.assert_inert()
