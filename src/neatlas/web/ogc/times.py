"""Times in a query: an RFC 3339 instant, or an interval that may be open, as days (UTC)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from neatlas.errors import shown

#: OGR's client ends a date with the letter that a time would follow.
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)T?", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_OPEN = {"", ".."}


class Interval(NamedTuple):
    """Days from the first to the last; None where it is open."""

    first: date | None
    last: date | None


def read_interval(text: str) -> Interval:
    """
    Read a `datetime` parameter.

    Raises
    ------
    ValueError
        If it is none; the message says what is allowed.
    """
    ends = text.split("/")
    said = f"{shown(text)} is not a time"
    cure = "Write 2014-01-31, 2014-01-31T12:00:00Z, 2012-01-01/2014-12-31, ../2014-12-31."
    if len(ends) == 1:
        ends = [text, text]
        if text in _OPEN:
            raise ValueError(f"{said}. {cure}")
    try:
        first, last = (None if end in _OPEN else _day(end) for end in ends)
    except ValueError:
        raise ValueError(f"{said}. {cure}") from None
    if first is not None and last is not None and last < first:
        raise ValueError(f"{shown(text)} ends before it begins. Write the earlier time first.")
    return Interval(first, last)


def _day(text: str) -> date:
    if day := _DATE.fullmatch(text):
        return date.fromisoformat(day[1])
    if _DATE_TIME.fullmatch(text):
        return datetime.fromisoformat(text.upper()).astimezone(UTC).date()
    raise ValueError(text)
