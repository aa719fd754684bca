"""Plain data with what repeats in it written once: the editions of a plan differ in little.

A packed value is `{"table": [...], "root": ...}`. In both, an object whose only key is `$`
stands for the entry of the table with that number; an entry names only earlier ones. What
stands at one place only is written there. `unpack` in the page's scripts is the other side.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

#: What is written with fewer characters is written where it stands.
_SHORT = 12


def pack(data: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data of any form
    """
    Pack plain data.

    Parameters
    ----------
    data
        What `json.dumps` takes, with no object whose only key is `$`.

    Returns
    -------
    dict
        The packed value, plain data itself.
    """
    forms, uses, root = _values(data)
    table: list[Any] = []
    places: dict[int, int] = {}

    def write(number: int) -> Any:  # noqa: ANN401
        if number in places:
            return {"$": places[number]}
        kind, held = forms[number]
        if kind == "object":
            written: Any = {key: write(part) for key, part in held}
        elif kind == "list":
            written = [write(part) for part in held]
        else:
            written = held
        once = uses[number] <= 1
        if once or len(json.dumps(written, ensure_ascii=False)) < _SHORT:
            return written
        places[number] = len(table)
        table.append(written)
        return {"$": places[number]}

    return {"table": table, "root": write(root)}


def _values(data: Any) -> tuple[list[tuple[str, Any]], Counter[int], int]:  # noqa: ANN401
    """
    List the different values within some data, and count the places where each stands.

    Returns
    -------
    tuple
        Kind and content of each value by its number, the parts of a content by their numbers;
        how often each stands in a different value; the number of the whole.
    """
    numbers: dict[tuple[str, Any], int] = {}
    uses: Counter[int] = Counter()

    def visit(value: Any) -> int:  # noqa: ANN401
        # The kind keeps 1 and True apart, which are equal.
        parts: tuple[int, ...] = ()
        if isinstance(value, dict):
            parts = tuple(visit(part) for part in value.values())
            form: tuple[str, Any] = ("object", tuple(zip(value, parts, strict=True)))
        elif isinstance(value, list | tuple):
            parts = tuple(visit(part) for part in value)
            form = ("list", parts)
        else:
            form = (type(value).__name__, value)
        if form not in numbers:
            numbers[form] = len(numbers)
            uses.update(parts)
        return numbers[form]

    root = visit(data)
    return list(numbers), uses, root


def weave(said: dict[str, Any]) -> dict[str, Any]:
    """
    Lay what is said in several languages over one another, so that what they share stands once.

    Parameters
    ----------
    said
        Language to plain data, which mostly has the same form in all.

    Returns
    -------
    dict
        `languages`, in their order; `frame`, the data with `{"#": n}` where they differ;
        `texts`, for each such number what stands there in any of them, and which of these is
        that of each language: many have no words of their own, and say it in English.
    """
    columns: list[list[Any]] = []
    numbers: dict[str, int] = {}

    def visit(values: list[Any]) -> Any:  # noqa: ANN401 - plain data
        first = values[0]
        if all(value == first for value in values):
            return first
        if all(isinstance(v, dict) and v.keys() == first.keys() for v in values):
            return {key: visit([value[key] for value in values]) for key in first}
        if all(isinstance(v, list | tuple) and len(v) == len(first) for v in values):
            return [visit(list(held)) for held in zip(*values, strict=True)]
        if foreign := _foreign(values):
            return foreign
        key = repr(values)
        if key not in numbers:
            numbers[key] = len(columns)
            columns.append(values)
        return {"#": numbers[key]}

    frame = visit(list(said.values()))
    return {"languages": list(said), "frame": frame, "texts": [_different(c) for c in columns]}


def _different(column: list[Any]) -> list[list[Any]]:
    """Return the different values of a column, and which of them stands at each place."""
    values: list[Any] = []
    for value in column:
        if value not in values:
            values.append(value)
    return [values, [values.index(value) for value in column]]


def _foreign(values: list[Any]) -> dict[str, str] | None:
    """Return words of a record that are marked in some languages; marked, they do for all."""
    marked = next((v for v in values if isinstance(v, dict) and v.keys() == {"text", "lang"}), None)
    if marked is not None and all(v in (marked, marked["text"]) for v in values):
        return marked
    return None
