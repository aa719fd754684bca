from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.record import PartialDate
from neatlas.render.atlas_plan import plan_atlas
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from neatlas.render.atlas_spec import AtlasPlan
    from neatlas.render.spec import FeatureEdition, ProjectEdition

CATALOG = load_catalog()
ANCHORS = resolve_anchors(CATALOG)


@pytest.fixture(scope="module")
def plan() -> AtlasPlan:
    return plan_atlas(CATALOG, ANCHORS)


def at(
    editions: tuple[FeatureEdition, ...] | tuple[ProjectEdition, ...], day: date
) -> FeatureEdition | ProjectEdition:
    return [edition for edition in editions if edition.since <= day.isoformat()][-1]


@given(day=st.dates(date(1890, 1, 1), date(2030, 12, 31)))
def test_the_editions_of_a_day_are_the_plan_of_that_day(plan: AtlasPlan, day: date) -> None:
    chosen = Filter(as_of=PartialDate(day.isoformat()), context=True)
    spec = plan_map(CATALOG, ANCHORS, select_from(CATALOG, chosen), MapOptions(chosen))
    features = [at(editions, day).spec for editions in plan.features]
    assert [feature for feature in features if feature is not None] == list(spec.features)
    assert [at(editions, day).spec for editions in plan.projects] == list(spec.projects)


@pytest.mark.parametrize("name", ["features", "projects"])
def test_editions_begin_at_the_beginning_and_each_differs_from_the_one_before(
    plan: AtlasPlan, name: str
) -> None:
    for editions in getattr(plan, name):
        assert editions[0].since == ""
        days = [edition.since for edition in editions]
        assert days == sorted(set(days))
        specs = [edition.spec for edition in editions]
        assert all(one != other for one, other in pairwise(specs))


def test_the_legend_holds_an_entry_for_every_key_of_every_feature_and_for_every_sector(
    plan: AtlasPlan,
) -> None:
    known = {entry.key for group in plan.legend for entry in group.entries}
    named = {
        key
        for editions in plan.features
        for edition in editions
        if edition.spec
        for key in edition.spec.keys
    }
    # The filters show the colour of every sector, coal and industry too, of which nothing is drawn.
    held = {f"sector:{s}" for e in plan.projects for one in e for s in one.spec.facets["sector"]}
    assert held > {"sector:coal", "sector:industry"}
    assert known == named | held


def test_every_word_of_a_project_is_a_choice_of_its_facet(plan: AtlasPlan) -> None:
    choices = {facet.name: {c.value for c in facet.choices} for facet in plan.facets}
    for editions in plan.projects:
        for edition in editions:
            for name, words in edition.spec.facets.items():
                facet = "country" if name in {"location", "party", "invited"} else name
                assert set(words) <= choices[facet], (edition.spec.id, name)
