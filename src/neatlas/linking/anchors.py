"""Finds the place of a passage in a text, or says honestly that it is lost.

The order is the design's: text hash, then position, then quote with its context. A quote that
stands once in a changed text still needs its context on one side: the sentence itself may be
gone and another of the same words remain, and a wrong anchor is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from neatlas.errors import Problem, shown
from neatlas.model.link import CONTEXT_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.link import Selector


class AnchorState(StrEnum):
    """How an anchor was found."""

    VERIFIED = "verified"
    """At the recorded position, with the recorded words."""
    MOVED = "moved"
    """Elsewhere, by its words and their context."""
    ORPHAN = "orphan"
    """Nowhere for sure."""


@dataclass(frozen=True)
class Anchor:
    """Where a passage stands: code points from 0, the end exclusive; 0 and 0 for an orphan."""

    state: AnchorState
    start: int = 0
    end: int = 0


def resolve_selector(text: str, selector: Selector, *, unchanged: bool) -> Anchor:
    """
    Find the place of a passage in a text.

    Parameters
    ----------
    text
        The text as it is now.
    selector
        What was recorded of the passage.
    unchanged
        Whether the text's hash is the recorded one.

    Returns
    -------
    Anchor
        Never at a look-alike: where two places are as likely, or the context is gone on both
        sides, the passage is an orphan.
    """
    start, end = selector.start, selector.end
    if unchanged and text[start:end] == selector.exact:
        return Anchor(AnchorState.VERIFIED, start, end)
    contexts = {at: _context_at(text, selector, at) for at in _occurrences(text, selector.exact)}
    for wanted in (2, 1):
        candidates = [at for at, sides in contexts.items() if sides == wanted]
        if len(candidates) == 1:
            at = candidates[0]
            state = AnchorState.VERIFIED if at == start else AnchorState.MOVED
            return Anchor(state, at, at + len(selector.exact))
        if candidates:
            break
    return Anchor(AnchorState.ORPHAN)


def _occurrences(text: str, exact: str) -> Iterator[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _context_at(text: str, selector: Selector, at: int) -> int:
    """Count the sides, 0 to 2, on which the recorded context surrounds a place."""
    before = text[:at].endswith(selector.prefix) if selector.prefix else at == 0
    after_at = at + len(selector.exact)
    rest = text[after_at : after_at + len(selector.suffix)]
    after = rest == selector.suffix if selector.suffix else after_at == len(text)
    # "rebuilding a tunnel" holds "building a tunnel" and is an altered text all the same.
    if (not before and _within_word(text, at)) or (not after and _within_word(text, after_at)):
        return 0
    if before and after:
        return 2
    # A side at the text's edge may be a character or none: alone it could be anywhere.
    alone = selector.prefix if before else selector.suffix if after else ""
    return int(len(alone) >= CONTEXT_LENGTH)


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def resolve_anchors(catalog: Catalog) -> dict[str, Anchor]:
    """
    Find the place of every passage of a catalog.

    Returns
    -------
    dict of str to Anchor
        By passage id, in the order of the catalog's passages.
    """
    anchors = {}
    for passage_id, (document_id, passage) in catalog.passages.items():
        document = catalog.documents[document_id]
        unchanged = document.sha256 == document.record.sha256
        anchors[passage_id] = resolve_selector(document.text, passage.selector, unchanged=unchanged)
    return anchors


def resolve_place_anchors(catalog: Catalog) -> dict[str, tuple[Anchor, ...]]:
    """
    Find every place name of a catalog's documents.

    Returns
    -------
    dict of str to tuple of Anchor
        By document id, in the order of the document's place names.
    """
    found = {}
    for document_id, links in catalog.place_links.items():
        document = catalog.documents[document_id]
        unchanged = document.sha256 == document.record.sha256
        found[document_id] = tuple(
            resolve_selector(document.text, mention.selector, unchanged=unchanged)
            for mention in links.mentions
        )
    return found


def check_anchors(catalog: Catalog, anchors: dict[str, Anchor]) -> list[Problem]:
    """
    Say which passages and place names are lost, and which selectors are weaker than they could be.

    Returns
    -------
    list of Problem
        One for each orphan, and one for each selector with less context than the text offers.
    """
    passages = (
        (
            _Where(catalog, "links", document, f"passages[{n}]"),
            passage.selector,
            anchors[passage.id],
        )
        for document, links in catalog.links.items()
        for n, passage in enumerate(links.passages)
        if catalog.passages[passage.id][1] is passage  # else an id stands twice: said elsewhere
    )
    names = (
        (_Where(catalog, "place_links", document, f"mentions[{n}]"), mention.selector, anchor)
        for document, found in resolve_place_anchors(catalog).items()
        for n, (mention, anchor) in enumerate(
            zip(catalog.place_links[document].mentions, found, strict=True)
        )
    )
    return sorted(
        problem
        for where, selector, anchor in (*passages, *names)
        for problem in _check_selector(where, selector, anchor)
    )


@dataclass(frozen=True)
class _Where:
    """Where a selector stands in an atlas."""

    catalog: Catalog
    kind: str
    document: str
    field: str

    @property
    def text(self) -> str:
        return self.catalog.documents[self.document].text

    def problem(self, field: str, message: str) -> Problem:
        file = self.catalog.folder.root / self.kind / f"{self.document}.toml"
        return Problem(self.catalog.folder.name_of(file), f"{self.field}.selector.{field}", message)


def _check_selector(where: _Where, selector: Selector, anchor: Anchor) -> Iterator[Problem]:
    if anchor.state is AnchorState.ORPHAN:
        message = (
            f"{shown(selector.exact)} is no longer to be found for sure. "
            "Restore the text, or write the selector anew."
        )
        yield where.problem("exact", message)
        return
    before, after = where.text[: anchor.start], where.text[anchor.end :]
    sides = {
        "prefix": (selector.prefix, before, before.endswith(selector.prefix)),
        "suffix": (selector.suffix, after, after.startswith(selector.suffix)),
    }
    for field, (given, around, stands) in sides.items():
        offered = min(CONTEXT_LENGTH, len(around))
        if not stands:
            message = f"{shown(given)} does not stand beside the passage. Quote it exactly."
            yield where.problem(field, message)
        elif len(given) < offered:
            message = f"has {len(given)} characters of context. Give {offered}."
            yield where.problem(field, message)
