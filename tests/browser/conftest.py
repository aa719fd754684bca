"""A real Chromium, shut off from every address but loopback, and real servers to look at."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from serving import ROOT, free_port, neatlas, running, streamlit_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

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
    context = browser.new_context(viewport={"width": width, "height": height})
    page, watch = context.new_page(), Watch()
    page.on("request", lambda r: None if _LOCAL.match(r.url) else watch.elsewhere.append(r.url))
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("console", lambda m: watch.errors.append(m.text) if m.type == "error" else None)
    yield page, watch
    context.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    with watched_page(browser) as pair:
        yield pair


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `streamlit run streamlit_app.py` starts it."""
    port = free_port()
    log = tmp_path_factory.mktemp("app") / "log"
    url = f"http://127.0.0.1:{port}/"
    with running(streamlit_run(port), url, log):
        yield url


@pytest.fixture(scope="session")
def app_url_under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as `neatlas serve` starts it behind a proxy that gives it a path."""
    port = free_port()
    command = neatlas("serve", "--port", str(port), "--base-path", "atlas")
    log = tmp_path_factory.mktemp("app-under-a-path") / "log"
    url = f"http://127.0.0.1:{port}/atlas/"
    with running(command, url, log):
        yield url


@pytest.fixture(scope="session")
def saved_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page that `neatlas map` writes."""
    file = tmp_path_factory.mktemp("saved") / "map.html"
    subprocess.run(neatlas("map", "-o", str(file)), check=True, cwd=ROOT)
    return file.as_uri()
