"""Sources: CSL-JSON entries, each with a grade."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from neatlas.model.record import Line, Record, Slug, Text, Url
from neatlas.model.vocabulary import Grade


class CslName(Record):
    """A name as CSL writes it: parts of a personal name, or a `literal` one."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None

    def __str__(self) -> str:
        """Return the name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


def _check_date(parts: tuple[int, ...]) -> tuple[int, ...]:
    year, month, day = (*parts, 1, 1)[:3]
    try:
        date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError(
            "csl_date", "is not a date. Write year, month and day, as far as known: [2012, 1, 31]."
        ) from error
    return parts


DateParts = Annotated[
    tuple[int, ...], Field(min_length=1, max_length=3), AfterValidator(_check_date)
]


class CslDate(Record):
    """A CSL date: one list of year, month, day, as far as known."""

    model_config = ConfigDict(populate_by_name=True)

    date_parts: Annotated[
        tuple[DateParts, ...], Field(alias="date-parts", min_length=1, max_length=2)
    ]
    circa: bool | None = None

    def __str__(self) -> str:
        """Return the first date in ISO 8601 form."""
        year, *rest = self.date_parts[0]
        return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


class SourceNotes(Record):
    """What CSL has no variable for; it stands under `custom`, which CSL leaves to applications."""

    grade: Grade
    licence: Line | None = None
    unread: Text | None = None
    """Set where the text itself was not read: says what is to be confirmed."""


class Source(Record):
    """One citable source (CSL-JSON, https://docs.citationstyles.org/)."""

    model_config = ConfigDict(populate_by_name=True)

    id: Slug
    type: Line
    title: Line
    author: tuple[CslName, ...] = ()
    container_title: Annotated[Line | None, Field(alias="container-title")] = None
    publisher: Line | None = None
    issued: CslDate | None = None
    accessed: CslDate | None = None
    url: Annotated[Url | None, Field(alias="URL")] = None
    archive_url: Annotated[Url | None, Field(alias="archive_location")] = None
    language: Line | None = None
    note: Text | None = None
    custom: SourceNotes

    @property
    def grade(self) -> Grade:
        """How near the source stands to the fact."""
        return self.custom.grade

    def __str__(self) -> str:
        """Return a short reference: author, title, where it appeared, date."""
        authors = ", ".join(map(str, self.author))
        where = self.container_title or self.publisher
        parts = [authors, self.title, where or "", str(self.issued) if self.issued else ""]
        return ", ".join(part for part in parts if part)
