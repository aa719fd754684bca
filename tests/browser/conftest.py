"""A real Chromium, shut off from every address but loopback, and real servers to look at."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import ViewportSize, sync_playwright

from serving import free_port, neatlas, streamlit_run
from sharing import common_folder, common_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

_LOCAL = re.compile(r"^(?:https?|ws)://(?:127\.0\.0\.1|localhost)[:/]|^(?:data|blob|file|about):")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A tab of the browser's own makes ready for every window what no test looks at.
    "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,PaintHolding,HttpsUpgrades",
    # Every name but loopback's leads nowhere: a page that needs a network shows it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


#: Tabs that show no page just now, by width and height.
_IDLE: dict[tuple[int, int], list[Page]] = {}
#: A tab forgets its oldest page at the 50th, and tests count the pages of their own.
_LONG_HISTORY = 25


@dataclass
class Watch:
    """What a page did that it should not have done."""

    elsewhere: list[str] = field(default_factory=list)
    """Requests to another host than loopback."""
    errors: list[str] = field(default_factory=list)
    """Console errors and uncaught exceptions."""

    def see_request(self, request: Request) -> None:
        if not _LOCAL.match(request.url):
            self.elsewhere.append(request.url)

    def see_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def see_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def assert_quiet(self) -> None:
        assert self.elsewhere == []
        assert self.errors == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail(
            "no Chromium: install one, or name it in CHROMIUM (scripts/browser looks for it)",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def watched_page(
    browser: Browser, *, width: int = 1440, height: int = 900
) -> Iterator[tuple[Page, Watch]]:
    """
    Open an empty page, in a tab that may have shown others before.

    A tab keeps what it fetched and compiled, and opens a page in half of the time.
    """
    size = ViewportSize(width=width, height=height)
    idle = _IDLE.setdefault((width, height), [])
    page = idle.pop() if idle else browser.new_context(viewport=size).new_page()
    watch = Watch()
    page.on("request", watch.see_request)
    page.on("pageerror", watch.see_error)
    page.on("console", watch.see_message)
    yield page, watch
    # After a test that failed nobody knows in what state its tab is: it is not used again.
    page.remove_listener("request", watch.see_request)
    page.remove_listener("pageerror", watch.see_error)
    page.remove_listener("console", watch.see_message)
    page.unroute_all()
    page.emulate_media(media="null", reduced_motion="null", color_scheme="null")
    page.set_viewport_size(size)
    page.set_default_timeout(30_000)
    page.context.clear_permissions()
    page.context.set_offline(offline=False)
    page.goto("about:blank")
    if page.evaluate("history.length") < _LONG_HISTORY and len(page.context.pages) == 1:
        idle.append(page)
    else:
        page.context.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    with watched_page(browser) as pair:
        yield pair


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `streamlit run streamlit_app.py` starts it."""

    def command() -> tuple[list[str], str]:
        port = free_port()
        return streamlit_run(port), f"http://127.0.0.1:{port}/"

    with common_server(common_folder(tmp_path_factory), "app", command) as url:
        yield url


@pytest.fixture(scope="session")
def app_url_under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `neatlas serve` starts it behind a proxy that gives it a path."""

    def command() -> tuple[list[str], str]:
        port = free_port()
        words = neatlas("serve", "--port", str(port), "--base-path", "atlas")
        return words, f"http://127.0.0.1:{port}/atlas/"

    with common_server(common_folder(tmp_path_factory), "app-under-a-path", command) as url:
        yield url


@pytest.fixture(scope="session")
def saved_page(saved_file: Path) -> str:
    """The address of the page that `neatlas map` writes."""
    return saved_file.as_uri()
