"""The formats in which selected projects are given away: one entry, one writer each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from neatlas.export.notice import write_notice
from neatlas.export.tables import build_table, build_tables, scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table

_JSON_LD = "application/ld+json; charset=utf-8"


@dataclass(frozen=True)
class Format:
    """A format of data."""

    summary: str
    """What a file of it holds, in a line."""
    media_type: str
    writer: str
    """`module:function` within `neatlas.export`; it is imported when it is needed."""
    holds: Literal["table", "tables", "records"] = "table"
    """One table, all of them, or what is made of whole records."""
    table: str = "features"
    """Table that a format of one table holds where none is asked for."""
    pieces: str = ""
    """`module:function` that yields the same text piece by piece; empty where there is none."""

    def write(self, catalog: Catalog, chosen: Filter, table: str | None = None) -> bytes:
        """
        Write what a filter selects.

        Parameters
        ----------
        catalog
            The atlas.
        chosen
            The filter.
        table
            One of `export.tables.TABLES`, for a format that holds one; its own choice if None.

        Returns
        -------
        bytes
            A file; text is UTF-8.

        Raises
        ------
        UnknownWordError
            If there is no such table.
        """
        held: Any = scope_of(catalog, chosen) if self.holds == "records" else None
        if self.holds == "table":
            held = build_table(catalog, chosen, table or self.table)
        elif self.holds == "tables":
            held = build_tables(catalog, chosen)
        written: str | bytes = _named(self.writer)(held, write_notice(catalog, chosen))
        return written.encode() if isinstance(written, str) else written

    def write_table(self, table: Table, notice: Notice) -> str | bytes | Iterator[str]:
        """Write a table, for a format that holds one; piece by piece where it can."""
        written: str | bytes | Iterator[str] = _named(self.pieces or self.writer)(table, notice)
        return written


def _named(writer: str) -> Callable[[Any, Notice], Any]:
    """Import a function of `neatlas.export` by its name, `module:function`."""
    module, _, function = writer.partition(":")
    found: Callable[[Any, Notice], Any] = getattr(
        import_module(f"neatlas.export.{module}"), function
    )
    return found


#: Format by the ending of its files.
FORMATS = {
    "csv": Format(
        "one row a project",
        "text/csv; charset=utf-8; header=present",
        "csv_table:write_csv_table",
        table="projects",
        pieces="csv_table:csv_table_pieces",
    ),
    "geojson": Format(
        "one feature for each line, point and area of a project",
        "application/geo+json; charset=utf-8",
        "geojson:write_geojson",
        pieces="geojson:geojson_pieces",
    ),
    "gpkg": Format(
        "all tables, with lines, points, areas and bands as styled layers",
        "application/geopackage+sqlite3",
        "gpkg:write_gpkg",
        "tables",
    ),
    "parquet": Format(
        "one row for each line, point and area of a project",
        "application/vnd.apache.parquet",
        "parquet:write_parquet",
    ),
    "xlsx": Format(
        "all tables, a sheet each",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx:write_xlsx",
        "tables",
    ),
    "fgb": Format(
        "one feature for each line, point and area of a project, for streaming",
        "application/flatgeobuf",
        "flatgeobuf:write_flatgeobuf",
    ),
    "kml": Format(
        "one placemark for each line, point and area of a project",
        "application/vnd.google-earth.kml+xml; charset=utf-8",
        "kml:write_kml",
    ),
    "zip": Format(
        "all tables as CSV in a Frictionless data package",
        "application/zip",
        "data_package:write_data_package",
        "tables",
    ),
    "annotations.jsonld": Format(
        "the links as W3C Web Annotations",
        _JSON_LD,
        "annotations:write_annotations",
        "records",
    ),
    "places.jsonld": Format(
        "the projects in the Linked Places Format",
        _JSON_LD,
        "linked_places:write_linked_places",
        "records",
    ),
    "schema.jsonld": Format(
        "the projects as a schema.org Dataset",
        _JSON_LD,
        "schema_org:write_schema_org",
        "records",
    ),
    "csl.json": Format(
        "the sources as CSL-JSON",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        "citations:write_csl",
        "records",
    ),
    "bib": Format(
        "the sources as BibTeX",
        "application/x-bibtex; charset=utf-8",
        "citations:write_bibtex",
        "records",
    ),
    "ris": Format(
        "the sources as RIS",
        "application/x-research-info-systems; charset=utf-8",
        "citations:write_ris",
        "records",
    ),
    # After those whose ending ends in it.
    "json": Format(
        "one object a project",
        "application/json; charset=utf-8",
        "json_table:write_json_table",
        table="projects",
        pieces="json_table:json_pieces",
    ),
}


def format_of(file_name: str) -> Format | None:
    """Return the format that the ending of a file's name says; None where none does."""
    name = file_name.lower()
    return next((form for end, form in FORMATS.items() if name.endswith(f".{end}")), None)
