"""How one feature is drawn on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.catalog.frames import exists_at, feature_row
from neatlas.model.vocabulary import GeometryRole, Status
from neatlas.render.card.words import NOT_NAMED
from neatlas.render.legend import keys_of
from neatlas.render.naming import name_of
from neatlas.render.palette import line_style, sector_color, standing_of
from neatlas.render.shapes import kind_of
from neatlas.render.spec import FeatureSpec
from neatlas.speech import say

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry


def plan_feature(catalog: Catalog, geometry: Geometry, day: date) -> FeatureSpec | None:
    """
    Plan how a geometry is drawn.

    Parameters
    ----------
    catalog
        The atlas.
    geometry
        The geometry.
    day
        Day for which its status holds.

    Returns
    -------
    FeatureSpec or None
        None where the geometry had not been proposed by that day, or had ended.
    """
    if not exists_at(geometry, day):
        return None
    project = catalog.projects[geometry.project]
    row = feature_row(catalog, geometry, day)
    status = row["status"]
    standing = standing_of(project, row["role"], inferred=row["inferred"])
    sectors = tuple(sector.value for sector in project.sectors)
    return FeatureSpec(
        id=geometry.id,
        project=project.id,
        kind=kind_of(geometry.shape),
        role=row["role"],
        style=line_style(sector_color(sectors), status, standing),
        label=_label(catalog, geometry, row["status"], inferred=row["inferred"]),
        bounds=geometry.shape.bounds,
        inferred=row["inferred"],
        broken=status == Status.SEVERED and row["role"] != GeometryRole.SPOKEN,
        keys=keys_of(project, geometry, status, standing),
    )


def _label(catalog: Catalog, geometry: Geometry, status: str | None, *, inferred: bool) -> str:
    notes, project = geometry.notes, catalog.projects[geometry.project]
    name = name_of(catalog, project).text
    named = name if notes.label in project.name else f"{name}: {notes.label}"
    if notes.role is GeometryRole.SPOKEN:
        words = [named, say("only what the sentence names")]
    else:
        word = Status(status).label if status in set(Status) else status
        words = [named, word or say("status not known")]
    if project.context:
        words.append(say(NOT_NAMED))
    if inferred:
        words.append(say("an editor's reading, not named in the text"))
    return " · ".join(words)
