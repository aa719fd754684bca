"""A search for words finds a project by its names, its sentences and its notes."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

import pytest

from neatlas.analysis.select import Filter, select_from, select_projects
from neatlas.analysis.values import MAX_TEXT
from neatlas.model.record import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog


def found(frame: gpd.GeoDataFrame, text: str) -> set[str]:
    """Search for a text, a long one piece by piece: what holds all the words holds each piece."""
    pieces = textwrap.wrap(text, MAX_TEXT, break_on_hyphens=False)
    by_piece = [select_projects(frame, Filter(text=piece, context=True)) for piece in pieces]
    return set.intersection(*(set(selected.index) for selected in by_piece))


def ways_to_write(text: str) -> set[str]:
    return {
        unicodedata.normalize(form, cased)
        for cased in (text, text.upper(), text.lower())
        for form in ("NFC", "NFD")
    }


def notes(value: Any) -> Iterator[str]:
    """Yield every `note` within plain data."""
    if isinstance(value, dict):
        if value.get("note"):
            yield value["note"]
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from notes(inner)


def test_a_project_is_found_by_each_of_its_names_in_every_language(
    shipped_catalog: Catalog, shipped_frame: gpd.GeoDataFrame
) -> None:
    tongues = set()
    for project in shipped_catalog.projects.values():
        for name in project.names:
            tongues.add(name.lang)
            for text in filter(None, (name.text, name.romanisation)):
                for written in ways_to_write(text):
                    assert project.id in found(shipped_frame, written), written
    assert {"ru", "ko", "en"} <= tongues


def test_a_project_is_found_by_the_sentences_that_mention_it(
    shipped_catalog: Catalog, shipped_frame: gpd.GeoDataFrame
) -> None:
    for project, mentions in shipped_catalog.mentions.items():
        for mention in mentions:
            sentence = shipped_catalog.passages[mention.passage][1].selector.exact
            assert project in found(shipped_frame, sentence)


def test_a_project_is_found_by_every_note_of_its_record_its_claims_and_its_drawing(
    shipped_catalog: Catalog, shipped_frame: gpd.GeoDataFrame
) -> None:
    for project in shipped_catalog.projects.values():
        claims = [mention.claim for mention in shipped_catalog.mentions[project.id]]
        drawn = [geometry.notes for geometry in shipped_catalog.geometries.get(project.id, ())]
        kept = [
            project.model_dump(),
            *(claim.model_dump() for claim in claims),
            *(geometry.model_dump(exclude={"vertices"}) for geometry in drawn),
        ]
        for note in notes(kept):
            assert project.id in found(shipped_frame, note), note


@pytest.mark.parametrize("project", ["sakhalin-tunnel", "trans-korean-railway"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_word_in_cyrillic_or_hangul_finds_its_project_and_no_other(
    project: str, form: Literal["NFC", "NFD"], shipped_frame: gpd.GeoDataFrame
) -> None:
    asked = {
        "sakhalin-tunnel": ("САХАЛИНСКИЙ тоннель", "사할린 터널"),
        "trans-korean-railway": ("ТРАНСКОРЕЙСКАЯ магистраль", "한반도종단철도"),
    }
    for text in asked[project]:
        assert found(shipped_frame, unicodedata.normalize(form, text)) == {project}


@pytest.mark.parametrize("text", ["Lumijo\u0301ki", "Lumij\u00f3ki", "LUMIJO\u0308KI", "lumijoki"])
def test_an_accent_composed_decomposed_or_left_out_finds_the_same(
    text: str, tiny_catalog: Catalog
) -> None:
    selected = select_from(tiny_catalog, Filter(text=text))
    assert list(selected.index) == ["gulf-railway", "lumijoki-harbour"]


def test_the_date_of_a_filter_is_that_of_its_statuses(tiny_catalog: Catalog) -> None:
    then = select_from(tiny_catalog, Filter(as_of=PartialDate("2006")))
    now = select_from(tiny_catalog, Filter())
    assert then.loc["gulf-railway", "status"] == "construction"
    assert now.loc["gulf-railway", "status"] == "mixed"
