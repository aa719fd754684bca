"""One project as a page shows it on one day: its names, its words, its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.select import asked_statuses
from neatlas.catalog.frames import project_row
from neatlas.render.card import plan_card, plan_quotes
from neatlas.render.card.technical import technical_words
from neatlas.render.card.words import NO_STATUS_YET, mention_words, name_countries, status_words
from neatlas.render.foreign import latin_tag
from neatlas.render.naming import name_of
from neatlas.render.palette import sector_color
from neatlas.render.spec import NameSpec, PartSpec, ProjectSpec
from neatlas.speech import say

if TYPE_CHECKING:
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.project import Part, Project

Bounds = tuple[float, float, float, float]

#: Facet to the column of the projects frame that holds its words.
FACETS = {
    "sector": "sectors",
    "status": "statuses",
    "outcome": "outcomes",
    "mention": "mentions",
    "precision": "precisions",
    "document": "documents",
    "location": "location_countries",
    "party": "party_countries",
    "invited": "invited_countries",
}


def plan_project(
    catalog: Catalog,
    anchors: dict[str, Anchor],
    project: Project,
    bounds: Bounds | None,
    day: date,
) -> ProjectSpec:
    """
    Plan how a project is shown.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where passages stand.
    project
        The project.
    bounds
        Extent of what is drawn of it on that day, None where nothing is.
    day
        Day for which its statuses hold.
    """
    row = project_row(catalog, project, day)
    named = name_of(catalog, project)
    sectors = ", ".join(sector.label for sector in project.sectors) or say("no sector named")
    kinds = [project.structure.label] if project.structure else []
    facets = {name: tuple(row[column]) for name, column in FACETS.items()}
    facets["status"] = asked_statuses(row["status"], row["statuses"], row["part_statuses"])
    return ProjectSpec(
        id=project.id,
        name=named.text,
        lang=named.lang,
        names=_names(catalog, project),
        status=row["status"],
        status_label=status_words(project, day),
        parts=tuple(_part(part, day) for part in project.parts),
        facts=" · ".join([sectors, *kinds, name_countries(catalog, project.countries)]),
        mention=mention_words(catalog, project.id),
        located=project.id in catalog.geometries,
        context=project.context,
        color=sector_color(tuple(sector.value for sector in project.sectors)),
        bounds=bounds,
        quotes=plan_quotes(catalog, project.id, anchors),
        card=plan_card(catalog, project, anchors, day),
        technical=technical_words(catalog, project, day),
        facets=facets,
    )


def _part(part: Part, day: date) -> PartSpec:
    entry = part.entry_at(day)
    return PartSpec(name=part.name, status=entry.status.label if entry else say(NO_STATUS_YET))


def _names(catalog: Catalog, project: Project) -> tuple[NameSpec, ...]:
    names = [NameSpec(text=project.name, lang=catalog.settings.language)]
    for name in project.names:
        names.append(NameSpec(text=name.text, lang=name.lang))
        if name.romanisation:
            names.append(NameSpec(text=name.romanisation, lang=latin_tag(name.lang)))
    return tuple(dict.fromkeys(names))
