"""Prints how long, how large and how often: measures of the projects that a filter selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from neatlas.analysis.borders import generalised_crossings, selected_stretches
from neatlas.analysis.measure import (
    COUNTRY_COLUMNS,
    MEASURE_COLUMNS,
    country_lengths,
    measure_projects,
)
from neatlas.analysis.select import select_from
from neatlas.analysis.summary import FLOW_COLUMNS, MATRIX_COLUMNS, country_sector, status_flow
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.catalog.stretches import CROSSING_COLUMNS, crossings_frame
from neatlas.cli.tables import print_table
from neatlas.export.measured import frame_table
from neatlas.export.notice import write_notice
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    import geopandas as gpd

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_METHOD = "Geodesic kilometres on WGS84 along the best lines, which are generalised."
#: What a row stands for, to its columns and their meaning.
_COLUMNS = {
    "project": MEASURE_COLUMNS,
    "country": COUNTRY_COLUMNS,
    "border": CROSSING_COLUMNS | {"lon": "longitude of the crossing", "lat": "its latitude"},
    "sector": MATRIX_COLUMNS,
    "status": FLOW_COLUMNS,
}


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
        `project`, `country`, `border`, `sector` or `status`: what a row stands for.
    form
        `table`, `json` or `csv`.
    """
    day = chosen.as_of.latest if chosen.as_of else None
    selected = select_from(catalog, chosen)
    stretches = selected_stretches(catalog, selected, as_of=day)
    note = f"{_METHOD} As known on {catalog.known_as_of}."
    if by == "project":
        table = measure_projects(selected, features_frame(catalog, as_of=day), stretches)
    elif by == "country":
        table = country_lengths(stretches)
    elif by == "border":
        table = _crossings(catalog, selected, stretches, chosen)
        note = f"As known on {catalog.known_as_of}."
    elif by == "sector":
        table = country_sector(selected, country_lengths(stretches))
        note += " A project of two countries or sectors counts under each."
    else:
        dates = (document.record.citation.date for document in catalog.documents.values())
        said = min(dates, key=lambda when: when.earliest, default=catalog.known_as_of)
        # A map of before the text goes first: time runs one way.
        first, last = sorted([said, chosen.as_of or catalog.known_as_of], key=lambda d: d.latest)
        before, after = (projects_frame(catalog, as_of=when.latest) for when in (first, last))
        table = status_flow(before, after.loc[selected.index])
        note = f"From {first} to {last}."
    columns = {"project": "id of the project"} | _COLUMNS[by]
    measured = frame_table(by, f"measures by {by}", table, columns)
    print_table(measured, form, note, write_notice(catalog, chosen))


def _crossings(
    catalog: Catalog, selected: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame, chosen: Filter
) -> pd.DataFrame:
    declared = crossings_frame(catalog, as_of=chosen.as_of.latest if chosen.as_of else None)
    found = generalised_crossings(stretches)
    both = pd.concat([declared, found], ignore_index=True) if len(found) else declared
    own = both[both["project"].isin(selected.index) & (both["role"] == GeometryRole.BEST)]
    points = own.geometry
    return pd.DataFrame(own.drop(columns=["geometry", "role"]).assign(lon=points.x, lat=points.y))
