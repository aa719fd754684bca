"""What the values of a filter may be: words as others write them, read once and held to."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from neatlas.analysis.countries import read_country
from neatlas.errors import FilterError, Problem, shown, unknown_word
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import FILTER_WORDS, CountryRole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

#: Filter names that take several values, each with the field of `Filter` that holds them.
MANY = {
    "country": "countries",
    "sector": "sectors",
    "status": "statuses",
    "outcome": "outcomes",
    "precision": "precisions",
    "mention": "mentions",
    "document": "documents",
}
#: Filter names that take one value; the field is called the same.
ONE = ("country_role", "context", "as_of", "text", "bbox")

MAX_TEXT = 200

#: What an empty field holds; None for the others.
_EMPTY = {"context": False, "text": ""}

#: A date and a number as the page reads them too.
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?[?~%]?", re.ASCII)
_NUMBER = re.compile(r" *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *", re.ASCII | re.IGNORECASE)

#: Categories of characters that are no text, or end a line: a search does not look for them.
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}


def read_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Read the values of a filter.

    Parameters
    ----------
    given
        Field of `Filter` to its value, sets of words frozen. A country may be in small letters, a
        date a day or its text, a role and a choice their words, a box any four numbers.

    Returns
    -------
    dict of str to Any
        The same fields, each of the type that `Filter` declares. Which documents there are only
        an atlas knows: see `check_documents`.

    Raises
    ------
    FilterError
        If a value means nothing, with all problems at once and the nearest valid words.
    """
    problems: list[Problem] = []
    readers = word_readers()

    def read_each(name: str, field: str, values: Iterable[Any]) -> list[Any]:
        found = []
        for value in values:
            try:
                found.append(readers[name](value))
            except ValueError as error:
                problems.append(Problem(field, "", str(error)))
        return found

    read: dict[str, Any] = {
        field: frozenset(read_each(name, field, sorted(given[field], key=str)))
        for name, field in MANY.items()
    }
    for name in ONE:
        # An empty field lets everything through.
        read[name] = _EMPTY.get(name)
        for value in read_each(name, name, [given[name]] if given[name] else ()):
            read[name] = value
    if problems:
        raise FilterError(problems)
    return read


def word_readers(
    country_names: Mapping[str, str] | None = None, documents: Collection[str] | None = None
) -> dict[str, Callable[[Any], Any]]:
    """
    Map each name of a filter to what reads one of its values, or raises ValueError.

    Parameters
    ----------
    country_names, documents
        What an atlas calls its countries, and the ids of its documents; None where none is asked.
    """
    return {
        "country": partial(read_country, country_names=country_names),
        **{name: partial(_read_word, name) for name in FILTER_WORDS},
        "document": str if documents is None else partial(_one_of, "document", documents),
        "country_role": _read_role,
        "context": _read_choice,
        "as_of": _read_day,
        "text": _read_text,
        "bbox": _read_box,
    }


def check_documents(wanted: AbstractSet[str], known: Collection[str]) -> None:
    """
    Hold the documents of a filter against those of the atlas that is asked.

    Raises
    ------
    FilterError
        If one of them is unknown: a typing mistake would select nothing, and say nothing of it.
    """
    unknown = sorted(wanted - set(known))
    if unknown:
        raise FilterError(
            Problem("documents", "", unknown_word("document", word, known)) for word in unknown
        )


def _read_word(name: str, word: object) -> str:
    return _one_of("kind of mention" if name == "mention" else name, FILTER_WORDS[name][1], word)


def _one_of(kind: str, known: Iterable[str], word: object) -> str:
    words = [str(w) for w in known]
    if str(word) not in words:
        raise ValueError(unknown_word(kind, str(word), words))
    return str(word)


def _read_role(word: object) -> CountryRole:
    return CountryRole(_one_of("role", CountryRole, word))


def _read_choice(word: object) -> bool:
    return word is True or _one_of("choice", ("yes", "no"), word) == "yes"


def _read_text(word: object) -> str:
    text = str(word)
    if len(text) > MAX_TEXT:
        message = f"{shown(text)} is longer than {MAX_TEXT} characters. Shorten it."
        raise ValueError(message)
    if any(unicodedata.category(c) in _NO_TEXT for c in text):
        message = f"{shown(text)} holds a character that is no text. Remove it."
        raise ValueError(message)
    return text.strip()


def _read_day(when: date | str) -> PartialDate:
    text = when.isoformat()[:10] if isinstance(when, date) else str(when)
    try:
        # A record may hold a season or an interval, which is no day to show a map of.
        return PartialDate.parse(text if _DAY.fullmatch(text) else "")
    except ValueError:
        message = f"{shown(text)} is not a date. Write 2014, 2014-07 or 2014-07-18."
        raise ValueError(message) from None


def _read_box(given: str | Iterable[Any]) -> BBox:
    numbers = given
    if isinstance(given, str):
        # `float` would also read 1_0, nan or the digits of other scripts.
        sides = given.split(",")
        numbers = sides if all(map(_NUMBER.fullmatch, sides)) else ()
    try:
        box = BBox(*map(float, numbers))
    except (TypeError, ValueError):
        box = BBox(math.nan, math.nan, math.nan, math.nan)
    west, south, east, north = box
    level = -90 <= south < north <= 90  # noqa: PLR2004 - degrees
    if level and 180 >= west > 0 > east >= -180:  # noqa: PLR2004
        message = (
            f"{shown(given)} crosses the meridian of 180 degrees. Ask for either side by itself."
        )
        raise ValueError(message)
    if swapped := _swapped(box):
        turned, meant = swapped
        message = f"{shown(given)} has {turned} swapped. Did you mean {shown(meant)}?"
        raise ValueError(message)
    if not _is_whole(box):
        message = f"{shown(given)} is not a box. Write west,south,east,north in degrees."
        raise ValueError(message)
    return box


def _swapped(box: BBox) -> tuple[str, str] | None:
    """Say which sides of a box are swapped, and what was meant; None if it has another mistake."""
    west, south, east, north = box
    pairs = {"west and east": west > east, "south and north": south > north}
    sides = ", ".join(name for name, is_turned in pairs.items() if is_turned)
    meant = BBox(min(west, east), min(south, north), max(west, east), max(south, north))
    # The west of a box over the meridian of 180 degrees is greater rightly.
    if not sides or west > 0 > east or not _is_whole(meant):
        return None
    return sides, ",".join(repr(degrees).removesuffix(".0") for degrees in meant)


def _is_whole(box: BBox) -> bool:
    # What is not a number is in no order.
    west, south, east, north = box
    return -180 <= west < east <= 180 and -90 <= south < north <= 90  # noqa: PLR2004 - degrees
