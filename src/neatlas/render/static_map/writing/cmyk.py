"""Process colours for a PDF: black stays black alone, and black text is printed over.

Without a profile of the press this is the plain conversion: what three inks have in common goes
to the black one altogether. So gray is one ink, no place takes more than two inks and black,
and text cannot blur where plates are out of register.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf
from pikepdf import Dictionary, Name, Operator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Name of the graphics states that print over, and that knock out.
_OVER, _OUT = "/OverprintOn", "/OverprintOff"
#: Under this much light a text is printed over, in black alone where its colour is as near to
#: gray as this: three inks that are to meet in thin strokes never do.
_DARK, _NEARLY_GRAY = Decimal("0.45"), Decimal("0.1")
_DIGITS = Decimal("0.0001")
#: Operators that set a colour to fill with, and to stroke with.
_FILLS, _STROKES = {"rg", "g"}, {"RG", "G"}

_Numbers = tuple[Decimal, Decimal, Decimal, Decimal]


def process_color(red: Decimal, green: Decimal, blue: Decimal) -> _Numbers:
    """
    Return the shares of cyan, magenta, yellow and black, from 0 to 1.

    A dark colour that is nearly gray becomes black alone.
    """
    light = max(red, green, blue)
    if light == 0:
        return Decimal(0), Decimal(0), Decimal(0), Decimal(1)
    if light < _DARK and light - min(red, green, blue) < _NEARLY_GRAY:
        return Decimal(0), Decimal(0), Decimal(0), (1 - (red + green + blue) / 3).quantize(_DIGITS)
    cyan, magenta, yellow = ((1 - part / light).quantize(_DIGITS) for part in (red, green, blue))
    return cyan, magenta, yellow, (1 - light).quantize(_DIGITS)


def to_process_colors(pdf: pikepdf.Pdf) -> None:
    """Put every colour of a PDF's pages into process colours, and let black text print over."""
    for page in pdf.pages:
        states = page.obj.Resources.get("/ExtGState", Dictionary())
        states[_OVER] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
        states[_OUT] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
        page.obj.Resources["/ExtGState"] = states
        pieces: list[Any] = list(pikepdf.parse_content_stream(page))
        instructions: list[Any] = list(_converted(pieces))
        for picture in page.obj.Resources.get("/XObject", Dictionary()).values():
            if isinstance(picture, pikepdf.Stream) and picture.Subtype == Name.Image:
                _convert_picture(picture)
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _convert_picture(picture: pikepdf.Stream) -> None:
    """Put the pixels of a picture into process colours; what is transparent stays so."""
    colors = np.asarray(pikepdf.PdfImage(picture).as_pil_image().convert("RGB")).reshape(-1, 3)
    different, at = np.unique(colors, axis=0, return_inverse=True)
    inks = [process_color(*(Decimal(part) / 255 for part in color)) for color in different.tolist()]
    pixels = np.rint(np.array(inks, dtype=float) * 255).astype(np.uint8)[at.ravel()]
    mask = picture.get("/SMask")
    picture.write(pixels.tobytes())
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK, 8
    if mask is not None:
        picture.SMask = mask


def _converted(instructions: Iterable[Any]) -> Iterator[tuple[list[object], Operator]]:
    """Yield instructions with process colours; before and after black text, its overprinting."""
    black = [True]
    for operands, operator in instructions:
        name = str(operator)
        if name == "q":
            black.append(black[-1])
        elif name == "Q" and len(black) > 1:
            black.pop()
        if name in _FILLS | _STROKES:
            parts = [Decimal(operand) for operand in operands]
            shares = process_color(*(parts * 3 if len(parts) == 1 else parts))
            if name in _FILLS:
                black[-1] = not any(shares[:3]) and shares[3] > 1 - _DARK
            yield list(shares), Operator("k" if name in _FILLS else "K")
            continue
        if name == "BT" and black[-1]:
            yield [Name(_OVER)], Operator("gs")
        yield list(operands), operator
        if name == "ET" and black[-1]:
            yield [Name(_OUT)], Operator("gs")
