"""Generalised borders: only for lines of which no record declares a country.

The basemap's borders may pass a kilometre from the true ones, so a line with declared borders is
never split by them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from neatlas.analysis.ground import WGS84
from neatlas.analysis.lengths import lengths_km, sample_lines
from neatlas.catalog.cutting import DECLARED, GENERALISED, LAND, UNDECLARED
from neatlas.catalog.frames import check_frame
from neatlas.catalog.stretches import (
    CROSSING_COLUMNS,
    STRETCH_COLUMNS,
    countries_frame,
    stretches_frame,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from neatlas.catalog.catalog import Catalog

#: Distance between the places of a line that are held against the areas of countries.
_STEP_KM = 0.2
#: Longest run of a line between two countries, through neither, that is still a border.
_GAP_KM = 5.0


def selected_stretches(
    catalog: Catalog, selected: gpd.GeoDataFrame, *, as_of: date | None = None
) -> gpd.GeoDataFrame:
    """
    Return the stretches of selected projects, each in a country where one is known.

    Parameters
    ----------
    catalog
        The atlas.
    selected
        Rows of a projects frame.
    as_of
        Day for which geometries exist; the newest evidence if None.

    Returns
    -------
    GeoDataFrame
        Rows of a stretches frame; those without a declared country split at generalised borders.
    """
    stretches = stretches_frame(catalog, as_of=as_of)
    stretches = stretches[stretches["project"].isin(selected.index)]
    # The areas of countries are read only where a line needs them.
    if (stretches["split"] == DECLARED).all():
        return stretches
    return split_undeclared(stretches, countries_frame(catalog))


def split_undeclared(stretches: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Split stretches over land without a declared country at generalised borders.

    A stretch is cut at a place on its own geodesic, within 100 m of where it meets the border, so
    the new stretches add up to it.

    Parameters
    ----------
    stretches
        Stretches frame (`catalog.stretches.stretches_frame`).
    areas
        Column `country` and polygons, as `catalog.stretches.countries_frame` gives them.

    Returns
    -------
    GeoDataFrame
        The same columns. New stretches have `generalised` in `split`; where no area lies the
        country stays unknown and the stretch `undeclared`.
    """
    check_frame(stretches, STRETCH_COLUMNS, name="stretches frame")
    open_ = ((stretches["split"] == UNDECLARED) & (stretches["over"] == LAND)).to_numpy(dtype=bool)
    if not open_.any() or areas.empty:
        return stretches
    pieces = _pieces(stretches.geometry.to_numpy()[open_], areas)
    rows: list[dict[str, Any]] = []
    for is_open, row in zip(open_, stretches.to_dict("records"), strict=True):
        rows += _rows(row, next(pieces)) if is_open else [row]
    split = gpd.GeoDataFrame(rows, geometry="geometry", crs=stretches.crs)
    split["country"] = split["country"].astype("object").where(split["country"].notna(), None)
    numbers = split.groupby("feature").cumcount()
    split.index = gpd.pd.Index(
        [f"{feature}#{n}" for feature, n in zip(split["feature"], numbers, strict=True)],
        name="stretch",
        dtype="object",
    )
    return split[list(STRETCH_COLUMNS)]


def generalised_crossings(stretches: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Find where lines cross generalised borders.

    Parameters
    ----------
    stretches
        As `split_undeclared` gives them.

    Returns
    -------
    GeoDataFrame
        Columns as in `catalog.stretches.CROSSING_COLUMNS`, with no place and no uncertainty. A
        crossing is where the country changes along a line. Between two areas a line may run for
        up to 5 km through neither, as across a river or where borders were generalised apart; the
        crossing then lies in the middle of that gap. What two lines share is crossed once.
    """
    check_frame(stretches, STRETCH_COLUMNS, name="stretches frame")
    rows = [
        row
        for _, line in stretches.groupby("feature", sort=False)
        for row in _changes(line.to_dict("records"))
    ]
    frame = gpd.GeoDataFrame(rows, columns=list(CROSSING_COLUMNS), crs=stretches.crs)
    words = frame.columns.drop("geometry")
    return frame.assign(**{word: frame[word].astype("object") for word in words})


def _changes(line: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield where the country changes from a stretch to one that follows it, along one line."""
    before: dict[str, Any] | None = None
    gap: list[Any] = []
    for stretch in line:
        if stretch["split"] != GENERALISED:
            gap.append(stretch["geometry"])
            continue
        if before is not None and _is_change(before, stretch, gap):
            yield {
                "project": stretch["project"],
                "feature": stretch["feature"],
                "role": stretch["role"],
                "from_country": before["country"],
                "to_country": stretch["country"],
                "place": None,
                "uncertainty_km": None,
                "split": GENERALISED,
                "geometry": _middle(gap) if gap else shapely.get_point(stretch["geometry"], 0),
            }
        before, gap = stretch, []


def _is_change(before: dict[str, Any], after: dict[str, Any], gap: list[Any]) -> bool:
    crosses = before["country"] != after["country"] and not (before["again"] and after["again"])
    return crosses and lengths_km(np.array(gap, dtype=object)).sum() <= _GAP_KM


def _middle(gap: list[Any]) -> shapely.Point:
    """Return the place half-way along lines that follow one another."""
    positions = np.concatenate([shapely.get_coordinates(line) for line in gap])
    azimuth, _, metres = WGS84.inv(*positions[:-1].T, *positions[1:].T)
    ends = np.cumsum(metres)
    number = int(np.searchsorted(ends, ends[-1] / 2))
    along = ends[-1] / 2 - (ends[number] - metres[number])
    east, north = positions[number]
    lon, lat, _ = WGS84.fwd(east, north, azimuth[number], along)
    return shapely.Point(lon, lat)


def _pieces(
    lines: NDArray[np.object_], areas: gpd.GeoDataFrame
) -> Iterator[list[tuple[str | None, Any]]]:
    """Yield for each line its runs within one country: the code and the LineString."""
    samples = sample_lines(lines, _STEP_KM)
    between = (samples.positions[1:] + samples.positions[:-1]) / 2
    hit, area = shapely.STRtree(areas.geometry.to_numpy()).query(
        shapely.points(between), predicate="intersects"
    )
    inside = np.full(len(between), -1)
    inside[hit[::-1]] = area[::-1]  # on a shared border the first area has the place
    codes = areas["country"].to_numpy()
    for number in range(len(lines)):
        first, last = np.searchsorted(samples.line, [number, number + 1])
        last -= 1
        changes = first + 1 + np.flatnonzero(np.diff(inside[first:last]))
        cuts = [first, *changes, last]
        runs = []
        for start, end in pairwise(cuts):
            keep = samples.is_vertex[start : end + 1].copy()
            keep[[0, -1]] = True
            line = shapely.LineString(samples.positions[start : end + 1][keep])
            runs.append((codes[inside[start]] if inside[start] >= 0 else None, line))
        yield runs


def _rows(row: dict[str, Any], runs: list[tuple[str | None, Any]]) -> list[dict[str, Any]]:
    return [
        row | {"country": code, "split": GENERALISED if code else UNDECLARED, "geometry": line}
        for code, line in runs
    ]
