"""The fonts that lie beside an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.static_map.lettering import FONTS
from neatlas.render.static_map.writing.svg import FONT_FOLDER, used_fonts

if TYPE_CHECKING:
    from neatlas.render.static_map.compose import Composition


def font_files(composition: Composition) -> dict[str, bytes]:
    """Return the fonts that lie beside an SVG, with their licence."""
    files = used_fonts(composition)
    named = {f"{FONT_FOLDER}/{file.name}": file.read_bytes() for file in files}
    return named | {f"{FONT_FOLDER}/OFL.txt": (FONTS / "OFL.txt").read_bytes()}
