"""The table of projects, a row each, with the geometry that stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.export.rows import FIELDS, project_rows
from neatlas.export.table import Field, Table

if TYPE_CHECKING:
    from neatlas.export.tables.scope import Scope

#: Fields of `export.rows` that are no text, and what each holds.
_LISTS = {
    "sectors",
    "countries",
    "location_countries",
    "party_countries",
    "invited_countries",
    "statuses",
    "precisions",
    "passages",
}
_MEANINGS = {
    "id": "id of the project",
    "name": "display name in English",
    "sectors": "sectors; empty where the text names none",
    "countries": "where it stands and who acts, ISO 3166-1 alpha-2",
    "location_countries": "where it stands",
    "party_countries": "who acts",
    "invited_countries": "who is called in",
    "status": "status on the day; `mixed` where parts differ, none where none is known",
    "statuses": "distinct statuses of its parts on the day",
    "part_statuses": "status of each part on the day, by the id of the part",
    "outcome": "what became of what the text claims",
    "precisions": "how closely its lines are known",
    "mention": "how the text speaks of it",
    "located": "whether a geometry of it is there on the day",
    "passages": "ids of the passages that mention it",
}

PROJECT_FIELDS = tuple(
    Field(
        name,
        "list"
        if name in _LISTS
        else {"located": "boolean", "part_statuses": "map"}.get(name, "text"),  # type: ignore[arg-type]
        _MEANINGS[name],
    )
    for name in FIELDS
)


def projects_table(scope: Scope) -> Table:
    """Build the table of projects; one without a location has no geometry and stays."""
    shapes = scope.selected.geometry
    rows = [row | {"geometry": shapes[row["id"]]} for row in project_rows(scope.selected)]
    geometry = Field("geometry", "geometry", "its best lines, points and areas on the day, WGS84")
    return Table("projects", "a project", (*PROJECT_FIELDS, geometry), rows)
