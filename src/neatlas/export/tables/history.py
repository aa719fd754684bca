"""Parts, statuses, events and figures of projects, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.export.table import Field, Table
from neatlas.export.tables.scope import DATE_FIELDS, dates

if TYPE_CHECKING:
    from neatlas.export.tables.scope import Scope

_PROJECT = Field("project", "text", "id of the project")
_PART = Field("part", "text", "id of the part")
_BASIS = Field("basis", "text", "`stated` by a source or `inferred` by an editor")
_SOURCES = Field("sources", "list", "ids of the sources; empty means unsourced")
_NOTE = Field("note", "text", "what the record says beside it")
_STATUS = Field("status", "text", "the status")
#: What differs in time has no id of its own: its place in the record names it.
_NUMBER = Field("number", "integer", "place among those of its project, or part, from 1")


def parts_table(scope: Scope) -> Table:
    """Build the table of parts, each with the status that holds on the day."""
    rows = []
    for project in scope.projects:
        for part in project.parts:
            entry = part.entry_at(scope.day)
            rows.append(
                {
                    "project": project.id,
                    "part": part.id,
                    "name": part.name,
                    "status": entry.status.value if entry else None,
                    **dates(entry.date if entry else None),
                    "basis": entry.basis.value if entry else None,
                    "sources": list(entry.sources) if entry else [],
                }
            )
    name = Field("name", "text", "what it is")
    fields = (_PROJECT, _PART, name, _STATUS, *DATE_FIELDS, _BASIS, _SOURCES)
    meaning = "a part of a project, with the status that holds"
    return Table("parts", meaning, fields, rows, ("project", "part"))


def statuses_table(scope: Scope) -> Table:
    """Build the table of statuses: each holds until the next one of its part."""
    rows = [
        {
            "project": project.id,
            "part": part.id,
            "number": number,
            "status": entry.status.value,
            **dates(entry.date),
            "basis": entry.basis.value,
            "sources": list(entry.sources),
            "note": entry.note,
        }
        for project in scope.projects
        for part in project.parts
        for number, entry in enumerate(part.statuses, start=1)
        if scope.has_come(entry.date)
    ]
    fields = (_PROJECT, _PART, _NUMBER, _STATUS, *DATE_FIELDS, _BASIS, _SOURCES, _NOTE)
    meaning = "a status that a part took on, until its next one"
    return Table("statuses", meaning, fields, rows, ("project", "part", "number"))


def events_table(scope: Scope) -> Table:
    """Build the table of events: what happened and is no status."""
    rows = [
        {
            "project": project.id,
            "number": number,
            **dates(event.date),
            "note": event.note,
            "basis": event.basis.value,
            "sources": list(event.sources),
        }
        for project in scope.projects
        for number, event in enumerate(project.events, start=1)
        if scope.has_come(event.date)
    ]
    note = Field("note", "text", "what happened")
    fields = (_PROJECT, _NUMBER, *DATE_FIELDS, note, _BASIS, _SOURCES)
    meaning = "something that happened and is no status"
    return Table("events", meaning, fields, rows, ("project", "number"))


def figures_table(scope: Scope) -> Table:
    """Build the table of figures as published; sources that disagree are two rows."""
    rows = [
        {
            "project": project.id,
            "number": number,
            "quantity": figure.quantity,
            "value": figure.value,
            "value_to": figure.value_to,
            "currency": figure.currency,
            "year": figure.year,
            "part": figure.part,
            "stretch": figure.stretch,
            "sources": list(figure.sources),
            "note": figure.note,
        }
        for project in scope.projects
        for number, figure in enumerate(project.figures, start=1)
        if not scope.dated or figure.year is None or figure.year <= scope.day.year
    ]
    fields = (
        _PROJECT,
        _NUMBER,
        Field("quantity", "text", "name with its unit, such as `length_km`"),
        Field("value", "number", "the figure, or the lower end of a range"),
        Field("value_to", "number", "upper end of a range"),
        Field("currency", "text", "ISO 4217 code of a cost"),
        Field("year", "integer", "year of the figure, or of its prices"),
        Field("part", "text", "id of the part that it speaks of"),
        Field("stretch", "text", "what it speaks of, where that is neither whole nor part"),
        _SOURCES,
        _NOTE,
    )
    meaning = "a figure as published; sources that disagree are two rows"
    return Table("figures", meaning, fields, rows, ("project", "number"))
