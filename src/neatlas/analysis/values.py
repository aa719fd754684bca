"""What the values of a filter may be: words as others write them, read once and held to."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from neatlas.errors import FilterError, Problem, shown, unknown_word
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import (
    MIXED,
    NO_LOCATION,
    CountryRole,
    MentionKind,
    Method,
    Outcome,
    Sector,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

#: Field to what its words are called, and which there are.
_KNOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "sectors": ("sector", tuple(map(str, Sector))),
    "statuses": ("status", (*map(str, Status), MIXED)),
    "outcomes": ("outcome", tuple(map(str, Outcome))),
    "precisions": ("precision", (*map(str, Method), NO_LOCATION)),
    "mentions": ("kind of mention", tuple(map(str, MentionKind))),
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
    for name, (kind, known) in _KNOWN.items():
        wrong = sorted(str(word) for word in given[name] if word not in known)
        problems += [Problem(name, "", unknown_word(kind, word, known)) for word in wrong]
    if problems:
        raise FilterError(problems)
    return read


def _countries(codes: AbstractSet[str]) -> frozenset[str]:
    wrong = sorted(str(code) for code in codes if not _is_code(code))
    if wrong:
        said = ", ".join(map(shown, wrong))
        message = f"{said} is no ISO 3166-1 alpha-2 code. Write two letters, such as 'KR'."
        raise ValueError(message)
    return frozenset(code.upper() for code in codes)


def _is_code(code: object) -> bool:
    return isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha()  # noqa: PLR2004


def _role(word: str) -> CountryRole:
    if word not in tuple(CountryRole):
        raise ValueError(unknown_word("role", str(word), map(str, CountryRole)))
    return CountryRole(word)


def _day(when: date | str) -> PartialDate:
    text = when.isoformat()[:10] if isinstance(when, date) else str(when)
    try:
        return PartialDate.parse(text)
    except ValueError:
        message = f"{shown(text)} is not a date. Write 2014, 2014-07 or 2014-07-18."
        raise ValueError(message) from None


def _box(numbers: tuple[float, float, float, float]) -> BBox:
    said = f"{shown(numbers)} is not a box."
    try:
        box = BBox(*map(float, numbers))
    except (TypeError, ValueError):
        message = f"{said} Give west, south, east, north in degrees."
        raise ValueError(message) from None
    if box.west > 0 > box.east:
        message = f"{said} It crosses the meridian of 180 degrees: ask for either side by itself."
        raise ValueError(message)
    if not all(map(math.isfinite, box)) or not (box.west < box.east and box.south < box.north):
        message = f"{said} Give west, south, east, north in degrees."
        raise ValueError(message)
    return box


_READERS: dict[str, Callable[[Any], Any]] = {
    "countries": _countries,
    "country_role": _role,
    "as_of": _day,
    "bbox": _box,
}
