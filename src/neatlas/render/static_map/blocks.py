"""Blocks of text and samples that stand beside the map: set at the origin, then moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.marks import Box, Ink, Letters, Mark, Picture
from neatlas.render.static_map.setting import LEADING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.render.static_map.lettering import Face
    from neatlas.render.static_map.setting import Setting


@dataclass(frozen=True)
class Block:
    """Marks that belong together. Its upper left corner is the origin; it hangs below."""

    id: str
    title: str
    height: float
    marks: tuple[Mark, ...] = ()

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """Return its marks with the upper left corner at a point of the page."""
        return tuple(moved(mark, x, y) for mark in self.marks)


@dataclass
class Flow:
    """Sets text from the top down, in a column of a width."""

    setting: Setting
    width: float
    y: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    def gap(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def text(
        self,
        text: str,
        size: float,
        face: Face = "regular",
        color: str = "",
        *,
        indent: float = 0.0,
        leading: float = LEADING,
    ) -> None:
        """Set a paragraph."""
        self.lines(
            self.setting.hand.wrap(text, face, size, self.width - indent),
            size,
            face,
            color,
            indent=indent,
            leading=leading,
        )

    def lines(
        self,
        lines: Iterable[str],
        size: float,
        face: Face = "regular",
        color: str = "",
        *,
        indent: float = 0.0,
        leading: float = LEADING,
    ) -> None:
        """Set lines as they are broken."""
        for line in lines:
            self.y -= size * leading
            base = self.y + size * (leading - 0.82)
            self.marks.append(self.setting.letters(line, indent, base, size, face, color))

    def block(self, name: str, title: str) -> Block:
        """Return what was set as a block."""
        return Block(name, title, -self.y, tuple(self.marks))


def moved(mark: Mark, x: float, y: float) -> Mark:
    """Return a mark in another place."""
    if isinstance(mark, Letters):
        return replace(mark, x=mark.x + x, y=mark.y + y)
    if isinstance(mark, Picture):
        box = mark.box
        return replace(mark, box=Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y))
    return replace(mark, outlines=tuple(outline + np.array([x, y]) for outline in mark.outlines))


def unclipped(mark: Mark) -> Mark:
    """Return ink that does not end at the edge of the map: the sample of a legend."""
    return replace(mark, clipped=False) if isinstance(mark, Ink) else mark
