"""What holds for all parts of one page: its theme, its letters, its words, its sizes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from neatlas.render.static_map.marks import SMALLEST, THINNEST, Letters

if TYPE_CHECKING:
    from neatlas.render.static_map.lettering import Face, Hand
    from neatlas.render.static_map.sheet import Sheet
    from neatlas.render.static_map.theme import Theme
    from neatlas.render.static_map.words import Words

#: Width of a sheet, in millimetres, to the size of its body text, in points; between two of
#: them it changes evenly.
_BODY = ((85.0, 6.5), (135.0, 7.0), (200.0, 7.6), (297.0, 8.6), (600.0, 14.0))
#: Points of a line on paper to a pixel of the same line on the screen, at a body of one point.
_STROKE = 0.078
#: Body text of a sheet as wide as a column or a telephone.
_NARROW_BODY = 6.8
#: Distance from one baseline to the next, as a share of the size.
LEADING = 1.16


@dataclass(frozen=True)
class Setting:
    """The setting of one page."""

    theme: Theme
    hand: Hand
    words: Words
    body: float
    """Size of the body text, in points; other sizes follow from it."""
    ramp: tuple[str, ...] = ()
    """The sector colours of the map, which a theme without colours must tell apart."""

    focus: str | None = None
    """Id of the project that the map is about, which alone is named in bold letters then."""

    @property
    def small(self) -> float:
        """Size of the smallest text."""
        return max(SMALLEST, self.body * 0.8)

    @property
    def title(self) -> float:
        """Size of the title; the smaller the sheet, the less it stands out."""
        return self.body * (2.15 if self.body > _NARROW_BODY else 1.85)

    @property
    def subtitle(self) -> float:
        """Size of what stands under the title."""
        return self.body * 1.22

    def stroke(self, pixels: float) -> float:
        """Return the width on paper of a line that has so many pixels on the screen."""
        return max(THINNEST, pixels * self.body * _STROKE)

    def length(self, pixels: float) -> float:
        """Return the length on paper of what has so many pixels on the screen."""
        return pixels * self.body * _STROKE

    def letters(
        self, text: str, x: float, y: float, size: float, face: Face = "regular", color: str = ""
    ) -> Letters:
        """Set a line of text from a point on its baseline."""
        return Letters(text, x, y, face, size, color or self.theme.ink)


def body_size(sheet: Sheet) -> float:
    """Return the size of the body text of a sheet, in points."""
    width = sheet.width_mm
    for (low, small), (high, large) in pairwise(_BODY):
        if width <= high:
            return small + (large - small) * max(0.0, width - low) / (high - low)
    return _BODY[-1][1]
