"""The formats in which selected projects are given away: one entry, one function each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.analysis.select import select_from
from neatlas.export.csv_rows import write_csv
from neatlas.export.geojson import write_geojson
from neatlas.export.rows import project_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


@dataclass(frozen=True)
class Format:
    """A format of data."""

    summary: str
    """What a file of it holds, in a line."""
    media_type: str
    write: Callable[[Catalog, Filter], str | bytes]
    """Writes the projects that a filter selects; text is to be encoded as UTF-8."""


def _csv(catalog: Catalog, chosen: Filter) -> str:
    return write_csv(project_rows(select_from(catalog, chosen)))


#: Format by the suffix of its files.
FORMATS = {
    "csv": Format("one row a project", "text/csv; charset=utf-8; header=present", _csv),
    "geojson": Format(
        "one feature for each line, point and area of a project",
        "application/geo+json; charset=utf-8",
        write_geojson,
    ),
}
