"""Stretches: the lines of an atlas, cut where their records declare a border or a crossing.

A line is cut at its own vertices only, so the stretches of a line add up to it. Where a record
declares no country the stretch has none: `analysis.borders` may then look at a generalised border.
Where two lines of a project share a stretch, vertex for vertex, that of the later one is marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely

from neatlas.catalog.basemap import read_countries
from neatlas.catalog.frames import CRS, exists_at
from neatlas.catalog.geojson import positions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.vocabulary import GeometryRole

    Position = tuple[float, ...]

#: Words of the column `over`, and of the column `split`.
LAND, SEA = "land", "sea"
DECLARED, GENERALISED, UNDECLARED = "declared", "generalised", "undeclared"

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


@dataclass(frozen=True)
class Stretch:
    """A stretch of a line between two of its vertices."""

    first: int
    """Index of the vertex where it begins."""
    last: int
    country: str | None
    over: str
    split: str
    again: bool = False
    """Whether an earlier line of the project runs there too."""


def cut_line(geometry: Geometry, again: AbstractSet[int] = frozenset()) -> tuple[Stretch, ...]:
    """
    Cut a line at the borders and crossings that its notes declare.

    Where the notes name no country to begin in, the first declared border says it: a border is
    two codes, from and to. A border at an end of the line cuts nothing.

    Parameters
    ----------
    geometry
        A line with its notes.
    again
        Numbers of its segments that an earlier line has; it is cut where these begin and end.

    Returns
    -------
    tuple of Stretch
        In order along the line; each begins where the one before ends.
    """
    vertices = geometry.notes.vertices
    end = len(vertices) - 1
    borders = {n: vertex.border for n, vertex in enumerate(vertices) if vertex.border}
    wet = {n for crossing in geometry.notes.crossings for n in range(crossing.first, crossing.last)}
    turns = {n for of in (wet, again) for n in range(1, end) if (n in of) != (n - 1 in of)}
    here = geometry.notes.country
    if here is None and borders:
        first = min(borders)
        here = borders[first][1 if first == 0 else 0]
    cuts = sorted({0, end} | turns | {n for n in borders if 0 < n < end})
    stretches = []
    for first, last in pairwise(cuts):
        if first and first in borders:
            border = borders[first]
            here = border[1] if border[0] == here else border[0]
        split = DECLARED if here else UNDECLARED
        over = SEA if first in wet else LAND
        stretches.append(Stretch(first, last, here, over, split, first in again))
    return tuple(stretches)


def cut_lines(
    geometries: Iterable[Geometry],
) -> Iterator[tuple[Geometry, tuple[Stretch, ...]]]:
    """
    Cut lines as `cut_line` does, and where two of one project and role share a stretch.

    Parameters
    ----------
    geometries
        Any; what is no line is passed over.

    Yields
    ------
    tuple of Geometry and tuple of Stretch
        Each line with its stretches. Those that run from vertex to vertex of an earlier line, in
        whichever direction, are marked `again`.
    """
    known: dict[tuple[str, GeometryRole], set[frozenset[Position]]] = {}
    for geometry in geometries:
        if geometry.shape.geom_type == "LineString":
            segments = [frozenset(pair) for pair in pairwise(positions_of(geometry))]
            before = known.setdefault((geometry.project, geometry.notes.role), set())
            again = {n for n, segment in enumerate(segments) if segment in before}
            before.update(segments)
            yield geometry, cut_line(geometry, again)


def stretches_frame(catalog: Catalog, *, as_of: date | None = None) -> gpd.GeoDataFrame:
    """
    Build the frame of all stretches: the lines of an atlas, cut where their records say so.

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
    for geometry, stretches in cut_lines(_drawn(catalog, as_of)):
        positions = positions_of(geometry)
        rows += [
            {
                "stretch": f"{geometry.id}#{number}",
                "feature": geometry.id,
                "project": geometry.project,
                "part": geometry.notes.part,
                "role": geometry.notes.role.value,
                "country": stretch.country,
                "over": stretch.over,
                "split": stretch.split,
                "again": stretch.again,
                "geometry": shapely.LineString(positions[stretch.first : stretch.last + 1]),
            }
            for number, stretch in enumerate(stretches)
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
