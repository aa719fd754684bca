"""Lines cut where their records declare a border or a crossing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from neatlas.catalog.cutting import Stretch, cut_line
from neatlas.model.geometry import Geometry, GeometryNotes


def geometry(
    borders: dict[int, tuple[str, str]],
    crossings: list[tuple[int, int]] = [],  # noqa: B006 - never changed
    *,
    country: str | None = None,
    count: int = 5,
) -> Geometry:
    """Return a line eastwards with borders at some vertices and crossings over others."""
    notes: dict[str, Any] = {
        "label": "Line",
        "role": "best",
        "method": "schematic",
        "country": country,
        "vertices": [
            {
                "place": f"Place {n}",
                "uncertainty_km": 1,
                "basis": "placed",
                "border": borders.get(n),
            }
            for n in range(count)
        ],
        "crossings": [{"name": "Strait", "first": a, "last": b} for a, b in crossings],
    }
    shape = shapely.LineString([(20 + n / 10, 60) for n in range(count)])
    return Geometry("x/line", "x", shape, GeometryNotes.model_validate(notes))


def test_a_line_without_declarations_is_one_stretch_of_no_country() -> None:
    assert cut_line(geometry({})) == (Stretch(0, 4, None, "land", "undeclared"),)


def test_a_line_is_cut_at_its_declared_border() -> None:
    assert cut_line(geometry({2: ("SE", "FI")})) == (
        Stretch(0, 2, "SE", "land", "declared"),
        Stretch(2, 4, "FI", "land", "declared"),
    )


def test_the_country_in_which_a_line_begins_says_which_way_a_border_is_crossed() -> None:
    cut = cut_line(geometry({2: ("SE", "FI")}, country="FI"))
    assert [stretch.country for stretch in cut] == ["FI", "SE"]


@pytest.mark.parametrize(("at", "country"), [(0, "FI"), (4, "SE")])
def test_a_border_at_an_end_cuts_nothing_and_names_the_country(at: int, country: str) -> None:
    assert cut_line(geometry({at: ("SE", "FI")})) == (Stretch(0, 4, country, "land", "declared"),)


def test_a_declared_crossing_is_a_stretch_over_sea_in_the_same_country() -> None:
    assert cut_line(geometry({}, [(1, 3)], country="RU")) == (
        Stretch(0, 1, "RU", "land", "declared"),
        Stretch(1, 3, "RU", "sea", "declared"),
        Stretch(3, 4, "RU", "land", "declared"),
    )


def test_crossings_that_meet_are_one_stretch_and_a_border_within_cuts_it() -> None:
    cut = cut_line(geometry({2: ("RU", "JP")}, [(1, 2), (2, 4)]))
    assert [(s.first, s.last, s.country, s.over) for s in cut] == [
        (0, 1, "RU", "land"),
        (1, 2, "RU", "sea"),
        (2, 4, "JP", "sea"),
    ]


borders = st.dictionaries(
    st.integers(0, 7), st.sampled_from([("SE", "FI"), ("FI", "SE"), ("FI", "RU")])
)
crossings = st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7)), max_size=3)


@given(borders, crossings, st.sampled_from([None, "SE", "FI"]))
def test_the_stretches_of_a_line_follow_one_another_from_end_to_end(
    declared: dict[int, tuple[str, str]], wet: list[tuple[int, int]], country: str | None
) -> None:
    cut = cut_line(geometry(declared, wet, country=country, count=8))
    assert (cut[0].first, cut[-1].last) == (0, 7)
    assert all(one.last == other.first for one, other in pairwise(cut))
    at_sea = {n for s in cut if s.over == "sea" for n in range(s.first, s.last)}
    assert at_sea == {n for first, last in wet for n in range(first, last)}
