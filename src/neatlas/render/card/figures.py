"""Figures as published, and the lengths of our own lines beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from neatlas.analysis.ground import length_km
from neatlas.catalog.frames import exists_at
from neatlas.catalog.sharing import cut_lines
from neatlas.model.record import PartialDate
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.card.quantities import quantity_words
from neatlas.render.foreign import as_written, compose
from neatlas.speech import say, say_number

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Figure, Project
    from neatlas.render.card.citing import Sources
    from neatlas.render.spec import Row, Said

#: The quantity that our own lines can be measured against.
LENGTH = "length_km"


def figures_by(catalog: Catalog, project: Project, day: date) -> list[Figure]:
    """List the figures that could be read by a day."""
    return [figure for figure in project.figures if known_from(catalog, figure) <= day]


def known_from(catalog: Catalog, figure: Figure) -> date:
    """
    Return the first day on which a figure could surely be read.

    That is when the first of its sources had surely come out, and not before the year that it
    is of. A source without a date keeps nothing back.
    """
    issued = [catalog.sources[source].issued for source in figure.sources]
    out = [PartialDate(str(when)).latest for when in issued if when is not None]
    return max(date(figure.year or 1, 1, 1), min(out, default=date.min))


def figure_rows(
    catalog: Catalog, figures: list[Figure], project: Project, sources: Sources
) -> list[Row]:
    """Show figures as published; sources that disagree stand side by side."""
    parts = {part.id: part.name for part in project.parts}
    return [
        sources.row(
            _label(figure, parts, catalog.settings.language),
            figure_value(figure),
            figure.sources,
            note=figure.note,
        )
        for figure in figures
    ]


def _label(figure: Figure, parts: dict[str, str], language: str) -> Said:
    quantity = quantity_words(figure.quantity)
    of = figure.stretch or (parts[figure.part] if figure.part else None)
    if of is None:
        return quantity
    return compose("{quantity}, {of}", quantity=quantity, of=as_written(of, language))


def figure_value(figure: Figure) -> str:
    """Write the value of a figure, or its range, with its currency and year."""
    value = say_number(figure.value)
    if figure.value_to is not None:
        value = say("{least} to {most}", least=value, most=say_number(figure.value_to))
    extra = [figure.currency or "", f"({figure.year})" if figure.year else ""]
    return " ".join([value, *(e for e in extra if e)])


def measured_rows(
    catalog: Catalog, figures: list[Figure], project: Project, sources: Sources, day: date
) -> list[Row]:
    """
    Set the geodesic length of our best lines beside each published length, with the ratio.

    A figure of a part is compared with the lines of that part, one of the whole with all of
    them, as they ran on `day`; where a part is not drawn nothing is compared.
    """
    rows = []
    for figure in figures:
        if figure.quantity != LENGTH or figure.value_to is not None or figure.stretch is not None:
            continue
        measured = measured_km(catalog, project.id, figure.part, day)
        if measured is None:
            continue
        names = [part.name for part in project.parts if part.id == figure.part]
        of = as_written(names[0], catalog.settings.language) if names else say("whole line")
        value = say(
            "ours {ours} km, published {published} km: ratio {ratio}",
            ours=say_number(measured, 0),
            published=say_number(figure.value, 0),
            ratio=say_number(measured / figure.value, 2),
        )
        rows.append(sources.row(of, value, figure.sources))
    return rows


def measured_km(catalog: Catalog, project_id: str, part: str | None, day: date) -> float | None:
    """
    Measure the best lines of a project on a day, or of one of its parts, along the ellipsoid.

    What two of the lines share counts once.

    Returns
    -------
    float or None
        Kilometres; None where no line is drawn.
    """
    lines = [
        geometry
        for geometry in catalog.geometries.get(project_id, ())
        if geometry.shape.geom_type == "LineString"
        and exists_at(geometry, day)
        and (geometry.notes.part == part if part else geometry.notes.role is GeometryRole.BEST)
        and geometry.notes.role is not GeometryRole.SPOKEN
    ]
    own = (p.positions for _, pieces in cut_lines(lines) for p in pieces if not p.again)
    return sum(map(length_km, own)) if lines else None
