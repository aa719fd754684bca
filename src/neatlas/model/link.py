"""Links: passages of a document, the projects they mention, and what they claim.

A passage is a target in the sense of the W3C Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/): a TextQuoteSelector and a TextPositionSelector.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from neatlas.model.record import (
    NO_CONTROLS,
    Countries,
    Line,
    PartialDate,
    Record,
    Slug,
    Text,
)
from neatlas.model.vocabulary import Basis, MentionKind, Modality

#: Context wanted on either side of a quote, in code points, where the text has them.
CONTEXT_LENGTH = 32

Context = Annotated[str, StringConstraints(pattern=NO_CONTROLS, max_length=400)]


class Selector(Record):
    """
    Where a passage stands in a text.

    Positions count Unicode code points of the text file from 0, the end exclusive, as the
    TextPositionSelector does.
    """

    exact: Text
    prefix: Context
    suffix: Context
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Passage(Record):
    """A stretch of a document that speaks of projects, usually a sentence."""

    id: Slug
    selector: Selector
    note: Text | None = None


class Claim(Record):
    """What a passage claims of one project."""

    modality: Modality
    words: Text
    """The words of the passage that carry the claim; they must stand in it."""
    parts: tuple[Slug, ...] = ()
    """Parts of the project that the claim speaks of; none means all of it."""
    time: PartialDate | None = None
    """The time the claim speaks of, where it names one."""
    time_words: Line | None = None
    location_countries: Countries = ()
    """Where the claim itself puts the project; the project may reach further."""
    party_countries: Countries = ()
    invited_countries: Countries = ()
    invited_words: Line | None = None
    """Who else is called in, in the words of the text ("other nations")."""
    note: Text | None = None


class Mention(Record):
    """One passage speaking of one project."""

    passage: Slug
    project: Slug
    kind: MentionKind
    claim: Claim
    basis: Basis = Basis.STATED


class LeftOut(Record):
    """Words that sound like a project and are none, and why."""

    exact: Text
    reason: Text


class Links(Record):
    """All links of one document."""

    document: Slug
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    left_out: tuple[LeftOut, ...] = ()
