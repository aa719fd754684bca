"""The legend on paper: of the plan's entries those that explain something in view."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.blocks import Block, Flow, moved, unclipped
from neatlas.render.static_map.demarcation import GROUND
from neatlas.render.static_map.marks import Ink
from neatlas.render.static_map.routes import SPOKEN
from neatlas.render.static_map.strokes import (
    mark_break,
    mark_disc,
    stroke_crisp,
    told_apart,
)
from neatlas.render.static_map.theme import shade_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.render.spec import LegendEntry, LegendGroup, MapSpec
    from neatlas.render.static_map.marks import Mark
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting

#: Width of a sample, and from it to its words, as multiples of the body text.
_SAMPLE, _GAP = 3.6, 0.8
#: A word that is as wide as its column, in points, is not torn for the last digit of a sum.
_TRIFLE = 0.01
#: Of a sample that is a line and a point: where the line ends and where the point lies.
_LINE_TO, _POINT_AT = 0.6, 0.84


def present_entries(spec: MapSpec, traced: list[Route], setting: Setting) -> list[LegendGroup]:
    """Return the legend of a plan with the signs that are drawn, and without other entries."""
    groups = []
    routes = told_apart(traced, setting)
    for group in spec.legend:
        entries = tuple(
            _as_drawn(entry, routes) for entry in group.entries if _explains(entry, routes)
        )
        if entries:
            groups.append(group.model_copy(update={"entries": entries}))
    return groups


def _as_drawn(entry: LegendEntry, routes: list[Route]) -> LegendEntry:
    """Return an entry with a disc as its sample, or beside its line, as what it explains has."""
    if entry.kind != "line":
        return entry
    own = [route for route in routes if entry.key in route.feature.keys]
    discs = {r.feature.project for r in routes if (r.disc or r.face) and r.feature.role != SPOKEN}
    # The runways of an airport lie under its disc or in its area.
    small = [r for r in own if r.disc or r.face or r.feature.project in discs]
    if len(small) == len(own):
        return entry.model_copy(update={"kind": "point"})
    # A disc that is full says nothing but its sector; an open one needs a key.
    is_sector = entry.key.startswith("sector:")
    if not is_sector and any(r.style.dash or r.style.hollow for r in small if r.disc):
        return entry.model_copy(update={"kind": "line and point"})
    return entry


def _explains(entry: LegendEntry, routes: list[Route]) -> bool:
    if entry.kind == "band":
        return any(route.band for route in routes)
    return any(entry.key in route.feature.keys for route in routes)


def legend_width(groups: list[LegendGroup], setting: Setting) -> float:
    """Return the least width of a legend whose entries stand below one another, no word torn."""
    labels = [setting.hand.clean(entry.label) for group in groups for entry in group.entries]
    return _cell(max((_longest(label, setting) for label in labels), default=0.0), setting)


def _longest(label: str, setting: Setting) -> float:
    return setting.hand.longest(label, "regular", setting.body)


def _cell(words: float, setting: Setting) -> float:
    """Return the width of an entry whose words are so wide, and a trifle for rounding."""
    return words + setting.body * (_SAMPLE + _GAP + 1) + _TRIFLE


def legend_blocks(
    groups: list[LegendGroup], setting: Setting, width: float, *, in_rows: bool = False
) -> list[Block]:
    """Set each group of the legend as a block; in rows its short entries stand side by side."""
    return [_group(group, setting, width, in_rows=in_rows) for group in groups]


@lru_cache(maxsize=256)
def _group(group: LegendGroup, setting: Setting, width: float, *, in_rows: bool) -> Block:
    flow = Flow(setting, width)
    size = setting.body
    title = setting.hand.clean(group.title)
    if title:
        flow.text(title, size, "bold")
        flow.gap(size * 0.25)
    labels = [setting.hand.clean(entry.label) for entry in group.entries]
    count = _columns(labels, setting, width) if in_rows else 1
    cell = width / count
    for first in range(0, len(labels), count):
        top, lowest = flow.y, flow.y
        for column, entry in enumerate(group.entries[first : first + count]):
            inner = Flow(setting, cell - size, top)
            inner.text(labels[first + column], size, indent=size * (_SAMPLE + _GAP), leading=1.2)
            inner.marks += _sample(entry, setting, size * _SAMPLE, top - size * 0.62)
            flow.marks += [moved(mark, column * cell, 0) for mark in inner.marks]
            lowest = min(lowest, inner.y)
        flow.y = lowest
        flow.gap(size * 0.24)
    name = f"legend-{group.entries[0].key.partition(':')[0]}"
    return flow.block(name, title or labels[0])


def _columns(labels: list[str], setting: Setting, width: float) -> int:
    """Return how many entries stand side by side, so that most labels have one line."""
    size = setting.body
    wanted = sorted(setting.hand.width(label, "regular", size) for label in labels)
    usual = wanted[int(len(wanted) * 0.75) - 1] if len(wanted) > 1 else wanted[0]
    cell = _cell(max(usual, *(_longest(label, setting) for label in labels)), setting)
    count = max(1, min(len(labels), int(width / cell)))
    rows = -(-len(labels) // count)
    return -(-len(labels) // rows)


def _sample(entry: LegendEntry, setting: Setting, width: float, y: float) -> Iterator[Mark]:
    style = entry.style
    if not entry.key.startswith(f"{GROUND}:"):
        style = shade_style(style, setting.theme, setting.ramp)
    both = entry.kind == "line and point"
    line = np.array([[0.0, y], [width * (_LINE_TO if both else 1), y]])
    marks: list[Mark] = []
    if entry.kind == "band":
        half = setting.body * 0.42
        box = np.array([[0, y - half], [width, y - half], [width, y + half], [0, y + half]])
        marks.append(Ink((box,), fill=style.color, opacity=0.28, closed=True))
    elif entry.kind == "point":
        marks += mark_disc(width / 2, y, style, setting)
    else:
        marks += stroke_crisp((line,), style, setting)
        if entry.broken:
            marks += mark_break(width / 2, y, style.color, setting)
        if both:
            marks += mark_disc(width * _POINT_AT, y, style, setting)
    yield from (unclipped(mark) for mark in marks)
