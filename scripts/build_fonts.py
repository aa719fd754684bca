"""Build the fonts of the printed map from Noto: subset, as TrueType, under names of their own.

The program never needs the full fonts; they are read here once. Get and unpack them::

    apt-get download fonts-noto-core fonts-noto-extra fonts-noto-cjk
    (unpack with dpkg-deb -x)

then::

    python scripts/build_fonts.py --packages FOLDER

It takes about two minutes; the same input gives the same bytes. The subset holds Latin and
Cyrillic, the 2,350 syllables of KS X 1001, kana, the common characters of GB 2312 and JIS X 0208
(level 1 of each), and whatever a text file of the atlas holds beside them. Outlines of the CJK
font become TrueType, which a PDF can embed without a Type 3 font.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "neatlas" / "render" / "static_map" / "fonts"
MAX_ERROR = 1.0
"""How far a curve may lie from the original, in thousandths of the type size."""
EPOCH = 3_600_000_000
"""Date that is written into each font, in seconds since 1904; a fixed one, whatever the clock."""

LATIN = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C), *range(0x2C6, 0x2DE),
    *range(0x300, 0x315), *range(0x391, 0x3CA), *range(0x400, 0x500), *range(0x1E80, 0x1E86),
    *range(0x2010, 0x2028), *range(0x2030, 0x203B), 0x2044, 0x2070, *range(0x2074, 0x208A),
    0x20A9, 0x20AC, 0x20BD, 0x2116, 0x2122, 0x2212, 0x2215, 0x2260, 0x2264, 0x2265, 0xFFFD,
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One font to build."""

    source: str
    """File name in the packages."""
    target: str
    family: str
    bold: bool = False
    italic: bool = False
    cjk: bool = False
    number: int = -1
    """Number of the font in a collection."""


#: The number 2 of a collection of Noto Sans CJK is its face for simplified Chinese; Hangul and
#: kana are the same in all of them.
FACES = (
    Face("NotoSans-SemiCondensed.ttf", "NeatlasSans-Regular.ttf", "Neatlas Sans"),
    Face("NotoSans-SemiCondensedSemiBold.ttf", "NeatlasSans-Bold.ttf", "Neatlas Sans", bold=True),
    Face("NotoSerif-Italic.ttf", "NeatlasSerif-Italic.ttf", "Neatlas Serif", italic=True),
    Face("NotoSansCJK-Regular.ttc", "NeatlasCJK-Regular.ttf", "Neatlas CJK", cjk=True, number=2),
    # A bold text falls back to the regular face for rare Hanzi, so the two are two families: what
    # resolves fonts by family takes one file for each.
    Face(
        "NotoSansCJK-Bold.ttc",
        "NeatlasCJK-Bold.ttf",
        "Neatlas CJK Bold",
        bold=True,
        cjk=True,
        number=2,
    ),
)


def _double(codec: str, first: range, second: range) -> set[int]:
    """Return the characters of a two-byte code, given the ranges of its bytes."""
    pairs = (bytes((a, b)) for a in first for b in second)
    return {ord(c) for pair in pairs for c in pair.decode(codec, errors="ignore")}


def in_records() -> set[int]:
    """Return the characters that stand in text files of the atlas or in words of the program."""
    files = [*(ROOT / "geodata").rglob("*.*"), *(ROOT / "src" / "neatlas").rglob("*.*")]
    kinds = {".toml", ".txt", ".json", ".geojson", ".po", ".py"}
    return {ord(c) for file in files if file.suffix in kinds for c in file.read_text("utf-8")}


def cjk_characters(*, bold: bool) -> set[int]:
    """Return what the CJK fonts hold; the bold one leaves rare characters to the other."""
    trail = range(0xA1, 0xFF)
    hangul = _double("euc_kr", range(0xB0, 0xC9), trail)
    common = {*range(0x3000, 0x3100), *range(0x3131, 0x3190), *range(0xFF01, 0xFFEF), 0x2027}
    hanzi = _double("gb2312", range(0xB0, 0xD8), trail) | _double(
        "euc_jp", range(0xB0, 0xD0), trail
    )
    own = {code for code in in_records() if code not in LATIN} | {0x2212}
    return hangul | common | own | (set() if bold else hanzi)


def build(face: Face, packages: Path) -> TTFont:
    """Build one font."""
    source = next(iter(sorted(packages.rglob(face.source))), None)
    if source is None:
        message = f"{packages}: no file '{face.source}'. Unpack the packages that this names."
        raise FileNotFoundError(message)
    font = TTFont(source, fontNumber=face.number, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=["kern", "liga", "mark", "mkmk", "ccmp"])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    subsetter = Subsetter(options)
    codes = cjk_characters(bold=face.bold) if face.cjk else set(LATIN)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if "CFF " in font:
        _to_truetype(font)
    for table in ("DSIG", "vhea", "vmtx", "VORG", "BASE", "STAT"):
        if table in font:
            del font[table]
    _rename(font, face)
    return font


def _to_truetype(font: TTFont) -> None:
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    del font["CFF "]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, name, 1 if name == "maxZones" else 0)
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _rename(font: TTFont, face: Face) -> None:
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic"}[
        face.bold, face.italic
    ]
    names = {
        1: face.family,
        2: style,
        3: f"{face.family} {style}; subset of Noto",
        4: f"{face.family} {style}",
        6: face.target.removesuffix(".ttf"),
    }
    table = font["name"]
    table.names = [n for n in table.names if n.platformID == 3 and n.langID == 0x409]  # noqa: PLR2004 - Windows, English
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    os2, head = font["OS/2"], font["head"]
    os2.usWeightClass = 700 if face.bold else 400
    os2.fsSelection = 0x20 if face.bold else 0x01 if face.italic else 0x40
    head.macStyle = 0x01 if face.bold else 0x02 if face.italic else 0
    head.created = head.modified = EPOCH


def main(arguments: list[str] | None = None) -> int:
    """Run the build from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--packages", type=Path, required=True, help="folder of the packages")
    parser.add_argument("--output", type=Path, default=FONTS, help="folder to write to")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        file = options.output / face.target
        font = build(face, options.packages)
        font.save(file)
        print(f"{file.name}: {len(font.getGlyphOrder())} glyphs, {file.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
