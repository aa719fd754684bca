"""What the interface offers: collections, each a table of the atlas with places and times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from neatlas.analysis.select import Filter
from neatlas.catalog.shapes import collect_shapes
from neatlas.export.table import Field, Table
from neatlas.export.tables import build_table, scope_of
from neatlas.web.ogc.store import BEGINS, ENDS, Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Row

_GEOMETRY = "geometry"


@dataclass(frozen=True)
class Collection:
    """A collection: what it is, and how its table is built."""

    title: str
    description: str
    build: Callable[[Catalog], Table]

    def open(self, catalog: Catalog) -> Store:
        """Build the store of an atlas."""
        return Store(self.build(catalog))


def _times(begins: str, ends: str) -> tuple[Field, Field]:
    return Field(BEGINS, "date", begins), Field(ENDS, "date", ends)


def _extended(table: Table, rows: list[Row], *fields: Field) -> Table:
    """Return a table with further fields, one named `id` first, and with rows that have them."""
    first = tuple(field for field in fields if field.name == "id")
    last = tuple(field for field in fields if field.name != "id")
    return replace(table, fields=(*first, *table.fields, *last), rows=rows, key=("id",))


def _projects(catalog: Catalog) -> Table:
    table = build_table(catalog, Filter(), "projects")
    rows = []
    for row in table.rows:
        project = catalog.projects[row["id"]]
        dates = [entry.date for part in project.parts for entry in part.statuses]
        dates += [event.date for event in project.events]
        first = min((when.earliest for when in dates), default=None)
        rows.append(row | {BEGINS: _iso(first), ENDS: None})
    times = _times(
        "first day of its earliest status or event on record", "null: it stays on record"
    )
    return _extended(table, rows, *times)


def _statuses(catalog: Catalog) -> Table:
    table = build_table(catalog, Filter(), "statuses")
    scope = scope_of(catalog, Filter())
    parts = {
        key: collect_shapes(group.geometry.tolist())
        for key, group in scope.features[scope.features["role"].isin(["best", "area"])].groupby(
            ["project", "part"]
        )
    }
    following = [*table.rows[1:], None]
    rows = []
    for row, after in zip(table.rows, following, strict=True):
        part = (row["project"], row["part"])
        until = None
        if after is not None and (after["project"], after["part"]) == part:
            # Two of one day: only the later one is ever known to hold, as `as_of` has it.
            begins, following_begins = map(date.fromisoformat, (row["date_max"], after["date_max"]))
            until = max(begins, following_begins - timedelta(days=1))
        rows.append(
            {"id": ".".join((*part, str(row["number"])))}
            | row
            | {
                BEGINS: row["date_max"],
                ENDS: _iso(until),
                _GEOMETRY: parts.get(part, scope.selected.geometry[row["project"]]),
            }
        )
    return _extended(
        table,
        rows,
        Field("id", "text", "id of the status, `<project>.<part>.<number>`"),
        *_times(
            "day by which it had surely come, as for `as_of`",
            "day before the next one begins; null: it holds",
        ),
        Field(
            _GEOMETRY, "geometry", "what is drawn of the part, or of the project where nothing is"
        ),
    )


def _passages(catalog: Catalog) -> Table:
    table = build_table(catalog, Filter(), "passages")
    shapes = scope_of(catalog, Filter()).selected.geometry
    rows = []
    for row in table.rows:
        said = catalog.documents[row["document"]].record.citation.date
        drawn = [shapes[project] for project in row["projects"] if shapes[project] is not None]
        rows.append(
            row
            | {
                BEGINS: _iso(said.earliest if said else None),
                ENDS: _iso(said.latest if said else None),
                _GEOMETRY: collect_shapes(drawn),
            }
        )
    return _extended(
        table,
        rows,
        *_times("first day on which it may have been said", "last day on which it may have been"),
        Field(_GEOMETRY, "geometry", "what is drawn of the projects that it mentions"),
    )


def _places(catalog: Catalog) -> Table:
    return build_table(catalog, Filter(), "places")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


#: Collection by id. Each holds what the atlas has without a filter, as known now.
COLLECTIONS = {
    "projects": Collection(
        "Projects",
        "Projects that the documents name, each with what is drawn of it.",
        _projects,
    ),
    "passages": Collection(
        "Passages",
        "Stretches of the documents that speak of projects, where these stand.",
        _passages,
    ),
    "places": Collection("Places", "Places that the documents name.", _places),
    "statuses": Collection(
        "Statuses",
        "Statuses of the parts of projects, each while it held.",
        _statuses,
    ),
}
