"""Land for two ranges of zoom, the islands in dispute, and lakes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from basemap.shapes import clip_polygons, fill_holes, polygons_of, to_degrees, to_metric
from basemap.sources import read_gshhg, read_natural_earth, read_rivers

if TYPE_CHECKING:
    from pathlib import Path

    from basemap.shapes import Feature, Shape
    from basemap.sources import Packages

KM2 = 1e6
GRID = 1.0
"""Metres. Overlays snap to it, so that they are robust and repeatable."""

DISPUTED = {
    "kunashir": shapely.box(145.38, 43.63, 146.60, 44.55),
    "iturup": shapely.box(146.80, 44.40, 148.95, 45.58),
    "shikotan": shapely.box(146.55, 43.68, 147.00, 43.92),
    "habomai": shapely.box(145.85, 43.35, 146.50, 43.68),
    "liancourt": shapely.box(131.80, 37.20, 131.93, 37.28),
}
"""Boxes that hold each group of islands whole and no other land."""


def switch_detail(base: Shape, detail: Shape, zone: Shape) -> Shape:
    """Take the finer coast where a zone is touched, without a seam.

    The two coasts differ by many small areas, each bounded by a stretch of one coast and a stretch
    of the other, which meet where the coasts cross. Switching such an area as a whole changes from
    one coast to the other at a crossing, so no edge of the zone is ever seen as a cut.

    Parameters
    ----------
    base, detail : Any
        Land in metres.
    zone : Any
        Where the finer coast is wanted, in metres.

    Returns
    -------
    Any
        The joined land.
    """
    differences = polygons_of(shapely.symmetric_difference(base, detail, grid_size=GRID))
    shapely.prepare(zone)
    chosen = shapely.union_all(differences[shapely.intersects(zone, differences)], grid_size=GRID)
    return shapely.symmetric_difference(base, chosen, grid_size=GRID)


def read_zones(path: Path) -> list[tuple[float, Any]]:
    """Read where the fine coast is wanted.

    Parameters
    ----------
    path : Path
        GeoJSON with ``radius_km`` and ``tolerance_m`` on each feature.

    Returns
    -------
    list of (float, Any)
        Tolerance and the buffered zone in metres, the coarsest tolerance first.
    """
    zones: dict[float, list[Any]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = to_metric(shapely.geometry.shape(feature["geometry"]))
        rules = feature["properties"]
        buffered = shapely.buffer(shape, rules["radius_km"] * 1000)
        zones.setdefault(rules["tolerance_m"], []).append(buffered)
    return [(key, shapely.union_all(zones[key])) for key in sorted(zones, reverse=True)]


def simplified(polygons: Shape, tolerance: float, smallest: float) -> Shape:
    """Simplify land in metres and drop its smallest islands.

    Parameters
    ----------
    polygons : Any
        Single polygons in metres.
    tolerance : float
        Metres.
    smallest : float
        Least area of an island that stays, square metres.

    Returns
    -------
    Any
        One valid geometry.
    """
    kept = polygons[shapely.area(polygons) >= smallest]
    simple = shapely.make_valid(shapely.simplify(kept, tolerance, preserve_topology=True))
    return shapely.union_all(simple, grid_size=GRID)


def build_land(packages: Packages, zones: list[tuple[float, Any]]) -> np.ndarray:
    """Build the land for zooms 7 and up: Natural Earth, and GSHHG within the zones.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    zones : list of (float, Any)
        What `read_zones` gives.

    Returns
    -------
    numpy.ndarray
        Single polygons in degrees.
    """
    coarse = to_metric(read_natural_earth(packages, "land"))
    fine = to_metric(read_gshhg(packages, 1))
    land = shapely.union_all(shapely.simplify(coarse, 80), grid_size=GRID)
    land = switch_detail(land, _liancourt(fine), to_metric(DISPUTED["liancourt"]))
    for tolerance, zone in zones:
        smallest = (tolerance * 3) ** 2
        land = switch_detail(land, simplified(fine, tolerance, smallest), zone)
    parts = np.array([fill_holes(part, KM2) for part in polygons_of(land)])
    sliver = shapely.area(parts) / shapely.length(parts) ** 2 < 0.006  # noqa: PLR2004
    parts = parts[~(sliver & (shapely.area(parts) < KM2))]
    return clip_polygons(to_degrees(parts), 4)


def _liancourt(fine: Shape) -> Shape:
    """Pick the Liancourt rocks out of the fine land."""
    return shapely.union_all(fine[shapely.intersects(to_metric(DISPUTED["liancourt"]), fine)])


def build_overview(packages: Packages, disputed: list[Feature]) -> np.ndarray:
    """Build the land for zooms up to 6.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    disputed : list of Feature
        Islands that are kept as they are, in degrees.

    Returns
    -------
    numpy.ndarray
        Single polygons in degrees.
    """
    coarse = to_metric(read_natural_earth(packages, "land"))
    kept = to_metric(np.array([shape for _, shape in disputed]))
    outside = coarse[~shapely.intersects(shapely.union_all(kept), coarse)]
    land = simplified(outside, 1600, 30 * KM2)
    parts = [fill_holes(part, 30 * KM2) for part in polygons_of(land)]
    return clip_polygons(to_degrees(np.concatenate((parts, kept))), 3)


def build_disputed(land: np.ndarray) -> list[Feature]:
    """Pick the islands in dispute out of the land.

    Parameters
    ----------
    land : numpy.ndarray
        The land of `build_land`.

    Returns
    -------
    list of Feature
        One feature a group of islands, with its ``id``.
    """
    features = []
    for name, box in DISPUTED.items():
        islands = land[shapely.within(land, box)]
        shape = islands[0] if len(islands) == 1 else shapely.multipolygons(islands)
        features.append(({"id": name}, shape))
    return features


def build_lakes(packages: Packages, zones: list[tuple[float, Any]]) -> list[Feature]:
    """Build the lakes, and the rivers so wide that they have two banks.

    Lakes are Natural Earth's; GSHHG adds those that it lacks, near the projects from 8 square
    kilometres, elsewhere from 200. Wide rivers are GSHHG's.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    zones : list of (float, Any)
        What `read_zones` gives.

    Returns
    -------
    list of Feature
        One polygon a feature, with ``kind`` lake or river.
    """
    main = to_metric(read_natural_earth(packages, "lakes"))
    main = shapely.simplify(main[shapely.area(main) >= 50 * KM2], 400)
    water = to_metric(read_gshhg(packages, 2))
    area = shapely.area(water)
    wide = (area >= 4 * KM2) & _is_wide_river(packages, water)
    near = shapely.intersects(shapely.union_all([zone for _, zone in zones]), water)
    large = (area >= 200 * KM2) | (near & (area >= 8 * KM2))
    unknown = ~shapely.intersects(shapely.union_all(main), water)
    lakes = np.concatenate((main, shapely.simplify(water[large & unknown & ~wide], 200)))
    islands = to_metric(read_gshhg(packages, 3))
    islands = shapely.simplify(islands[shapely.area(islands) > 6 * KM2], 250)
    rivers = shapely.difference(
        shapely.union_all(shapely.simplify(water[wide], 250), grid_size=GRID),
        shapely.union_all([*lakes, *islands]),
        grid_size=GRID,
    )
    parts = polygons_of(rivers)
    kinds = {"lake": lakes, "river": parts[shapely.area(parts) > KM2]}
    return [
        ({"kind": kind}, shape)
        for kind, shapes in kinds.items()
        for shape in clip_polygons(to_degrees(shapes), 4)
    ]


def _is_wide_river(packages: Packages, water: np.ndarray) -> np.ndarray:
    """Tell which waters have the banks of wide rivers (WDBII level 0) along much of their shore."""
    banks = shapely.buffer(to_metric(read_rivers(packages)[0]), 700)
    shore = shapely.boundary(water)
    return shapely.length(shapely.intersection(banks, shore)) > 0.4 * shapely.length(shore)
