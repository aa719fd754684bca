"""PNG, with what it says of itself in text chunks of UTF-8."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from neatlas.render.static_map.painting import figure_of, own_settings

if TYPE_CHECKING:
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.writing.metadata import Metadata


def write_png(composition: Composition, metadata: Metadata) -> bytes:
    """Write a page as PNG, in the size and resolution of its sheet."""
    sheet = composition.sheet
    with own_settings():
        figure = figure_of(composition, dpi=sheet.dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        image = Image.fromarray(pixels).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(sheet.dpi, sheet.dpi), pnginfo=_chunks(metadata), compress_level=6)
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
