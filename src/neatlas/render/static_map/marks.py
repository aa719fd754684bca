"""What lies on a page: ink and letters in named layers, in points from the lower left corner.

This is the whole of what a writer of a format must know; where a thing goes was decided before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from neatlas.render.static_map.lettering import Face

#: Points of a typographer in a millimetre.
POINTS_PER_MM = 72 / 25.4
#: No line is thinner than this, in points, and no letter is smaller: neither would print.
THINNEST = 0.25
SMALLEST = 6.0


class Box(NamedTuple):
    """A box on the page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From its left to its right side."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From its lower to its upper side."""
        return self.y1 - self.y0

    def grown(self, by: float) -> Box:
        """Return the box with a margin around it; a negative one makes it smaller."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box) -> bool:
        """Return whether two boxes have more than an edge in common."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def holds(self, other: Box) -> bool:
        """Return whether another box lies inside."""
        return (
            self.x0 <= other.x0
            and other.x1 <= self.x1
            and self.y0 <= other.y0
            and other.y1 <= self.y1
        )


@dataclass(frozen=True)
class Ink:
    """Outlines of one look: filled, stroked, or both."""

    outlines: tuple[NDArray[np.float64], ...]
    """Each of shape (n, 2). Holes are outlines too: filling follows the even-odd rule."""
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.5
    """Of the stroke, in points."""
    dash: tuple[float, ...] = ()
    """Lengths of strokes and gaps in points; empty for a solid line."""
    opacity: float = 1.0
    closed: bool = False
    round: bool = False
    """Whether the ends of a stroke are round."""
    clipped: bool = False
    """Whether it ends at the edge of the map."""


@dataclass(frozen=True)
class Letters:
    """A line of text."""

    text: str
    x: float
    y: float
    """Left end of its baseline."""
    face: Face
    size: float
    color: str
    angle: float = 0.0
    """Degrees, counter-clockwise, about the left end of the baseline."""
    halo: str | None = None
    """Colour of an edge around the letters, so that they can be read on lines."""
    halo_width: float = 1.6


@dataclass(frozen=True)
class Picture:
    """A picture, such as a logo."""

    png: bytes
    box: Box


Mark = Ink | Letters | Picture


@dataclass(frozen=True)
class Layer:
    """A named part of the page: a group in an SVG, a layer in a PDF."""

    id: str
    title: str
    marks: tuple[Mark, ...] = ()
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True)
class Page:
    """A finished page."""

    width: float
    height: float
    """In points."""
    map_box: Box
    paper: str
    layers: tuple[Layer, ...]


def letters_of(layers: Iterable[Layer]) -> Iterator[Letters]:
    """Yield all lines of text in layers, those in inner layers too."""
    for layer in layers:
        yield from (mark for mark in layer.marks if isinstance(mark, Letters))
        yield from letters_of(layer.layers)
