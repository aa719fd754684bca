"""Rows without a frame are those of the frame, whatever the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.filters import parse_filter
from neatlas.analysis.select import select_from, select_records
from neatlas.export.rows import project_rows, record_rows

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

words = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(st.sampled_from(["KR", "KP", "RU", "JP", "CN"]), min_size=1),
        "country_role": st.lists(st.sampled_from(["location", "any"]), min_size=1, max_size=1),
        "sector": st.lists(st.sampled_from(["gas", "rail", "port", "power"]), min_size=1),
        "status": st.lists(st.sampled_from(["operating", "mixed", "shelved"]), min_size=1),
        "outcome": st.lists(st.sampled_from(["completed", "not_rated"]), min_size=1),
        "mention": st.lists(st.sampled_from(["named", "inferred"]), min_size=1),
        "precision": st.lists(st.sampled_from(["traced", "point", "none"]), min_size=1),
        "context": st.just(["yes"]),
        "as_of": st.lists(st.sampled_from(["2012", "2015-06", "2020"]), min_size=1, max_size=1),
        "text": st.lists(st.sampled_from(["rail", "동해", "Rajin"]), min_size=1, max_size=1),
        "bbox": st.lists(st.sampled_from(["120,30,140,50", "125,34,130,39"]), max_size=1),
    },
)


@given(words)
def test_records_and_frame_hold_the_same_projects_in_the_same_order(
    shipped_catalog: Catalog, asked: dict[str, list[str]]
) -> None:
    chosen = parse_filter(asked, shipped_catalog)
    frame = select_from(shipped_catalog, chosen)
    records = select_records(shipped_catalog, chosen)
    assert list(records) == list(frame.index)
    assert record_rows(records) == project_rows(frame)
