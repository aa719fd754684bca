from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from neatlas.catalog.reading import load_catalog
from neatlas.render.card.technical import technical_words

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def said(catalog: Catalog, project: str, day: date) -> dict[str, str]:
    return technical_words(catalog, catalog.projects[project], day)


def test_both_gauges_of_a_line_are_said(catalog: Catalog) -> None:
    lines = said(catalog, "tumangan-rajin-railway", date(2026, 1, 1))
    assert set(lines) == {g.id for g in catalog.geometries["tumangan-rajin-railway"]}
    assert set(lines.values()) == {"gauge (mm): 1,520, 1,435"}


def test_voltages_that_sources_give_stand_side_by_side(catalog: Catalog) -> None:
    lines = said(catalog, "russia-korea-power-line", date(2026, 1, 1))
    assert set(lines.values()) == {"voltage (kV): 500 (2003), 500 (2018), 500 to 800 (2017)"}


def test_what_was_published_later_is_not_said_of_a_day_before(catalog: Catalog) -> None:
    lines = said(catalog, "russia-korea-power-line", date(2012, 1, 1))
    assert set(lines.values()) == {"voltage (kV): 500 (2003)"}


def test_where_nothing_is_on_record_nothing_is_said(catalog: Catalog) -> None:
    assert said(catalog, "khabarovsk-airport", date(2026, 1, 1)) == {}
