"""Measures and corridors as tables, so that every writer of a format can write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from neatlas.analysis.borders import generalised_crossings, selected_stretches
from neatlas.analysis.corridors import CORRIDOR_COLUMNS, find_corridors
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
from neatlas.export.plain import plain_rows
from neatlas.export.table import Field, Table
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Kind
    from neatlas.model.record import PartialDate

#: What a row of measures stands for, to the columns of its table and their meaning.
MEASURES = {
    "project": MEASURE_COLUMNS,
    "country": COUNTRY_COLUMNS,
    "border": CROSSING_COLUMNS | {"lon": "longitude of the crossing", "lat": "its latitude"},
    "sector": MATRIX_COLUMNS,
    "status": FLOW_COLUMNS,
}
#: Kinds of the columns of a measured frame that are no texts, by name or by how that ends.
_KINDS: dict[str, Kind] = {"geometry": "geometry", "sure": "boolean", "projects": "integer"}
_KINDS |= {"ids": "list"}
_NUMBERS = ("_km", "_km2", "lon", "lat")


def frame_table(name: str, meaning: str, frame: pd.DataFrame, columns: Mapping[str, str]) -> Table:
    """
    Write a frame of measures as a table.

    Parameters
    ----------
    name, meaning
        Of the table.
    frame
        Any frame; an index that has a name is its first column. A geometry is called `geometry`.
    columns
        Column to its meaning.

    Returns
    -------
    Table
        Its fields are the columns of the frame; numbers are rounded as `export.plain` does it.
    """
    plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    rows = plain_rows(plain)
    names = [*([str(plain.index.name)] if plain.index.name else []), *map(str, plain.columns)]
    if "geometry" in frame:
        names.append("geometry")
        rows = [row | {"geometry": shape} for row, shape in zip(rows, frame.geometry, strict=True)]
    fields = (Field(name, _kind(name), columns.get(name, "")) for name in names)
    return Table(name, meaning, tuple(fields), rows, key=())


def _kind(column: str) -> Kind:
    return _KINDS.get(column, "number" if column.endswith(_NUMBERS) else "text")


def chosen_features(catalog: Catalog, chosen: Filter) -> gpd.GeoDataFrame:
    """Return the features of the projects that a filter selects, as of its date."""
    features = features_frame(catalog, as_of=chosen.as_of.latest if chosen.as_of else None)
    return features[features["project"].isin(select_from(catalog, chosen).index)]


def corridors_table(
    catalog: Catalog, chosen: Filter, *, within_km: float, at_least_km: float
) -> Table:
    """
    Build the table of the corridors that the projects of a filter share with one another.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    within_km, at_least_km
        As `analysis.corridors.find_corridors` takes them.
    """
    features = chosen_features(catalog, chosen)
    found = find_corridors(features, within_km=within_km, at_least_km=at_least_km)
    return frame_table("corridors", "a corridor of two projects", found, CORRIDOR_COLUMNS)


def measures_table(catalog: Catalog, chosen: Filter, by: str) -> Table:
    """
    Build a table of measures of the projects that a filter selects.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    by
        What a row stands for: a key of `MEASURES`.
    """
    day = chosen.as_of.latest if chosen.as_of else None
    selected = select_from(catalog, chosen)
    if by == "status":
        first, last = (
            projects_frame(catalog, as_of=when.latest) for when in flow_dates(catalog, chosen)
        )
        measured = status_flow(first, last.loc[selected.index])
    else:
        stretches = selected_stretches(catalog, selected, as_of=day)
        if by == "project":
            features = features_frame(catalog, as_of=day)
            measured = measure_projects(selected, features, stretches)
        elif by == "country":
            measured = country_lengths(stretches)
        elif by == "border":
            measured = _crossings(crossings_frame(catalog, as_of=day), selected, stretches)
        else:
            measured = country_sector(selected, stretches)
    columns = {"project": "id of the project"} | MEASURES[by]
    return frame_table(by, f"measures by {by}", measured, columns)


def flow_dates(catalog: Catalog, chosen: Filter) -> tuple[PartialDate, PartialDate]:
    """
    Return between which dates a flow of statuses runs: of the first text and of the filter.

    The earlier one comes first: time runs one way, also to a map of before the text.
    """
    dates = (document.record.citation.date for document in catalog.documents.values())
    said = min(dates, key=lambda when: when.earliest, default=catalog.known_as_of)
    of_map = chosen.as_of or catalog.known_as_of
    return (said, of_map) if said.latest <= of_map.latest else (of_map, said)


def _crossings(
    declared: gpd.GeoDataFrame, selected: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame
) -> pd.DataFrame:
    found = generalised_crossings(stretches)
    both = pd.concat([declared, found], ignore_index=True) if len(found) else declared
    own = both[both["project"].isin(selected.index) & (both["role"] == GeometryRole.BEST)]
    points = own.geometry
    return pd.DataFrame(own.drop(columns=["geometry", "role"]).assign(lon=points.x, lat=points.y))
