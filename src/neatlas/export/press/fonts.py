"""The fonts that lie beside an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.static_map.lettering import FONTS, is_ours
from neatlas.render.static_map.writing.svg import FONT_FOLDER, font_place, used_fonts

if TYPE_CHECKING:
    from neatlas.render.static_map.compose import Composition


def font_files(composition: Composition) -> dict[str, bytes]:
    """Return the fonts that lie beside an SVG, and the licence of those that are ours."""
    files = used_fonts(composition)
    named = {font_place(file): file.read_bytes() for file in files}
    if any(is_ours(file) for file in files):
        named[f"{FONT_FOLDER}/OFL.txt"] = (FONTS / "OFL.txt").read_bytes()
    return named
