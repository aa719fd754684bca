"""Takes the picture of the app that the README shows.

Run it as `.venv/bin/python scripts/screenshot.py`; it starts the app on a free port, selects
the sentence on the three trilateral projects, and writes `docs/images/app.png`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "app.png"
SIZE = {"width": 1440, "height": 900}


def main() -> None:
    """Start the app, take the picture, end the app."""
    command = [sys.executable, "-u", "-c", "from neatlas.cli import main; main()", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            _take(_address(server))
        finally:
            server.terminate()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if found := re.search(r"http://\S+", line):
            return found[0]
    message = "the app ended before it printed its address"
    raise RuntimeError(message)


def _take(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE)
        _open(page, url)
        frame = page.frame_locator("iframe[title*='atlas']")
        frame.locator(".neatlas-feature").first.wait_for(state="attached", timeout=60_000)
        frame.locator(".neatlas-passage[data-passage='trilateral-projects']").first.click()
        page.wait_for_timeout(2_000)
        page.screenshot(path=PICTURE)
        browser.close()


def _open(page: Page, url: str) -> None:
    # The server prints its address a moment before it listens.
    for _ in range(50):
        try:
            page.goto(url)
        except Exception:  # noqa: BLE001 - any refusal means: not yet
            page.wait_for_timeout(200)
        else:
            return
    message = f"no answer from {url}"
    raise RuntimeError(message)


if __name__ == "__main__":
    main()
