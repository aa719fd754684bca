"""The atlas speaks English, Korean and Russian; the catalogues are whole and up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from neatlas.model.vocabulary import Outcome, Status
from neatlas.render.page_words import counted, page_words, word
from neatlas.speech import (
    INTERFACE,
    LANGUAGES,
    country_in,
    names_language,
    say,
    say_number,
    speaking,
    words_language,
)

ROOT = Path(__file__).parents[1]


def test_every_message_is_translated_with_its_places_and_none_is_left_over() -> None:
    command = [sys.executable, "scripts/messages.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_word_is_said_in_the_language_that_is_spoken_and_in_english_after_it() -> None:
    with speaking("ko"):
        assert Status.OPERATING.label == "운영 중"
    with speaking("ru"):
        assert Outcome.NO_CONSTRUCTION.label == "строительство не обнаружено"
    assert Status.OPERATING.label == "operating"


def test_languages_nest() -> None:
    with speaking("ru"):
        with speaking("ko"):
            assert words_language() == "ko"
        assert words_language() == "ru"


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - set(INTERFACE)))
def test_a_language_without_a_catalogue_has_names_and_english_words(language: str) -> None:
    with speaking(language):
        assert names_language() == language
        assert words_language() == "en"
        assert page_words()["language"] == "en"
        assert word("legend") == "Legend"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 проект"),
        (3, "3 проекта"),
        (11, "11 проектов"),
        (21, "21 проект"),
        (104, "104 проекта"),
    ],
)
def test_russian_has_the_form_that_a_number_asks_for(n: int, said: str) -> None:
    with speaking("ru"):
        assert counted("projectCount", n) == said


def test_a_page_gets_every_plural_form_of_its_language() -> None:
    forms = {"en": {"one", "other"}, "ko": {"other"}, "ru": {"one", "few", "many", "other"}}
    for language, expected in forms.items():
        with speaking(language):
            names = {name.removeprefix("projectCount_") for name in page_words()}
            assert expected <= names
            assert page_words()["language"] == language


def test_a_value_in_braces_is_not_taken_for_a_place() -> None:
    with speaking("ko"):
        assert "text {n}" in word("noneMatch", filter="text {n}")


def test_a_message_that_nobody_translated_is_said_in_english() -> None:
    with speaking("ko"):
        assert say("no such message {n}", n=3) == "no such message 3"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1,234.5"), ("ko", "1,234.5"), ("ru", "1\u00a0234,5")]
)
def test_a_number_is_written_as_its_language_does(language: str, said: str) -> None:
    with speaking(language):
        assert say_number(1234.5) == said


def test_countries_have_their_names_of_cldr() -> None:
    assert country_in("ru", "JP") == "Япония"
    assert country_in("ko", "RU") == "러시아"
    assert country_in("ko", "QQ") is None
