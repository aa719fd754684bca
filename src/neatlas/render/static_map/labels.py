"""Names on the map: which there are, how they look, and where each might go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.leaders import leader_of
from neatlas.render.static_map.marks import Box, Ink, Layer, Letters
from neatlas.render.static_map.routes import SPOKEN
from neatlas.render.static_map.saying import sector_word
from neatlas.render.static_map.setting import LEADING
from neatlas.render.static_map.spots import (
    Spot,
    Spots,
    around,
    away,
    beside,
    crossing,
    shun,
    starting_under,
    together,
)
from neatlas.render.static_map.strokes import RADIUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from neatlas.render.spec import MapSpec, ProjectSpec
    from neatlas.render.static_map.lettering import Face
    from neatlas.render.static_map.placing import Board
    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.setting import Setting
    from neatlas.render.static_map.stock import Stock

#: Share of the size that rises over the baseline, and that hangs under it.
_RISE, _FALL = 0.76, 0.22
#: Places along a line at which its name is tried.
_TRIES = 11
#: Lengths of a line that leads to a name: no eye follows a longer one.
_DISTANCES = (13.0, 22.0, 34.0, 50.0, 66.0)
#: Nearer than this to another sign, in pixels of the screen, a name would seem to be its own.
_BESIDE = 18.0
#: Widest line of a project's name, as a multiple of its size.
_MEASURE = 13.0
#: The same where there is little room.
_SHORT = 9.0


@dataclass(frozen=True)
class Line:
    """One line of a label."""

    text: str
    face: Face
    size: float
    color: str


@dataclass(frozen=True)
class Label:
    """A name, in a few lines, and the places where it might go."""

    id: str
    kind: str
    """`project`, `number`, `town`, `country`, `sea` or `note`."""
    lines: tuple[Line, ...]
    spots: Spots
    centred: bool = False
    name: str = ""
    """All of it in one line; its id where that says enough."""


@dataclass(frozen=True)
class Placed:
    """A name in its place."""

    label: Label
    spot: Spot

    @property
    def box(self) -> Box:
        """What it covers."""
        return self.spot.box


def size_of(lines: Iterable[Line], setting: Setting) -> tuple[float, float]:
    """Return the width and height of lines of text, in points."""
    every = list(lines)
    width = max(setting.hand.width(line.text, line.face, line.size) for line in every)
    height = sum(line.size for line in every[1:]) * LEADING + every[0].size * (_RISE + _FALL)
    return width, height


def project_labels(
    spec: MapSpec, stock: Stock, routes: list[Route], setting: Setting, *, narrow: bool = False
) -> list[Label]:
    """
    List the names of the projects in view; those that have the fewest places come first.

    A project of which only what the sentence names is in view has no name of its own there.

    Parameters
    ----------
    spec, stock, routes, setting
        The plan, the atlas, what is in view, and the look.
    narrow
        Whether names are set small and in short lines, for where there is little room.
    """

    def label(project: ProjectSpec, best: list[Route]) -> Label:
        lines = _project_lines(spec, project, stock, best, setting, narrow=narrow)
        name = setting.hand.clean(stock.project_name(project.id, setting.words))
        spots = _project_spots(best, size_of(lines, setting), setting, _DISTANCES)
        return Label(project.id, "project", tuple(lines), spots, name=name)

    return _labels_of(spec, routes, setting, label)


def number_labels(
    spec: MapSpec, routes: list[Route], setting: Setting, numbers: Mapping[str, int]
) -> list[Label]:
    """List the numbers of those projects in view whose names stand beside the map."""

    def label(project: ProjectSpec, best: list[Route]) -> Label:
        color = setting.theme.ink if setting.theme.gray else best[0].style.color
        lines = (Line(str(numbers[project.id]), "bold", setting.body, color),)
        spots = _project_spots(best, size_of(lines, setting), setting, _DISTANCES[:3])
        return Label(project.id, "number", lines, spots)

    chosen = tuple(project for project in spec.projects if project.id in numbers)
    return _labels_of(spec.model_copy(update={"projects": chosen}), routes, setting, label)


def _labels_of(
    spec: MapSpec,
    routes: list[Route],
    setting: Setting,
    label_of: Callable[[ProjectSpec, list[Route]], Label],
) -> list[Label]:
    found = []
    for project in spec.projects:
        own = [r for r in routes if r.feature.project == project.id and r.feature.role != SPOKEN]
        best = [r for r in own if r.feature.role == "best"] or own
        if best:
            label = label_of(project, best)
            others = [
                r for r in routes if r.feature.project != project.id or r.feature.role == SPOKEN
            ]
            signs, reach = signs_of(others), setting.length(_BESIDE)
            # Beside the sign of another it takes a line to tell whose name it is, and the line
            # of a name would seem to lead to any sign that it runs through.
            foreign = signs_of(r for r in others if r.feature.role != SPOKEN)
            radius = setting.length(RADIUS)
            clear = (beside(label.spots, foreign, reach) == 0) | label.spots.are_led
            clear &= ~crossing(label.spots, foreign, radius)
            spots = shun(starting_under(label.spots, foreign, radius), signs, reach).those(clear)
            found.append((_extent(best), replace(label, spots=spots)))
    return [label for _, label in sorted(found, key=lambda pair: pair[0])]


def signs_of(routes: Iterable[Route]) -> NDArray[np.float64]:
    """Return where the discs of projects lie, of shape (n, 2)."""
    return np.array([r.disc for r in routes if r.disc], dtype=float).reshape(-1, 2)


def _extent(routes: list[Route]) -> float:
    return sum(shapely.LineString(line).length for r in routes for line in r.lines)


def _project_lines(
    spec: MapSpec,
    project: ProjectSpec,
    stock: Stock,
    routes: list[Route],
    setting: Setting,
    *,
    narrow: bool,
) -> list[Line]:
    color = setting.theme.ink if setting.theme.gray else routes[0].style.color
    size = setting.small if narrow else setting.body + 0.3
    is_bold = project.id == setting.focus if setting.focus else not project.context
    face: Face = "bold" if is_bold else "regular"
    name = setting.hand.clean(stock.project_name(project.id, setting.words))
    measure = (_SHORT if narrow else _MEASURE) * size
    measure = max(measure, setting.hand.longest(name, face, size))
    broken = setting.hand.balance(name, face, size, measure)
    lines = [Line(text, face, size, color) for text in broken]
    # Where there are no colours the sector stands in words.
    said = [sector_word(spec, project)] if setting.theme.gray else []
    if any(r.feature.inferred for r in routes):
        said.append(setting.words("an editor's reading"))
    return lines + [Line(text, "regular", setting.small, color) for text in said]


def _project_spots(
    routes: list[Route],
    size: tuple[float, float],
    setting: Setting,
    distances: Sequence[float],
) -> Spots:
    points = np.array(list(_anchors(routes)))
    return together([around(points, size, setting.length(8)), away(points, size, distances)])


def _anchors(routes: list[Route]) -> Iterator[tuple[float, float, float]]:
    """Yield the points at which a project may be named, and what each costs."""
    for route in routes:
        if route.disc:
            yield (*route.disc, 0.0)
        elif route.broken_at and not route.lines:
            yield (*route.broken_at, 0.0)
        for face in route.face:
            (x0, y0), (x1, y1) = face.min(axis=0), face.max(axis=0)
            yield from (
                (float(x1), float((y0 + y1) / 2), 1.0),
                (float(x0), float((y0 + y1) / 2), 1.0),
            )
    lines = [shapely.LineString(line) for route in routes for line in route.lines]
    total = sum(line.length for line in lines)
    if not total:
        return
    for share in np.linspace(0.04, 0.96, _TRIES):
        left = total * float(share)
        for line in lines:
            if left <= line.length:
                point = line.interpolate(left)
                # The middle of a line names it best; its ends are shared with others.
                yield float(point.x), float(point.y), 5.0 * abs(float(share) - 0.5)
                break
            left -= line.length


def place_all(labels: Iterable[Label], board: Board) -> tuple[list[Placed], list[Label]]:
    """Place labels in their order; returns those that have a place and those that have none."""
    placed, without = [], []
    for label in labels:
        spot = board.place(label.spots)
        if spot is None:
            without.append(label)
        else:
            placed.append(Placed(label, spot))
    return placed, without


def lay_labels(placed: list[Placed], setting: Setting) -> Layer:
    """Write the names, each kind in a group of its own, leader lines under them."""
    leaders = tuple(
        Ink(
            (np.array(line),),
            stroke=one.label.lines[0].color,
            width=setting.stroke(0.9),
            clipped=True,
        )
        for one in placed
        if (line := leader_of(one.spot))
    )
    kinds = {
        "sea": "Names of seas",
        "country": "Names of countries",
        "town": "Names of towns",
        "note": "Notes on the map",
        "project": "Names of projects",
        "number": "Numbers of projects",
    }
    layers = [Layer("leaders", "Leader lines", leaders)]
    for kind, title in kinds.items():
        marks = tuple(m for one in placed if one.label.kind == kind for m in _written(one, setting))
        layers.append(Layer(f"names-{kind}", title, marks))
    return Layer("names", "Names", layers=tuple(layers))


def _written(placed: Placed, setting: Setting) -> Iterator[Letters]:
    box, label = placed.box, placed.label
    halo = setting.theme.sea if label.kind == "sea" else setting.theme.land
    y = box.y1 - label.lines[0].size * _RISE
    for number, line in enumerate(label.lines):
        if number:
            y -= line.size * LEADING
        width = setting.hand.width(line.text, line.face, line.size)
        x = box.x0
        if label.centred:
            x += (box.width - width) / 2
        elif placed.spot.anchor is not None and placed.spot.anchor[0] > box.x1:
            x += box.width - width
        letters = setting.letters(line.text, x, y, line.size, line.face, line.color)
        yield replace(letters, halo=halo, halo_width=0.26 * line.size)
