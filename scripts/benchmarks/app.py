"""The app against a bare page and against the same atlas built the ordinary way.

Run it as `scripts/bench app`. All three run on this machine, at the same time of day, in one
headless Chromium; every sample opens a page of its own.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from report import Line, machine, median, percentile, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
SAMPLES = 12
DRAGS = 120
RUNS = 60
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

#: Waits until a condition holds after an act, and says how long that took, in milliseconds.
_TIMED = """([act, until]) => new Promise((done, fail) => {
  const [start, holds] = [performance.now(), new Function(`return ${until}`)];
  const look = () => {
    if (holds()) done(performance.now() - start);
    else if (performance.now() - start > 20000) fail(new Error(`never: ${until}, after ${act}`));
    else requestAnimationFrame(look);
  };
  new Function(act)();
  look();
})"""

#: Notes when something is drawn in the first frame of a page, in milliseconds since the page was
#: asked for: at the frame of animation in which it is there. Playwright's own waiting looks twice a
#: second, too seldom to tell one second from one and a half.
_NOTED = """if (window === top) {
  const look = () => {
    const frame = document.querySelector("iframe")?.contentDocument;
    if (frame?.querySelector(DRAWN)) window.drawnAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""

#: Waits until the server has planned every language, which it does after the first reader came.
_PLANNED = """async () => {
  const { languages } = await (await fetch("atlas.json")).json();
  for (const language of languages) {
    const ask = async () => (await fetch(`said-${language}.json`, { cache: "no-cache" })).json();
    while (!(await ask())) await new Promise((done) => setTimeout(done, 500));
  }
}"""


@contextlib.contextmanager
def served(script: Path) -> Iterator[str]:
    """Serve a Streamlit script on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    process = subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def opened(browser: Browser, url: str, drawn: str) -> Iterator[tuple[Page, Frame, float]]:
    """Open a page until something is drawn in its frame; yield both, and the seconds it took."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_NOTED.replace("DRAWN", json.dumps(drawn)))
    page.goto(url)
    seconds = page.wait_for_function("window.drawnAt").json_value() / 1000
    app = page.get_by_test_id("stApp")
    app.and_(page.locator("[data-test-script-state=notRunning]")).wait_for()
    yield page, next(frame for frame in page.frames if "component" in frame.url), seconds
    context.close()


def opening(browser: Browser, url: str, drawn: str) -> list[float]:
    """Return how long it takes to open a page, in seconds; the first time warms the server."""
    found = []
    for _ in range(SAMPLES + 1):
        with opened(browser, url, drawn) as (_, _, seconds):
            found.append(seconds)
    return found[1:]


def timed(where: Page | Frame, act: str, until: str) -> float:
    """Do something and wait for what it leads to; return milliseconds."""
    return float(where.evaluate(_TIMED, [act, until]))


def floor(browser: Browser, url: str) -> list[float]:
    """Return the milliseconds of a bare page's own run."""
    press = (
        "[...document.querySelectorAll('button')].find(b => /Again/.test(b.textContent)).click()"
    )
    found = []
    with opened(browser, url, ".leaflet-container") as (page, _, _):
        for n in range(1, SAMPLES + 1):
            found.append(timed(page, press, f"document.body.innerText.includes('run {n}')"))
            page.wait_for_timeout(300)
    return found


def ordinary(browser: Browser, url: str) -> dict[str, list[float]]:
    """Return the milliseconds from a filter or date to its lines, the map being made anew."""
    # Each word changes what is drawn: a map that stays the same is not made anew. Dates come after
    # all projects are shown again.
    words = {"filter": ["rail", "gas", "airport", "all"], "date": ["2012", "now"]}
    paths = "document.querySelector('iframe').contentDocument.querySelectorAll('path.project')"
    found: dict[str, list[float]] = {name: [] for name in words}
    with opened(browser, url, "path.project") as (page, _, _):
        for name, values in words.items():
            for n in range(SAMPLES):
                word = values[n % len(values)]
                act = (
                    "window.last = "
                    f"{paths}[0]; [...document.querySelectorAll('label')]"
                    f".find(label => label.textContent.trim() === '{word}').click()"
                )
                until = f"{paths}.length && {paths}[0] !== window.last"
                found[name].append(timed(page, act, until))
                page.wait_for_timeout(600)
    return found


def ours(browser: Browser, url: str) -> dict[str, list[float]]:
    """Return the milliseconds from an act on our page to the redrawn map."""
    tick = "document.querySelector('[data-facet=sector] input[value={}]').click()"
    drawn = "document.querySelectorAll('.neatlas-feature[data-project={}]').length"
    date = "document.querySelector('[data-date=\"{}\"]').click()"
    line = (
        "document.querySelectorAll('[data-feature=\"trans-korean-gas-pipeline/cheorwon\"]').length"
    )
    found: dict[str, list[float]] = {"filter": [], "selection": [], "date": [], "drag": []}
    with opened(browser, url, ".neatlas-feature") as (page, frame, _):
        for n in range(SAMPLES):
            until = ("!" if n % 2 == 0 else "") + drawn.format("khabarovsk-airport")
            found["filter"].append(timed(frame, tick.format("rail"), until))
            page.wait_for_timeout(300)
        frame.evaluate("document.querySelector('.neatlas-reset').click()")
        for n in range(SAMPLES):
            moment, sign = (("2012-01", "!"), ("now", ""))[n % 2]
            found["date"].append(timed(frame, date.format(moment), sign + line))
            page.wait_for_timeout(300)
        for n in range(SAMPLES):
            name = ("rajin-port", "tumangan-rajin")[n % 2]
            project = ("rajin-port-terminal", "tumangan-rajin-railway")[n % 2]
            act = f"document.querySelector('[data-passage={name}]').click()"
            until = f"document.querySelector('.is-selected[data-project={project}]')"
            found["selection"].append(timed(frame, act, until))
            page.wait_for_timeout(600)
        found["drag"] = dragged(frame)
    return found


def dragged(frame: Frame) -> list[float]:
    """Return the milliseconds of each step of a drag through the years, until it is painted."""
    script = """async (count) => {
      const range = document.querySelector('.neatlas-time input[type=range]'), found = [];
      const [least, most] = [Number(range.min), Number(range.max)];
      for (let n = 0; n < count; n++) {
        const start = performance.now();
        range.value = String(Math.round(most - (most - least) * 0.5 * n / count));
        range.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        found.push(performance.now() - start);
      }
      return found;
    }"""
    return [float(value) for value in frame.evaluate(script, DRAGS)]


def script_runs() -> list[float]:
    """Return the milliseconds of the app's script for filters that it has not seen."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only here

    # Streamlit warns at each run that no browser has asked for it.
    logging.disable(logging.WARNING)
    main = ROOT / "src" / "neatlas" / "app" / "main.py"
    test = AppTest.from_file(str(main), default_timeout=120).run()
    found = []
    for n in range(RUNS):
        words = (
            f"text={chr(97 + n % 26)}{'&context=yes' * (n // 26 % 2)}{'&as_of=2012' * (n // 52)}"
        )
        test.session_state["atlas"] = {"address": words, "sequence": n + 1}
        start = time.perf_counter()
        test.run()
        found.append((time.perf_counter() - start) * 1000)
    logging.disable(logging.NOTSET)
    return found


def lines(browser: Browser) -> list[Line]:
    """Measure everything."""
    runs = script_runs()
    with served(PEERS / "bare.py") as bare, served(ROOT / "streamlit_app.py") as app:
        with opened(browser, app, ".neatlas-feature") as (_, frame, _):
            frame.evaluate(_PLANNED)
        opens = median(opening(browser, app, ".neatlas-feature"))
        bare_opens = median(opening(browser, bare, ".leaflet-container"))
        least = median(floor(browser, bare))
        own = ours(browser, app)
    with served(PEERS / "ordinary.py") as peer:
        others = ordinary(browser, peer)
    return [
        Line(
            "open to the first line", opens, bare_opens, "s", "1.25 x", opens <= 1.25 * bare_opens
        ),
        *(_change(name, own[name], least) for name in ("filter", "selection", "date")),
        *(
            Line(
                f"{name} to redrawn line, ordinary app",
                median(own[name]),
                median(others[name]),
                "ms",
                "1/3",
                3 * median(own[name]) <= median(others[name]),
            )
            for name in ("filter", "date")
        ),
        _most("a step of the date drag, median", median(own["drag"]), 50),
        _most("a step of the date drag, 95th percentile", percentile(own["drag"], 0.95), 50),
        _most("the script, 95th percentile", percentile(runs, 0.95), 60),
    ]


def _change(name: str, found: list[float], least: float) -> Line:
    middle, high = median(found), percentile(found, 0.95)
    held = middle <= 2.5 * least and high <= 4 * least
    limit = f"2.5 x, 95th percentile ({high:,.0f} ms) 4 x"
    return Line(f"{name} to redrawn line, a bare page's run", middle, least, "ms", limit, held)


def _most(name: str, value: float, most: float) -> Line:
    return Line(name, value, None, "ms", f"{most:,.0f} ms", value <= most)


def main(arguments: list[str]) -> int:
    """Run the benchmark."""
    with sync_playwright() as playwright:
        browser: Any = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=_FLAGS
        )
        measured = lines(browser)
        browser.close()
    about = (
        f"{SAMPLES} samples each, medians, {machine(['streamlit', 'folium', 'streamlit-folium'])}. "
        "The peers are a bare page with an empty Folium map, and the same atlas with a Folium map "
        "that each run makes anew; both stand in `scripts/benchmarks/peers/`. "
        "The server has planned its languages by then, as all but its first readers find it."
    )
    return publish("app", about, measured, write="--write" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
