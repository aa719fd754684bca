"""What has no source, and what rests on copies alone, is counted and kept out of print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.checking import check_atlas
from neatlas.checking.vouching import check_press, count_unsourced

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog


def test_statements_without_a_source_are_counted(tiny_catalog: Catalog) -> None:
    assert count_unsourced(tiny_catalog) == 2


def test_for_print_a_status_or_core_figure_needs_more_than_copies(tiny_catalog: Catalog) -> None:
    assert [str(problem) for problem in check_press(tiny_catalog)] == [
        (
            "valid/projects/gulf-railway.toml: figures[1].sources: 'cost_million 240' has no "
            "source. Cite an original, or keep it out of print."
        ),
        (
            "valid/projects/lumijoki-harbour.toml: parts[0].statuses[0].sources: 'shelved of 2008' "
            "rests on copies alone. Cite an original, or keep it out of print."
        ),
        (
            "valid/projects/norrvik-airport.toml: parts[0].statuses[0].sources: "
            "'operating of 2012-10' has no source. Cite an original, or keep it out of print."
        ),
    ]


def test_only_a_check_for_print_fails_on_them(tiny_atlas: Path) -> None:
    assert check_atlas(tiny_atlas).problems == ()
    assert len(check_atlas(tiny_atlas, press=True).problems) == 3
