"""Measures of projects: lengths in total, by country, over land and sea; areas of sites.

Lengths are those of the best lines; alternatives and what only the sentence names are left out,
and where two best lines of a project share a stretch it counts once, for the first of them. The
runways of an airport are no length of a route and are measured apart from all others. All are
geodesic, on WGS84 (`analysis.lengths`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from neatlas.analysis.lengths import LINES, areas_km2, length_error_km, lengths_km
from neatlas.catalog.cutting import LAND, SEA
from neatlas.catalog.frames import FEATURE_COLUMNS, PROJECT_COLUMNS, check_frame
from neatlas.catalog.stretches import STRETCH_COLUMNS
from neatlas.model.vocabulary import GeometryRole, has_runways

if TYPE_CHECKING:
    import geopandas as gpd

#: Column of the measured projects to its meaning; the index is `project`.
MEASURE_COLUMNS = {
    "length_km": "length of its best lines but runways, NaN where it has none",
    "length_min_km": "least length that the uncertainty of its vertices allows",
    "length_max_km": "greatest length that the uncertainty of its vertices allows",
    "land_km": "of the length, what the record does not declare to lie over water",
    "sea_km": "of the length, what the record declares to lie over water",
    "area_km2": "area of its sites, NaN where none is drawn",
    "runway_km": "length of its runways together, which is in no other length",
}

#: Column of the lengths by country to its meaning.
COUNTRY_COLUMNS = {
    "project": "id of the project",
    "country": "code, None where none is known",
    "over": "`land`, or `sea` where the record declares a crossing of water",
    "split": "whether the country is `declared`, found by a `generalised` border, or `undeclared`",
    "length_km": "length of its best lines there, runways left out",
}


def measure_projects(
    projects: gpd.GeoDataFrame, features: gpd.GeoDataFrame, stretches: gpd.GeoDataFrame
) -> pd.DataFrame:
    """
    Measure projects: length with its range, over land and sea, area, and runways.

    Parameters
    ----------
    projects
        Projects frame, or selected rows of it.
    features
        Features frame of the same atlas and day.
    stretches
        Stretches frame of the same atlas and day.

    Returns
    -------
    DataFrame
        One row a project, in the order of `projects`, columns as in `MEASURE_COLUMNS`. The range
        is that of `analysis.lengths.length_error_km`; the errors of a project's lines are taken
        as independent of one another.
    """
    check_frame(projects, PROJECT_COLUMNS, name="projects frame")
    check_frame(features, FEATURE_COLUMNS, name="features frame")
    drawn = features[(features["role"] == GeometryRole.BEST) & features.geometry.type.isin(_LINE)]
    airports = projects.index[[has_runways(words) for words in projects["sectors"]]]
    runways = drawn[drawn["project"].isin(airports)]
    lines = drawn.drop(runways.index)
    sites = features[features["role"] == GeometryRole.AREA]
    error2 = pd.Series(
        np.square(length_error_km(lines.geometry.to_numpy(), lines["vertex_uncertainty_km"])),
        index=lines["project"],
    )
    error = np.sqrt(_of(error2, projects))
    run = country_lengths(stretches).set_index("project")
    length = _of(run["length_km"], projects)
    over = (_of(run[run["over"] == where]["length_km"], projects) for where in (LAND, SEA))
    land, sea = (km.fillna(0).where(length.notna()) for km in over)
    runway = pd.Series(lengths_km(runways.geometry.to_numpy()), index=runways["project"])
    area = pd.Series(areas_km2(sites.geometry.to_numpy()), index=sites["project"])
    return pd.DataFrame(
        {
            "length_km": length,
            "length_min_km": (length - error).clip(lower=0),
            "length_max_km": length + error,
            "land_km": land,
            "sea_km": sea,
            "area_km2": _of(area, projects),
            "runway_km": _of(runway, projects),
        }
    )


def _of(values: pd.Series[float], projects: gpd.GeoDataFrame) -> pd.Series[float]:
    """Add up the values of each project, NaN where it has none."""
    return values.groupby(level=0).sum().reindex(projects.index)


_LINE = [kind.name.title().replace("string", "String") for kind in LINES]


def country_lengths(stretches: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Measure how far the best lines of projects run in each country.

    Parameters
    ----------
    stretches
        Stretches frame (`catalog.stretches.stretches_frame`), best after
        `analysis.borders.split_undeclared`.

    Returns
    -------
    DataFrame
        Columns as in `COUNTRY_COLUMNS`, a row for each that differs in one of the first four, in
        the order of the text and along the lines. Those of a project add up to its length.
    """
    check_frame(stretches, STRETCH_COLUMNS, name="stretches frame")
    best = stretches[(stretches["role"] == GeometryRole.BEST) & ~stretches["again"].astype(bool)]
    keys = ["project", "country", "over", "split"]
    measured = pd.DataFrame(best[keys]).assign(length_km=lengths_km(best.geometry.to_numpy()))
    grouped = measured.groupby(keys, sort=False, dropna=False)["length_km"].sum().reset_index()
    # Grouping turns an unknown country into NaN; None is "not known" in every frame here.
    grouped["country"] = grouped["country"].astype("object").where(grouped["country"].notna(), None)
    return grouped[list(COUNTRY_COLUMNS)]
