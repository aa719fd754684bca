from __future__ import annotations

from pathlib import Path

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
)


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
    assert str(error) == "'tunel' is not a project of this atlas. Did you mean tunnel?"


def test_nearest_lists_a_few_words_where_none_is_alike() -> None:
    assert nearest("zzz", ["b", "a"]) == ("a", "b")
    assert nearest("zzz", map(str, range(9))) == ()


def test_nearest_finds_words_whatever_their_case() -> None:
    assert nearest("RUSIA", ["Russia", "Korea"]) == ("Russia",)
