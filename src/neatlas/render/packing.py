"""Plain data with what repeats in it written once: the editions of a plan differ in little.

A packed value is `{"table": [...], "root": ...}`. In both, an object whose only key is `$`
stands for the entry of the table with that number; an entry names only earlier ones.
`unpack` in the page's scripts is the other side of it.
"""

from __future__ import annotations

from typing import Any

#: A value that is written shorter is written where it stands.
_SHORT = 24


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
    table: list[Any] = []
    numbers: dict[str, int] = {}

    def visit(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            packed: Any = {key: visit(held) for key, held in value.items()}
        elif isinstance(value, list | tuple):
            packed = [visit(held) for held in value]
        else:
            packed = value
        text = repr(packed)
        if len(text) < _SHORT:
            return packed
        if text not in numbers:
            numbers[text] = len(table)
            table.append(packed)
        return {"$": numbers[text]}

    root = visit(data)
    return {"table": table, "root": root}


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
        `frame`, the data with `{"#": n}` where languages differ, and `texts`, language to the
        list of what stands at each number.
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
    texts = [list(column) for column in zip(*columns, strict=True)] or [[] for _ in said]
    return {"frame": frame, "texts": dict(zip(said, texts, strict=True))}


def _foreign(values: list[Any]) -> dict[str, str] | None:
    """Return words of a record that are marked in some languages; marked, they do for all."""
    marked = next((v for v in values if isinstance(v, dict) and v.keys() == {"text", "lang"}), None)
    if marked is not None and all(v in (marked, marked["text"]) for v in values):
        return marked
    return None
