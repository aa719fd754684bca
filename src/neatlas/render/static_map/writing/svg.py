"""SVG, in named groups; its text is text that a designer can edit, or outlines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from matplotlib.backends.backend_svg import FigureCanvasSVG

from neatlas.render.static_map.lettering import described, is_ours, needed
from neatlas.render.static_map.marks import letters_of
from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.painting import figure_of

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.writing.metadata import Metadata

#: Where an SVG looks for the fonts of its text: a folder beside it. Those of a house lie in a
#: folder of their own, away from the licence of ours.
FONT_FOLDER, HOUSE_FOLDER = "fonts", "fonts/house"


def write_svg(
    composition: Composition, metadata: Metadata, *, text: Literal["text", "outlines"] = "text"
) -> bytes:
    """
    Write a page as SVG.

    Parameters
    ----------
    composition, metadata
        The page, and what the file says of itself.
    text
        `text` can be edited and names the font files beside it; `outlines` needs none.
    """
    out = io.BytesIO()
    with own_settings(**{"svg.fonttype": "none" if text == "text" else "path"}):
        figure = figure_of(composition)
        FigureCanvasSVG(figure).print_svg(  # type: ignore[no-untyped-call]
            out,
            metadata={
                "Title": metadata.title,
                "Description": metadata.description,
                "Creator": metadata.creator,
                "Contributor": metadata.credit,
                "Rights": f"{metadata.licence} {metadata.licence_url}".strip(),
                "Source": f"data {metadata.edition}",
                "Language": metadata.language,
                "Date": None,
            },
        )
    drawn = out.getvalue()
    if text == "outlines":
        return drawn
    return drawn.replace(b"</metadata>", b"</metadata>\n" + _faces(composition), 1)


def _faces(composition: Composition) -> bytes:
    """Say where the fonts are that the text needs."""
    rules = [
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; "
        f"src: url('{font_place(file)}') }}"
        for file, family, weight, style in (described(f) for f in used_fonts(composition))
    ]
    sheet = escape("\n".join(rules))
    return f'<style type="text/css">\n{sheet}\n</style>'.encode()


def font_place(file: Path) -> str:
    """Return where a font lies, from the SVG that names it."""
    return f"{FONT_FOLDER if is_ours(file) else HOUSE_FOLDER}/{file.name}"


def used_fonts(composition: Composition) -> tuple[Path, ...]:
    """Return the font files that the text of a page needs, sorted."""
    hand = composition.setting.hand
    files = {
        file
        for letters in letters_of(composition.page.layers)
        for file in needed(letters.text, hand.files_for(letters.text, letters.face))
    }
    return tuple(sorted(files))
