"""Traces railway track between two stations, to be checked against a published length.

The graph is the one of the package scgraph_data 2.0.0 (PyPI; railways of OpenStreetMap,
simplified, ODbL, credit "OpenStreetMap contributors"). Its vertices are coarse and its
topology is broken in places, but each edge keeps the true length of its track. So a path is
good track only where its length agrees with a published one within 5 %; the script prints
both, and the vertices of the path with the uncertainty that the pieces allow.

    pip download --no-deps scgraph_data==2.0.0 && unzip scgraph_data-*.whl
    python scripts/trace_railways.py scgraph_data/world_railways.py 126.55,37.97 125.74,39.01 \
        --published 187.3

The uncertainty of a piece is its possible bow, half of sqrt(track^2 - straight^2), and never
under 1 km: a track of that length between its two ends cannot leave the straight line by more.
"""

from __future__ import annotations

import argparse
import ast
import heapq
import itertools
import json
import math
from pathlib import Path

from pyproj import Geod

WGS84 = Geod(ellps="WGS84")
LEAST_KM = 1.0
AGREES = 0.05

Position = tuple[float, float]


def main() -> None:
    """Trace, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("graph", type=Path, help="world_railways.py of scgraph_data")
    parser.add_argument("start", type=_position, help="longitude,latitude of the first station")
    parser.add_argument("end", type=_position, help="longitude,latitude of the last station")
    parser.add_argument("--published", type=float, help="published length in kilometres")
    arguments = parser.parse_args()
    nodes, edges = read_graph(arguments.graph)
    path = trace(edges, nearest(nodes, arguments.start), nearest(nodes, arguments.end))
    track = sum(edges[a][b] for a, b in itertools.pairwise(path))
    print(f"track {track:.1f} km over {len(path)} vertices")
    if arguments.published:
        off = track / arguments.published - 1
        verdict = "agrees" if abs(off) <= AGREES else "does not agree: go station to station"
        print(f"published {arguments.published:g} km: {off:+.1%}, {verdict}")
    for position, km in zip((nodes[n] for n in path), vertex_bows(nodes, edges, path), strict=True):
        print(json.dumps({"position": position, "uncertainty_km": km}))


def read_graph(file: Path) -> tuple[list[Position], list[dict[int, float]]]:
    """Read nodes as (longitude, latitude) and edges as kilometres; the file is not imported."""
    found = {}
    for statement in ast.parse(file.read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in {"graph", "nodes"}:
                found[name] = ast.literal_eval(statement.value)
    return [(lon, lat) for lat, lon in found["nodes"]], found["graph"]


def nearest(nodes: list[Position], place: Position) -> int:
    """Return the node nearest to a place."""
    scale = math.cos(math.radians(place[1]))
    return min(
        range(len(nodes)),
        key=lambda n: ((nodes[n][0] - place[0]) * scale) ** 2 + (nodes[n][1] - place[1]) ** 2,
    )


def trace(edges: list[dict[int, float]], start: int, end: int) -> list[int]:
    """Return the shortest path by length of track (Dijkstra)."""
    best, before, queue = {start: 0.0}, {}, [(0.0, start)]
    while queue:
        length, node = heapq.heappop(queue)
        if node == end:
            break
        for other, km in edges[node].items():
            if length + km < best.get(other, math.inf):
                best[other], before[other] = length + km, node
                heapq.heappush(queue, (length + km, other))
    if end not in best:
        message = "no track joins the two places in this graph: go station to station"
        raise SystemExit(message)
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def vertex_bows(
    nodes: list[Position], edges: list[dict[int, float]], path: list[int]
) -> list[float]:
    """Return the uncertainty of each vertex: the larger bow of the pieces that meet there."""
    bows = []
    for a, b in itertools.pairwise(path):
        straight = WGS84.inv(*nodes[a], *nodes[b])[2] / 1_000
        bows.append(max(LEAST_KM, math.sqrt(max(0.0, edges[a][b] ** 2 - straight**2)) / 2))
    ends = [*bows[:1], *(max(pair) for pair in itertools.pairwise(bows)), *bows[-1:]]
    return [round(km, 1) for km in ends]


def _position(text: str) -> Position:
    lon, lat = (float(number) for number in text.split(","))
    return lon, lat


if __name__ == "__main__":
    main()
