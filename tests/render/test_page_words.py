from __future__ import annotations

import re

import pytest

from neatlas.render.assets import TEMPLATES
from neatlas.render.page_words import COUNTED, WORDS, counted, page_words, word

#: What a page says that has no data yet, or none at all.
WITHOUT_DATA = {"language", "loading", "loadFailed", "retry", "noData"}
#: The words of `state.js` are those of an address, those of `quote.js` a quote's.
SCRIPTS = "\n".join(
    script.read_text("utf-8")
    for script in [*sorted(TEMPLATES.glob("*.js")), TEMPLATES / "saved.html.j2"]
    if script.name not in {"state.js", "quote.js", "words.js"}
)


def test_the_scripts_ask_for_no_word_that_the_page_lacks() -> None:
    asked = set(re.findall(r"\bwords\.(\w+)\b", SCRIPTS))
    assert asked
    assert asked - set(page_words()) - WITHOUT_DATA == set()


def test_no_word_is_left_that_no_script_asks_for() -> None:
    # Some names are put together there, `role_` and a role, or come with a row, as its mark.
    known = SCRIPTS + (TEMPLATES / "types.d.ts").read_text("utf-8")
    unused = [name for name in WORDS if not re.search(rf"\b{name}\b", known)]
    assert [name for name in unused if not re.search(rf"\b{name.split('_')[0]}_", SCRIPTS)] == []
    assert [name for name in COUNTED if not re.search(rf'"{name}"', SCRIPTS)] == []


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 have no location"), (1, "1 has no location"), (2, "2 have no location")]
)
def test_a_phrase_has_the_form_that_its_number_asks_for(n: int, said: str) -> None:
    assert counted("nowhere", n) == said


def test_a_value_is_said_as_it_is() -> None:
    assert word("noneMatch", filter="text {n}") == "No project matches text {n}. Remove a filter."
