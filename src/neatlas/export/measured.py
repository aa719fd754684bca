"""Measures and corridors as tables, so that every writer of a format can write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from neatlas.analysis.corridors import CORRIDOR_COLUMNS, find_corridors
from neatlas.analysis.select import select_from
from neatlas.catalog.frames import features_frame
from neatlas.export.plain import plain_rows
from neatlas.export.table import Field, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Kind

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
