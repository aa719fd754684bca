"""The page that `neatlas map` writes, opened from disk."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from atlas_page import LOCATED, AtlasPage
from neatlas.render.saved_page import embed_snippet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def atlas(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    return AtlasPage(page, page).wait()


def test_it_draws_every_located_project_and_asks_nothing_of_a_network(
    atlas: AtlasPage, watched: tuple[Page, Watch]
) -> None:
    atlas.expect_drawn(LOCATED)
    watched[1].assert_quiet()


def test_a_click_on_a_feature_shows_the_project_and_its_sentence(atlas: AtlasPage) -> None:
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
    expect(atlas.frame.locator(".leaflet-popup")).to_contain_text("We are inviting businessmen")
    expect(atlas.passage("invitation")).to_be_in_viewport()


@pytest.mark.thorough
def test_a_click_on_a_passage_moves_the_map_each_time(atlas: AtlasPage) -> None:
    before = atlas.view()
    atlas.passage("tumangan-rajin").click()
    atlas.page.wait_for_timeout(800)
    there = atlas.view()
    assert there[0] > before[0] + 2
    assert there[1:] == pytest.approx((42.33, 130.46), abs=0.2)
    atlas.evaluate("() => { window.neatlasMap.setView([50, 140], 5); return [] }")
    atlas.passage("tumangan-rajin").click()
    atlas.page.wait_for_timeout(800)
    assert atlas.view() == pytest.approx(there, abs=0.02)


@pytest.mark.thorough
def test_a_click_while_the_map_still_zooms_moves_it_when_the_zoom_has_ended(
    atlas: AtlasPage,
) -> None:
    zooming = atlas.window().evaluate(
        """async () => {
            neatlasMap.setZoom(neatlasMap.getZoom() + 1);
            await new Promise((done) => neatlasMap.once("zoomanim", () => setTimeout(done)));
            const zooming = neatlasMap._animatingZoom;
            document.querySelector("[data-passage=rajin-port]").click();
            return zooming;
        }"""
    )
    assert zooming
    atlas.window().wait_for_function("() => neatlasMap.getZoom() > 8", timeout=10_000)


def test_the_scale_bar_is_true_at_the_centre_of_the_map(atlas: AtlasPage) -> None:
    from pyproj import Geod  # noqa: PLC0415 - the known truth of this one test

    bar = atlas.frame.locator(".leaflet-control-scale-line").first
    box = bar.bounding_box()
    number, unit = bar.inner_text().split()
    said_km = float(number) if unit == "km" else float(number) / 1000
    west, lat, east = atlas.evaluate(
        f"""() => {{
            const map = window.neatlasMap, size = map.getSize();
            const at = (x) => map.containerPointToLatLng([x, size.y / 2]);
            const width = {box["width"]};
            return [at(size.x / 2).lng, at(0).lat, at(size.x / 2 + width).lng];
        }}"""
    )
    metres = Geod(ellps="WGS84").inv(west, lat, east, lat)[2]
    assert metres / 1000 == pytest.approx(said_km, rel=0.02)


def test_bands_keep_their_width_in_kilometres_at_each_zoom(atlas: AtlasPage) -> None:
    # Pixels of a Mercator map double with each zoom, and so must the band of the submarine
    # cable, the widest of its project.
    bands = atlas.frame.locator(".neatlas-band[data-project='russia-korea-power-line']")
    widths = []
    for zoom in (5, 6):
        view = f"neatlasMap.setView([41, 131], {zoom}, {{animate: false}})"
        atlas.evaluate(f"() => {{ {view}; return [] }}")
        atlas.page.wait_for_timeout(400)
        widths.append(
            max(bands.evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect().width)"))
        )
    assert widths[1] / widths[0] == pytest.approx(2, rel=0.03)


def test_the_legend_explains_the_military_demarcation_line(atlas: AtlasPage) -> None:
    entry = atlas.frame.locator(".neatlas-legend li", has_text="Military Demarcation Line")
    expect(entry).to_have_count(1)
    expect(entry.locator("path")).to_have_attribute("stroke-dasharray", "4 1.8 1.2 1.8")


def test_the_edge_of_a_band_that_is_wide_on_the_screen_is_wide_and_pale(atlas: AtlasPage) -> None:
    band = atlas.frame.locator(".neatlas-band[data-project='trans-korean-gas-pipeline']").first
    edges = []
    for zoom in (5, 11):
        view = f"neatlasMap.setView([42.3, 130.4], {zoom}, {{animate: false}})"
        atlas.evaluate(f"() => {{ {view}; return [] }}")
        edges.append(
            band.evaluate(
                "node => [getComputedStyle(node).strokeWidth, getComputedStyle(node).strokeOpacity]"
                ".map(parseFloat)"
            )
        )
    (thin, clear), (wide, pale) = edges
    assert thin < 1
    assert wide > 10 * thin
    assert pale < clear / 2


def test_the_hash_selects(watched: tuple[Page, Watch], saved_page: str) -> None:
    page, watch = watched
    page.goto(f"{saved_page}#project=vladivostok-airport")
    atlas = AtlasPage(page, page).wait()
    expect(atlas.card()).to_contain_text("Vladivostok")
    # A project or a passage alone is enough, as in a link to a heading.
    page.evaluate("location.hash = 'rajin-port-terminal'")
    expect(atlas.card()).to_contain_text("Rajin")
    page.evaluate("location.hash = 'tumangan-rajin'")
    expect(atlas.passage("tumangan-rajin")).to_have_attribute("aria-pressed", "true")
    page.evaluate("location.hash = 'rajin-prot-terminal'")
    expect(page.locator("[data-notice=ignored]")).to_contain_text("rajin-prot-terminal")
    watch.assert_quiet()


def test_its_ways_by_keyboard_are_those_of_the_app(atlas: AtlasPage) -> None:
    atlas.passage("tumangan-rajin").press("Enter")
    expect(atlas.card()).to_contain_text("Tumangan")
    atlas.frame.get_by_role("tab", name="Text").press("ArrowRight")
    projects = atlas.frame.get_by_role("tab", name="Projects")
    expect(projects).to_be_focused()
    expect(projects).to_have_attribute("aria-selected", "true")
    before = atlas.view()
    atlas.frame.get_by_role("button", name="Zoom in").press("Enter")
    atlas.page.wait_for_timeout(600)
    assert atlas.view()[0] == before[0] + 1


def test_a_page_that_was_cut_off_says_so(
    watched: tuple[Page, Watch], saved_page: str, tmp_path: Path
) -> None:
    text = Path(unquote(urlsplit(saved_page).path)).read_text("utf-8")
    start = text.index('id="neatlas-data">') + len('id="neatlas-data">')
    cut = tmp_path / "cut.html"
    cut.write_text(text[: start + 9000] + text[text.index("</script>", start) :], "utf-8")
    page, _ = watched
    page.goto(cut.as_uri())
    expect(page.get_by_role("status")).to_have_text(
        "This page is not whole. Save it anew from the atlas."
    )


def test_a_browser_that_cannot_unfold_it_says_so(browser: Browser, saved_page: str) -> None:
    with browser.new_context() as context:
        context.add_init_script("delete globalThis.DecompressionStream")
        page = context.new_page()
        page.goto(saved_page)
        expect(page.get_by_role("status")).to_contain_text("too old")


@pytest.fixture
def framing(saved_page: str) -> Iterator[str]:
    """The address of a page that embeds the saved one, on loopback."""
    folder = Path(unquote(urlsplit(saved_page).path)).parent
    embed = embed_snippet("map.html", "The atlas", "A map of nine projects")
    (folder / "article.html").write_text(
        f'<!DOCTYPE html><link rel="icon" href="data:,"><h1>Article</h1>{embed}', "utf-8"
    )
    handler = partial(SilentHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/article.html"
        server.shutdown()


class SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_it_works_in_the_frame_of_an_article(watched: tuple[Page, Watch], framing: str) -> None:
    page, watch = watched
    page.goto(framing)
    frame = page.frame_locator("iframe")
    atlas = AtlasPage(page, frame).wait()
    atlas.expect_drawn(LOCATED)
    atlas.passage("tumangan-rajin").click()
    expect(atlas.card()).to_contain_text("Tumangan")
    assert page.frames[-1].evaluate("() => origin") == "null", "it is kept apart from the article"
    watch.assert_quiet()


def test_a_mention_without_a_location_leaves_the_map_and_the_card_says_so(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{saved_page}#passage=rajin-port")
    atlas = AtlasPage(page, page).wait()
    page.wait_for_function("neatlasMap.getZoom() > 8")
    page.wait_for_timeout(400)
    before = atlas.view()
    onward = page.get_by_role("button", name="Next mention")
    onward.click()
    expect(atlas.card()).to_contain_text("Mongolia")
    said = atlas.card().get_by_text("No location:")
    expect(said).to_be_in_viewport()
    onward.click()
    expect(atlas.card()).to_contain_text("border regions")
    expect(said).to_be_in_viewport()
    page.wait_for_timeout(600)
    assert atlas.view() == before
    # Of several, those without a location are told apart from those that the map went to.
    page.goto(f"{saved_page}#passage=invitation")
    tags = atlas.card().locator(".neatlas-choices button:has(.neatlas-tag)")
    expect(tags).to_contain_text(["Railroad tracks in Russia", "Other projects in Russia"])
    watch.assert_quiet()
