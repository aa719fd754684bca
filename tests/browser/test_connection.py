"""The app while its server is out of reach: what works goes on, what waits is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from serving import free_port, running, streamlit_run

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, WebSocketRoute

    from conftest import Watch

pytestmark = pytest.mark.browser

AIRPORTS = {"khabarovsk-airport", "vladivostok-airport"}

#: Notes every dialog that Streamlit opens.
WATCH_DIALOGS = """() => {
  window.dialogs = 0;
  new MutationObserver(() => {
    if (document.querySelector('[data-testid=stDialog]')) window.dialogs += 1;
  }).observe(document.body, {childList: true, subtree: true});
}"""


def expect_language_to_wait(atlas: AtlasPage) -> None:
    """Another language waits, says so, and comes by itself, whatever is open."""
    page, choice = atlas.page, atlas.frame.locator("[data-filter=lang]")
    page.route("**/said-ru.json", lambda route: route.abort())
    choice.select_option("ru", force=True)
    waiting = atlas.frame.locator("[data-notice=language]")
    expect(waiting).to_contain_text("Русский is not loaded yet")
    waiting.get_by_role("button", name="Try again").click()
    expect(waiting).to_be_visible()
    page.unroute("**/said-ru.json")
    expect(atlas.frame.locator(".neatlas-legend summary")).to_have_text("Легенда", timeout=60_000)
    expect(atlas.card()).to_be_visible()
    expect(waiting).to_have_count(0)
    choice.select_option("en", force=True)
    expect(atlas.frame.locator(".neatlas-legend summary")).to_have_text("Legend")


@pytest.mark.thorough
def test_what_needs_the_server_waits_and_the_rest_goes_on(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", through)
    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
    notice = atlas.frame.locator("[data-notice='offline']")
    page.get_by_text("Table of these projects").first.click()
    expect(page.get_by_text("15 of 15 projects match")).to_be_visible()
    expect(notice).to_have_count(0)

    # A browser without a network asks the server, which answers no longer.
    page.context.set_offline(offline=True)
    expect(notice).to_contain_text("The server cannot be reached.")
    page.context.set_offline(offline=False)
    expect(notice).to_have_count(0)
    watch.errors.clear()

    # Streamlit's own connection ends, and its server is not found again.
    page.evaluate(WATCH_DIALOGS)
    page.route("**/_stcore/health", lambda route: route.abort())
    sockets[-1].close()
    expect(notice).to_contain_text("The server cannot be reached.")
    atlas.tick("sector", "airport")
    atlas.expect_drawn(AIRPORTS)
    # What Streamlit says of it, in a dialog over all of the page, does not stay there.
    page.wait_for_function("window.dialogs > 0")
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    # The table had been brought into view, and the map gone up with it.
    page.locator("iframe[title*='atlas']").scroll_into_view_if_needed()
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_be_visible()
    expect_language_to_wait(atlas)
    expect(page.get_by_text("15 of 15 projects match")).to_be_visible()

    page.unroute("**/_stcore/health")
    expect(notice).to_have_count(0, timeout=20_000)
    expect(page.get_by_text("2 of 15 projects match")).to_be_visible(timeout=20_000)


@pytest.mark.thorough
def test_a_server_that_ends_is_missed_and_one_that_comes_in_its_place_is_found(
    watched: tuple[Page, Watch], tmp_path: Path
) -> None:
    page, watch = watched
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with running(streamlit_run(port), url, tmp_path / "first.log"):
        page.goto(url)
        atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
        page.get_by_text("Table of these projects").first.click()
        expect(page.get_by_text("15 of 15 projects match")).to_be_visible()
        atlas.evaluate("() => { window.mark = neatlasMap.getContainer(); return [] }")
    notice = atlas.frame.locator("[data-notice='offline']")
    expect(notice).to_contain_text("The server cannot be reached.")
    atlas.tick("sector", "airport")
    atlas.expect_drawn(AIRPORTS)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    # The table had been brought into view, and the map gone up with it.
    page.locator("iframe[title*='atlas']").scroll_into_view_if_needed()
    atlas.click_feature("khabarovsk-airport")
    expect(atlas.card()).to_contain_text("Khabarovsk")
    page.wait_for_timeout(600)  # the map makes room for what opened on it
    view = atlas.view()
    with running(streamlit_run(port), url, tmp_path / "second.log"):
        expect(notice).to_have_count(0, timeout=60_000)
        # What was chosen meanwhile is still chosen, and the server knows of it.
        expect(page.get_by_text("2 of 15 projects match")).to_be_visible(timeout=30_000)
        atlas.expect_drawn(AIRPORTS)
        expect(atlas.card()).to_contain_text("Khabarovsk")
        assert atlas.view() == view
        assert atlas.evaluate("() => [mark === neatlasMap.getContainer()]") == [True]
    assert watch.elsewhere == []
