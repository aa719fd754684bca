"""The printed map against Folium's own picture of a map, in the same run.

    scripts/bench snapshot [--write]

The peer is `folium.Map._to_png` with headless Chromium, driven by Selenium, with no delay: it takes
its picture as soon as the page is loaded, which is the best that it can do. It draws the same
projects, with everything inlined: from a CDN it would draw nothing here. Each pair is timed in
turn, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.folium_map import build_map, plan_page
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
from report import Line, machine, median, publish
from selenium_chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    import folium

_RUNS, _COLD_RUNS = 7, 3
_SIZE = (1600, 900)
_BATCH = 100
_MOST_SECONDS, _MOST_CONTEXT_SECONDS, _MOST_MEGABYTES = 0.25, 1.0, 400
_PROGRAM = str(Path(sys.executable).with_name("neatlas"))

#: Folium in a process of its own: what a script that wants one picture has to do.
_PEER = """
import sys
sys.path.insert(0, {folder!r})
import json
from selenium_chromium import chromium
import folium
built = folium.Map(location=(44, 134), zoom_start=4, tiles=None)
folium.GeoJson(json.load(open({data!r}))).add_to(built)
open({out!r}, "wb").write(built._to_png(delay=0, driver=chromium(), size={size}))
"""

#: A hundred maps in one process, about each project in turn; says how long and how much memory.
_HUNDRED = """
import json, resource, time
from itertools import cycle, islice
from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import plan_map
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
catalog = load_catalog()
spec = plan_map(catalog, resolve_anchors(catalog), select_from(catalog, Filter()))
stock = Stock(catalog)
drawn = [project.id for project in spec.projects if project.bounds]
start = time.perf_counter()
for project in islice(cycle([None, *drawn]), {count}):
    draw_map(spec, stock, SnapshotOptions(focus=project), "png")
taken = time.perf_counter() - start
print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def timed(*works: Callable[[], object], runs: int) -> list[float]:
    """Run works in turn and return the median seconds of each."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, into in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            into.append(time.perf_counter() - start)
    return [median(values) for values in taken]


def warm() -> Line:
    """Draw one map in a process that has drawn one before."""
    catalog = load_catalog()
    anchors = resolve_anchors(catalog)
    spec = plan_map(catalog, anchors, select_from(catalog, Filter()))
    stock = Stock(catalog)

    def ours() -> bytes:
        return draw_map(spec, stock, SnapshotOptions(), "png").data

    page = plan_page(catalog, anchors)

    def theirs() -> bytes:
        built: folium.Map = build_map(page, spec)
        return built._to_png(delay=0, driver=chromium(), size=_SIZE)  # noqa: SLF001 - Folium's way

    ours()
    own, peer = timed(ours, theirs, runs=_RUNS)
    return faster("PNG of 1600 x 900, warm process", own, peer, times=15)


def crowded() -> Line:
    """Draw one map with context, whose names take most of the time, once its ground is kept."""
    catalog = load_catalog()
    chosen = Filter(context=True)
    spec = plan_map(
        catalog,
        resolve_anchors(catalog),
        select_from(catalog, chosen),
        MapOptions(chosen, told=False),
    )
    stock = Stock(catalog)

    def drawn() -> bytes:
        return draw_map(spec, stock, SnapshotOptions(), "png").data

    drawn()
    (taken,) = timed(drawn, runs=_RUNS)
    held = taken <= _MOST_CONTEXT_SECONDS
    name = "PNG of 1600 x 900 with context, warm process"
    return Line(name, taken * 1_000, None, "ms", "at most 1,000 ms", held=held)


def cold(folder: Path) -> Line:
    """Draw one map by a command of its own."""
    data = folder / "projects.geojson"
    call([_PROGRAM, "export", "-o", str(data)])
    here = str(Path(__file__).parent)
    script = _PEER.format(folder=here, data=str(data), out=str(folder / "a.png"), size=_SIZE)
    own, peer = timed(
        lambda: call([_PROGRAM, "snapshot", "-o", str(folder / "b.png")]),
        lambda: call([sys.executable, "-c", script]),
        runs=_COLD_RUNS,
    )
    return faster("the same by one cold command", own, peer, times=2)


def batch() -> list[Line]:
    """Draw a hundred maps, and see how much memory that took."""
    said = call([sys.executable, "-c", _HUNDRED.format(count=_BATCH)])
    taken, memory = json.loads(said)
    each = taken / _BATCH
    return [
        Line(
            f"each of {_BATCH} maps",
            each * 1_000,
            None,
            "ms",
            "at most 250 ms",
            held=each <= _MOST_SECONDS,
        ),
        Line("memory at most", memory, None, "MB", "under 400 MB", held=memory < _MOST_MEGABYTES),
    ]


def faster(name: str, ours: float, peer: float, *, times: float) -> Line:
    """Hold our time against the peer's."""
    held = ours * times <= peer
    return Line(name, ours * 1_000, peer * 1_000, "ms", f"at least {times:g} x faster", held=held)


def call(command: list[str]) -> str:
    """Run a command and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Measure, print, and exit with 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [warm(), cold(Path(folder)), crowded(), *batch()]
    about = (
        f"{machine(['matplotlib', 'shapely', 'pyproj', 'folium', 'selenium'])}. The peer is "
        "Folium's `_to_png` with headless Chromium through Selenium, without its delay. The warm "
        "process draws one extent again and again and keeps its projected ground; the hundred maps "
        "have ten extents in turn."
    )
    return publish("snapshot", about, lines, write=arguments.write)


if __name__ == "__main__":
    sys.exit(main())
