"""What of a document is on the map and what is not, both ways."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.linking.anchors import AnchorState, resolve_place_anchors
from neatlas.linking.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.catalog.catalog import Catalog, DocumentText
    from neatlas.linking.anchors import Anchor

#: Words that speak of infrastructure: a paragraph that holds one may speak of a project. It is
#: a net with wide meshes, for a person to look at; it links nothing.
_INFRASTRUCTURE = re.compile(
    r"\b(?:airports?|bridges?|canals?|coal|construct(?:ed|ing|ion)?|electricity|energy|gas|highways?|"
    r"infrastructure|mines?|oil|petroleum|pipelines?|ports?|power (?:generation|lines?|plants?)|"
    r"rail\w*|reconstruct(?:ed|ing|ion)?|resources|roads?|terminals?|transmission|tunnels?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Gap:
    """A paragraph that speaks of places or projects and has no linked passage."""

    document: str
    paragraph: int
    places: tuple[str, ...]
    """Names of places in it, as they stand there, each once."""
    words: tuple[str, ...]
    """Words of infrastructure in it, lower case, each once."""
    left_out: int
    """How many of its stretches are listed as left out, with a reason."""
    beginning: str


@dataclass(frozen=True)
class Coverage:
    """How far links cover documents and projects."""

    paragraphs: int
    linked: int
    """Paragraphs that hold a linked passage."""
    gaps: tuple[Gap, ...]
    without_passage: tuple[str, ...]
    """Projects that no passage mentions and that are no context."""
    by_country: dict[str, int]
    """Projects of the text by country where they stand or that acts."""
    by_sector: dict[str, int]


def cover(catalog: Catalog, anchors: dict[str, Anchor]) -> Coverage:
    """
    Measure how far the links of an atlas cover its documents, and its documents its projects.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where its passages stand.
    """
    named = [project for project in catalog.projects.values() if not project.context]
    paragraphs = linked = 0
    gaps: list[Gap] = []
    for document in catalog.documents.values():
        spans = [
            (anchor.start, anchor.end)
            for passage, anchor in anchors.items()
            if catalog.passages[passage][0] == document.record.id
            and anchor.state is not AnchorState.ORPHAN
        ]
        for number, (start, end) in enumerate(paragraphs_of(document.text), start=1):
            paragraphs += 1
            if any(first < end and last > start for first, last in spans):
                linked += 1
            elif gap := _gap(catalog, document, number, (start, end)):
                gaps.append(gap)
    return Coverage(
        paragraphs=paragraphs,
        linked=linked,
        gaps=tuple(gaps),
        without_passage=tuple(p.id for p in named if not catalog.mentions[p.id]),
        by_country=_counts(code for project in named for code in project.countries),
        by_sector=_counts(sector.value for project in named for sector in project.sectors),
    )


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _gap(
    catalog: Catalog, document: DocumentText, number: int, span: tuple[int, int]
) -> Gap | None:
    start, end = span
    text = document.text[start:end]
    found = resolve_place_anchors(catalog).get(document.record.id, ())
    places = dict.fromkeys(
        document.text[a.start : a.end]
        for a in found
        if start <= a.start < end and a.state is not AnchorState.ORPHAN
    )
    words = dict.fromkeys(match[0].lower() for match in _INFRASTRUCTURE.finditer(text))
    if not places and not words:
        return None
    links = catalog.links.get(document.record.id)
    left_out = sum(item.exact in text for item in links.left_out) if links else 0
    beginning = text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - fits on a line
    return Gap(document.record.id, number, tuple(places), tuple(words), left_out, beginning)
