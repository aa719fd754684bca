"""PNG, with what it says of itself in text chunks of UTF-8.

The pixels are compressed here and not by Pillow, which filters each line first: what a filter gains
on photographs it costs on a map, whose plain faces then repeat less.
"""

from __future__ import annotations

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo, putchunk

from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.painting import pixels_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.writing.metadata import Metadata

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Eight bits for each of red, green and blue; no filter but "none", no interlacing.
_KIND = bytes((8, 2, 0, 0, 0))
#: Of compression: a higher one takes longer and saves little on a map.
_LEVEL = 2
#: How a stream of zlib begins: deflate in a window of 32 kB, fast.
_HEADER = b"\x78\x01"


def write_png(composition: Composition, metadata: Metadata) -> bytes:
    """Write a page as PNG, in the size and resolution of its sheet."""
    with own_settings():
        pixels = pixels_of(composition)
    height, width = pixels.shape[:2]
    per_metre = round(composition.sheet.dpi / 0.0254)
    out = io.BytesIO(_SIGNATURE)
    out.seek(0, io.SEEK_END)
    putchunk(out, b"IHDR", struct.pack(">II", width, height), _KIND)
    putchunk(out, b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    for name, data, *_ in _chunks(metadata).chunks:
        putchunk(out, name, data)
    putchunk(out, b"IDAT", _compressed(pixels))
    putchunk(out, b"IEND")
    return out.getvalue()


def _compressed(pixels: NDArray[np.uint8]) -> bytes:
    """
    Compress pixels without their opacity, each line after the number of its filter.

    The upper half of the lines is compressed while the lower one is: zlib lets go of Python's
    lock. A full flush ends the first half at a whole byte, so that the other can follow it; header
    and sum are those of one stream (RFC 1950).
    """
    height, width = pixels.shape[:2]
    lines = np.zeros((height, 1 + 3 * width), dtype=np.uint8)

    def pack(start: int, end: int, last: int) -> bytes:
        # Pillow's packer of raw pixels drops the opacity in less time than NumPy takes.
        colours = Image.fromarray(pixels[start:end]).tobytes("raw", "RGB")
        lines[start:end, 1:] = np.frombuffer(colours, dtype=np.uint8).reshape(end - start, -1)
        packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS, strategy=zlib.Z_FILTERED)
        return packer.compress(lines[start:end].data) + packer.flush(last)

    middle = height // 2
    with ThreadPoolExecutor(max_workers=1) as aside:
        upper = aside.submit(pack, 0, middle, zlib.Z_FULL_FLUSH)
        lower = pack(middle, height, zlib.Z_FINISH)
        packed = upper.result() + lower
    return _HEADER + packed + zlib.adler32(lines.data).to_bytes(4, "big")


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
