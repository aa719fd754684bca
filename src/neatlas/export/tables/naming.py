"""Names of projects by language, and their ids in other registers, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.export.table import Field, Table

if TYPE_CHECKING:
    from neatlas.export.tables.scope import Scope

_PROJECT = Field("project", "text", "id of the project")
_NUMBER = Field("number", "integer", "place among those of its project, from 1")


def names_table(scope: Scope) -> Table:
    """Build the table of names."""
    rows = [
        {
            "project": project.id,
            "number": number,
            "text": name.text,
            "lang": name.lang,
            "romanisation": name.romanisation,
            "kind": name.kind,
            "sources": list(name.sources),
        }
        for project in scope.projects
        for number, name in enumerate(project.names, start=1)
    ]
    fields = (
        _PROJECT,
        _NUMBER,
        Field("text", "text", "the name"),
        Field("lang", "text", "its language, a BCP 47 tag"),
        Field("romanisation", "text", "the name in Latin letters"),
        Field("kind", "text", "`name`, `alias` or `as_spoken`"),
        Field("sources", "list", "ids of the sources; empty means unsourced"),
    )
    meaning = "a name of a project in one language"
    return Table("names", meaning, fields, rows, ("project", "number"))


def outside_ids_table(scope: Scope) -> Table:
    """Build the table of ids in other registers."""
    rows = [
        {
            "project": project.id,
            "number": number,
            "scheme": outside.scheme,
            "value": outside.value,
            "url": outside.url,
        }
        for project in scope.projects
        for number, outside in enumerate(project.outside_ids, start=1)
    ]
    fields = (
        _PROJECT,
        _NUMBER,
        Field("scheme", "text", "the register: `gem`, `wikidata`, `osm_relation` ..."),
        Field("value", "text", "its id there"),
        Field("url", "text", "where that is"),
    )
    meaning = "the id of a project in another register"
    return Table("outside_ids", meaning, fields, rows, ("project", "number"))
