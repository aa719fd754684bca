"""Select, measure, list and page: each against GeoPandas, pyproj or pygeoapi, in the same run.

    scripts/bench data [--write]

Every pair is timed in turn, so that a busy machine slows both; medians of seven are compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod

from neatlas.analysis.lengths import lengths_km
from neatlas.analysis.select import Filter, select_projects
from neatlas.catalog.frames import projects_frame
from neatlas.catalog.reading import load_catalog
from neatlas.model.settings import BBox
from peers.geojson_provider import made_store, our_page, peer_page
from report import Line, machine, median, publish

if TYPE_CHECKING:
    from collections.abc import Callable

_RUNS = 7
_ROWS = 1_000_000
_LINES, _VERTICES = 100_000, 20
_BOX = BBox(125, 33, 131, 44)


def timed(*works: Callable[[], object], runs: int = _RUNS) -> list[float]:
    """Run works in turn and return the median seconds of each."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, into in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            into.append(time.perf_counter() - start)
    return [median(values) for values in taken]


def against(name: str, ours: float, peer: float, *, at_most: float) -> Line:
    """Hold our time against the peer's."""
    said = f"at most {at_most:g} x" if at_most >= 1 else f"at least {1 / at_most:g} x faster"
    return Line(name, ours * 1_000, peer * 1_000, "ms", said, held=ours <= at_most * peer)


def select_lines() -> list[Line]:
    """Select from a million rows, made of the shipped ones over and over."""
    shipped = projects_frame(load_catalog())
    frame = shipped.iloc[np.arange(_ROWS) % len(shipped)].copy()
    frame.index = gpd.pd.Index([f"p{n}" for n in range(_ROWS)], name="project")
    words = Filter(countries={"KR"}, sectors={"rail"})
    box = Filter(bbox=_BOX)

    def plain_words() -> object:
        stands = frame["location_countries"].map(lambda codes: "KR" in codes)
        acts = frame["party_countries"].map(lambda codes: "KR" in codes)
        of = frame["sectors"].map(lambda sectors: "rail" in sectors)
        return frame[~frame["context"] & (stands | acts) & of]

    def plain_box() -> object:
        return frame[~frame["context"] & frame.geometry.intersects(shapely.box(*_BOX))]

    assert frame.index.is_unique  # noqa: S101 - pandas remembers it; both sides find it known
    ours, peer = timed(lambda: select_projects(frame, words), plain_words)
    ours_box, peer_box = timed(lambda: select_projects(frame, box), plain_box)
    return [
        against("select by country and sector, 1,000,000 rows", ours, peer, at_most=1.3),
        against("select by box, 1,000,000 rows", ours_box, peer_box, at_most=1.3),
    ]


def length_lines() -> list[Line]:
    """Measure 100,000 lines of 20 vertices, some 5 to 10 km apart."""
    rng = np.random.default_rng(1)
    starts = rng.uniform([100, 30], [150, 60], (_LINES, 1, 2))
    steps = rng.normal(0, 0.05, (_LINES, _VERTICES, 2)).cumsum(axis=1)
    lines = shapely.linestrings(starts + steps)
    geod = Geod(ellps="WGS84")

    def by_row() -> object:
        return [geod.geometry_length(line) for line in lines]

    one, two, peer = timed(
        lambda: lengths_km(lines), lambda: lengths_km(lines, threads=2), by_row, runs=3
    )
    return [
        against("lengths of 100,000 lines, one thread", one, peer, at_most=1 / 3),
        against("lengths of 100,000 lines, two threads", two, peer, at_most=1 / 5),
    ]


def command_lines() -> list[Line]:
    """Start the command line cold."""
    program = str(Path(sys.executable).with_name("neatlas"))

    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(command, capture_output=True, check=True)

    listed, helped, peer = timed(
        run(program, "list"),
        run(program, "--help"),
        run(sys.executable, "-c", "import geopandas"),
    )
    return [
        against("`neatlas list`, cold; the peer is `import geopandas`", listed, peer, at_most=1.2),
        Line("`neatlas --help`", helped * 1_000, None, "ms", "under 250 ms", held=helped < 0.25),
    ]


def ogc_lines() -> list[Line]:
    """Ask OGC API - Features for a page of 100 by box, among few features and among many."""
    few, many = made_store(1_000), made_store(50_000)
    with TemporaryDirectory() as folder:
        ours_few, ours_many = our_page(few), our_page(many)
        peer_many = peer_page(many, Path(folder))
        ours, at_few, peer = timed(ours_many, ours_few, peer_many)
    page = "OGC API, a page of 100 of 50,000 by box"
    return [
        against(page, ours, peer, at_most=1 / 20),
        against(f"{page}; the peer is ours of 1,000", ours, at_few, at_most=2),
    ]


def main() -> int:
    """Run the benchmark and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    options = parser.parse_args()
    lines = [*command_lines(), *length_lines(), *select_lines(), *ogc_lines()]
    about = (
        f"{machine(('geopandas', 'pygeoapi', 'pyproj', 'shapely'))}. Lengths are held against "
        "`Geod.geometry_length` row by row, selections against a mask of plain GeoPandas for the "
        "same question, pages of features against pygeoapi's own provider for GeoJSON files."
    )
    return publish("data", about, lines, write=options.write)


if __name__ == "__main__":
    sys.exit(main())
