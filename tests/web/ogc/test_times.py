from __future__ import annotations

from datetime import date

import pytest

from neatlas.web.ogc.times import Interval, read_interval

DAY = date(2014, 1, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-01-31", Interval(DAY, DAY)),
        ("2014-01-31T12:00:00Z", Interval(DAY, DAY)),
        ("2014-02-01T03:00:00+09:00", Interval(DAY, DAY)),
        ("2014-01-31T12:00:00.5z", Interval(DAY, DAY)),
        ("2014-01-31/..", Interval(DAY, None)),
        ("2014-01-31T/..", Interval(DAY, None)),
        ("../2014-01-31T", Interval(None, DAY)),
        ("/2014-01-31", Interval(None, DAY)),
        ("../..", Interval(None, None)),
        ("2014-01-31/2014-01-31T23:59:59Z", Interval(DAY, DAY)),
    ],
)
def test_a_time_is_days_in_utc(text: str, expected: Interval) -> None:
    assert read_interval(text) == expected


@pytest.mark.parametrize(
    "text", ["", "..", "2014", "2014-02-30", "2014-01-31T12:00:00", "a/b", "2014-01-31/a/b", "1/2"]
)
def test_what_is_no_time_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time\. Write 2014-01-31"):
        read_interval(text)


def test_an_interval_runs_forwards() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        read_interval("2014-02-01/2014-01-31")
