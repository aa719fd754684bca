"""Sizes of a sheet: presets of a newsroom, or width and height in millimetres or pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from neatlas.errors import Problem, unknown_word
from neatlas.render.static_map.marks import POINTS_PER_MM

#: Eight pixels a millimetre: what a screen shows sharply of a picture made for it.
SCREEN_DPI = 8 * 25.4
PRINT_DPI = 300.0
#: Pixels a millimetre of a picture whose size is given in pixels: as many as on a sharp screen,
#: fewer where it would be narrower than usual, and never so few that small text is lost.
_SHARP, _LEGIBLE, _USUAL_MM = 8.0, 5.0, 160.0
#: What a picture may measure, in pixels and millimetres, so that one request stays bounded.
MOST_PIXELS = 60_000_000
LEAST_MM, MOST_MM = 60.0, 1_000.0
LEAST_DPI, MOST_DPI = 50, 1_200


@dataclass(frozen=True)
class Sheet:
    """A size in millimetres, and the dots an inch of a picture of it."""

    width_mm: float
    height_mm: float
    dpi: float

    @property
    def width(self) -> float:
        """In points."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height(self) -> float:
        """In points."""
        return self.height_mm * POINTS_PER_MM

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture of it."""
        per_mm = self.dpi / 25.4
        return round(self.width_mm * per_mm), round(self.height_mm * per_mm)


#: Name to sheet. The widths of those for a screen are the ones at which their text is read:
#: a story fills a phone, so it is as wide as one.
PRESETS = {
    "article": Sheet(200, 112.5, SCREEN_DPI),
    "square": Sheet(135, 135, SCREEN_DPI),
    "story": Sheet(90, 160, 1080 / 90 * 25.4),
    "a4": Sheet(210, 297, PRINT_DPI),
    "a4-landscape": Sheet(297, 210, PRINT_DPI),
    "column-85": Sheet(85, 165, PRINT_DPI),
    "column-180": Sheet(180, 130, PRINT_DPI),
}

#: Presets that are looked at on a screen.
ON_SCREEN = ("article", "square", "story")

_OWN = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|px)")


def read_sheet(size: str, dpi: int | None = None) -> Sheet | Problem:
    """
    Read a size.

    Parameters
    ----------
    size
        A preset, or width and height: `180x120mm`, `1600x900px`.
    dpi
        Dots an inch; None for the preset's own, 300 for millimetres. Pixels keep their number:
        more dots an inch make the sheet smaller.

    Returns
    -------
    Sheet or Problem
        The sheet, or what is wrong with the words.
    """
    if dpi is not None and not LEAST_DPI <= dpi <= MOST_DPI:
        message = f"'{dpi}' is not a usable number. Write {LEAST_DPI} to {MOST_DPI}."
        return Problem("--dpi", "", message)
    found = _OWN.fullmatch(size)
    if found is None and size not in PRESETS:
        cure = f"Use one of: {', '.join(PRESETS)}, or 180x120mm, or 1600x900px."
        return Problem("--size", "", unknown_word("size", size, PRESETS, cure))
    sheet = _own(float(found[1]), float(found[2]), found[3], dpi) if found else PRESETS[size]
    if dpi is not None and (found is None or found[3] == "mm"):
        sheet = replace(sheet, dpi=float(dpi))
    return _refused(size, sheet) or sheet


def _own(width: float, height: float, unit: str, dpi: int | None) -> Sheet:
    if unit == "mm":
        return Sheet(width, height, PRINT_DPI)
    dots = float(dpi) if dpi else 25.4 * min(_SHARP, max(_LEGIBLE, width / _USUAL_MM))
    return Sheet(width / dots * 25.4, height / dots * 25.4, dots)


def _refused(size: str, sheet: Sheet) -> Problem | None:
    sides = (sheet.width_mm, sheet.height_mm)
    if not all(LEAST_MM <= side <= MOST_MM for side in sides):
        message = (
            f"'{size}' is {sides[0]:.0f} x {sides[1]:.0f} mm. "
            f"Each side must have {LEAST_MM:.0f} to {MOST_MM:.0f} mm."
        )
        return Problem("--size", "", message)
    width, height = sheet.pixels
    if width * height > MOST_PIXELS:
        message = (
            f"'{size}' at {sheet.dpi:.0f} dots an inch has {width * height / 1e6:.0f} million "
            f"pixels, and {MOST_PIXELS / 1e6:.0f} are allowed. Ask for fewer dots, or for a PDF."
        )
        return Problem("--dpi", "", message)
    return None
