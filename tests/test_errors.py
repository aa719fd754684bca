from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.errors import (
    FilterError,
    FrameError,
    NeatlasError,
    OutputError,
    Problem,
    RecordError,
    UnknownWordError,
    nearest,
    shown,
    unknown_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


@given(st.text())
def test_a_shown_value_is_one_printable_line_of_bounded_length(text: str) -> None:
    quoted = shown(text)
    assert quoted.isprintable()
    assert len(quoted) <= 122


def test_a_problem_is_where_and_what_on_one_line() -> None:
    assert str(Problem("a.toml", "parts[0]", "is wrong.")) == "a.toml: parts[0]: is wrong."
    assert str(Problem("a.toml", "", "is wrong.")) == "a.toml: is wrong."


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (RecordError([]), ValueError),
        (FrameError([]), ValueError),
        (FilterError([]), ValueError),
        (UnknownWordError("project", "x", []), LookupError),
        (OutputError(Path("x"), "why"), OSError),
    ],
)
def test_each_error_is_ours_and_a_fitting_builtin(
    error: NeatlasError, builtin: type[Exception]
) -> None:
    assert isinstance(error, NeatlasError)
    assert isinstance(error, builtin)


def test_an_unknown_word_carries_its_facts() -> None:
    error = UnknownWordError("project", "tunel", ["tunnel", "bridge"])
    assert (error.kind, error.word, error.suggestions) == ("project", "tunel", ("tunnel",))
    assert str(error) == unknown_word("project", "tunel", ["tunnel", "bridge"])


@pytest.mark.parametrize(
    ("word", "known", "cure", "advice"),
    [
        ("tunel", ["tunnel", "bridge"], "", "Did you mean 'tunnel'?"),
        ("tunel", ["tunnel", "bridge"], "Add its record.", "Did you mean 'tunnel'?"),
        ("airprt", ["port", "rail", "airport"], "", "Did you mean 'airport' or 'port'?"),
        ("rajin", ["gas-line", "rajin-port-terminal"], "", "Did you mean 'rajin-port-terminal'?"),
        ("li", ["gas-line", "a"], "", "Use one of: gas-line, a."),
        ("zzz", ["b", "a"], "", "Use one of: b, a."),
        ("zzz", ["b", "a"], "Add its record.", "Add its record."),
        ("zzz", map(str, range(13)), "", "Use one of: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ..."),
    ],
)
def test_an_unknown_word_says_what_was_meant_else_what_to_do(
    word: str, known: Iterable[str], cure: str, advice: str
) -> None:
    assert unknown_word("thing", word, known, cure) == f"'{word}' is not a thing. {advice}"


def test_nearest_finds_nothing_where_none_is_alike() -> None:
    assert nearest("zzz", ["b", "a"]) == ()


def test_nearest_finds_words_whatever_their_case() -> None:
    assert nearest("RUSIA", ["Russia", "Korea"]) == ("Russia",)
