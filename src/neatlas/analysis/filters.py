"""Reads and writes a filter as the words of an address bar or a command line.

Names are the same at every door: those of `MANY` may come several times, those of `ONE` once.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import pycountry

from neatlas.analysis.select import Filter
from neatlas.analysis.values import MANY, no_date, one_of, read_box, read_day, read_role, read_word
from neatlas.catalog.frames import fold
from neatlas.errors import FilterError, Problem, nearest, shown, unknown_word
from neatlas.model.vocabulary import FILTER_WORDS
from neatlas.speech import ENGLISH, country_in, words_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.record import PartialDate
    from neatlas.model.settings import BBox

#: Filter names that take one value; the field is called the same.
ONE = ("country_role", "context", "as_of", "text", "bbox")
NAMES = (*MANY, *ONE)

MAX_TEXT = 200

#: A date and a number as the page reads them too.
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?[?~%]?", re.ASCII)
_NUMBER = re.compile(r" *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *", re.ASCII | re.IGNORECASE)

#: Categories of characters that are no text, or end a line: a search does not look for them.
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}


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
    readers = _readers(catalog)
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for name, values in words.items():
        if name not in readers:
            problems.append(Problem("", "", unknown_word("filter", name, NAMES)))
            continue
        read, wrong = _read_each(values, readers[name])
        if name in MANY:
            found[MANY[name]] = frozenset(read)
        elif len(values) > 1:
            wrong.append(f"is given {len(values)} times. Give it once.")
        elif read:
            found[name] = read[0]
        problems += [Problem(call(name), "", message) for message in wrong]
    if problems:
        raise FilterError(problems)
    return Filter(**found)


def known_words(words: Mapping[str, Sequence[str]], catalog: Catalog) -> dict[str, list[str]]:
    """
    Keep of some words what a filter can be read from, as a link with a mistake is opened.

    Of a name that takes one value the first counts. The page reads its address by the same
    rule (`state.js`) and names what is left out.
    """
    kept: dict[str, list[str]] = {}
    for name, reader in _readers(catalog).items():
        given = [word for word in words.get(name, ()) if word]
        if name not in MANY:
            given = given[:1]
        kept[name] = [word for word in given if not _read_each([word], reader)[1]]
    return {name: values for name, values in kept.items() if values}


def _readers(catalog: Catalog) -> dict[str, Callable[[str], Any]]:
    """Map each name to what reads one of its values, or raises ValueError with the message."""
    return {
        "country": partial(_country, catalog.settings.country_names),
        **{name: partial(read_word, name) for name in FILTER_WORDS},
        "document": partial(one_of, "document", catalog.documents),
        "country_role": read_role,
        "context": _yes_or_no,
        "as_of": _day,
        "text": _text,
        "bbox": _box,
    }


def _read_each(values: Sequence[str], reader: Callable[[str], Any]) -> tuple[list[Any], list[str]]:
    """Return what was read, and a message for each value that could not be."""
    read, wrong = [], []
    for value in values:
        try:
            read.append(reader(value))
        except ValueError as error:
            wrong.append(str(error))
    return read, wrong


def filter_words(chosen: Filter) -> dict[str, list[str]]:
    """
    Write a filter as words, sorted, so that equal filters have equal words.

    Returns
    -------
    dict of str to list of str
        What `parse_filter` reads back to an equal filter; empty fields are left out.
    """
    one = {
        "country_role": chosen.country_role.value if chosen.country_role else "",
        "context": "yes" if chosen.context else "",
        "as_of": str(chosen.as_of or ""),
        "text": chosen.text,
        "bbox": ",".join(repr(n).removesuffix(".0") for n in chosen.bbox or ()),
    }
    many = {name: sorted(map(str, getattr(chosen, field))) for name, field in MANY.items()}
    written = many | {name: [value] if value else [] for name, value in one.items()}
    return {name: values for name, values in written.items() if values}


def country_name(code: str, country_names: Mapping[str, str]) -> str:
    """
    Return the display name of a country, in the language that is spoken.

    The atlas's own name comes first, then that of CLDR; in English, that of ISO 3166.
    """
    if code in country_names:
        return country_names[code]
    if words_language() != ENGLISH:
        return country_in(words_language(), code) or code
    known = pycountry.countries.get(alpha_2=code)
    return str(known.name) if known else code


def _country(country_names: Mapping[str, str], word: str) -> str:
    code = word.upper()
    if pycountry.countries.get(alpha_2=code) is not None:
        return code
    likely = _likely_countries(country_names, word) or list(country_names)
    allowed = " or ".join(f"{code} ({country_name(code, country_names)})" for code in likely)
    message = f"{shown(word)} is not an ISO 3166-1 alpha-2 country code. Did you mean {allowed}?"
    raise ValueError(message)


def _likely_countries(country_names: Mapping[str, str], word: str) -> list[str]:
    """Return the codes of the countries that a name, another code or a mistyped one stands for."""
    if len(word) <= 2:  # noqa: PLR2004 - two letters are like most codes
        return []
    codes = {name: code for code, name in country_names.items()}
    likely = [code for name, code in codes.items() if fold(word) in fold(name)]
    with suppress(LookupError):
        likely.append(pycountry.countries.lookup(word).alpha_2)
    if not likely:
        alike = nearest(word, [*codes, *country_names], most=2)
        likely = [codes.get(found, found) for found in alike]
    return list(dict.fromkeys(likely))


def _yes_or_no(word: str) -> bool:
    return one_of("choice", ("yes", "no"), word) == "yes"


def _text(word: str) -> str:
    if len(word) > MAX_TEXT:
        message = f"{shown(word)} is longer than {MAX_TEXT} characters. Shorten it."
        raise ValueError(message)
    if any(unicodedata.category(c) in _NO_TEXT for c in word):
        message = f"{shown(word)} holds a character that is no text. Remove it."
        raise ValueError(message)
    return word.strip()


def _day(word: str) -> PartialDate:
    # A record may hold a season or an interval, which is no day to show a map of.
    if not _DAY.fullmatch(word):
        raise ValueError(no_date(word))
    return read_day(word)


def _box(word: str) -> BBox:
    # `float` would also read 1_0, nan or the digits of other scripts.
    sides = word.split(",")
    return read_box(sides if all(map(_NUMBER.fullmatch, sides)) else (), word)
