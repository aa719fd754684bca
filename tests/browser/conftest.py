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

    from playwright.sync_api import Browser, BrowserContext, Page

_LOCAL = re.compile(r"^(?:https?|ws)://(?:127\.0\.0\.1|localhost)[:/]|^(?:data|blob|file|about):")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Every name but loopback's leads nowhere: a page that needs a network shows it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


#: Windows that show no page just now, by width and height.
_IDLE: dict[tuple[int, int], list[BrowserContext]] = {}


@dataclass
class Watch:
    """What a page did that it should not have done."""

    elsewhere: list[str] = field(default_factory=list)
    """Requests to another host than loopback."""
    errors: list[str] = field(default_factory=list)
    """Console errors and uncaught exceptions."""

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
    Open a page of its own in a window that may have shown others before.

    A window keeps what it fetched and compiled, which is most of what opening the app takes.
    """
    idle = _IDLE.setdefault((width, height), [])
    size = ViewportSize(width=width, height=height)
    context = idle.pop() if idle else browser.new_context(viewport=size)
    page, watch = context.new_page(), Watch()
    page.on("request", lambda r: None if _LOCAL.match(r.url) else watch.elsewhere.append(r.url))
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("console", lambda m: watch.errors.append(m.text) if m.type == "error" else None)
    try:
        yield page, watch
    finally:
        for one in context.pages:
            one.close()
        context.clear_permissions()
        context.set_offline(offline=False)
        idle.append(context)


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
