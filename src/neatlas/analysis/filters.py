"""Reads and writes a filter as the words of an address bar or a command line.

Names are the same at every door: `country`, `country_role`, `sector`, `status`, `outcome`,
`mention`, `document`, `context`, `as_of`, `text`, `bbox`. A name may come several times.
"""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TypeVar

import pycountry

from neatlas.analysis.select import Filter
from neatlas.catalog.frames import fold
from neatlas.errors import FilterError, Problem, nearest, shown, unknown_word
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import MIXED, CountryRole, MentionKind, Outcome, Sector, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from neatlas.catalog.catalog import Catalog

T = TypeVar("T")

#: Filter names that take several values, and those that take one.
MANY = ("country", "sector", "status", "outcome", "mention", "document")
ONE = ("country_role", "context", "as_of", "text", "bbox")
NAMES = (*MANY, *ONE)

MAX_TEXT = 200


def parse_filter(
    words: Mapping[str, Sequence[str]],
    catalog: Catalog,
    *,
    call: Callable[[str], str] = str,
) -> Filter:
    """
    Read a filter from words.

    Parameters
    ----------
    words
        Name to its values, such as `{"country": ["KR", "RU"], "as_of": ["2012-01"]}`.
    catalog
        The atlas; its documents and country names are known words.
    call
        How the door calls a name in messages, such as `--as-of` for `as_of`.

    Raises
    ------
    FilterError
        If a name or a value is unknown, with every problem at once and the nearest valid words.
    """
    problems: list[Problem] = []

    def each(name: str, read: Callable[[str], str]) -> frozenset[str]:
        found = set()
        for value in words.get(name, ()):
            try:
                found.add(read(value))
            except ValueError as error:
                problems.append(Problem(call(name), "", str(error)))
        return frozenset(found)

    def single(name: str, read: Callable[[str], T]) -> T | None:
        values = words.get(name, ())
        if len(values) > 1:
            message = f"is given {len(values)} times. Give it once."
            problems.append(Problem(call(name), "", message))
        try:
            return read(values[-1]) if values else None
        except ValueError as error:
            problems.append(Problem(call(name), "", str(error)))
            return None

    problems.extend(
        Problem("", "", unknown_word("filter", name, NAMES)) for name in words if name not in NAMES
    )
    chosen = Filter(
        countries=each("country", lambda word: _country(word, catalog.settings.country_names)),
        sectors=each("sector", lambda word: _one_of("sector", word, Sector)),
        statuses=each("status", lambda word: _one_of("status", word, (*Status, MIXED))),
        outcomes=each("outcome", lambda word: _one_of("outcome", word, Outcome)),
        mentions=each("mention", lambda word: _one_of("kind of mention", word, MentionKind)),
        documents=each("document", lambda word: _one_of("document", word, catalog.documents)),
        country_role=single(
            "country_role", lambda word: CountryRole(_one_of("role", word, CountryRole))
        ),
        context=single("context", _yes_or_no) or False,
        as_of=single("as_of", _date),
        text=single("text", _text) or "",
        bbox=single("bbox", _bbox),
    )
    if problems:
        raise FilterError(problems)
    return chosen


def filter_words(chosen: Filter) -> dict[str, list[str]]:
    """
    Write a filter as words, sorted, so that equal filters have equal words.

    Returns
    -------
    dict of str to list of str
        What `parse_filter` reads back to an equal filter; empty fields are left out.
    """
    many = {
        "country": chosen.countries,
        "sector": chosen.sectors,
        "status": chosen.statuses,
        "outcome": chosen.outcomes,
        "mention": chosen.mentions,
        "document": chosen.documents,
    }
    one = {
        "country_role": chosen.country_role.value if chosen.country_role else "",
        "context": "yes" if chosen.context else "",
        "as_of": str(chosen.as_of or ""),
        "text": chosen.text,
        "bbox": ",".join(f"{n!r}" for n in chosen.bbox) if chosen.bbox else "",
    }
    written = {name: sorted(map(str, values)) for name, values in many.items() if values}
    return written | {name: [value] for name, value in one.items() if value}


def describe_filter(chosen: Filter, country_names: Mapping[str, str]) -> str:
    """Say in words what a filter selects, such as `country South Korea (KR), sector gas`."""
    parts = []
    for name, values in filter_words(chosen).items():
        shown_values = [
            f"{country_name(value, country_names)} ({value})" if name == "country" else value
            for value in values
        ]
        parts.append(f"{name.replace('_', ' ')} {' or '.join(shown_values)}")
    return ", ".join(parts)


def country_name(code: str, country_names: Mapping[str, str]) -> str:
    """Return the display name of a country: the atlas's own, else that of ISO 3166."""
    if code in country_names:
        return country_names[code]
    known = pycountry.countries.get(alpha_2=code)
    return str(known.name) if known else code


def _one_of(kind: str, word: str, known: Iterable[str]) -> str:
    words = [str(w) for w in known]
    if word not in words:
        raise ValueError(unknown_word(kind, word, words))
    return word


def _country(word: str, country_names: Mapping[str, str]) -> str:
    code = word.upper()
    if pycountry.countries.get(alpha_2=code) is not None:
        return code
    names = {name: code for code, name in country_names.items()}
    likely = [names[name] for name in names if len(word) > 2 and fold(word) in fold(name)]  # noqa: PLR2004
    with suppress(LookupError):
        likely.append(pycountry.countries.lookup(word).alpha_2)
    if not likely and len(word) > 2:  # noqa: PLR2004 - a code that was mistyped is like any name
        likely = [names[name] for name in nearest(word, names, most=2)]
    likely = list(dict.fromkeys(likely)) or list(country_names)
    allowed = " or ".join(f"{c} ({country_name(c, country_names)})" for c in likely)
    message = f"{shown(word)} is not an ISO 3166-1 alpha-2 country code. Did you mean {allowed}?"
    raise ValueError(message)


def _yes_or_no(word: str) -> bool:
    return _one_of("choice", word, ("yes", "no")) == "yes"


def _date(word: str) -> PartialDate:
    try:
        return PartialDate.parse(word)
    except ValueError:
        message = f"{shown(word)} is not a date. Write 2014, 2014-07 or 2014-07-18."
        raise ValueError(message) from None


def _text(word: str) -> str:
    if len(word) > MAX_TEXT:
        message = f"{shown(word)} is longer than {MAX_TEXT} characters. Shorten it."
        raise ValueError(message)
    return word.strip()


def _bbox(word: str) -> BBox:
    try:
        west, south, east, north = (float(n) for n in word.split(","))
    except ValueError:
        _refuse_bbox(word)
    numbers = (west, south, east, north)
    if not all(map(math.isfinite, numbers)) or not (
        -180 <= west < east <= 180 and -90 <= south < north <= 90  # noqa: PLR2004 - degrees
    ):
        _refuse_bbox(word)
    return BBox(*numbers)


def _refuse_bbox(word: str) -> NoReturn:
    message = f"{shown(word)} is not a box. Write west,south,east,north in degrees."
    raise ValueError(message)
