"""A text is folded by the page as Python folds it."""

from __future__ import annotations

import unicodedata

import pytest

from deno import answer
from neatlas.catalog.frames import fold

#: What both fold, and what it becomes.
FOLDED = {
    "Straße STRASSE ẞ": "strasse strasse ss",
    "İstanbul, Ayd\N{LATIN SMALL LETTER DOTLESS I}n": "istanbul, aydin",
    "ΟΔΟΣ οδός": "οδοσ οδοσ",
    "Сахалинский Йод, ЁЛКА": "сахалинскии иод, елка",
    "ガスパイプライン, ぱ": "カスハイフライン, は",
    "ﾊﾟｲﾌﾟ": "ハイフ",
    "Ⅳ ﬁne ﬀ": "iv fine ff",
    "Åre, São Tomé": "are, sao tome",
    "ไทย Ῥώμη": "ไทย ρωμη",
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_case_accents_and_compatible_forms_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_hangul_is_found_however_it_is_composed() -> None:
    assert fold("철도") == fold(unicodedata.normalize("NFD", "철도"))
    assert fold("철").startswith(fold("처"))


def test_the_page_folds_every_character_and_every_text_as_python_does() -> None:
    # A browser may know a newer Unicode: what this Python does not know is left out. So are the
    # syllables and ideographs, which are made by rule, but for some.
    every = [*range(0xD800), *range(0xE000, 0x1FBFF)]
    known = [chr(n) for n in every if unicodedata.category(chr(n)) != "Cn"]
    thinned = [c for c in known if unicodedata.category(c) != "Lo" or ord(c) % 16 == 0]
    texts = [*thinned, *FOLDED, "철도 처", "が\u3099", "a\ufeffb\u3000c"]
    page = answer(["folding.js"], "texts => texts.map(neatlas.fold)", texts)
    apart = [text for text, own in zip(texts, page, strict=True) if fold(text) != own]
    # U+1171E became a mark of another category with Unicode 15.
    assert set(apart) <= {"\U0001171e"}


def test_the_page_parts_a_text_into_the_same_words() -> None:
    texts = ["rail  port", " Rajin\u00a0port ", "a\ufeffb", "철도\u3000한국", "\u1680x\u2009y", ""]
    page = answer(["folding.js"], "texts => texts.map(neatlas.sought)", texts)
    assert page == [fold(text).split() for text in texts]
