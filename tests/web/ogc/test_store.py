"""The store against plain scans of the same rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from neatlas.export.table import Field, Table
from neatlas.web.ogc.store import Store, Wanted
from neatlas.web.ogc.times import Interval

FIELDS = (
    Field("id", "text", "id"),
    Field("kind", "text", "one of three words"),
    Field("words", "list", "some of them"),
    Field("begins", "date", "first day"),
    Field("ends", "date", "last day"),
    Field("geometry", "geometry", "a line, or none"),
)
WORDS = ("a", "b", "c")
FIRST = date(2000, 1, 1)


def made_rows(count: int) -> list[dict[str, Any]]:
    random = np.random.default_rng(7)
    starts = random.uniform((-20, -20), (20, 20), (count, 2))
    lines = shapely.linestrings(np.stack([starts, starts + random.normal(0, 4, (count, 2))], 1))
    days = [(FIRST + timedelta(days=int(n))).isoformat() for n in random.integers(0, 900, count)]
    return [
        {
            "id": f"f{n}",
            "kind": WORDS[n % 3],
            "words": list(WORDS[: n % 4]),
            "begins": days[n] if n % 5 else None,
            "ends": (date.fromisoformat(days[n]) + timedelta(days=n)).isoformat()
            if n % 2
            else None,
            "geometry": lines[n] if n % 11 else None,
        }
        for n in range(count)
    ]


ROWS = made_rows(300)
STORE = Store(Table("made", "a made row", FIELDS, ROWS))
FRAME = gpd.GeoDataFrame(ROWS, geometry=list(STORE.shapes), crs="EPSG:4326")
COORDINATES = st.floats(-25, 25)


@given(st.tuples(COORDINATES, COORDINATES, COORDINATES, COORDINATES))
def test_a_box_selects_what_geopandas_does_and_what_has_no_place(
    numbers: tuple[float, ...],
) -> None:
    west, east = sorted(numbers[:2])
    south, north = sorted(numbers[2:])
    met = FRAME.intersects(shapely.box(west, south, east, north)) | FRAME.geometry.isna()
    chosen = STORE.select(Wanted(boxes=[(west, south, east, north)]))
    assert chosen.tolist() == np.flatnonzero(met).tolist()


def test_two_boxes_select_what_meets_either_once() -> None:
    left, right = (-25.0, -25.0, 0.0, 25.0), (0.0, -25.0, 25.0, 25.0)
    assert STORE.select(Wanted(boxes=[left, right])).tolist() == list(range(len(ROWS)))


@given(st.integers(-50, 1300), st.integers(0, 400), st.sampled_from(["", "before", "after"]))
def test_an_interval_selects_what_holds_in_it_and_what_has_no_time(
    start: int, length: int, is_open: str
) -> None:
    first, last = FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    interval = Interval(
        None if is_open == "before" else first, None if is_open == "after" else last
    )
    expected = [
        n
        for n, row in enumerate(ROWS)
        if (is_open == "after" or not row["begins"] or date.fromisoformat(row["begins"]) <= last)
        and (is_open == "before" or not row["ends"] or date.fromisoformat(row["ends"]) >= first)
    ]
    assert STORE.select(Wanted(interval=interval)).tolist() == expected


@pytest.mark.parametrize("word", [*WORDS, "d"])
def test_a_word_selects_what_has_it_or_has_it_in_its_list(word: str) -> None:
    kind = STORE.select(Wanted(values={"kind": word}))
    assert kind.tolist() == [n for n, row in enumerate(ROWS) if row["kind"] == word]
    both = STORE.select(Wanted(values={"kind": word, "words": "b"}))
    assert both.tolist() == [n for n in kind.tolist() if "b" in ROWS[n]["words"]]


def test_the_span_and_the_bounds_are_those_of_all_features() -> None:
    assert STORE.span is not None
    assert STORE.span.last is None
    assert STORE.bounds == pytest.approx(tuple(FRAME.total_bounds))


def test_a_store_of_nothing_is_sound() -> None:
    empty = Store(Table("made", "a made row", FIELDS, []))
    assert (empty.bounds, empty.span) == (None, None)
    wanted = Wanted([(0, 0, 1, 1)], Interval(FIRST, None), {"kind": "a"})
    assert empty.features(empty.select(wanted)) == []


def test_features_have_the_properties_asked_for_and_no_geometry_where_none_is_wanted() -> None:
    (feature,) = STORE.features(np.array([1]), names=["kind"], drawn=False)
    assert feature == {
        "type": "Feature",
        "id": "f1",
        "geometry": None,
        "properties": {"kind": "b"},
    }
