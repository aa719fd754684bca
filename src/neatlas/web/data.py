"""The projects as data, a route for each format; statuses, passages and sources as one table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neatlas.export.formats import FORMATS, Format
from neatlas.export.notice import write_notice
from neatlas.export.tables import build_table
from neatlas.web.resource import Resource, Rows

if TYPE_CHECKING:
    from neatlas.web.resource import Asked

#: Tables beside the projects that have routes of their own, and the formats of those.
TABLES = ("statuses", "passages", "sources")
TABLE_FORMATS = ("csv", "geojson", "parquet", "json")


def _write(form: Format, table: str, asked: Asked) -> str | bytes | Rows:
    catalog = asked.atlas.catalog
    if form.holds != "table":
        return form.write(catalog, asked.chosen)
    held = build_table(catalog, asked.chosen, table)
    return Rows(form.write_table(held, write_notice(catalog, asked.chosen)), len(held.rows))


def _resource(suffix: str, table: str, *, path: str, summary: str) -> Resource:
    form = FORMATS[suffix]
    return Resource(
        f"{path}.{suffix}",
        summary,
        form.media_type,
        partial(_write, form, table),
        disposition="attachment",
        ranged=suffix == "parquet",
    )


RESOURCES = (
    *(
        _resource(
            suffix,
            form.table,
            path="projects",
            summary=f"The selected projects as data, {form.summary}.",
        )
        for suffix, form in FORMATS.items()
    ),
    *(
        _resource(
            suffix, table, path=table, summary=f"The {table} of the selected projects, a row each."
        )
        for table in TABLES
        for suffix in TABLE_FORMATS
    ),
)
