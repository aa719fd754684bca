from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from neatlas.export.csv_rows import write_csv
from neatlas.export.rows import FIELDS

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
cells = (
    st.text()
    | st.sampled_from(STARTS).map(lambda start: f"{start}1+1")
    | st.none()
    | st.lists(st.text(max_size=5), max_size=3)
)
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, cells)), max_size=3)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(rows)
def test_what_is_written_reads_back_with_formulas_neutralised(data: list[dict[str, Any]]) -> None:
    header, *lines = read(write_csv(data))
    assert header == list(FIELDS)
    assert len(lines) == len(data)
    for line, row in zip(lines, data, strict=True):
        for cell, field in zip(line, FIELDS, strict=True):
            value = row[field]
            text = ";".join(value) if isinstance(value, list) else value or ""
            assert cell in {text, f"'{text}"}
            assert not cell.startswith(STARTS)


def test_truth_is_written_in_words() -> None:
    row = dict.fromkeys(FIELDS) | {"id": "x", "located": False, "sectors": ["gas", "oil"]}
    (_, line) = read(write_csv([row]))
    written = dict(zip(FIELDS, line, strict=True))
    assert (written["located"], written["sectors"], written["status"]) == ("false", "gas;oil", "")


def test_the_status_of_each_part_is_written_with_its_name() -> None:
    row = dict.fromkeys(FIELDS) | {"part_statuses": {"west": "operating", "east": None}}
    (_, line) = read(write_csv([row]))
    assert dict(zip(FIELDS, line, strict=True))["part_statuses"] == "west=operating;east="


def test_a_number_below_zero_is_no_formula() -> None:
    assert write_csv([{"lon": -77.5, "note": "-77.5"}], ["lon", "note"]) == (
        "lon,note\r\n-77.5,'-77.5\r\n"
    )
