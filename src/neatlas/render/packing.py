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
            return value
        text = repr(packed)
        if len(text) < _SHORT:
            return packed
        if text not in numbers:
            numbers[text] = len(table)
            table.append(packed)
        return {"$": numbers[text]}

    root = visit(data)
    return {"table": table, "root": root}
