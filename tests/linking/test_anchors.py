from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from neatlas.catalog.folder import default_folder
from neatlas.catalog.reading import load_catalog, read_catalog
from neatlas.checking import check_atlas
from neatlas.linking.anchors import Anchor, AnchorState, resolve_anchors, resolve_selector
from neatlas.model.link import Selector

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog

SENTENCE = "A line to the north is being laid."
TEXT = (
    "The council met in the spring and spoke of many things.\n\n"
    f"The road is old and worn by the rain. {SENTENCE} It will be ready before the winter.\n\n"
    "Nobody spoke against it, and the day ended early."
)
MOVED, VERIFIED, ORPHAN = AnchorState.MOVED, AnchorState.VERIFIED, AnchorState.ORPHAN


def select(text: str, exact: str) -> Selector:
    """Record a passage as an editor does, with context on both sides."""
    start = text.index(exact)
    end = start + len(exact)
    return Selector(
        exact=exact,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
        start=start,
        end=end,
    )


SELECTOR = select(TEXT, SENTENCE)


def resolve(text: str, selector: Selector = SELECTOR) -> Anchor:
    return resolve_selector(text, selector, unchanged=False)


def test_an_unchanged_text_verifies_by_position() -> None:
    anchor = resolve_selector(TEXT, SELECTOR, unchanged=True)
    assert anchor == Anchor(VERIFIED, SELECTOR.start, SELECTOR.end)


def test_a_text_that_changed_elsewhere_below_is_still_verified() -> None:
    assert resolve(TEXT + " Nobody noticed.") == Anchor(VERIFIED, SELECTOR.start, SELECTOR.end)


def test_a_paragraph_inserted_above_moves_the_anchor_by_its_length() -> None:
    above = "A paragraph that was not there before.\n\n"
    shift = len(above)
    assert resolve(above + TEXT) == Anchor(MOVED, SELECTOR.start + shift, SELECTOR.end + shift)


def test_a_wrong_position_in_an_unchanged_text_is_found_by_its_words() -> None:
    wrong = SELECTOR.model_copy(update={"start": 3, "end": 9})
    anchor = resolve_selector(TEXT, wrong, unchanged=True)
    assert anchor == Anchor(MOVED, SELECTOR.start, SELECTOR.end)


def test_a_sentence_inserted_beside_the_passage_moves_it_by_the_context_that_is_left() -> None:
    text = TEXT.replace(SENTENCE, f"Snow fell early that year and stayed. {SENTENCE}")
    anchor = resolve(text)
    assert anchor == Anchor(MOVED, text.index(SENTENCE), text.index(SENTENCE) + len(SENTENCE))


@pytest.mark.parametrize("place", ["The council", "Nobody"])
def test_a_look_alike_in_another_paragraph_is_never_taken(place: str) -> None:
    text = TEXT.replace(place, f"{SENTENCE} {place}")
    anchor = resolve(text)
    assert anchor.state is not ORPHAN
    assert text[anchor.start - 32 : anchor.start] == SELECTOR.prefix
    assert text[anchor.end : anchor.end + 32] == SELECTOR.suffix


def test_an_adjacent_look_alike_leaves_an_orphan_since_either_may_be_meant() -> None:
    assert resolve(TEXT.replace(SENTENCE, f"{SENTENCE} {SENTENCE}")).state is ORPHAN


@pytest.mark.parametrize("paragraphs", [f"{TEXT}\n\n{TEXT}", f"{TEXT}\n\nMore.\n\n{TEXT}"])
def test_a_whole_text_repeated_leaves_an_orphan(paragraphs: str) -> None:
    assert resolve(paragraphs).state is ORPHAN


def test_a_deleted_sentence_is_an_orphan() -> None:
    assert resolve(TEXT.replace(f"{SENTENCE} ", "")) == Anchor(ORPHAN)


@pytest.mark.parametrize("place", ["The council", "It will be", "Nobody"])
def test_a_deleted_sentence_with_a_look_alike_elsewhere_is_an_orphan(place: str) -> None:
    gone = TEXT.replace(f"{SENTENCE} ", "One word. Two words. ")
    assert resolve(gone.replace(place, f"{SENTENCE} Or so they said. {place}")).state is ORPHAN


def test_a_unique_quote_without_context_is_an_orphan() -> None:
    assert resolve(f"Quite another text. {SENTENCE} It ends otherwise.").state is ORPHAN


@pytest.mark.parametrize("word", SENTENCE.rstrip(".").split())
def test_one_altered_word_makes_an_orphan(word: str) -> None:
    altered = SENTENCE.replace(word, word + "s", 1)
    assert resolve(TEXT.replace(SENTENCE, altered)).state is ORPHAN


@pytest.mark.parametrize(
    "before", ["🚂", "𐌲𐌿𐍄𐌹𐍃𐌺", "🏳️‍🌈 e\u0301", "\u202eعربي\u202c \u200fאב\u200e"]
)
def test_positions_count_code_points_whatever_stands_before(before: str) -> None:
    text = f"{before} {TEXT}"
    selector = select(text, SENTENCE)
    assert selector.start == SELECTOR.start + len(before) + 1
    anchor = resolve_selector(text, selector, unchanged=True)
    assert text[anchor.start : anchor.end] == SENTENCE
    assert resolve(text) == Anchor(MOVED, selector.start, selector.end)


def test_a_right_to_left_mark_within_the_words_is_an_alteration() -> None:
    assert resolve(TEXT.replace("the north", "the\u200f north")).state is ORPHAN


def test_a_passage_that_is_the_whole_text_has_no_context_to_match() -> None:
    whole = select(SENTENCE, SENTENCE)
    assert resolve(SENTENCE, whole) == Anchor(VERIFIED, 0, len(SENTENCE))
    assert resolve(f"More. {SENTENCE} More.", whole).state is ORPHAN


#: Any text that a record may hold.
PROSE = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"))


@given(st.text(), st.integers(0, len(TEXT)))
def test_whatever_is_inserted_an_anchor_holds_the_exact_words(inserted: str, at: int) -> None:
    text = TEXT[:at] + inserted + TEXT[at:]
    anchor = resolve(text)
    assert anchor.state is ORPHAN or text[anchor.start : anchor.end] == SENTENCE


@given(st.text(), st.integers(0, len(TEXT)))
def test_what_is_inserted_elsewhere_only_moves_the_anchor(inserted: str, at: int) -> None:
    assume(SENTENCE not in inserted)
    context = range(SELECTOR.start - 32, SELECTOR.end + 32)
    assume(at not in context[1:])
    text = TEXT[:at] + inserted + TEXT[at:]
    shift = len(inserted) if at <= context.start else 0
    assert resolve(text) == Anchor(
        MOVED if shift else VERIFIED, SELECTOR.start + shift, SELECTOR.end + shift
    )


@given(PROSE, PROSE.filter(bool), PROSE)
def test_any_passage_of_an_unchanged_text_is_verified(before: str, exact: str, after: str) -> None:
    text = before + exact + after
    start, end = len(before), len(before) + len(exact)
    selector = Selector(
        exact=exact, prefix=text[:start][-32:], suffix=text[end:][:32], start=start, end=end
    )
    assert resolve_selector(text, selector, unchanged=True) == Anchor(VERIFIED, start, end)


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab", min_size=1, max_size=3))
def test_where_two_places_match_alike_neither_is_taken(around: str, exact: str) -> None:
    prefix, suffix = "<", ">"
    selector = Selector(exact=exact, prefix=prefix, suffix=suffix, start=0, end=len(exact))
    text = f"{around}<{exact}>{around}<{exact}>{around}"
    assert resolve_selector(text, selector, unchanged=False).state is ORPHAN


# The shipped address, passage by passage.

ADDRESS = (default_folder() / "documents" / "aslakhanov-2012.txt").read_bytes().decode("utf-8")
PASSAGES = {
    passage_id: passage.selector
    for catalog in [read_catalog()[0]]
    if catalog is not None
    for passage_id, (_, passage) in catalog.passages.items()
}
every_passage = pytest.mark.parametrize("passage", PASSAGES)


@every_passage
def test_a_shipped_passage_is_verified(passage: str) -> None:
    selector = PASSAGES[passage]
    for unchanged in (True, False):
        anchor = resolve_selector(ADDRESS, selector, unchanged=unchanged)
        assert anchor == Anchor(VERIFIED, selector.start, selector.end)


@every_passage
@pytest.mark.parametrize("above", ["A new paragraph.\n\n", "🚂 Ещё один абзац.\n\n", "\u200f\n\n"])
def test_a_shipped_passage_moves_with_a_paragraph_above(passage: str, above: str) -> None:
    selector = PASSAGES[passage]
    start, end = selector.start + len(above), selector.end + len(above)
    assert resolve(above + ADDRESS, selector) == Anchor(MOVED, start, end)


@every_passage
@pytest.mark.parametrize("at", range(0, 31, 3))
def test_a_shipped_passage_is_not_lost_to_a_look_alike_paragraph(passage: str, at: int) -> None:
    selector = PASSAGES[passage]
    paragraphs = ADDRESS.split("\n\n")
    paragraphs.insert(at, selector.exact)
    text = "\n\n".join(paragraphs)
    anchor = resolve(text, selector)
    copy = len("\n\n".join([*paragraphs[:at], ""]))
    original = selector.start if copy > selector.start else selector.start + len(selector.exact) + 2
    touching = -2 <= copy - selector.end <= 3 or 0 <= selector.start - copy <= 2
    if touching:  # nothing tells which of the two is meant
        assert anchor.state is ORPHAN
    else:
        assert anchor.start == original


@every_passage
def test_a_shipped_passage_beside_its_own_copy_is_an_orphan(passage: str) -> None:
    selector = PASSAGES[passage]
    text = ADDRESS.replace(selector.exact, f"{selector.exact} {selector.exact}")
    assert resolve(text, selector).state is ORPHAN


@every_passage
def test_a_deleted_shipped_passage_is_an_orphan(passage: str) -> None:
    selector = PASSAGES[passage]
    gone = ADDRESS[: selector.start] + ADDRESS[selector.end :]
    assert resolve(gone, selector).state is ORPHAN
    assert resolve(f"{gone}\n\n{selector.exact} So it was said.", selector).state is ORPHAN
    assert resolve(f"So it was said: {selector.exact}\n\n{gone}", selector).state is ORPHAN


@every_passage
def test_a_shipped_passage_with_one_word_altered_is_an_orphan(passage: str) -> None:
    selector = PASSAGES[passage]
    words = selector.exact.split(" ")
    for n, word in enumerate(words):
        altered = " ".join([*words[:n], f"x{word}", *words[n + 1 :]])
        assert resolve(ADDRESS.replace(selector.exact, altered), selector).state is ORPHAN


# The whole way: files, hash, report.


def rewrite(atlas: Path, old: str, new: str) -> None:
    """Change the text of the small atlas, and its recorded hash with it."""
    file = atlas / "documents" / "harbour-speech.txt"
    before = file.read_bytes()
    after = before.replace(old.encode(), new.encode(), 1)
    file.write_bytes(after)
    record = file.with_suffix(".toml")
    text = record.read_text(encoding="utf-8")
    hashes = [hashlib.sha256(content).hexdigest() for content in (before, after)]
    assert hashes[0] in text
    record.write_text(text.replace(*hashes), encoding="utf-8")


def test_all_passages_move_together_and_the_report_counts_them(tiny_atlas: Path) -> None:
    rewrite(tiny_atlas, "Friends", "Before all else.\n\nFriends")
    assert check_atlas(tiny_atlas).as_dict() == {
        "projects": 5,
        "passages": 5,
        "anchors": {"verified": 0, "moved": 5, "orphan": 0},
        "problems": [],
    }


def test_an_orphan_is_counted_and_named(tiny_atlas: Path) -> None:
    rewrite(tiny_atlas, "Studies of both shores", "Studies of all shores")
    report = check_atlas(tiny_atlas)
    assert report.anchors == {"verified": 4, "moved": 0, "orphan": 1}
    assert any(problem.field == "passages[4].selector.exact" for problem in report.problems)


def test_an_edited_text_without_a_new_hash_is_a_problem_even_where_all_is_found(
    tiny_atlas: Path,
) -> None:
    file = tiny_atlas / "documents" / "harbour-speech.txt"
    file.write_bytes(b"One more line.\n\n" + file.read_bytes())
    report = check_atlas(tiny_atlas)
    assert report.anchors == {"verified": 0, "moved": 5, "orphan": 0}
    assert [problem.field for problem in report.problems] == ["sha256"]


def test_line_ends_of_the_file_are_kept_as_they_are(tiny_atlas: Path) -> None:
    rewrite(tiny_atlas, "kind to us.\n", "kind to us.\r\n")
    catalog = load_catalog(tiny_atlas)
    assert "\r\n" in catalog.documents["harbour-speech"].text
    states = [anchor.state for anchor in resolve_anchors(catalog).values()]
    assert states == [MOVED] * 5


def test_anchors_stand_in_the_order_of_the_text(shipped_catalog: Catalog) -> None:
    starts = [anchor.start for anchor in resolve_anchors(shipped_catalog).values()]
    assert starts == sorted(starts)


def test_the_shipped_text_with_a_paragraph_above_is_found_again(tmp_path: Path) -> None:
    shutil.copytree(default_folder(), tmp_path / "atlas")
    file = tmp_path / "atlas" / "documents" / "aslakhanov-2012.txt"
    file.write_bytes("🚂 Nothing like this was said.\n\n".encode() + file.read_bytes())
    report = check_atlas(tmp_path / "atlas")
    assert report.anchors == {"verified": 0, "moved": 9, "orphan": 0}
    assert [problem.field for problem in report.problems] == ["sha256"]


def test_a_passage_at_the_edge_of_the_text_is_not_found_by_its_short_side_alone() -> None:
    sentence = "The tunnel will be built next year."
    text = f"Of roads and bridges much was said that day in the hall.\n\n{sentence}\n"
    start = text.index(sentence)
    selector = Selector(
        exact=sentence,
        prefix=text[start - 32 : start],
        suffix="\n",
        start=start,
        end=start + len(sentence),
    )
    elsewhere = f"{sentence}\n\nOf roads and bridges much was said that day in the hall.\n"
    assert resolve_selector(elsewhere, selector, unchanged=False).state is ORPHAN
