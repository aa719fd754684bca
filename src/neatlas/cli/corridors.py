"""Prints which projects share a corridor, and which pass near a place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pandas as pd

from neatlas.analysis.corridors import find_corridors, projects_near
from neatlas.analysis.select import select_from
from neatlas.catalog.frames import features_frame, fold
from neatlas.cli.tables import print_table
from neatlas.errors import FilterError, Problem, unknown_word
from neatlas.export.geojson import plain_geometry
from neatlas.export.plain import plain_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def print_corridors(
    catalog: Catalog, chosen: Filter, form: str, *, within_km: float, at_least_km: float
) -> None:
    """
    Print the corridors that the projects of a filter share with one another.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    form
        `table`, `json`, `csv` or `geojson`.
    within_km, at_least_km
        How near two lines must run, and how far.
    """
    features = _features(catalog, chosen)
    found = find_corridors(features, within_km=within_km, at_least_km=at_least_km)
    if form == "geojson":
        click.echo(_geojson(catalog, found))
        return
    note = (
        f"Lines within {within_km:g} km of one another for at least {at_least_km:g} km, measured "
        f"along the first. As known on {catalog.known_as_of}."
    )
    print_table(pd.DataFrame(found.drop(columns="geometry")), form, note)


def _geojson(catalog: Catalog, found: gpd.GeoDataFrame) -> str:
    shapes = found.geometry
    rows = plain_rows(pd.DataFrame(found.drop(columns="geometry")))
    collection = {
        "type": "FeatureCollection",
        "title": f"Corridors. {catalog.settings.title}",
        "licence": catalog.settings.licence,
        "credit": catalog.settings.credit,
        "known_as_of": str(catalog.known_as_of),
        "features": [
            {"type": "Feature", "geometry": plain_geometry(shape), "properties": row}
            for shape, row in zip(shapes, rows, strict=True)
        ],
    }
    return json.dumps(collection, ensure_ascii=False, indent=2)


def print_near(
    catalog: Catalog, chosen: Filter, form: str, *, place: str, within_km: float
) -> None:
    """
    Print the projects of a filter that pass near a place.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    form
        `table`, `json` or `csv`.
    place
        Id or name of a place of the atlas, or `lon,lat` in degrees.
    within_km
        How near is near.

    Raises
    ------
    FilterError
        If the atlas has no such place.
    """
    lon, lat = _position(catalog, place)
    near = projects_near(_features(catalog, chosen), (lon, lat), within_km=within_km)
    note = f"Within {within_km:g} km of {lon:.4f}, {lat:.4f}. As known on {catalog.known_as_of}."
    print_table(near, form, note)


def _features(catalog: Catalog, chosen: Filter) -> gpd.GeoDataFrame:
    day = chosen.as_of.latest if chosen.as_of else None
    features = features_frame(catalog, as_of=day)
    return features[features["project"].isin(select_from(catalog, chosen).index)]


def _position(catalog: Catalog, word: str) -> tuple[float, float]:
    numbers = word.split(",")
    try:
        lon, lat = (float(number) for number in numbers)
    except ValueError:
        pass
    else:
        if abs(lon) <= 180 and abs(lat) <= 90:  # noqa: PLR2004 - degrees
            return lon, lat
    for place in catalog.places.values():
        if fold(word) in {place.id, fold(place.name)}:
            return place.lon, place.lat
    message = unknown_word("place", word, catalog.places, "Name a place, or write lon,lat.")
    raise FilterError([Problem("--near", "", message)])
