"""The formats in which selected projects are given away: one entry, one writer each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from neatlas.export.notice import write_notice
from neatlas.export.tables import build_table, build_tables

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


@dataclass(frozen=True)
class Format:
    """A format of data."""

    summary: str
    """What a file of it holds, in a line."""
    media_type: str
    writer: str
    """`module:function` within `neatlas.export`; it is imported when it is needed."""
    table: str | None
    """Table that it holds where none is asked for; None where it holds all of them."""

    def write(self, catalog: Catalog, chosen: Filter, table: str | None = None) -> str | bytes:
        """
        Write what a filter selects.

        Parameters
        ----------
        catalog
            The atlas.
        chosen
            The filter.
        table
            One of `export.tables.TABLES`; the format's own choice if None. A format that holds
            all tables takes none.

        Returns
        -------
        str or bytes
            A file; text is to be encoded as UTF-8.

        Raises
        ------
        UnknownWordError
            If there is no such table.
        """
        module, _, function = self.writer.partition(":")
        write = getattr(import_module(f"neatlas.export.{module}"), function)
        notice = write_notice(catalog, chosen)
        if self.table is None:
            written: str | bytes = write(build_tables(catalog, chosen), notice)
        else:
            written = write(build_table(catalog, chosen, table or self.table), notice)
        return written


#: Format by the suffix of its files.
FORMATS = {
    "csv": Format(
        "one row a project",
        "text/csv; charset=utf-8; header=present",
        "csv_table:write_csv_table",
        "projects",
    ),
    "geojson": Format(
        "one feature for each line, point and area of a project",
        "application/geo+json; charset=utf-8",
        "geojson:write_geojson",
        "features",
    ),
    "gpkg": Format(
        "all tables, with lines, points, areas and bands as styled layers",
        "application/geopackage+sqlite3",
        "gpkg:write_gpkg",
        None,
    ),
    "parquet": Format(
        "one row for each line, point and area of a project",
        "application/vnd.apache.parquet",
        "parquet:write_parquet",
        "features",
    ),
    "xlsx": Format(
        "all tables, a sheet each",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx:write_xlsx",
        None,
    ),
}
