"""Every error that neatlas raises on purpose.

::

    NeatlasError
    |-- RecordError(ValueError)         records are wrong or disagree   .problems
    |-- FrameError(ValueError)          a frame breaks its contract     .problems
    |-- UnknownWordError(LookupError)   an id, country, sector ... that nobody knows
    |                                   .kind .word .suggestions
    |-- FilterError(ValueError)         a filter that cannot be read    .problems
    |-- ServeError(ValueError)          an address that cannot be served    .problems
    |-- SnapshotError(ValueError)       a printed map that cannot be made as asked
    |                                   .problems
    `-- OutputError(OSError)            a file that cannot be written   .path

Catch `NeatlasError` to catch them all: each prints as one clear line a problem. A mistake
in the program itself is never dressed up as one of these.
"""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Longest value that a message repeats; longer ones are cut so that a line stays a line.
_SHOWN_CHARACTERS = 120

#: Most words that a message lists where none of them is like the one given.
_LISTED_WORDS = 12

#: Fewest characters for which a word may be looked for within others.
_LEAST_PART = 3


def printable(text: str) -> str:
    """Write a text on one line: characters that are not printed stand as their escapes."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )


def shown(value: object) -> str:
    """
    Quote a value for an error message: on one line, bounded, in single quotes.

    Parameters
    ----------
    value
        Anything; its text form is used.

    Returns
    -------
    str
        The text between single quotes, control characters escaped, cut after 120 characters.
    """
    text = printable(str(value))
    if len(text) > _SHOWN_CHARACTERS:
        text = text[: _SHOWN_CHARACTERS - 1] + "…"
    return f"'{text}'"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where."""

    path: str
    """File, relative to the atlas folder, or the name of the door (`--country`)."""
    field: str
    """Path of the field within the file, such as `parts[1].statuses[0].date`; may be empty."""
    message: str
    """What is wrong with which value, what is allowed, what to do."""

    def __str__(self) -> str:
        """Return the problem as one line."""
        parts = (printable(self.path), printable(self.field), self.message)
        return ": ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, str]:
        """Return the problem as plain data, as `neatlas check --json` prints it."""
        return asdict(self)


class NeatlasError(Exception):
    """Base of every error that neatlas raises on purpose."""


class _ProblemsError(NeatlasError, ValueError):
    """An error that carries all its problems at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RecordError(_ProblemsError):
    """Files of an atlas are wrong by themselves or disagree with one another."""


class FrameError(_ProblemsError):
    """A GeoDataFrame breaks the contract that a function states for it."""


class FilterError(_ProblemsError):
    """A filter holds a value that cannot be read."""


class ServeError(_ProblemsError):
    """The app cannot be served where it was asked for: the host, the port or the path."""


class SnapshotError(_ProblemsError):
    """A printed map cannot be made as it is asked for."""


class UnknownWordError(NeatlasError, LookupError):
    """A word is asked for that the vocabulary or the atlas does not hold."""

    def __init__(self, kind: str, word: str, known: Iterable[str]) -> None:
        words = tuple(known)
        self.kind = kind
        self.word = word
        self.suggestions: tuple[str, ...] = nearest(word, words)
        super().__init__(unknown_word(kind, word, words))


class OutputError(NeatlasError, OSError):
    """A file cannot be written; nothing of it is left behind."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path}: {why}")


def unknown_word(kind: str, word: str, known: Iterable[str], cure: str = "") -> str:
    """
    Say that a word is unknown, and what to do: take one that was likely meant, or else the cure.

    Parameters
    ----------
    kind
        What the word should be, such as `sector`.
    word
        What was given.
    known
        The words that exist, in the order in which a message may list them.
    cure
        What to do where none of them is alike; to use one of them if empty.

    Returns
    -------
    str
        A message of one line, for a `Problem` or an error.
    """
    words = tuple(known)
    if likely := nearest(word, words):
        cure = f"Did you mean {' or '.join(map(shown, likely))}?"
    if not cure:
        end = ", ..." if len(words) > _LISTED_WORDS else "."
        cure = f"Use one of: {', '.join(words[:_LISTED_WORDS])}{end}"
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{shown(word)} is not {article} {kind}. {cure}"


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """
    Find the known words that are most like a given one.

    Parameters
    ----------
    word
        What was asked for.
    known
        The words that exist.
    most
        How many to return at the most.

    Returns
    -------
    tuple of str
        Best first, whatever their case; where none is alike those that hold the word whole, as
        `rajin-port-terminal` holds `rajin`, the shortest first; empty where none does.
    """
    folded = {w.casefold(): w for w in sorted(set(known))}
    wanted = word.casefold()
    matches = difflib.get_close_matches(wanted, folded, n=most, cutoff=0.5)
    if not matches and len(wanted) >= _LEAST_PART:
        matches = sorted((w for w in folded if wanted in w), key=len)[:most]
    return tuple(folded[match] for match in matches)
