"""Which projects run together on a day, for every day at once.

A project's best lines change on few days. Each set that they ever are is a version of it;
corridors are looked for between all versions in one go, and a day picks those of its versions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd

from neatlas.analysis.corridors import AT_LEAST_KM, WITHIN_KM, find_corridors
from neatlas.catalog.frames import CRS, FEATURE_COLUMNS, existence_turns, exists_at
from neatlas.model.vocabulary import GeometryRole

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry

#: A project and the best lines that it has on some day.
Version = tuple[str, "tuple[Geometry, ...]"]


@dataclass(frozen=True)
class Company:
    """How two projects run together."""

    projects: tuple[str, str]
    stretches: int
    length_km: float
    """Of all stretches, along the first project."""
    nearest_km: float
    longest: tuple[tuple[float, float], tuple[float, float]]
    """Where the longest stretch begins and ends, longitude first."""


def company_at(catalog: Catalog, day: date) -> list[Company]:
    """Return which projects run together on a day, longest first."""
    here = set(_versions(catalog, day))
    return [company for pair, company in _companies(_all_versions(catalog)) if here >= set(pair)]


def _versions(catalog: Catalog, day: date) -> list[Version]:
    lines = {project: _lines(catalog, project, day) for project in catalog.mentions}
    return [(project, own) for project, own in lines.items() if own]


def _lines(catalog: Catalog, project: str, day: date) -> tuple[Geometry, ...]:
    return tuple(g for g in catalog.geometries.get(project, ()) if _counts(g) and exists_at(g, day))


def _counts(geometry: Geometry) -> bool:
    is_line = geometry.shape.geom_type == "LineString"
    return is_line and geometry.notes.role is GeometryRole.BEST


def _all_versions(catalog: Catalog) -> tuple[Version, ...]:
    found: dict[Version, None] = {}
    for project in catalog.mentions:
        own = catalog.geometries.get(project, ())
        days = {day for geometry in own for day in existence_turns(geometry)}
        for day in sorted(days | {date.min, catalog.known_as_of.latest}):
            lines = _lines(catalog, project, day)
            if lines:
                found[project, lines] = None
    return tuple(found)


@lru_cache(maxsize=8)
def _companies(versions: tuple[Version, ...]) -> list[tuple[tuple[Version, Version], Company]]:
    rows = [
        dict.fromkeys(FEATURE_COLUMNS)
        | {
            "project": str(n),
            "role": GeometryRole.BEST.value,
            "vertex_uncertainty_km": [v.uncertainty_km for v in line.notes.vertices],
            "geometry": line.shape,
        }
        for n, (_, lines) in enumerate(versions)
        for line in lines
    ]
    if not rows:
        return []
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS)
    found = find_corridors(frame, within_km=WITHIN_KM, at_least_km=AT_LEAST_KM)
    companies = []
    for (one, other), own in found.groupby(["project", "other"], sort=False):
        pair = versions[int(one)], versions[int(other)]
        longest = own.iloc[0]
        company = Company(
            projects=(pair[0][0], pair[1][0]),
            stretches=len(own),
            length_km=float(own["length_km"].sum()),
            nearest_km=float(own["nearest_km"].min()),
            longest=(
                (float(longest["from_lon"]), float(longest["from_lat"])),
                (float(longest["to_lon"]), float(longest["to_lat"])),
            ),
        )
        if company.projects[0] != company.projects[1]:
            companies.append((pair, company))
    return sorted(companies, key=lambda held: -held[1].length_km)
