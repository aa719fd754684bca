"""Gauge and voltage of what is drawn, as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.card.figures import figure_value, figures_by
from neatlas.render.card.quantities import quantity_words

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Figure, Project

#: What a reader of the map asks of a line first.
TECHNICAL = ("gauge_mm", "voltage_kv")


def technical_words(catalog: Catalog, project: Project, day: date) -> dict[str, str]:
    """
    Say the gauge and voltage of each geometry of a project that has one on record.

    A figure of a part is said of that part's geometries, one of the whole of all. Sources that
    disagree stand side by side.

    Parameters
    ----------
    catalog
        The atlas.
    project
        The project.
    day
        Day by which the figures were published.

    Returns
    -------
    dict of str to str
        Id of a geometry to one line; geometries of which nothing is known are left out.
    """
    known = [f for f in figures_by(catalog, project, day) if f.quantity in TECHNICAL]
    said = {
        geometry.id: _line([f for f in known if f.part in {None, geometry.notes.part}])
        for geometry in catalog.geometries.get(project.id, ())
    }
    return {geometry: line for geometry, line in said.items() if line}


def _line(figures: list[Figure]) -> str:
    values = {
        quantity: dict.fromkeys(_value(f) for f in figures if f.quantity == quantity)
        for quantity in TECHNICAL
    }
    return " · ".join(
        f"{quantity_words(quantity)}: {', '.join(held)}"
        for quantity, held in values.items()
        if held
    )


def _value(figure: Figure) -> str:
    value = figure_value(figure)
    return f"{value} ({figure.stretch})" if figure.stretch else value
