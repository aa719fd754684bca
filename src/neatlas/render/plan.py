"""`plan_map`: from selected projects to the plan of a map. Pure: records in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neatlas.analysis.filters import country_name, describe_filter
from neatlas.analysis.select import Filter
from neatlas.catalog.basemap import read_credits
from neatlas.catalog.frames import features_frame
from neatlas.model.vocabulary import GeometryRole, Status
from neatlas.render.card import plan_card, plan_quotes
from neatlas.render.card.words import NOT_NAMED, mention_words, name_countries, status_words
from neatlas.render.legend import plan_legend
from neatlas.render.palette import line_style, sector_color, standing_of
from neatlas.render.shapes import kind_of
from neatlas.render.spec import (
    FeatureSpec,
    MapSpec,
    ProjectSpec,
    SeaLabel,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.project import Project

Bounds = tuple[float, float, float, float]


EVERYTHING = Filter()


@dataclass(frozen=True)
class MapOptions:
    """What a map shows beside its projects."""

    chosen: Filter = EVERYTHING
    """The filter that selected them: its date holds for statuses, its words go into messages."""
    title: str | None = None
    """Title of the map; the atlas's own if None."""


def plan_map(
    catalog: Catalog,
    anchors: dict[str, Anchor],
    selected: gpd.GeoDataFrame,
    options: MapOptions = MapOptions(),
) -> MapSpec:
    """
    Plan a map of selected projects.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where its passages stand (`linking.anchors.resolve_anchors`).
    selected
        Projects frame with the rows to show (`analysis.select.select_projects`).
    options
        The filter that was used, for its date and for messages.

    Returns
    -------
    MapSpec
        Features, words and legend; the shapes are `render.shapes.plan_shapes`.
    """
    as_of = options.chosen.as_of
    day = (as_of or catalog.known_as_of).latest
    frame = features_frame(catalog, as_of=day)
    frame = frame[frame["project"].isin(selected.index)]
    features = tuple(_feature(catalog, row) for row in frame.itertuples())
    projects = tuple(
        _project(catalog, anchors, catalog.projects[project_id], features, day)
        for project_id in selected.index
    )
    known = str(catalog.known_as_of)
    return MapSpec(
        title=options.title or catalog.settings.title,
        bounds=_bounds(_main(features)) or catalog.settings.bbox,
        features=features,
        projects=projects,
        passages=_passages(catalog, selected.index),
        legend=plan_legend(catalog, features),
        sea_labels=tuple(
            SeaLabel(text=sea.name, position=(sea.lon, sea.lat), min_zoom=sea.min_zoom)
            for sea in catalog.settings.sea_names
        ),
        credits=_credits(catalog, features),
        point_of_view=catalog.settings.point_of_view,
        known_as_of=f"Status of {as_of}, as known on {known}" if as_of else f"As known on {known}",
        summary=_summary(catalog, options.chosen, projects),
    )


def _feature(catalog: Catalog, row: Any) -> FeatureSpec:  # noqa: ANN401 - a row of the frame
    project = catalog.projects[row.project]
    color = sector_color(tuple(sector.value for sector in project.sectors))
    status = Status(row.status).label if row.status in set(Status) else row.status
    named = project.name if row.label in project.name else f"{project.name}: {row.label}"
    words = [named, status or "status not known"]
    if row.role == GeometryRole.SPOKEN:
        words = [named, "only what the sentence names"]
    if project.context:
        words.append(NOT_NAMED)
    if row.inferred:
        words.append("an editor's reading, not named in the text")
    own = row.status if row.status in set(Status) else None
    return FeatureSpec(
        id=row.Index,
        project=row.project,
        kind=kind_of(row.geometry),
        role=row.role,
        style=line_style(color, own, standing_of(project, row.role, inferred=row.inferred)),
        label=" · ".join(words),
        bounds=row.geometry.bounds,
        inferred=row.inferred,
        broken=own == Status.SEVERED and row.role != GeometryRole.SPOKEN,
    )


def _project(
    catalog: Catalog,
    anchors: dict[str, Anchor],
    project: Project,
    features: tuple[FeatureSpec, ...],
    day: date,
) -> ProjectSpec:
    sectors = ", ".join(sector.label for sector in project.sectors) or "no sector named"
    kinds = [project.structure.label] if project.structure else []
    countries = name_countries(catalog, project.countries)
    own = [feature for feature in features if feature.project == project.id]
    return ProjectSpec(
        id=project.id,
        name=project.name,
        status=project.status_at(day),
        status_label=status_words(project, day),
        facts=" · ".join([sectors, *kinds, countries]),
        mention=mention_words(catalog, project.id),
        located=project.id in catalog.geometries,
        context=project.context,
        color=sector_color(tuple(sector.value for sector in project.sectors)),
        bounds=_bounds(_main(own)),
        quotes=plan_quotes(catalog, project.id, anchors),
        card=plan_card(catalog, project, anchors, day),
    )


def _main(features: Iterable[FeatureSpec]) -> Iterator[Bounds]:
    """Yield the bounds of what a project is, not of what its sentence alone would support."""
    return (f.bounds for f in features if f.role != GeometryRole.SPOKEN)


def _bounds(boxes: Iterable[Bounds]) -> Bounds | None:
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return None
    west, south, east, north = sides
    return min(west), min(south), max(east), max(north)


def _passages(catalog: Catalog, selected: Iterable[str]) -> dict[str, tuple[str, ...]]:
    chosen = set(selected)
    linked: dict[str, list[str]] = {passage: [] for passage in catalog.passages}
    for project, mentions in catalog.mentions.items():
        for mention in mentions:
            if project in chosen and project not in linked[mention.passage]:
                linked[mention.passage].append(project)
    return {passage: tuple(projects) for passage, projects in linked.items()}


def _credits(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> tuple[str, ...]:
    drawn = {feature.id for feature in features}
    own = [
        geometry.notes.credit
        for geometries in catalog.geometries.values()
        for geometry in geometries
        if geometry.id in drawn and geometry.notes.credit
    ]
    basemap = (credit.credit for credit in read_credits(catalog.folder))
    return tuple(dict.fromkeys([catalog.settings.credit, *own, *basemap]))


def _summary(catalog: Catalog, chosen: Filter, projects: tuple[ProjectSpec, ...]) -> str:
    if not projects:
        return explain_nothing(catalog, chosen)
    total = count_projects(catalog, chosen)
    drawn = sum(project.bounds is not None for project in projects)
    nowhere = sum(not project.located for project in projects)
    rest = [f"{nowhere} {'has' if nowhere == 1 else 'have'} no location"] if nowhere else []
    if later := len(projects) - drawn - nowhere:
        rest.append(f"{later} had no route yet at that date")
    if len(projects) == total:
        return f"{', '.join([f'{drawn} of {total} projects drawn', *rest])}."
    matches = "match" if len(projects) > 1 else "matches"
    return f"{len(projects)} of {total} projects {matches}: {', '.join([f'{drawn} drawn', *rest])}."


def count_projects(catalog: Catalog, chosen: Filter) -> int:
    """Count the projects that a filter could let through: context only where it is asked for."""
    return sum(chosen.context or not project.context for project in catalog.projects.values())


def explain_nothing(catalog: Catalog, chosen: Filter) -> str:
    """
    Say why a filter selects nothing, in a sentence that can be quoted.

    A filter by country alone that selects nothing says something about the document: it names
    no project there.
    """
    names = catalog.settings.country_names
    if chosen.countries and chosen == Filter(
        countries=chosen.countries, as_of=chosen.as_of, context=chosen.context
    ):
        places = " or ".join(country_name(code, names) for code in sorted(chosen.countries))
        return f"No project matches: the text names none in {places}."
    described = describe_filter(chosen, names)
    return f"No project matches {described}. Remove a filter." if described else "No projects."
