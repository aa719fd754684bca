"""Borders, province lines and rivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from basemap.shapes import clip_lines, lines_of, to_degrees, to_metric
from basemap.sources import (
    read_countries,
    read_natural_earth,
    read_rivers,
    read_shared_arcs,
)

if TYPE_CHECKING:
    from basemap.shapes import Feature, Shape
    from basemap.sources import Packages

PROVINCE_COUNTRIES = ("CN", "JP", "KP", "KR", "MN", "RU")
DEMARCATION_LINE = ("KP", "KR")
CORE = shapely.box(123.5, 33, 143.5, 53.5)
"""Where the projects are: rivers are drawn one step earlier and one level further down."""

NEAR_COAST = shapely.box(115, 33, 150, 60)
"""Where rivers of the third level are drawn at all."""


def build_borders(packages: Packages, land: np.ndarray) -> list[Feature]:
    """Build the land borders between countries.

    The lines are Natural Earth's own; the topology of the countries says whose they are, and gives
    the border itself where no line fits it. A line that strays from the border of every pair is
    none between two countries (the edges of the Korean demilitarised zone, a line through the
    Kurils) and is left out.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    land : numpy.ndarray
        The fine land in degrees, beyond which no border is drawn.

    Returns
    -------
    list of Feature
        One line a feature, with ``countries`` and ``kind``.
    """
    ground = shapely.union_all(land)
    arcs = read_shared_arcs(packages)
    found: dict[tuple[str, ...], list[Any]] = {}
    for line in read_natural_earth(packages, "admin_0_boundary_lines_land"):
        points = shapely.points(shapely.get_coordinates(line))
        stray = {pair: shapely.distance(points, arc).max() for pair, arc in arcs.items()}
        pair = min(stray, key=lambda key: (stray[key], key))
        if stray[pair] < 0.01:  # noqa: PLR2004  # degrees; the topology is quantised to 0.004
            found.setdefault(pair, []).append(line)
    features: list[Feature] = []
    for pair, arc in arcs.items():
        lines = found.get(pair, [arc])
        korean = pair == DEMARCATION_LINE
        kind = "military_demarcation_line" if korean else "international"
        merged = shapely.line_merge(shapely.union_all(lines))
        properties = {"countries": list(pair), "kind": kind}
        ashore = lines_of(shapely.intersection(shapely.simplify(merged, 0.002), ground))
        ashore = ashore[shapely.length(ashore) > 0.01]  # noqa: PLR2004  # no crumbs at the coast
        features += [(properties, line) for line in clip_lines(ashore, 4)]
    return features


def build_provinces(packages: Packages) -> list[Feature]:
    """Build the lines between provinces.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.

    Returns
    -------
    list of Feature
        One line a feature, with its ``country``.
    """
    lines = read_natural_earth(packages, "admin_1_states_provinces_lines")
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    countries = read_countries(packages)
    features: list[Feature] = []
    for code in PROVINCE_COUNTRIES:
        own = lines[shapely.dwithin(countries[code], middles, 0.005)]
        merged = shapely.line_merge(shapely.union_all(own))
        simple = shapely.simplify(merged, 0.01)
        features += [({"country": code}, line) for line in clip_lines(simple, 3)]
    return features


def build_rivers(packages: Packages, borders: list[Feature], lakes: list[Feature]) -> list[Feature]:
    """Build the main rivers.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    borders : list of Feature
        The borders, which rivers along them follow exactly.
    lakes : list of Feature
        The waters drawn as areas, within which no line is drawn.

    Returns
    -------
    list of Feature
        One line a feature, with ``rank`` 1 (all zooms), 2 (zoom 6 and up) or 3 (zoom 8 and up).
    """
    frontier = to_metric(shapely.union_all([shape for _, shape in borders]))
    water = shapely.make_valid(to_metric(shapely.union_all([shape for _, shape in lakes])))
    core = to_metric(shapely.segmentize(CORE, 1))
    features: list[Feature] = []
    for rank, found in _ranked_rivers(read_rivers(packages)).items():
        lines = _end_at(shapely.line_merge(shapely.union_all(found)), water)
        own, shared = _follow(lines, frontier)
        inside = shapely.simplify(shapely.line_merge(shapely.intersection(own, core)), 350)
        outside = shapely.simplify(shapely.line_merge(shapely.difference(own, core)), 1100)
        parts = np.concatenate([lines_of(part) for part in (inside, outside, shared)])
        parts = parts[shapely.length(parts) > 1000]  # noqa: PLR2004  # no crumbs
        features += [({"rank": rank}, line) for line in clip_lines(to_degrees(parts), 3)]
    return features


def _ranked_rivers(rivers: dict[int, Any]) -> dict[int, list[Any]]:
    """Sort the lines of each level, in metres, by the rank with which they are drawn."""
    ranked: dict[int, list[Any]] = {1: [], 2: [], 3: []}
    for level in range(5):
        lines = shapely.get_parts(rivers[level])
        rank = np.maximum(level, 1) - shapely.intersects(CORE, lines) * (level > 1)
        metric = to_metric(lines)
        drawn = shapely.length(metric) > (30_000 if level > 2 else 10_000)  # noqa: PLR2004
        drawn &= (rank <= 2) | shapely.intersects(NEAR_COAST, lines)  # noqa: PLR2004
        for number in ranked:
            ranked[number] += list(metric[drawn & (rank == number)])
    return ranked


def _end_at(rivers: Shape, water: Shape) -> Shape:
    """Take away the rivers within the waters drawn as areas and along their shores."""
    beside = shapely.intersection(rivers, shapely.buffer(water, 1000))
    stretches = lines_of(shapely.line_merge(beside))
    covered = shapely.union_all(stretches[shapely.length(stretches) > 4000])  # noqa: PLR2004
    rest = _joined(shapely.difference(rivers, covered), covered, water)
    return shapely.line_merge(shapely.difference(rest, water))


def _follow(rivers: Shape, frontier: Shape) -> tuple[Shape, Shape]:
    """Lay the rivers that run along a border upon it, so that the two are one line.

    Parameters
    ----------
    rivers, frontier : Any
        Lines in metres.

    Returns
    -------
    tuple
        The rivers away from borders, joined to them, and the stretches of border that are rivers.
    """
    beside = shapely.intersection(rivers, shapely.buffer(frontier, 2000))
    stretches = lines_of(shapely.line_merge(beside))
    long = shapely.length(stretches) > 8000  # noqa: PLR2004  # no mere crossing
    along = shapely.union_all(stretches[long])
    own = _joined(shapely.difference(rivers, along), along, frontier)
    return own, shapely.intersection(frontier, shapely.buffer(along, 2300))


def _joined(rivers: Shape, cut: Shape, target: Shape) -> Shape:
    """Lead the ends of rivers that were cut off on to the shape that took the other part's place.

    Parameters
    ----------
    rivers : Any
        Lines in metres, after the cut.
    cut : Any
        What was cut off them.
    target : Any
        The border or the water to which the cut ends are led.

    Returns
    -------
    Any
        The longer lines.
    """
    longer: list[Any] = []
    for line in lines_of(shapely.line_merge(rivers)):
        points = shapely.get_coordinates(line)
        for end in (0, -1):
            spot = shapely.points(points[end])
            if shapely.distance(spot, cut) < 1:
                foot = shapely.get_coordinates(shapely.shortest_line(spot, target))[1]
                points = np.vstack((points, foot) if end else (foot, points))
        longer.append(shapely.linestrings(points))
    return shapely.union_all(longer)
