"""Writes the projects that a filter selects as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.select import select_from
from neatlas.cli.files import write_whole
from neatlas.errors import OutputError, UnknownWordError
from neatlas.export.formats import FORMATS, format_of
from neatlas.export.notice import write_notice
from neatlas.export.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


#: What a format holds that is not one table.
_HOLDS = {"tables": "all tables", "records": "records"}


def save_data(catalog: Catalog, chosen: Filter, output: Path, table: str | None) -> str:
    """
    Write what a filter selects, in the format that the name of the file says.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    output
        File to write; an older one is replaced once the new one is whole.
    table
        Table to write; what the format holds without being asked if None.

    Returns
    -------
    str
        What was written, in a sentence.

    Raises
    ------
    OutputError
        If no format has the suffix, the format holds all tables anyway, or the file cannot be
        written.
    UnknownWordError
        If there is no such table.
    """
    form = format_of(output.name)
    if form is None:
        allowed = ", ".join(f".{suffix}" for suffix in FORMATS)
        raise OutputError(output, f"is not the name of a format. Let it end in one of: {allowed}.")
    if table is not None and table not in TABLES:
        raise UnknownWordError("table", table, TABLES)
    if table is not None and form.holds != "table":
        raise OutputError(output, f"holds {_HOLDS[form.holds]}. Leave --table out.")
    content = form.write(catalog, chosen, table)
    write_whole(output, content)
    what = table or (form.table if form.holds == "table" else _HOLDS[form.holds])
    count = len(select_from(catalog, chosen))
    projects = "project" if count == 1 else "projects"
    said = f"{output}: {what} of {count} {projects}, {len(content) / 1000:,.0f} kB."
    if form is FORMATS["csv"] and content.count(b"\n") == 1:
        # No row carries it, and the heads stay as they are.
        said += f" No rows. {write_notice(catalog, chosen).sentence}"
    return said
