"""Stretches: the lines of an atlas, cut where their records declare a border or a crossing.

A line is cut at its own vertices only, so the stretches of a line add up to it. Runways, which
are no route, have none. Where a record declares no country the stretch has none:
`analysis.borders` may then look at a generalised border. Where two lines of a project share a
stretch, that of the later one is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from neatlas.catalog.basemap import read_countries
from neatlas.catalog.cutting import DECLARED, cut_line
from neatlas.catalog.frames import CRS, exists_at
from neatlas.catalog.geojson import positions_of
from neatlas.catalog.sharing import cut_lines
from neatlas.model.vocabulary import has_runways

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.vocabulary import Sector

#: Column of the stretches frame to its meaning; the index is `stretch`, `<feature>#<number>`.
STRETCH_COLUMNS = {
    "feature": "id of the feature that it is a stretch of",
    "project": "id of the project",
    "part": "id of the part, None where it stands for all",
    "role": "what the feature is to its project",
    "country": "code of the country in which it lies, None where none is known",
    "over": "`sea` where the record declares a crossing of water, else `land`",
    "split": "whether the country is `declared` by the record, found by a `generalised` border "
    "of the basemap, or `undeclared`",
    "again": "whether an earlier line of the project, of the same role, runs there too: what is "
    "measured of a project counts it once",
    "geometry": "LineString",
}

#: Column of the crossings frame to its meaning; the index is a number.
CROSSING_COLUMNS = {
    "project": "id of the project",
    "feature": "id of the feature",
    "role": "what the feature is to its project",
    "from_country": "code of the country that the line leaves",
    "to_country": "code of the country that it enters",
    "place": "name of the place in the record, None where the record does not declare it",
    "uncertainty_km": "how far off the place may be, in kilometres; None where it is not known",
    "split": "whether the crossing is `declared`, or found at a `generalised` border",
    "geometry": "Point",
}


def stretches_frame(catalog: Catalog, *, as_of: date | None = None) -> gpd.GeoDataFrame:
    """
    Build the frame of all stretches: the routes of an atlas, cut where their records say so.

    Parameters
    ----------
    catalog
        The atlas.
    as_of
        Day for which geometries exist; the newest evidence if None.

    Returns
    -------
    GeoDataFrame
        Columns as in `STRETCH_COLUMNS`, index `stretch`, WGS84, in the order of the text and
        along each line.
    """
    rows: list[dict[str, Any]] = []
    runs = (g for g in _drawn(catalog, as_of) if not has_runways(_sectors(catalog, g)))
    for geometry, pieces in cut_lines(runs):
        rows += [
            {
                "stretch": f"{geometry.id}#{number}",
                "feature": geometry.id,
                "project": geometry.project,
                "part": geometry.notes.part,
                "role": geometry.notes.role.value,
                "country": piece.stretch.country,
                "over": piece.stretch.over,
                "split": piece.stretch.split,
                "again": piece.again,
                "geometry": shapely.LineString(piece.positions),
            }
            for number, piece in enumerate(pieces)
        ]
    return _frame(rows, ["stretch", *STRETCH_COLUMNS]).set_index("stretch")


def crossings_frame(catalog: Catalog, *, as_of: date | None = None) -> gpd.GeoDataFrame:
    """
    Build the frame of the border crossings that records declare.

    Parameters
    ----------
    catalog
        The atlas.
    as_of
        Day for which geometries exist; the newest evidence if None.

    Returns
    -------
    GeoDataFrame
        Columns as in `CROSSING_COLUMNS`, WGS84, in the order of the text and along each line. A
        crossing where one feature of a project ends and the next begins stands once.
    """
    rows = []
    seen = set()
    for geometry in _drawn(catalog, as_of):
        for row in crossings_of(geometry):
            key = (row["project"], row["role"], row["geometry"].wkb)
            if key not in seen:
                seen.add(key)
                rows.append(row)
    return _frame(rows, list(CROSSING_COLUMNS))


def countries_frame(catalog: Catalog) -> gpd.GeoDataFrame:
    """
    Build the frame of the land of countries within generalised borders.

    Returns
    -------
    GeoDataFrame
        Column `country` (ISO 3166-1 alpha-2 code) and polygons in WGS84; no row where the basemap
        of the atlas has no layer of countries.
    """
    # Cards measure without a frame, and are not to wait for what makes one.
    import geopandas as gpd  # noqa: PLC0415

    layer = read_countries(catalog.folder)
    codes = gpd.pd.Series([notes.country for notes in layer.notes], dtype="object")
    return gpd.GeoDataFrame({"country": codes}, geometry=layer.shapes, crs=CRS)


def _drawn(catalog: Catalog, as_of: date | None) -> Iterator[Geometry]:
    day = as_of or catalog.known_as_of.latest
    for project in catalog.mentions:
        for geometry in catalog.geometries.get(project, ()):
            if exists_at(geometry, day):
                yield geometry


def _sectors(catalog: Catalog, geometry: Geometry) -> tuple[Sector, ...]:
    return catalog.projects[geometry.project].sectors


def crossings_of(geometry: Geometry) -> Iterator[dict[str, Any]]:
    """Yield the border crossings that a geometry declares, as rows of `crossings_frame`."""
    positions = positions_of(geometry)
    leaving = {s.last: s.country for s in cut_line(geometry)} if len(positions) > 1 else {}
    for n, vertex in enumerate(geometry.notes.vertices):
        if vertex.border is None:
            continue
        here = leaving.get(n, vertex.border[0])
        one, other = vertex.border
        yield {
            "project": geometry.project,
            "feature": geometry.id,
            "role": geometry.notes.role.value,
            "from_country": other if here == other else one,
            "to_country": one if here == other else other,
            "place": vertex.place,
            "uncertainty_km": vertex.uncertainty_km,
            "split": DECLARED,
            "geometry": shapely.Point(positions[n]),
        }


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415

    # Columns of words stay `object`: None is "not known" here, never NaN.
    words = {
        column: gpd.pd.Series([row[column] for row in rows], dtype="object")
        for column in columns
        if column != "geometry"
    }
    return gpd.GeoDataFrame(words, geometry=[row["geometry"] for row in rows], crs=CRS)
