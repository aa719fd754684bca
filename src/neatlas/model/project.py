"""Projects: what is said to be built, its parts, and what is known of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from neatlas.model.record import Countries, LanguageTag, Line, PartialDate, Record, Slug, Text, Url
from neatlas.model.vocabulary import MIXED, Basis, Sector, Status, Structure

SourceIds = tuple[Slug, ...]


class Name(Record):
    """A name in one language."""

    text: Line
    lang: LanguageTag
    romanisation: Line | None = None
    kind: Literal["name", "alias", "as_spoken"] = "name"
    sources: SourceIds = ()


class StatusEntry(Record):
    """A status that a part took on at a date; it holds until the next entry."""

    status: Status
    date: PartialDate
    basis: Basis
    sources: SourceIds = ()
    """Empty means unsourced, and prints as such."""
    note: Text | None = None


class Part(Record):
    """A part of a project with a fate of its own."""

    id: Slug
    name: Line
    statuses: Annotated[tuple[StatusEntry, ...], Field(min_length=1)]

    def entry_at(self, day: date) -> StatusEntry | None:
        """Return the entry that holds on a day, None before the first.

        An entry holds once its date has surely come: one dated 2012 not before 31 December.
        """
        return next(reversed(self.history_to(day)), None)

    def history_to(self, day: date) -> tuple[StatusEntry, ...]:
        """Return the entries whose dates have surely come by a day."""
        return tuple(entry for entry in self.statuses if entry.date.latest <= day)


class Event(Record):
    """Something that happened and is no status: a memorandum, a study, a summit."""

    date: PartialDate
    note: Text
    basis: Basis = Basis.STATED
    sources: SourceIds = ()


class Figure(Record):
    """A published figure; sources that disagree are two entries, not an average."""

    quantity: Line
    """Name with its unit, such as `length_km`, `capacity_bcm_per_year`."""
    value: float
    value_to: float | None = None
    """Upper end, where the source gives a range."""
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    year: Annotated[int, Field(ge=1, le=9_999)] | None = None
    part: Slug | None = None
    stretch: Line | None = None
    """What it speaks of, where that is neither the whole nor a part: a length of it is not held
    against our line."""
    sources: SourceIds = ()
    note: Text | None = None


class OutsideId(Record):
    """The same thing in another register."""

    scheme: Literal["gem", "wikidata", "osm_relation", "iata", "icao"]
    value: Line
    url: Url | None = None


class Project(Record):
    """One project of the atlas; the file stem is its id."""

    id: Slug
    name: Line
    """Display name in English."""
    context: bool = False
    """Not named in the document, but helpful beside what is; shown only when asked for."""
    sectors: tuple[Sector, ...]
    sector_basis: Basis = Basis.STATED
    structure: Structure | None = None
    summary: Text
    location_countries: Countries = ()
    party_countries: Countries = ()
    invited_countries: Countries = ()
    names: tuple[Name, ...] = ()
    parts: tuple[Part, ...] = ()
    """Empty for a project that names no single asset: it has no status."""
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    outside_ids: tuple[OutsideId, ...] = ()
    replaced_by: Slug | None = None
    """Project that took its place."""
    no_geometry: Text | None = None
    """Why nothing is drawn; required where the project has no geometry file."""
    no_spoken: Text | None = None
    """Why the sentence by itself supports no geometry."""
    unknown: tuple[Text, ...] = ()
    """What was looked for and not found."""

    @property
    def newest_evidence(self) -> PartialDate | None:
        """
        The newest date among its statuses and events; None where it has neither.

        Dates are compared by when they begin: what is dated 2023/2024 is not surely newer than
        what is dated April 2024.
        """
        dates = [entry.date for part in self.parts for entry in part.statuses]
        dates += [event.date for event in self.events]
        return max(dates, key=lambda when: (when.earliest, when.latest), default=None)

    def name_in(self, language: str) -> Name | None:
        """Return the name in a language: exactly that tag, else another form of the language."""
        names = [name for name in self.names if name.kind == "name"]
        wanted = [name for name in names if name.lang == language]
        primary = language.split("-", maxsplit=1)[0]
        return next(iter(wanted + [n for n in names if n.lang.split("-")[0] == primary]), None)

    def statuses_at(self, day: date) -> tuple[Status, ...]:
        """Return the distinct statuses of the parts on a day, in the order of the parts."""
        entries = (part.entry_at(day) for part in self.parts)
        return tuple(dict.fromkeys(entry.status for entry in entries if entry is not None))

    def part_statuses_at(self, day: date) -> dict[str, str | None]:
        """Return the status of each part on a day, by its id; None where it has none yet."""
        entries = ((part.id, part.entry_at(day)) for part in self.parts)
        return {part: entry.status.value if entry else None for part, entry in entries}

    def status_at(self, day: date) -> str | None:
        """Return the status on a day: `mixed` where parts differ, None where none is known."""
        statuses = self.statuses_at(day)
        if len(statuses) > 1:
            return MIXED
        return statuses[0].value if statuses else None

    @property
    def countries(self) -> tuple[str, ...]:
        """Where it stands and who acts, each once, in that order."""
        return tuple(dict.fromkeys(self.location_countries + self.party_countries))
