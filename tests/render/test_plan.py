from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from deno import answer
from neatlas.analysis.select import Filter, select_from, select_records
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.record import PartialDate
from neatlas.render.page_words import page_words
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.shapes import plan_shapes
from neatlas.render.summary import explain_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import MapSpec

NOTHING = Filter()
GOLDEN = {
    "everything": NOTHING,
    "finland": Filter(countries=frozenset({"FI"})),
    "as_of_2010": Filter(as_of=PartialDate("2010")),
    "nothing": Filter(sectors=frozenset({"nuclear"})),
}


def plan(catalog: Catalog, chosen: Filter = NOTHING) -> MapSpec:
    selected = select_from(catalog, chosen)
    return plan_map(catalog, resolve_anchors(catalog), selected, MapOptions(chosen))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_plan_is_the_golden_one(
    name: str, tiny_catalog: Catalog, assert_golden: Callable[[str, Any], None]
) -> None:
    data = plan(tiny_catalog, GOLDEN[name]).model_dump(mode="json")
    for project in data["projects"]:
        del project["card"]  # has a golden file of its own
    assert_golden(f"map_specs/{name}.json", data)


def test_planning_twice_gives_the_same_plan(tiny_catalog: Catalog) -> None:
    assert plan(tiny_catalog) == plan(tiny_catalog)


def feature_ids(spec: MapSpec) -> list[str]:
    return [feature.id for feature in spec.features]


@pytest.mark.parametrize(
    ("as_of", "drawn"), [("2014", False), ("2015-05", False), ("2015-06", True), ("2015", True)]
)
def test_a_variant_is_drawn_from_its_proposal_on(
    as_of: str, *, drawn: bool, tiny_catalog: Catalog
) -> None:
    spec = plan(tiny_catalog, Filter(as_of=PartialDate(as_of)))
    assert ("gulf-railway/across" in feature_ids(spec)) == drawn
    labels = [entry.label for group in spec.legend for entry in group.entries]
    assert ("alternative route" in labels) == drawn
    assert ("Norrviks Kuriren" in spec.credits) == drawn


def test_statuses_are_those_of_the_date(tiny_catalog: Catalog) -> None:
    railway = {
        as_of: plan(tiny_catalog, Filter(as_of=PartialDate(as_of))).projects[0].status_label
        for as_of in ("2004", "2005", "2009", "2010", "2016-10", "2016-11")
    }
    assert railway == {
        "2004": "no status known yet",
        "2005": "construction",
        "2009": "operating",
        "2010": "mixed by part: operating, announced",
        "2016-10": "mixed by part: operating, announced",
        "2016-11": "mixed by part: operating, construction (newest evidence 2016-11)",
    }


def test_the_date_of_a_map_is_printed_with_that_of_its_evidence(tiny_catalog: Catalog) -> None:
    dated = plan(tiny_catalog, Filter(as_of=PartialDate("2010")))
    assert plan(tiny_catalog).known_as_of == "As known on 2016-11"
    assert dated.known_as_of == "Status of 2010, as known on 2016-11"


PAST = ["2016", "2016~", "2016-11", "2016-11-30", "2016-12", "2016-12-01", "2017", "2017?", "1999"]


def test_a_map_of_a_date_past_all_evidence_says_that_nothing_is_known_of_it(
    tiny_catalog: Catalog,
) -> None:
    said = [plan(tiny_catalog, Filter(as_of=PartialDate(date))).known_as_of for date in PAST]
    late = ["2016-12", "2016-12-01", "2017", "2017?"]
    assert said == [
        f"Status of {date}: nothing after 2016-11 is on record"
        if date in late
        else f"Status of {date}, as known on 2016-11"
        for date in PAST
    ]
    # The page says the same.
    page = answer(
        ["dom.js", "words.js", "summary.js"],
        "({ dates, known, words }) => dates.map((date) =>"
        " neatlas.summary.known({ known_as_of: known }, date, words))",
        {"dates": PAST, "known": "2016-11", "words": page_words()},
    )
    assert page == said


def legend(spec: MapSpec) -> dict[str, list[str]]:
    return {group.title: [entry.label for entry in group.entries] for group in spec.legend}


def test_the_legend_holds_what_is_drawn(tiny_catalog: Catalog) -> None:
    assert legend(plan(tiny_catalog)) == {
        "Sector": ["power", "rail", "port", "airport"],
        "Status": [
            "announced",
            "construction",
            "operating",
            "shelved",
            "different by part",
        ],
        "How sure": [
            "the true line is expected within this band",
            "alternative route",
            "an editor's reading, not named",
        ],
    }


def test_the_legend_holds_only_what_is_drawn(tiny_catalog: Catalog) -> None:
    assert legend(plan(tiny_catalog, Filter(sectors=frozenset({"port"})))) == {
        "Sector": ["port"],
        "Status": ["shelved"],
    }


def test_a_map_without_features_has_no_legend(tiny_catalog: Catalog) -> None:
    spec = plan(tiny_catalog, Filter(text="shared studies"))
    assert spec.legend == ()
    assert [project.id for project in spec.projects] == ["shared-studies"]


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_every_style_on_a_map_stands_in_its_legend(
    atlas: str, request: pytest.FixtureRequest
) -> None:
    spec = plan(request.getfixturevalue(f"{atlas}_catalog"))
    entries = [entry for group in spec.legend for entry in group.entries]
    assert {f.style.dash for f in spec.features} <= {entry.style.dash for entry in entries}
    assert {f.style.color for f in spec.features} <= {entry.style.color for entry in entries}
    assert any(f.inferred for f in spec.features) == any(e.style.hollow for e in entries)


def test_the_first_view_holds_all_features(tiny_catalog: Catalog) -> None:
    assert plan(tiny_catalog).bounds == (20.5, 62.5, 24.0, 65.6)
    nothing = plan(tiny_catalog, Filter(text="shared studies"))
    assert (nothing.features, nothing.bounds) == ((), (20.5, 62.5, 24.0, 65.6))
    unlocated = replace(tiny_catalog, geometries={})
    assert plan(unlocated).bounds == (19, 61, 27, 67)


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_features_projects_passages_and_shapes_agree(
    atlas: str, request: pytest.FixtureRequest
) -> None:
    catalog = request.getfixturevalue(f"{atlas}_catalog")
    spec, shapes = plan(catalog, Filter(context=True)), plan_shapes(catalog)
    lines = [g for geometries in catalog.geometries.values() for g in geometries]
    ended = {geometry.id for geometry in lines if geometry.notes.valid_to}
    assert set(shapes) == set(feature_ids(spec)) | ended, "a map of earlier draws what has ended"
    assert all(shapes[feature.id].kind == feature.kind for feature in spec.features)
    projects = {project.id: project for project in spec.projects}
    assert {f.project for f in spec.features} == {p.id for p in spec.projects if p.located}
    assert {q.passage for p in spec.projects for q in p.quotes} == set(spec.passages)
    for passage, mentioned in spec.passages.items():
        for project in mentioned:
            assert passage in [quote.passage for quote in projects[project].quotes]
    for project in spec.projects:
        for quote in project.quotes:
            assert project.id in spec.passages[quote.passage]


def test_a_passage_keeps_only_the_projects_that_are_selected(tiny_catalog: Catalog) -> None:
    spec = plan(tiny_catalog, Filter(sectors=frozenset({"airport"})))
    assert spec.passages["invitation"] == ("norrvik-airport",)
    assert spec.passages["railway"] == ()


def test_a_map_says_how_much_it_shows(tiny_catalog: Catalog) -> None:
    assert plan(tiny_catalog).summary == "4 of 5 projects drawn, 1 has no location."
    finland = plan(tiny_catalog, Filter(countries=frozenset({"FI"})))
    assert finland.summary == "3 of 5 projects match: 2 drawn, 1 has no location."


def test_an_empty_selection_says_why(tiny_catalog: Catalog) -> None:
    chosen = Filter(countries=frozenset({"FI"}), sectors=frozenset({"gas", "oil"}))
    spec = plan(tiny_catalog, chosen)
    assert spec.summary == (
        "No project matches country Finland (FI), sector gas or oil. Remove a filter."
    )
    assert (spec.features, spec.projects, spec.legend) == ((), (), ())
    assert spec.bounds == plan(tiny_catalog).bounds


def test_a_country_that_the_text_does_not_name_is_said_to_be_none(tiny_catalog: Catalog) -> None:
    chosen = Filter(countries=frozenset({"NO", "FR"}))
    assert explain_nothing(tiny_catalog, chosen) == (
        "No project matches: the text names none in France or Norway."
    )


def test_the_address_names_no_project_in_japan(shipped_catalog: Catalog) -> None:
    spec = plan(shipped_catalog, Filter(countries=frozenset({"JP"})))
    assert spec.summary == "No project matches: the text names none in Japan."


def test_the_shipped_map_draws_nine_of_fifteen_projects(shipped_catalog: Catalog) -> None:
    spec = plan(shipped_catalog)
    assert spec.summary == "9 of 15 projects drawn, 6 have no location."
    assert "Natural Earth" in " ".join(spec.credits)
    assert "de facto" in spec.point_of_view


def test_a_frame_with_context_is_counted_with_it_also_without_its_filter(
    shipped_catalog: Catalog,
) -> None:
    catalog, context = shipped_catalog, Filter(context=True)
    alone = plan_map(catalog, resolve_anchors(catalog), select_from(catalog, context))
    assert alone.summary == plan(catalog, context).summary
    assert alone.total == len(catalog.projects)


@pytest.mark.parametrize(
    ("feature", "as_of", "drawn"),
    [
        ("trans-korean-gas-pipeline/goseong", "2012-01", True),
        ("trans-korean-gas-pipeline/cheorwon", "2012-01", False),
        ("trans-korean-gas-pipeline/cheorwon", "2018", True),
        ("russia-korea-power-line/overland", "2012-01", True),
        ("russia-korea-power-line/submarine", "2012-01", False),
        ("russia-korea-power-line/submarine", "2013-10", True),
    ],
)
def test_the_shipped_map_of_a_date_shows_no_later_variant(
    feature: str, as_of: str, *, drawn: bool, shipped_catalog: Catalog
) -> None:
    spec = plan(shipped_catalog, Filter(as_of=PartialDate(as_of)))
    assert (feature in feature_ids(spec)) == drawn


def test_an_editors_reading_is_drawn_and_labelled_as_such(shipped_catalog: Catalog) -> None:
    spec = plan(shipped_catalog)
    for feature in spec.features:
        reading = feature.project == "selikhin-nysh-railway"
        assert feature.inferred == feature.style.hollow == reading
        assert ("an editor's reading, not named in the text" in feature.label) == reading


@pytest.mark.parametrize("as_of", ["1700", "1940", "2000", "2010-11", None])
def test_what_a_drawn_thing_says_of_its_status_finds_its_project(
    as_of: str | None, shipped_catalog: Catalog
) -> None:
    day = PartialDate(as_of) if as_of else None
    spec = plan(shipped_catalog, Filter(as_of=day, context=True))
    signs = {(f.project, key) for f in spec.features for key in f.keys if key[:6] == "status"}
    words = {key.removeprefix("status:") for _, key in signs}
    found = {
        word: select_records(
            shipped_catalog, Filter(as_of=day, context=True, statuses=frozenset({word}))
        )
        for word in words
    }
    assert all(project in found[key.removeprefix("status:")] for project, key in signs)
    for word, rows in found.items():
        assert list(rows) == [p.id for p in spec.projects if word in p.facets["status"]]
