"""Coverage, both ways: paragraphs without a link, projects without a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.linking.coverage import cover

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor


def test_a_paragraph_that_names_a_place_and_has_no_link_is_a_gap(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    coverage = cover(tiny_catalog, tiny_anchors)
    assert (coverage.paragraphs, coverage.linked) == (4, 3)
    (gap,) = coverage.gaps
    assert gap.paragraph == 1
    assert gap.places == ("Norrvik", "the gulf")


def test_counts_by_country_and_sector_are_those_of_the_records(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    coverage = cover(shipped_catalog, shipped_anchors)
    assert coverage.by_country == {"CN": 1, "KP": 5, "KR": 5, "MN": 1, "RU": 15}
    assert coverage.by_sector["rail"] == 5
    assert coverage.without_passage == ()
    assert (coverage.paragraphs, coverage.linked) == (31, 7)


def test_words_of_infrastructure_are_found_as_whole_words(
    shipped_catalog: Catalog, shipped_anchors: dict[str, Anchor]
) -> None:
    gaps = {gap.paragraph: gap for gap in cover(shipped_catalog, shipped_anchors).gaps}
    assert "energy" in gaps[4].words
    assert gaps[24].words == ()  # "constructive relations" builds nothing
