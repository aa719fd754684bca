"""How a project is drawn, and how its lines deviate from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.deviation import Deviation, bypassed, deviation
from neatlas.analysis.ground import length_km
from neatlas.catalog.frames import exists_at
from neatlas.catalog.geojson import positions_of
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.card.words import name_countries
from neatlas.render.spec import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project
    from neatlas.render.card.citing import Sources


def drawing_rows(catalog: Catalog, project: Project, sources: Sources, day: date) -> list[Row]:
    """
    Say of each geometry how it came about, how far off it may be, and who vouches for it.

    What was proposed after `day` is left out, as the map of that day leaves it out.
    """
    if project.no_geometry is not None:
        return [Row(label="Not drawn", value=project.no_geometry)]
    drawn = [g for g in catalog.geometries.get(project.id, ()) if exists_at(g, day)]
    rows = [_row(geometry, sources) for geometry in drawn]
    return [*rows, *_spoken_rows(project, drawn), *_deviation_rows(catalog, drawn)]


def _row(geometry: Geometry, sources: Sources) -> Row:
    notes = geometry.notes
    spread = sorted(vertex.uncertainty_km for vertex in notes.vertices)
    within = f"{spread[0]:g}" if spread[0] == spread[-1] else f"{spread[0]:g} to {spread[-1]:g}"
    said = [notes.role.label, notes.method.label, f"within {within} km"]
    if geometry.shape.geom_type == "LineString":
        said.append(f"{length_km(positions_of(geometry)):,.0f} km along our line")
    if notes.proposed_in is not None:
        said.append(f"proposed {notes.proposed_in}")
    bare = sum(vertex.source is None for vertex in notes.vertices)
    if 0 < bare < len(notes.vertices):
        said.append(f"{bare} of {len(notes.vertices)} places have no source")
    cited = dict.fromkeys(v.source for v in notes.vertices if v.source is not None)
    return sources.row(notes.label, "; ".join(said), cited, note=notes.note)


def _spoken_rows(project: Project, drawn: list[Geometry]) -> list[Row]:
    spoken = any(geometry.notes.role is GeometryRole.SPOKEN for geometry in drawn)
    if spoken or project.context:
        return []
    why = project.no_spoken or "The sentence names no place that could be drawn."
    return [Row(label="As spoken", value=f"nothing to draw. {why}")]


def _deviation_rows(catalog: Catalog, drawn: list[Geometry]) -> list[Row]:
    """Compare the spoken geometry, and the alternatives, with what they stand in place of."""
    groups: dict[GeometryRole, list[Geometry]] = {role: [] for role in GeometryRole}
    for geometry in drawn:
        groups[geometry.notes.role].append(geometry)
    best = groups[GeometryRole.BEST]
    rows = []
    for role in (GeometryRole.ALTERNATIVE, GeometryRole.SPOKEN):
        group = groups[role]
        if group and best:
            measured = deviation(group, _stood_for(role, group, best))
            label = f"{role.label.capitalize()} against best"
            rows.append(Row(label=label, value=_words(catalog, measured)))
    return rows


def _stood_for(
    role: GeometryRole, group: list[Geometry], best: list[Geometry]
) -> Sequence[Geometry]:
    """Return the best geometries of the part that a sentence names, or that a group bypasses."""
    if role is GeometryRole.ALTERNATIVE:
        return bypassed(group, best)
    parts = {geometry.notes.part for geometry in group}
    return [geometry for geometry in best if geometry.notes.part in parts] or best


def _words(catalog: Catalog, measured: Deviation) -> str:
    said = [f"at most {measured.hausdorff_km:,.1f} km apart"]
    if measured.length_km and measured.best_length_km:
        said.append(f"{measured.length_km:,.0f} km long against {measured.best_length_km:,.0f} km")
    for verb, codes in (
        ("adds", measured.countries_added),
        ("leaves out", measured.countries_dropped),
    ):
        if codes:
            said.append(f"{verb} {name_countries(catalog, codes)}")
    return "; ".join(said)
