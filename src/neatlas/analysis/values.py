"""What the values of a filter may be: words as others write them, read once and held to."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import pycountry

from neatlas.errors import FilterError, Problem, shown, unknown_word
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import FILTER_WORDS, CountryRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
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


def read_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Read the values of a filter.

    Parameters
    ----------
    given
        Field of `Filter` to its value, sets of words frozen. A country may be in small letters, a
        date a day or its text, a role its word, a box any four numbers.

    Returns
    -------
    dict of str to Any
        The same fields, each of the type that `Filter` declares.

    Raises
    ------
    FilterError
        If a value means nothing, with all problems at once.
    """
    read, problems = dict(given), []
    for name, reader in _READERS.items():
        if not given[name]:  # an empty field lets everything through
            continue
        try:
            read[name] = reader(given[name])
        except ValueError as error:
            problems.append(Problem(name, "", str(error)))
    for name in FILTER_WORDS:
        field = MANY[name]
        for word in sorted(map(str, given[field])):
            try:
                read_word(name, word)
            except ValueError as error:
                problems.append(Problem(field, "", str(error)))
    if problems:
        raise FilterError(problems)
    return read


def read_word(name: str, word: str) -> str:
    """Return a word that a filter of controlled words can ask for; ValueError says which can."""
    return one_of("kind of mention" if name == "mention" else name, FILTER_WORDS[name][1], word)


def one_of(kind: str, known: Iterable[str], word: str) -> str:
    """Return a word that is one of those known; ValueError names the nearest."""
    words = [str(w) for w in known]
    if word not in words:
        raise ValueError(unknown_word(kind, word, words))
    return word


def read_role(word: str) -> CountryRole:
    """Return the role that a word names, or raise ValueError with the message."""
    return CountryRole(one_of("role", CountryRole, str(word)))


def read_day(when: date | str) -> PartialDate:
    """Return a day, or its text, as a date, or raise ValueError with the message."""
    text = when.isoformat()[:10] if isinstance(when, date) else str(when)
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise ValueError(no_date(text)) from None


def no_date(text: str) -> str:
    """Say that a text is not a date, and what is one."""
    return f"{shown(text)} is not a date. Write 2014, 2014-07 or 2014-07-18."


def read_box(numbers: Iterable[Any], written: object) -> BBox:
    """
    Return a box in WGS84 degrees, or raise ValueError with the message.

    Parameters
    ----------
    numbers
        West, south, east, north, as numbers or their text.
    written
        The box as it was given, for the message.
    """
    try:
        box = BBox(*map(float, numbers))
    except (TypeError, ValueError):
        box = BBox(math.nan, math.nan, math.nan, math.nan)
    west, south, east, north = box
    level = -90 <= south < north <= 90  # noqa: PLR2004 - degrees
    if level and 180 >= west > 0 > east >= -180:  # noqa: PLR2004
        message = (
            f"{shown(written)} crosses the meridian of 180 degrees. Ask for either side by itself."
        )
        raise ValueError(message)
    # What is not a number is in no order.
    if not (level and -180 <= west < east <= 180):  # noqa: PLR2004
        message = f"{shown(written)} is not a box. Write west,south,east,north in degrees."
        raise ValueError(message)
    return box


def _countries(codes: AbstractSet[str]) -> frozenset[str]:
    wrong = sorted(str(code) for code in codes if not _is_code(code))
    if wrong:
        said = ", ".join(map(shown, wrong))
        message = f"{said} is no ISO 3166-1 alpha-2 code. Write two letters, such as 'KR'."
        raise ValueError(message)
    return frozenset(code.upper() for code in codes)


def _is_code(code: object) -> bool:
    return isinstance(code, str) and pycountry.countries.get(alpha_2=code.upper()) is not None


_READERS: dict[str, Callable[[Any], Any]] = {
    "countries": _countries,
    "country_role": read_role,
    "as_of": read_day,
    "bbox": lambda numbers: read_box(numbers, numbers),
}
