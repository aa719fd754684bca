"""Prints how long, how large and how often: measures of the projects that a filter selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.cli.tables import print_table
from neatlas.export.measured import flow_dates, measures_table
from neatlas.export.notice import write_notice

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_METHOD = (
    "Geodesic kilometres on WGS84 along the best lines, which are generalised; "
    "runways stand apart, in runway_km by project."
)
_TWICE = "A project of two countries or sectors counts under each; track that several share, once."


def print_measures(catalog: Catalog, chosen: Filter, by: str, form: str) -> None:
    """
    Print a table of measures.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    by
        What a row stands for: a key of `export.measured.MEASURES`.
    form
        `table`, `json` or `csv`.
    """
    known = f"As known on {catalog.known_as_of}."
    if by == "status":
        first, last = flow_dates(catalog, chosen)
        note = f"From {first} to {last}."
    elif by == "border":
        note = known
    else:
        note = f"{_METHOD} {known}" + (f" {_TWICE}" if by == "sector" else "")
    table = measures_table(catalog, chosen, by)
    print_table(table, form, note, write_notice(catalog, chosen))
