from __future__ import annotations

import pytest

from neatlas.web.ranges import read_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-3", range(4)),
        ("bytes=4-", range(4, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=8-99", range(8, 10)),
        ("bytes=-99", range(10)),
        ("Bytes=9-9", range(9, 10)),
    ],
)
def test_a_range_is_a_part_of_the_content(header: str, expected: range) -> None:
    wanted = read_range(header)
    assert wanted is not None
    assert wanted.positions(10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_outside_the_content_is_empty(header: str) -> None:
    wanted = read_range(header)
    assert wanted is not None
    assert not wanted.positions(10)


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "rows=0-1", "bytes=a-b", "bytes=٣-"]
)
def test_what_is_no_single_range_is_left_alone(header: str) -> None:
    assert read_range(header) is None
