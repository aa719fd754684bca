"""Summaries of projects: countries against sectors, and what became of statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from neatlas.analysis.lengths import lengths_km
from neatlas.catalog.frames import PROJECT_COLUMNS, check_frame
from neatlas.catalog.sharing import distinct_segments
from neatlas.catalog.stretches import STRETCH_COLUMNS
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

#: Column of the matrix to its meaning.
MATRIX_COLUMNS = {
    "country": "code of a country where projects stand, None where none is known",
    "sector": "sector, None where the text names none",
    "projects": "how many stand there, wholly or in part",
    "length_km": "length of their best lines there but runways, track that several share once; "
    "NaN where none is drawn",
}

#: Column of the flow to its meaning.
FLOW_COLUMNS = {
    "before": "status on the earlier day, None where none was known",
    "after": "status on the later day",
    "projects": "how many went from one to the other",
    "ids": "their ids, a tuple, in the order of the text",
}


def country_sector(projects: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Count projects, and measure their lines, by country and sector.

    A project of two countries, or of two sectors, counts under each, so rows do not add up to the
    number of projects. Countries are those where it stands and those in which its lines run.

    Parameters
    ----------
    projects
        Projects frame, or selected rows of it.
    stretches
        Stretches frame of the same atlas and day (`analysis.borders.selected_stretches`).

    Returns
    -------
    DataFrame
        Columns as in `MATRIX_COLUMNS`, by country, then sector.
    """
    check_frame(projects, PROJECT_COLUMNS, name="projects frame")
    segments = _segments(stretches)
    runs = segments.groupby("project", sort=False)["country"].unique().to_dict()
    cells: dict[tuple[str | None, str | None], list[str]] = {}
    for project, countries, sectors in zip(
        projects.index, projects["location_countries"], projects["sectors"], strict=True
    ):
        for country in dict.fromkeys([*countries, *runs.get(project, ())]) or (None,):
            for sector in sectors or (None,):
                cells.setdefault((country, sector), []).append(project)
    in_order = sorted(cells, key=lambda cell: tuple((word is None, word or "") for word in cell))
    rows = [
        (*cell, len(cells[cell]), _union_km(segments, cell[0], cells[cell])) for cell in in_order
    ]
    return _table(rows, MATRIX_COLUMNS)


def _segments(stretches: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the segments of best lines: project, country, both ends, length."""
    check_frame(stretches, STRETCH_COLUMNS, name="stretches frame")
    best = stretches[stretches["role"] == GeometryRole.BEST]
    found = list(distinct_segments(best.geometry.tolist()))
    of = np.array([line for line, _ in found], dtype=int)
    ends = [tuple(ends) for _, ends in found]
    lines = np.array([shapely.LineString(pair) for pair in ends], dtype=object)
    return pd.DataFrame(
        {
            **{
                name: pd.Series(best[name].to_numpy(dtype=object)[of], dtype="object")
                for name in ("project", "country")
            },
            "ends": pd.Series([ends for _, ends in found], dtype="object"),
            "length_km": lengths_km(lines),
        }
    )


def _union_km(segments: pd.DataFrame, country: str | None, projects: Sequence[str]) -> float:
    """Return how far the lines of projects run in a country, NaN where none does."""
    there = segments["country"].isna() if country is None else segments["country"] == country
    own = segments[there & segments["project"].isin(projects)]
    return float(own.drop_duplicates("ends")["length_km"].sum(min_count=1))


def status_flow(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Count how projects went from one status to another.

    Parameters
    ----------
    before, after
        Projects frames of the same atlas for an earlier and a later day; the rows of `after` are
        counted.

    Returns
    -------
    DataFrame
        Columns as in `FLOW_COLUMNS`, the most frequent first.
    """
    check_frame(before, PROJECT_COLUMNS, name="projects frame")
    check_frame(after, PROJECT_COLUMNS, name="projects frame")
    flow: dict[tuple[str | None, str | None], list[str]] = {}
    then = before["status"].to_dict()
    for project, status in after["status"].items():
        flow.setdefault((then.get(project), status), []).append(str(project))
    in_order = sorted(flow, key=lambda pair: -len(flow[pair]))
    rows = [(*pair, len(flow[pair]), tuple(flow[pair])) for pair in in_order]
    return _table(rows, FLOW_COLUMNS)


def _table(rows: Sequence[tuple[object, ...]], columns: dict[str, str]) -> pd.DataFrame:
    # Columns of words stay `object`: None is "not known" here, never NaN.
    table = pd.DataFrame(rows, columns=list(columns), dtype="object")
    return table.astype({"projects": int} | ({"length_km": float} if "length_km" in table else {}))
