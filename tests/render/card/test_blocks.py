from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from neatlas.catalog.reading import read_catalog
from neatlas.render.card import plan_card

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.render.spec import Block

NOW = date(2020, 12, 31)
SHIPPED = read_catalog()[0]
assert SHIPPED is not None


def card(
    catalog: Catalog, anchors: dict[str, Anchor], project: str, day: date = NOW
) -> dict[str, Block]:
    blocks = plan_card(catalog, catalog.projects[project], anchors, day)
    return {block.heading: block for block in blocks}


@pytest.mark.parametrize("project", ["gulf-railway", "norrvik-airport", "shared-studies"])
def test_the_card_is_the_golden_one(
    project: str,
    tiny_catalog: Catalog,
    tiny_anchors: dict[str, Anchor],
    assert_golden: Callable[[str, Any], None],
) -> None:
    blocks = plan_card(tiny_catalog, tiny_catalog.projects[project], tiny_anchors, NOW)
    data = [block.model_dump(mode="json", exclude_defaults=True) for block in blocks]
    assert_golden(f"cards/{project}.json", data)


def test_a_row_without_a_source_is_marked(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    blocks = card(tiny_catalog, tiny_anchors, "gulf-railway")
    marked = {row.value: row.unsourced for row in blocks["Figures as published"].rows}
    assert marked == {"180": False, "240 to 300 EUR (2015)": True}
    history = card(tiny_catalog, tiny_anchors, "norrvik-airport")["Claim and history"].rows
    assert [row.unsourced for row in history if row.mark == "status"] == [True]


def test_sources_are_numbered_in_the_order_in_which_rows_cite_them(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    blocks = card(tiny_catalog, tiny_anchors, "gulf-railway")
    cited = [number for row in blocks["Claim and history"].rows for number in row.sources]
    assert list(dict.fromkeys(cited)) == [1, 2, 3]
    assert [link.text for link in blocks["Sources"].links] == [
        "Railway Office of Norrvik, Works on the Norrvik line, 2009-05 [primary]",
        "Ebba Lindqvist, Two shores, one gulf, 2010-03-14 [primary]",
        "The line reaches Lumijoki, Norrviks Kuriren, 2016-11-02 [press]",
    ]
    assert blocks["Sources"].links[1].url == ""


def test_what_came_later_is_left_out(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    blocks = card(tiny_catalog, tiny_anchors, "gulf-railway", date(2010, 12, 31))
    history = [(row.label, row.mark) for row in blocks["Claim and history"].rows]
    assert history[:2] == [("2005", "status"), ("2009-05", "status")]
    assert set(history[2:]) == {("2010-03-14", "claim"), ("2010-03-14", "status")}


def test_what_is_inferred_says_so(tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]) -> None:
    blocks = card(tiny_catalog, tiny_anchors, "gulf-power-line")
    claim = {row.label: row.value for row in blocks["The claim"].rows}
    assert claim["Mention"] == "inferred by an editor, not named; others are invited to it"
    assert claim["Sector"] == "power (inferred, not stated)"
    statuses = [row.value for row in blocks["Claim and history"].rows if row.mark == "status"]
    assert statuses == ["announced (inferred)"]


def test_a_project_without_a_place_says_why_it_is_not_drawn(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    blocks = card(tiny_catalog, tiny_anchors, "shared-studies")
    (row,) = blocks["How it is drawn"].rows
    assert (row.label, row.value) == ("Not drawn", "The sentence names no place.")
    assert {row.mark for row in blocks["Claim and history"].rows} == {"claim"}


def test_the_claim_stands_in_the_timeline_between_before_and_after(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    rows = card(shipped_catalog, shipped_anchors, "rajin-port-terminal")["Claim and history"].rows
    claim = next(n for n, row in enumerate(rows) if row.mark == "claim")
    assert rows[claim].label == "2012-01"
    assert all(row.label < "2012-02" for row in rows[:claim])
    assert any("operating" in row.value for row in rows[claim + 1 :])


def test_a_fact_that_only_copies_vouch_for_is_unconfirmed(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    history = card(tiny_catalog, tiny_anchors, "lumijoki-harbour")["Claim and history"].rows
    (status,) = (row for row in history if row.mark == "status")
    assert status.note == "Unconfirmed: only copies of its source were seen."


def test_measured_and_published_lengths_stand_side_by_side_with_their_ratio(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    blocks = card(shipped_catalog, shipped_anchors, "trans-korean-gas-pipeline")
    values = [row.value for row in blocks["Measured and published length"].rows]
    assert any("published 1,100 km: ratio 0.99" in value for value in values)


def test_spoken_and_alternative_lines_are_held_against_the_best(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    drawn = card(shipped_catalog, shipped_anchors, "tumangan-rajin-railway")["How it is drawn"]
    said = {row.label: row.value for row in drawn.rows}
    assert "32 km long against 40 km" in said["Spoken against best"]
    railway = card(shipped_catalog, shipped_anchors, "trans-korean-railway")["How it is drawn"]
    assert "nothing to draw" in {row.label: row.value for row in railway.rows}["As spoken"]


def test_a_route_of_later_is_no_part_of_an_earlier_card(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    def labels(day: date) -> list[str]:
        blocks = card(shipped_catalog, shipped_anchors, "trans-korean-gas-pipeline", day)
        return [row.label for row in blocks["How it is drawn"].rows]

    east_coast, by_cheorwon = (
        "East-coast variant by Goseong",
        "Variant by Cheorwon and Pyeongtaek",
    )
    assert labels(date(2012, 1, 31)) == [east_coast, "As spoken"]
    assert labels(NOW) == [east_coast, by_cheorwon, "As spoken", "Alternative against best"]


@pytest.mark.parametrize("project", SHIPPED.projects)
def test_the_card_of_a_shipped_project_quotes_and_cites(
    project: str, shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    day = shipped_catalog.known_as_of.latest
    blocks = card(shipped_catalog, shipped_anchors, project, day)
    text = shipped_catalog.documents["aslakhanov-2012"].text
    said = blocks["What the text says"].rows if "What the text says" in blocks else ()
    assert bool(said) != shipped_catalog.projects[project].context
    assert all(row.value in text for row in said)
    links = blocks["Sources"].links if "Sources" in blocks else ()
    cited = [n for block in blocks.values() for row in block.rows for n in row.sources]
    assert set(cited) == set(range(1, len(links) + 1))
    assert list(dict.fromkeys(cited)) == sorted(set(cited))


@pytest.mark.parametrize("project", [p for p, record in SHIPPED.projects.items() if record.parts])
def test_every_status_of_a_shipped_project_has_a_source(
    project: str, shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    day = shipped_catalog.known_as_of.latest
    rows = card(shipped_catalog, shipped_anchors, project, day)["Claim and history"].rows
    assert [row.value for row in rows if row.unsourced] == []
