"""Reads and writes a filter as the words of an address bar or a command line.

Names are the same at every door: those of `MANY` may come several times, those of `ONE` once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neatlas.analysis.select import Filter
from neatlas.analysis.values import MANY, ONE, word_readers
from neatlas.errors import FilterError, Problem, unknown_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neatlas.catalog.catalog import Catalog

NAMES = (*MANY, *ONE)


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
    readers = _readers_of(catalog)
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
    for name, reader in _readers_of(catalog).items():
        given = [word for word in words.get(name, ()) if word]
        if name not in MANY:
            given = given[:1]
        kept[name] = [word for word in given if not _read_each([word], reader)[1]]
    return {name: values for name, values in kept.items() if values}


def _readers_of(catalog: Catalog) -> dict[str, Callable[[Any], Any]]:
    return word_readers(catalog.settings.country_names, catalog.documents)


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
