"""Documents: a source text, kept exactly, and its citation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from neatlas.model.record import LanguageTag, Line, PartialDate, Record, Slug, Text, Url


class Slip(Record):
    """A slip of the source that stays in the text and is noted beside it."""

    exact: Line
    """The words as published; they must stand in the text."""
    note: Text


class CitationTranslation(Record):
    """Who spoke where, in another language; the translation is the atlas's editors'."""

    author: Line
    event: Line
    place: Line


class Citation(Record):
    """How to cite the document."""

    author: Line
    event: Line
    place: Line
    date: PartialDate
    publisher: Line | None = None
    url: Url | None = None
    note: Text | None = None
    translations: Annotated[dict[LanguageTag, CitationTranslation], Field(default_factory=dict)]
    """Language to what a printed sentence says of its source in it."""


class Document(Record):
    """One source text. The text itself stands in the file of the same stem."""

    id: Slug
    title: Line
    language: LanguageTag
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Hash of the text file's bytes; it must agree, so that no anchor rests on a changed text."""
    citation: Citation
    slips: tuple[Slip, ...] = ()
