"""`plan_route`: what a map shows of a project on one day, told in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from shapely import LineString

from neatlas.analysis.lengths import areas_km2, length_error_km, lengths_km
from neatlas.catalog.cutting import SEA
from neatlas.catalog.frames import exists_at, feature_row
from neatlas.catalog.geojson import positions_of
from neatlas.catalog.sharing import cut_lines
from neatlas.catalog.stretches import crossings_of
from neatlas.model.vocabulary import GeometryRole, Status, has_runways
from neatlas.render.card.words import name_countries
from neatlas.render.routes.spec import CountrySpec, DrawnSpec, RouteSpec, TogetherSpec
from neatlas.speech import message, say, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project
    from neatlas.render.routes.together import Company

#: Country code and whether it is over water, to kilometres, in order along a line.
Lengths = dict[tuple[str | None, str], float]
_FEW_KM = 10
_NEAR_KM = 0.1


def plan_route(
    catalog: Catalog, project: Project, companies: Iterable[Company], day: date
) -> RouteSpec:
    """
    Tell what a map shows of a project.

    Parameters
    ----------
    catalog
        The atlas.
    project
        The project.
    companies
        What runs together on that day (`render.routes.together.company_at`).
    day
        The day of the map.

    Returns
    -------
    RouteSpec
        Lengths are geodesic, of the best lines; where a country is not declared, it says so.
    """
    shown = [g for g in catalog.geometries.get(project.id, ()) if exists_at(g, day)]
    best = [g for g in shown if g.notes.role in {GeometryRole.BEST, GeometryRole.AREA}]
    # Runways are no route: what they measure is said, and is in no length of a country.
    routes = [] if has_runways(project.sectors) else best
    lengths = _lengths(tuple(routes))
    return RouteSpec(
        project=project.id,
        length=_length(routes),
        countries=_countries(catalog, project, best, lengths),
        prose=tuple(_prose(catalog, project, shown, best, lengths)),
        drawn=tuple(_drawn(catalog, geometry, day) for geometry in shown),
        together=tuple(
            _together(catalog, project, company)
            for company in companies
            if project.id in company.projects
        ),
    )


def km_words(km: float) -> str:
    """Write kilometres: whole ones, and one decimal below ten."""
    return say("{distance} km", distance=say_number(km, 1 if km < _FEW_KM else 0))


@lru_cache(maxsize=4096)
def _lengths(geometries: tuple[Geometry, ...]) -> Lengths:
    """Measure the lines among geometries, what several of them share once."""
    found: Lengths = {}
    for _, pieces in cut_lines(geometries):
        own = [piece for piece in pieces if not piece.again]
        cut = np.array([LineString(piece.positions) for piece in own], dtype=object)
        for piece, km in zip(own, lengths_km(cut).tolist(), strict=True):
            key = piece.stretch.country, piece.stretch.over
            found[key] = found.get(key, 0.0) + km
    return found


@lru_cache(maxsize=4096)
def _error_km(geometry: Geometry) -> float:
    spread = [vertex.uncertainty_km for vertex in geometry.notes.vertices]
    return float(length_error_km(np.array([geometry.shape], dtype=object), [spread])[0])


def _length(best: list[Geometry]) -> str:
    lines = [g for g in best if g.shape.geom_type == "LineString"]
    if not lines:
        return ""
    km = sum(_lengths(tuple(best)).values())
    error = float(np.sqrt(sum(_error_km(line) ** 2 for line in lines)))
    least, most = (say_number(end, 0) for end in (max(km - error, 0), km + error))
    return say("{length} ({least} to {most})", length=km_words(km), least=least, most=most)


def _country(catalog: Catalog, code: str | None) -> str:
    return say("no declared country") if code is None else name_countries(catalog, [code])


def _countries(
    catalog: Catalog, project: Project, best: list[Geometry], lengths: Lengths
) -> tuple[CountrySpec, ...]:
    by_country: dict[str | None, float] = {}
    for (code, _), km in lengths.items():
        by_country[code] = by_country.get(code, 0.0) + km
    sites = [g.notes.country for g in best if g.notes.country]
    for code in [*sites, *project.location_countries]:
        by_country.setdefault(code, 0.0)
    return tuple(
        CountrySpec(name=_country(catalog, code), km=km_words(km) if km else "")
        for code, km in by_country.items()
    )


def _prose(
    catalog: Catalog,
    project: Project,
    shown: list[Geometry],
    best: list[Geometry],
    lengths: Lengths,
) -> Iterable[str]:
    if project.no_geometry is not None:
        yield say("No location: {why}", why=project.no_geometry)
        return
    if not shown:
        yield say("It had no route yet at that date.")
        return
    if lengths:
        shares = _shares(catalog, lengths)
        yield say("Its best lines run {length}: {shares}.", length=_length(best), shares=shares)
    elif runways := _length(best):
        yield say("Its runways together measure {length}.", length=runways)
    for geometry in best:
        if geometry.shape.geom_type == "Point":
            where = [geometry.notes.vertices[0].place]
            where += [_country(catalog, code) for code in [geometry.notes.country] if code]
            yield say("It stands at {place}.", place=", ".join(where))
        if geometry.shape.geom_type == "Polygon":
            area = say_number(areas_km2(np.array([geometry.shape], dtype=object))[0], 1)
            yield say("Its site, {name}, covers {area} km².", name=geometry.notes.label, area=area)
    yield from _crossings(catalog, best)
    spread = [v.uncertainty_km for geometry in best for v in geometry.notes.vertices]
    if spread:
        yield say("Its places are right {within}.", within=_within(spread))


def _shares(catalog: Catalog, lengths: Lengths) -> str:
    over_sea, over_land = (
        message("{length} in {country} over water"),
        message("{length} in {country}"),
    )
    return ", ".join(
        say(
            over_sea if over == SEA else over_land,
            length=km_words(km),
            country=_country(catalog, code),
        )
        for (code, over), km in lengths.items()
    )


def _crossings(catalog: Catalog, best: list[Geometry]) -> Iterable[str]:
    rows = [row for geometry in best for row in crossings_of(geometry)]
    for row in {row["geometry"].wkb: row for row in rows}.values():
        yield say(
            "It crosses from {one} to {other}: {place} ({within}).",
            one=_country(catalog, row["from_country"]),
            other=_country(catalog, row["to_country"]),
            place=row["place"],
            within=_within([row["uncertainty_km"]]),
        )


def _within(spread: list[float]) -> str:
    least, most = (say_number(end) for end in (min(spread), max(spread)))
    far = most if least == most else say("{least} to {most}", least=least, most=most)
    return say("within {distance} km", distance=far)


def _drawn(catalog: Catalog, geometry: Geometry, day: date) -> DrawnSpec:
    notes = geometry.notes
    status = feature_row(catalog, geometry, day)["status"]
    label = Status(status).label if status in set(Status) else status
    lengths, spoken = _lengths((geometry,)), notes.role is GeometryRole.SPOKEN
    facts = [
        say("only what the sentence names") if spoken else notes.role.label,
        *([] if spoken else [label or say("status not known")]),
        *([_shares(catalog, lengths)] if lengths else []),
        _within([vertex.uncertainty_km for vertex in notes.vertices]),
    ]
    return DrawnSpec(label=notes.label, facts=" · ".join(facts), places=_places(geometry))


def _places(geometry: Geometry) -> tuple[str, ...]:
    """Return the places of a line in order; those that only stand between two are left out."""
    names = [vertex.place for vertex in geometry.notes.vertices]
    named = [name for name in names if " to " not in name]
    return tuple(dict.fromkeys(named)) if geometry.shape.geom_type != "Polygon" else ()


def _together(catalog: Catalog, project: Project, company: Company) -> TogetherSpec:
    one, other = company.projects
    partner = other if one == project.id else one
    ends = [_nearest_place(catalog, one, place) for place in company.longest]
    near = say("under {distance} km", distance=say_number(_NEAR_KM))
    if company.nearest_km >= _NEAR_KM:
        near = km_words(company.nearest_km)
    several = say("{n} stretches, the longest", n=company.stretches)
    words = say(
        "for {length} ({stretches} between {one} and {other}), {near} apart where nearest",
        length=km_words(company.length_km),
        stretches=several if company.stretches > 1 else say("one stretch"),
        one=ends[0],
        other=ends[1],
        near=near,
    )
    return TogetherSpec(project=partner, words=words)


def _nearest_place(catalog: Catalog, project: str, place: tuple[float, float]) -> str:
    """Return the name of the place of a project's best lines that is nearest to a position."""
    named = [
        (position, vertex.place)
        for geometry in catalog.geometries[project]
        if geometry.notes.role is GeometryRole.BEST
        for position, vertex in zip(positions_of(geometry), geometry.notes.vertices, strict=True)
        if " to " not in vertex.place
    ]
    shrink = np.cos(np.radians(place[1]))
    return min(
        named,
        key=lambda held: ((held[0][0] - place[0]) * shrink) ** 2 + (held[0][1] - place[1]) ** 2,
    )[1]
