"""A link with mistakes is opened; the page reads the same table in `browser/test_state.py`."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from deno import answer
from neatlas.analysis.filters import MANY, NAMES, filter_words, parse_filter
from neatlas.app.address import read_address
from neatlas.errors import FilterError
from neatlas.model.vocabulary import FILTER_WORDS, CountryRole

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

BAD = json.loads((Path(__file__).parents[1] / "data/bad_links.json").read_text("utf-8"))
links = pytest.mark.parametrize("case", BAD, ids=[case["link"] for case in BAD])


def of_filter(link: str) -> dict[str, list[str]]:
    return {name: words for name, words in parse_qs(link).items() if name in NAMES}


@links
def test_the_script_keeps_what_the_table_of_bad_links_says(
    case: dict[str, Any], shipped_catalog: Catalog
) -> None:
    kept = filter_words(read_address(shipped_catalog, case["link"]))
    assert kept == of_filter(case["kept"])


@links
def test_every_other_door_refuses_what_a_bad_link_is_opened_without(
    case: dict[str, Any], shipped_catalog: Catalog
) -> None:
    given = parse_qs(case["link"], keep_blank_values=True)
    for pair in case["ignored"]:
        name, _, word = pair.partition("=")
        # Of a name that takes one value a second one is too many, whatever it is.
        words = [word] if name in MANY else given.get(name, [word])
        with pytest.raises(FilterError):
            parse_filter({name: words}, shipped_catalog)


def test_the_page_finds_the_word_that_difflib_finds() -> None:
    every = [*(word for _, words in FILTER_WORDS.values() for word in words), *CountryRole]
    typed = [
        mangled for word in every for mangled in (word[1:], word + word[0], word.upper()[::-1])
    ]
    page = answer(
        ["likely.js"],
        "({ typed, every }) => typed.map((word) => neatlas.nearest(word, every))",
        {"typed": typed, "every": every},
    )
    low = [word.lower() for word in typed]
    assert [words[:1] for words in page] == [get_close_matches(word, every, n=1) for word in low]
