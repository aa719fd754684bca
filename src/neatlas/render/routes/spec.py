"""The records of a map in words. All lengths in them are written out."""

from __future__ import annotations

from neatlas.model.record import Record


class CountrySpec(Record):
    """A country in which a project runs or stands."""

    name: str
    km: str
    """How far its best lines run there, such as `442 km`; empty where it only stands there."""


class DrawnSpec(Record):
    """One drawn line, point or area."""

    label: str
    facts: str
    """What it is to the project, its status, lengths by country and how sure it is."""
    places: tuple[str, ...]
    """From place to place, in order along it."""


class TogetherSpec(Record):
    """Another project whose line runs near for a stretch."""

    project: str
    words: str


class RouteSpec(Record):
    """What a map shows of one project on one day."""

    project: str
    length: str
    """Length of its best lines with its range; empty where it has none."""
    countries: tuple[CountrySpec, ...]
    """In order along its lines."""
    prose: tuple[str, ...]
    drawn: tuple[DrawnSpec, ...]
    together: tuple[TogetherSpec, ...]
    """What runs with it, longest first."""


class RouteEdition(Record):
    """What a map shows of a project from a day on."""

    since: str
    """The day as YYYY-MM-DD; empty for the beginning."""
    spec: RouteSpec
