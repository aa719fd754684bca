"""Reads what a query asks of a collection, and says everything that is wrong with it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from neatlas.errors import FilterError, Problem, shown, unknown_word
from neatlas.web.ogc.schema import WORDS
from neatlas.web.ogc.store import Wanted
from neatlas.web.ogc.times import read_interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neatlas.export.table import Field
    from neatlas.web.ogc.store import Store

#: Parameters that every answer takes, a feature, and a page of features.
COMMON = ("f",)
OF_ITEM = (*COMMON, "crs")
OF_ITEMS = (
    *OF_ITEM,
    *("limit", "offset", "bbox", "bbox-crs", "datetime", "sortby"),
    *("properties", "skipGeometry"),
)
#: Largest page; a larger `limit` gives this many, as the standard has it.
MAX_LIMIT, DEFAULT_LIMIT = 10_000, 100
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
#: A truth as the standard has it, and as clients of OGR write it.
_TRUTHS = {"true": True, "false": False, "1": True, "0": False}
_EVERYWHERE = 180.0


def check_query(
    words: Sequence[tuple[str, str]], parameters: Sequence[str], store: Store | None = None
) -> None:
    """
    Hold the parameters of a query against those that there are.

    Parameters
    ----------
    words
        Names with their values, as they come.
    parameters
        Names that are allowed.
    store
        The collection that is asked for features, whose fields are parameters as well.

    Raises
    ------
    FilterError
        All problems at once.
    """
    fields = queryables(store) if store is not None else {}
    given = [field.name for field in store.table.attributes] if store is not None else []
    allowed = (*parameters, *fields)
    names = [name for name, _ in words]
    problems = []
    for name, value in dict(words).items():
        if name not in allowed:
            message = unknown_word("parameter here", name, allowed, "Leave it out.")
            problems.append(Problem("", "", message))
        elif names.count(name) > 1:
            message = f"is given {names.count(name)} times. Give it once."
            problems.append(Problem(name, "", message))
        else:
            faults = _faults(name, value, fields)
            if name == "properties":
                faults = _unknown(value.split(","), given)
            elif name == "sortby":
                faults = _unknown([word for word, _ in read_order(value)], sortables(store))
            problems += [Problem(name, "", message) for message in faults]
    if problems:
        raise FilterError(problems)


def queryables(store: Store) -> dict[str, Field]:
    """Return the fields that features can be selected by, by name."""
    return {field.name: field for field in store.table.attributes if field.kind != "map"}


def sortables(store: Store | None) -> tuple[str, ...]:
    """Return the fields that features can be sorted by: those of one value."""
    fields = () if store is None else store.table.attributes
    return tuple(field.name for field in fields if field.kind not in {"list", "map"})


def read_order(value: str) -> list[tuple[str, bool]]:
    """Read what to sort by: fields, each with whether it falls, from `-name,+date,status`."""
    # A plus sign in an address is a blank to whoever reads it as a form.
    words = [word.strip() for word in value.split(",")]
    return [(word.lstrip("+-"), word.startswith("-")) for word in words]


def write_order(order: Sequence[tuple[str, bool]]) -> str:
    """Write what to sort by without plus signs, as `read_order` reads it."""
    return ",".join(f"{'-' if falling else ''}{name}" for name, falling in order)


def read_wanted(
    store: Store, bbox: Sequence[float], time: str | None, values: Mapping[str, str]
) -> Wanted:
    """
    Read what pygeoapi passes on of a query that was checked.

    Parameters
    ----------
    store
        The collection.
    bbox
        West, south, east, north, with heights between them or without; empty for everywhere.
    time
        The `datetime` parameter.
    values
        Field to the value that is asked for.
    """
    fields = queryables(store)
    return Wanted(
        _boxes(bbox),
        None if time is None else read_interval(time),
        {name: _value(fields[name], text) for name, text in values.items()},
    )


def _boxes(bbox: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Return a box as one, or as two where it crosses the antimeridian."""
    if not bbox:
        return []
    half = len(bbox) // 2
    (west, south), (east, north) = bbox[:2], bbox[half : half + 2]
    if west <= east:
        return [(west, south, east, north)]
    return [(west, south, _EVERYWHERE, north), (-_EVERYWHERE, south, east, north)]


def _faults(name: str, value: str, fields: Mapping[str, Field]) -> list[str]:
    """Return what is wrong with a value, nothing or one thing."""
    try:
        if name == "f" and value != "json":
            return [f"{shown(value)} is not offered. Write json, or leave it out."]
        if name in {"limit", "offset"}:
            _check_count(name, value)
        elif name == "bbox":
            _check_box(value)
        elif name == "datetime":
            read_interval(value)
        elif name == "skipGeometry" and value not in _TRUTHS:
            return [f"{shown(value)} is neither. Write true or false."]
        elif name in fields:
            _value(fields[name], value)
    except ValueError as error:
        return [str(error)]
    return []


def _unknown(words: Sequence[str], given: Sequence[str]) -> list[str]:
    return [unknown_word("property", w, given, "Leave it out.") for w in words if w not in given]


def _check_count(name: str, value: str) -> None:
    least = 1 if name == "limit" else 0
    if not _NUMBER.fullmatch(value) or int(value) < least:
        raise ValueError(f"{shown(value)} is not a number from {least} on. Write digits.")


def _check_box(value: str) -> None:
    try:
        numbers = [float(word) for word in value.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in {4, 6} or not all(map(math.isfinite, numbers)):
        message = "is not a box. Write west,south,east,north in degrees."
        raise ValueError(f"{shown(value)} {message}")


def _value(field: Field, text: str) -> Any:  # noqa: ANN401 - a value of any field
    if field.kind == "boolean":
        if text not in _TRUTHS:
            raise ValueError(f"{shown(text)} is neither. Write true or false.")
        return _TRUTHS[text]
    if field.kind in {"integer", "number"}:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise ValueError(f"{shown(text)} is not a number. Write digits, such as 12.5.")
        return number
    if field.name in WORDS and text not in WORDS[field.name]:
        raise ValueError(unknown_word(f"word of {field.name}", text, WORDS[field.name]))
    return text
