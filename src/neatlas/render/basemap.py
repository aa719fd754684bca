"""Packs the basemap for a page: whole numbers, each the difference to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.catalog.basemap import read_basemap, read_towns
from neatlas.render.foreign import name_in
from neatlas.speech import country_in, names_language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.catalog.catalog import Catalog

#: Ten thousandths of a degree: 11 m, a fifth of a pixel at zoom 11.
SCALE = 10_000

_POLYGONS = ("land_overview", "land", "lakes", "disputed")


def pack_basemap(catalog: Catalog) -> dict[str, Any]:
    """
    Pack the basemap of an atlas as the painter reads it.

    Parameters
    ----------
    catalog
        The atlas; layers that its basemap folder lacks are packed empty.

    Returns
    -------
    dict
        `scale`; `polygons` and `lines`, layer name to geometries, each ring or line one flat
        list of whole numbers: longitude and latitude times `scale`, then differences.

    Raises
    ------
    RecordError
        If the basemap is wrong, with all problems at once.
    """
    basemap = read_basemap(catalog.folder)
    borders, rivers = basemap.borders, basemap.rivers
    kinds = [border.kind for border in borders.notes]
    ranks = [river.rank for river in rivers.notes]
    lines = {
        "borders": _lines(borders.shapes, [k == "international" for k in kinds]),
        "military_demarcation_line": _lines(
            borders.shapes, [k == "military_demarcation_line" for k in kinds]
        ),
        "provinces": _lines(basemap.provinces.shapes),
    }
    for rank in (1, 2, 3):
        lines[f"rivers_{rank}"] = _lines(rivers.shapes, [r == rank for r in ranks])
    return {
        "scale": SCALE,
        "polygons": {name: _polygons(getattr(basemap, name).shapes) for name in _POLYGONS},
        "lines": lines,
    }


def plan_names(catalog: Catalog) -> dict[str, Any]:
    """
    Plan the names on the basemap, in the language of names.

    Returns
    -------
    dict
        `towns` and `countries`: names, and positions in degrees; a town has `own` where its
        name is not in that language, but the basemap's own.
    """
    towns = read_towns(catalog.folder)
    settings, language = catalog.settings, names_language()
    countries = settings.countries_in(language)
    return {
        "towns": [
            {
                "name": (name := name_in(town.names, town.name)),
                "lon": point.x,
                "lat": point.y,
                "rank": town.rank,
                "own": language != settings.language and name == town.name,
            }
            for town, point in zip(towns.notes, towns.shapes, strict=True)
        ],
        "countries": [
            {
                "name": countries.get(label.country)
                or country_in(language, label.country)
                or label.country,
                "lon": label.lon,
                "lat": label.lat,
            }
            for label in settings.country_labels
        ],
    }


def _polygons(shapes: NDArray[np.object_]) -> list[list[list[int]]]:
    polygons = shapely.get_parts(shapes)
    return [[_pack(ring) for ring in (p.exterior, *p.interiors)] for p in polygons]


def _lines(
    shapes: NDArray[np.object_], chosen: list[bool] | slice = slice(None)
) -> list[list[int]]:
    return [_pack(line) for line in shapely.get_parts(shapes[chosen])]


def _pack(line: Any) -> list[int]:  # noqa: ANN401 - LineString or LinearRing
    whole: NDArray[np.int64] = np.rint(shapely.get_coordinates(line) * SCALE).astype(np.int64)
    differences = np.diff(whole, axis=0)
    moving = differences.any(axis=1)
    packed = np.vstack([whole[:1], differences[moving]])
    flat: list[int] = packed.ravel().tolist()
    return flat
