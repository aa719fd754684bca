"""Lines cut at their own vertices, where their records declare a border or a crossing of water."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.model.geometry import Geometry

#: Words of the column `over`, and of the column `split`.
LAND, SEA = "land", "sea"
DECLARED, GENERALISED, UNDECLARED = "declared", "generalised", "undeclared"


@dataclass(frozen=True)
class Stretch:
    """A stretch of a line between two of its vertices."""

    first: int
    """Index of the vertex where it begins."""
    last: int
    country: str | None
    over: str
    split: str


def cut_line(geometry: Geometry) -> tuple[Stretch, ...]:
    """
    Cut a line at the borders and crossings that its notes declare.

    Where the notes name no country to begin in, the first declared border says it: a border is
    two codes, from and to. A border at an end of the line cuts nothing.

    Parameters
    ----------
    geometry
        A line with its notes.

    Returns
    -------
    tuple of Stretch
        In order along the line; each begins where the one before ends.
    """
    vertices = geometry.notes.vertices
    end = len(vertices) - 1
    borders = {n: vertex.border for n, vertex in enumerate(vertices) if vertex.border}
    wet = {n for crossing in geometry.notes.crossings for n in range(crossing.first, crossing.last)}
    shores = {n for n in range(1, end) if (n in wet) != (n - 1 in wet)}
    here = geometry.notes.country
    if here is None and borders:
        first = min(borders)
        here = borders[first][1 if first == 0 else 0]
    cuts = sorted({0, end} | shores | {n for n in borders if 0 < n < end})
    stretches = []
    for first, last in pairwise(cuts):
        if first and first in borders:
            border = borders[first]
            here = border[1] if border[0] == here else border[0]
        split = DECLARED if here else UNDECLARED
        stretches.append(Stretch(first, last, here, SEA if first in wet else LAND, split))
    return tuple(stretches)
