"""PNG, with what it says of itself in text chunks of UTF-8."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from neatlas.render.static_map.painting import own_settings, pixels_of

if TYPE_CHECKING:
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.writing.metadata import Metadata

#: Of compression: a higher one takes longer and saves nothing on a map.
_LEVEL = 3


def write_png(composition: Composition, metadata: Metadata) -> bytes:
    """Write a page as PNG, in the size and resolution of its sheet."""
    sheet = composition.sheet
    with own_settings():
        image = Image.fromarray(pixels_of(composition)).convert("RGB")
    out = io.BytesIO()
    image.save(
        out, "PNG", dpi=(sheet.dpi, sheet.dpi), pnginfo=_chunks(metadata), compress_level=_LEVEL
    )
    return out.getvalue()


def _chunks(metadata: Metadata) -> PngInfo:
    info = PngInfo()
    said = {
        "Title": metadata.title,
        "Description": metadata.description,
        "Author": metadata.credit,
        "Copyright": f"{metadata.licence} {metadata.licence_url}".strip(),
        "Software": metadata.creator,
        "Source": f"data {metadata.edition}",
    }
    for name, text in said.items():
        info.add_itxt(name, text, lang=metadata.language)
    return info
