"""How a project is drawn, and how its lines deviate from one another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from neatlas.analysis.deviation import Deviation, bypassed, deviation
from neatlas.analysis.ground import length_km
from neatlas.catalog.frames import exists_at
from neatlas.catalog.geojson import positions_of
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.card.words import name_countries
from neatlas.render.foreign import as_written, compose
from neatlas.render.spec import Row
from neatlas.speech import message, say, say_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project
    from neatlas.render.card.citing import Sources
    from neatlas.render.spec import Said


#: Role to what it is compared with, in words.
_AGAINST = {
    GeometryRole.ALTERNATIVE: message("Alternative against best"),
    GeometryRole.SPOKEN: message("Spoken against best"),
}


def drawing_rows(catalog: Catalog, project: Project, sources: Sources, day: date) -> list[Row]:
    """
    Say of each geometry how it came about, how far off it may be, and who vouches for it.

    What was proposed after `day` is left out, as the map of that day leaves it out.
    """
    if project.no_geometry is not None:
        why = as_written(project.no_geometry, catalog.settings.language)
        return [Row(label=say("Not drawn"), value=why)]
    drawn = [g for g in catalog.geometries.get(project.id, ()) if exists_at(g, day)]
    rows = [_row(catalog, geometry, sources) for geometry in drawn]
    return [*rows, *_spoken_rows(catalog, project, drawn), *_deviation_rows(catalog, drawn)]


def _row(catalog: Catalog, geometry: Geometry, sources: Sources) -> Row:
    notes = geometry.notes
    spread = sorted(vertex.uncertainty_km for vertex in notes.vertices)
    within = say_number(spread[0])
    if spread[0] != spread[-1]:
        within = say("{least} to {most}", least=within, most=say_number(spread[-1]))
    said = [notes.role.label, notes.method.label, say("within {distance} km", distance=within)]
    if geometry.shape.geom_type == "LineString":
        length = say_number(length_km(positions_of(geometry)), 0)
        said.append(say("{length} km along our line", length=length))
    if notes.proposed_in is not None:
        said.append(say("proposed {date}", date=notes.proposed_in))
    bare = sum(vertex.source is None for vertex in notes.vertices)
    if 0 < bare < len(notes.vertices):
        said.append(say("{bare} of {n} places have no source", bare=bare, n=len(notes.vertices)))
    cited = dict.fromkeys(v.source for v in notes.vertices if v.source is not None)
    label = as_written(notes.label, catalog.settings.language)
    return sources.row(label, "; ".join(said), cited, note=notes.note)


def _spoken_rows(catalog: Catalog, project: Project, drawn: list[Geometry]) -> list[Row]:
    spoken = any(geometry.notes.role is GeometryRole.SPOKEN for geometry in drawn)
    if spoken or project.context:
        return []
    why: Said = say("The sentence names no place that could be drawn.")
    if project.no_spoken:
        why = as_written(project.no_spoken, catalog.settings.language)
    value = compose(say("nothing to draw. {why}"), why=why)
    return [Row(label=say("As spoken"), value=value)]


def _deviation_rows(catalog: Catalog, drawn: list[Geometry]) -> list[Row]:
    """Compare the spoken geometry, and the alternatives, with what they stand in place of."""
    groups: dict[GeometryRole, list[Geometry]] = {role: [] for role in GeometryRole}
    for geometry in drawn:
        groups[geometry.notes.role].append(geometry)
    best = groups[GeometryRole.BEST]
    rows = []
    for role, against in _AGAINST.items():
        group = groups[role]
        if group and best:
            measured = _measured(role, tuple(group), tuple(best))
            label = say(against)
            rows.append(Row(label=label, value=_words(catalog, measured)))
    return rows


@lru_cache(maxsize=1_024)
def _measured(
    role: GeometryRole, group: tuple[Geometry, ...], best: tuple[Geometry, ...]
) -> Deviation:
    """Measure once what every edition of a card, in every language, says."""
    return deviation(group, _stood_for(role, group, best))


def _stood_for(
    role: GeometryRole, group: Sequence[Geometry], best: Sequence[Geometry]
) -> Sequence[Geometry]:
    """Return the best geometries of the part that a sentence names, or that a group bypasses."""
    if role is GeometryRole.ALTERNATIVE:
        return bypassed(group, best)
    parts = {geometry.notes.part for geometry in group}
    return [geometry for geometry in best if geometry.notes.part in parts] or best


def _words(catalog: Catalog, measured: Deviation) -> str:
    said = [say("at most {distance} km apart", distance=say_number(measured.hausdorff_km, 1))]
    if measured.length_km and measured.best_length_km:
        lengths = {
            "length": say_number(measured.length_km, 0),
            "best": say_number(measured.best_length_km, 0),
        }
        said.append(say("{length} km long against {best} km", **lengths))
    if added := name_countries(catalog, measured.countries_added):
        said.append(say("adds {countries}", countries=added))
    if dropped := name_countries(catalog, measured.countries_dropped):
        said.append(say("leaves out {countries}", countries=dropped))
    return "; ".join(said)
