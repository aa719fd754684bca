"""Frames as plain rows, for any writer of rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: Decimals of a number: a metre where it is kilometres, a decimetre where it is degrees.
_DECIMALS, _DEGREE_DECIMALS = 3, 6


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """
    Write the rows of a frame as plain data.

    Parameters
    ----------
    frame
        Any frame without a geometry. An index that has a name is its first column.

    Returns
    -------
    list of dict
        None where a value is not known, lists for tuples, floats to three decimals, degrees to six.
    """
    named = frame.reset_index() if frame.index.name else frame
    return [
        {str(column): _plain(str(column), value) for column, value in row.items()}
        for row in named.to_dict("records")
    ]


def _plain(column: str, value: Any) -> Any:  # noqa: ANN401 - a cell of any frame
    if isinstance(value, float):
        degrees = column.endswith(("lon", "lat"))
        decimals = _DEGREE_DECIMALS if degrees else _DECIMALS
        return None if math.isnan(value) else round(value, decimals)
    return list(value) if isinstance(value, tuple) else value
