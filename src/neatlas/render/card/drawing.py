"""How a project is drawn, and how its lines deviate from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.deviation import Deviation, deviation
from neatlas.analysis.ground import length_km
from neatlas.catalog.geojson import positions_of
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.card.words import name_countries
from neatlas.render.spec import Row

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project
    from neatlas.render.card.citing import Sources


def drawing_rows(catalog: Catalog, project: Project, sources: Sources) -> list[Row]:
    """Say of each geometry how it came about, how far off it may be, and who vouches for it."""
    if project.no_geometry is not None:
        return [Row(label="Not drawn", value=project.no_geometry)]
    rows = [_row(geometry, sources) for geometry in catalog.geometries.get(project.id, ())]
    return [*rows, *_spoken_rows(catalog, project), *_deviation_rows(catalog, project)]


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


def _spoken_rows(catalog: Catalog, project: Project) -> list[Row]:
    spoken = any(
        geometry.notes.role is GeometryRole.SPOKEN
        for geometry in catalog.geometries.get(project.id, ())
    )
    if spoken or project.context:
        return []
    why = project.no_spoken or "The sentence names no place that could be drawn."
    return [Row(label="As spoken", value=f"nothing to draw. {why}")]


def _deviation_rows(catalog: Catalog, project: Project) -> list[Row]:
    """Compare the spoken geometry, and each alternative, with the best one."""
    groups: dict[GeometryRole, list[Geometry]] = {role: [] for role in GeometryRole}
    for geometry in catalog.geometries.get(project.id, ()):
        groups[geometry.notes.role].append(geometry)
    best = groups[GeometryRole.BEST]
    rows = []
    for role in (GeometryRole.ALTERNATIVE, GeometryRole.SPOKEN):
        group = groups[role]
        parts = {geometry.notes.part for geometry in group}
        against = [g for g in best if g.notes.part in parts] if role is GeometryRole.SPOKEN else []
        if group and best:
            measured = deviation(group, against or best)
            label = f"{role.label.capitalize()} against best"
            rows.append(Row(label=label, value=_words(catalog, measured)))
    return rows


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
