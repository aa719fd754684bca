"""Prints which projects share a corridor, and which pass near a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.nearby import NEAR_COLUMNS, projects_near
from neatlas.catalog.frames import fold
from neatlas.cli.tables import print_table
from neatlas.errors import FilterError, Problem, unknown_word
from neatlas.export.measured import chosen_features, corridors_table, frame_table
from neatlas.export.notice import write_notice

if TYPE_CHECKING:
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
    table = corridors_table(catalog, chosen, within_km=within_km, at_least_km=at_least_km)
    note = (
        f"Lines within {within_km:g} km of one another for at least {at_least_km:g} km, measured "
        f"along the first; sure if so after the uncertainty of both. "
        f"As known on {catalog.known_as_of}."
    )
    notice = write_notice(catalog, chosen, within_km=within_km, at_least_km=at_least_km)
    print_table(table, form, note, notice)


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
    near = projects_near(chosen_features(catalog, chosen), (lon, lat), within_km=within_km)
    note = f"Within {within_km:g} km of {lon:.4f}, {lat:.4f}. As known on {catalog.known_as_of}."
    columns = {"project": "id of the project"} | NEAR_COLUMNS
    table = frame_table("near", "a project that passes near a place", near, columns)
    print_table(table, form, note, write_notice(catalog, chosen, within_km=within_km))


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
