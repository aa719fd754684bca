"""Letters: the fonts that come with the package, how wide a text is, and where a line breaks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.render.static_map.marks import Letters

FONTS = Path(__file__).parent / "fonts"

Face = Literal["regular", "bold", "water"]
Files = tuple[Path, ...]

#: Size at which widths are measured; they grow evenly with it.
_MEASURED = 100.0
#: What a character is replaced by that no font has.
MISSING = "\ufffd"
#: From here on Hanzi and kana begin, which break between any two of them; Hangul does not.
_CJK = 0x2E80
_HANGUL = range(0xAC00, 0xD7A4)
_DASHES = ("- ", "\u2013 ", "\u2014 ")
_NO_LINE_BEGINS_WITH = frozenset(
    "、。，．！？）」』】〉》：；ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"  # noqa: RUF001 - meant
)
#: Control characters, marks that turn the direction of a text, and what is no character.
_NOT_SET = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

#: Signs that no font of ours has, and those that look and mean the same.
_ALIKE = {0x223C: "~"}
#: All white space but that at which no line breaks.
_SPACES = re.compile(r"[^\S\u00a0]+")


def is_ours(file: Path) -> bool:
    """Return whether a font comes with the package, under its licence."""
    return file.parent == FONTS


@cache
def _font(file: Path) -> FT2Font:
    font = FT2Font(str(file))
    font.set_size(_MEASURED, 72)
    return font


@cache
def _known(files: Files) -> frozenset[int]:
    return frozenset(code for file in files for code in FT2Font(str(file)).get_charmap())


@cache
def _settable(*faces: Files) -> frozenset[int]:
    """Return the characters that every face has."""
    return frozenset.intersection(*map(_known, faces))


def needed(text: str, files: Files) -> Files:
    """Return the files that a text needs: a fallback font is slow, even where it is not used."""
    used: list[Path] = []
    left = {ord(character) for character in text}
    for file in files:
        if not used or left:
            known = _known((file,))
            if not used or left & known:
                used.append(file)
            left -= known
    return tuple(used)


@cache
def _advance(character: str, files: Files) -> float:
    """Return how far a character leads on, as a share of its size, in the first font with it."""
    code = ord(character)
    file = next((f for f in files if code in _known((f,))), files[0])
    glyph = _font(file).load_char(code, flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65_536 / _MEASURED


@lru_cache(maxsize=20_000)
def _measured(text: str, files: Files) -> float:
    # Kerning is left out: it makes a text narrower by a percent at the most, and takes most of
    # the time that it takes to set it.
    return sum(_advance(character, files) for character in text)


@lru_cache(maxsize=2_000)
def _even(text: str, regular: Files, bold: Files) -> Files:
    """Return the bold files, or the regular ones where those would lend a letter."""
    lent = set(needed(text, bold)) & set(regular)
    return regular if lent else bold


@lru_cache(maxsize=2_000)
def _cleaned(text: str, *faces: Files) -> str:
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE)).strip()
    known = _settable(*faces)
    kept = (c for c in spaced if unicodedata.category(c) not in _NOT_SET)
    return "".join(c if ord(c) in known else MISSING for c in kept)


@dataclass(frozen=True)
class Hand:
    """The hand that writes: for each face the font files that are tried, in this order."""

    regular: Files
    bold: Files
    water: Files

    def files(self, face: Face) -> Files:
        """Return the files of a face."""
        files: Files = getattr(self, face)
        return files

    def files_for(self, text: str, face: Face) -> Files:
        """Return the files of a line of text, which is bold as a whole or not at all."""
        return _even(text, self.regular, self.bold) if face == "bold" else self.files(face)

    def width(self, text: str, face: Face, size: float) -> float:
        """Return how wide a line of text is, in points."""
        return _measured(text, self.files_for(text, face)) * size if text else 0.0

    def clean(self, text: str) -> str:
        """
        Make a text fit to be set: one line, no control characters, no turned direction.

        A character that no font has becomes the replacement character, so that its lack is seen
        and no empty box is printed.
        """
        return _cleaned(text, self.regular, self.bold)

    def lacking(self, text: str) -> str:
        """Return the letters of a text that no font has, each once."""
        spaced = unicodedata.normalize("NFC", text).translate(_ALIKE)
        return "".join(c for c in dict.fromkeys(spaced) if self.clean(c) == MISSING)

    def longest(self, text: str, face: Face, size: float) -> float:
        """Return how wide the longest word of a text is, in points."""
        return _longest(self, text, face, size)

    def wrap(self, text: str, face: Face, size: float, width: float) -> list[str]:
        """
        Break a text into lines no wider than so many points.

        Lines break between words, between Hanzi or kana anywhere, and within a word only where
        it is longer than a line.
        """
        return list(_wrapped(self, text, face, size, width))

    def fit(
        self, text: str, face: Face, size: float, width: float, most: int
    ) -> tuple[list[str], bool]:
        """Break a text into at most so many lines, the last one cut; and say if it was cut."""
        lines = self.wrap(text, face, size, width)
        if len(lines) <= most:
            return lines, False
        last = lines[most - 1]
        while last and self.width(f"{last}…", face, size) > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip(' ,;:-')}…"], True

    def balance(self, text: str, face: Face, size: float, width: float) -> list[str]:
        """Break a text into as few lines as fit, as even as can be, and tear no word for that."""
        lines = self.wrap(text, face, size, width)
        narrow, least = width, max(width / 2, self.longest(text, face, size))
        while len(lines) > 1 and narrow * 0.97 >= least:
            narrow *= 0.97
            tried = self.wrap(text, face, size, narrow)
            if len(tried) > len(lines):
                break
            lines = tried
        return lines

    def torn(self, word: str, face: Face, size: float, width: float) -> Iterator[str]:
        """Yield a word, in pieces if it is wider than a line may be."""
        while word:
            length = len(word)
            while length > 1 and (wide := self.width(word[:length], face, size)) > width:
                length = max(1, min(length - 1, int(length * width / wide)))
            yield word[:length]
            word = word[length:]


OURS = Hand(
    regular=(FONTS / "NeatlasSans-Regular.ttf", FONTS / "NeatlasCJK-Regular.ttf"),
    bold=(
        FONTS / "NeatlasSans-Bold.ttf",
        FONTS / "NeatlasCJK-Bold.ttf",
        FONTS / "NeatlasCJK-Regular.ttf",
    ),
    water=(FONTS / "NeatlasSerif-Italic.ttf", FONTS / "NeatlasCJK-Regular.ttf"),
)


@lru_cache(maxsize=2_000)
def _longest(hand: Hand, text: str, face: Face, size: float) -> float:
    return max((hand.width(piece.strip(), face, size) for piece in _pieces(text)), default=0.0)


@lru_cache(maxsize=2_000)
def _wrapped(hand: Hand, text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    lines = [""]
    for piece in _pieces(text):
        if hand.width((lines[-1] + piece).rstrip(), face, size) <= width:
            lines[-1] += piece
            continue
        lines += hand.torn(piece.lstrip(), face, size, width)
    return tuple(line.strip() for line in lines if line.strip())


def _pieces(text: str) -> Iterator[str]:
    """
    Yield what must not be torn apart: a word with the space before it, or one Hanzi.

    A dash between words stays with the one before it: no line begins with it.
    """
    piece = ""
    for at, character in enumerate(text):
        breaks = (character == " " and text[at + 1 : at + 3] not in _DASHES) or (
            ord(character) >= _CJK
            and ord(character) not in _HANGUL
            and character not in _NO_LINE_BEGINS_WITH
        )
        if breaks and piece:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


@cache
def _family(file: Path) -> str:
    """Make a font known to Matplotlib; returns its family."""
    font_manager.fontManager.addfont(str(file))
    return str(FT2Font(str(file)).family_name)


def described(file: Path) -> tuple[Path, str, str, str]:
    """Return a font file with its family, weight and style, as a style sheet has them."""
    font = FT2Font(str(file))
    weight = "bold" if "bold" in font.style_name.lower() else "normal"
    style = "italic" if "italic" in font.style_name.lower() else "normal"
    return file, _family(file), weight, style


def properties(hand: Hand, letters: Letters) -> font_manager.FontProperties:
    """Return how Matplotlib names the fonts that a line of text is set in."""
    files = hand.files_for(letters.text, letters.face)
    bold = letters.face == "bold" and files == hand.bold
    files = needed(letters.text, files)
    return font_manager.FontProperties(
        family=list(dict.fromkeys(_family(file) for file in files)),
        weight="bold" if bold else "normal",
        style="italic" if letters.face == "water" else "normal",
        size=letters.size,
    )
