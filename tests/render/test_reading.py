from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.linking.anchors import Anchor, AnchorState
from neatlas.linking.paragraphs import paragraph_at
from neatlas.render.reading import plan_documents

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def passage_texts(catalog: Catalog, anchors: dict[str, Anchor]) -> dict[str, str]:
    found: dict[str, str] = {}
    for document in plan_documents(catalog, anchors):
        for paragraph in document.paragraphs:
            for segment in paragraph.segments:
                for passage in segment.passages:
                    found[passage] = found.get(passage, "") + segment.text
    return found


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_segments_joined_give_each_paragraph_exactly(
    atlas: str, request: pytest.FixtureRequest
) -> None:
    catalog = request.getfixturevalue(f"{atlas}_catalog")
    anchors = request.getfixturevalue(f"{atlas}_anchors")
    for document in plan_documents(catalog, anchors):
        text = catalog.documents[document.id].text
        joined = ["".join(s.text for s in p.segments) for p in document.paragraphs]
        assert joined == text.removesuffix("\n").split("\n\n")
        assert [p.number for p in document.paragraphs] == list(range(1, len(joined) + 1))


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_every_passage_is_found_whole(atlas: str, request: pytest.FixtureRequest) -> None:
    catalog = request.getfixturevalue(f"{atlas}_catalog")
    anchors = request.getfixturevalue(f"{atlas}_anchors")
    wanted = {name: passage.selector.exact for name, (_, passage) in catalog.passages.items()}
    assert passage_texts(catalog, anchors) == wanted


def test_an_orphan_is_left_out_and_not_guessed(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    anchors = tiny_anchors | {"harbour": Anchor(AnchorState.ORPHAN)}
    assert set(passage_texts(tiny_catalog, anchors)) == set(tiny_anchors) - {"harbour"}


def test_overlapping_passages_are_cut_where_they_begin_and_end(
    tiny_catalog: Catalog, tiny_anchors: dict[str, Anchor]
) -> None:
    start, end = tiny_anchors["railway"].start, tiny_anchors["railway"].end
    anchors = tiny_anchors | {"harbour": Anchor(AnchorState.VERIFIED, start + 3, end + 3)}
    (document,) = plan_documents(tiny_catalog, anchors)
    owners = [s.passages for s in document.paragraphs[1].segments if "railway" in s.passages]
    assert owners == [("railway",), ("railway", "harbour")]


def test_a_document_has_its_citation_and_slips(shipped_catalog: Catalog) -> None:
    (document,) = plan_documents(
        shipped_catalog, {p: Anchor(AnchorState.ORPHAN) for p in shipped_catalog.passages}
    )
    assert document.citation == (
        "A. Aslakhanov, “The Growing Political and Economic Role of Russia and the Pacific Rim "
        "Nations”, International Leadership Conference, Seoul, Korea, 2012-01"
    )
    assert "“increse”: For “increase”." in document.notes


@pytest.mark.parametrize(
    ("text", "position", "number"),
    [
        ("one\n\ntwo", 0, 1),
        ("one\n\ntwo", 5, 2),
        ("one\n\ntwo", 7, 2),
        ("one\ntwo\n\nthree", 4, 1),
        ("one\n \t\ntwo", 7, 2),
        ("\n\none\n\n\n\ntwo\n", 9, 2),
        ("one\r\n\r\ntwo", 7, 2),
    ],
)
def test_a_paragraph_is_a_run_of_lines_that_are_not_blank(
    text: str, position: int, number: int
) -> None:
    assert paragraph_at(text, position) == number


@given(st.text(alphabet="ab \t\n\r", max_size=40))
def test_paragraphs_are_counted_as_blank_lines_part_them(text: str) -> None:
    parts = [part for part in re.split(r"\n[^\S\n]*(?=\n)", f"\n{text}") if part.strip()]
    assert paragraph_at(text, len(text)) == len(parts)
