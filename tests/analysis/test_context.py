"""Projects that the text does not name: beside those that it names, and only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog

RECORD = """
id = "border-ferry"
name = "Border ferry"
context = true
sectors = ["port"]
summary = "A ferry that the speech does not name."
location_countries = ["FI"]
no_geometry = "Its berth is not known."
"""


@pytest.fixture
def catalog(tiny_atlas: Path) -> Catalog:
    (tiny_atlas / "projects" / "border-ferry.toml").write_text(RECORD, "utf-8")
    return load_catalog(tiny_atlas)


def test_context_is_left_out_unless_asked_for(catalog: Catalog) -> None:
    assert "border-ferry" not in select_from(catalog, Filter()).index
    assert select_from(catalog, Filter(context=True)).index[-1] == "border-ferry"


def test_other_filters_hold_for_context_too(catalog: Catalog) -> None:
    finnish = Filter(countries=frozenset({"FI"}), sectors=frozenset({"port"}), context=True)
    swedish = Filter(countries=frozenset({"SE"}), sectors=frozenset({"rail"}), context=True)
    assert "border-ferry" in select_from(catalog, finnish).index
    assert "border-ferry" not in select_from(catalog, swedish).index


def test_the_map_counts_and_marks_context(catalog: Catalog) -> None:
    anchors = resolve_anchors(catalog)
    for context, total in ((False, 5), (True, 6)):
        chosen = Filter(context=context)
        selected = select_from(catalog, chosen)
        spec = plan_map(catalog, anchors, selected, MapOptions(chosen))
        assert f"of {total} projects" in spec.summary
        assert [p.id for p in spec.projects if p.context] == ["border-ferry"] * context
    assert spec.projects[-1].mention == "not named in the text"
