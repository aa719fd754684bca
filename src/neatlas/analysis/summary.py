"""Summaries of projects: countries against sectors, and what became of statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from neatlas.catalog.frames import PROJECT_COLUMNS, check_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

#: Column of the matrix to its meaning.
MATRIX_COLUMNS = {
    "country": "code of a country where projects stand, None where none is known",
    "sector": "sector, None where the text names none",
    "projects": "how many stand there, wholly or in part",
    "length_km": "length of their best lines there",
}

#: Column of the flow to its meaning.
FLOW_COLUMNS = {
    "before": "status on the earlier day, None where none was known",
    "after": "status on the later day",
    "projects": "how many went from one to the other",
    "ids": "their ids, a tuple, in the order of the text",
}


def country_sector(projects: gpd.GeoDataFrame, lengths: pd.DataFrame) -> pd.DataFrame:
    """
    Count projects, and measure their lines, by country and sector.

    A project of two countries, or of two sectors, counts under each, so rows do not add up to the
    number of projects. Countries are those where it stands and those in which its lines run.

    Parameters
    ----------
    projects
        Projects frame, or selected rows of it.
    lengths
        Lengths by country (`analysis.measure.country_lengths`).

    Returns
    -------
    DataFrame
        Columns as in `MATRIX_COLUMNS`, by country, then sector.
    """
    check_frame(projects, PROJECT_COLUMNS, name="projects frame")
    measured: dict[str, dict[str | None, float]] = {}
    for project, country, km in zip(
        lengths["project"], lengths["country"], lengths["length_km"].tolist(), strict=True
    ):
        there = measured.setdefault(project, {})
        there[country] = there.get(country, 0.0) + km
    cells: dict[tuple[str | None, str | None], list[float]] = {}
    for project, countries, sectors in zip(
        projects.index, projects["location_countries"], projects["sectors"], strict=True
    ):
        there = measured.get(project, {})
        for country in dict.fromkeys([*countries, *there]) or (None,):
            for sector in sectors or (None,):
                cells.setdefault((country, sector), []).append(there.get(country, 0.0))
    in_order = sorted(cells, key=lambda cell: tuple((word is None, word or "") for word in cell))
    rows = [(*cell, len(cells[cell]), sum(cells[cell])) for cell in in_order]
    return _table(rows, MATRIX_COLUMNS)


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
