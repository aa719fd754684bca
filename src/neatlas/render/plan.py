"""`plan_map`: from selected projects to the plan of a map. Pure: records in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from neatlas.analysis.select import Filter
from neatlas.catalog.basemap import read_credits
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.features import plan_feature
from neatlas.render.foreign import as_written, name_in
from neatlas.render.legend import plan_legend
from neatlas.render.page_words import word
from neatlas.render.projects import plan_project
from neatlas.render.spec import FeatureSpec, MapSpec, SeaLabel
from neatlas.render.summary import count_projects, describe_filter, summarise
from neatlas.speech import words_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.record import PartialDate
    from neatlas.model.settings import Settings
    from neatlas.render.routes.spec import RouteSpec
    from neatlas.render.spec import Said

Bounds = tuple[float, float, float, float]


EVERYTHING = Filter()


@dataclass(frozen=True)
class MapOptions:
    """What a map shows beside its projects."""

    chosen: Filter = EVERYTHING
    """The filter that selected them: its date holds for statuses, its words go into messages."""
    title: str | None = None
    """Title of the map; the atlas's own if None."""
    told: bool = True
    """Whether it is told in words as well (`MapSpec.routes`), which a picture does without."""


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
    return plan_map_of(catalog, anchors, tuple(selected.index), options)


def plan_map_of(
    catalog: Catalog,
    anchors: dict[str, Anchor],
    selected: tuple[str, ...],
    options: MapOptions = MapOptions(),
) -> MapSpec:
    """Plan a map of selected projects as `plan_map` does, from their ids."""
    as_of = options.chosen.as_of
    day = (as_of or catalog.known_as_of).latest
    features = _features(catalog, selected, day)
    projects = tuple(
        plan_project(catalog, anchors, catalog.projects[p], extent(features, p), day)
        for p in selected
    )
    said = said_of_itself(catalog.settings)
    # A frame with context may be planned without the filter that let it in.
    chosen = options.chosen
    if any(project.context for project in projects):
        chosen = replace(chosen, context=True)
    return MapSpec(
        title=options.title or said.title,
        bounds=extent(features) or _around(catalog, options.chosen, day),
        features=features,
        projects=projects,
        routes=_tell(catalog, selected, day) if options.told else (),
        passages=passages_of(catalog, selected),
        legend=plan_legend(features),
        sea_labels=sea_labels(catalog),
        credits=_credits(catalog, features),
        point_of_view=said.point_of_view,
        known_as_of=known_words(catalog, as_of),
        summary=summarise(catalog, chosen, projects),
        filtered=_filtered(catalog, options.chosen),
        total=count_projects(catalog, chosen),
    )


def _features(catalog: Catalog, projects: Iterable[str], day: date) -> tuple[FeatureSpec, ...]:
    planned = [
        plan_feature(catalog, geometry, day)
        for project in projects
        for geometry in catalog.geometries.get(project, ())
    ]
    return tuple(feature for feature in planned if feature is not None)


def _around(catalog: Catalog, chosen: Filter, day: date) -> Bounds:
    """Return where a map of nothing is: where it would be without a filter."""
    named = [p.id for p in catalog.projects.values() if chosen.context or not p.context]
    return extent(_features(catalog, named, day)) or catalog.settings.bbox


def _filtered(catalog: Catalog, chosen: Filter) -> str:
    """Say what a filter selects. That context is shown is seen from what is counted."""
    names = catalog.settings.countries_in(words_language())
    return describe_filter(replace(chosen, context=False), names)


def _tell(catalog: Catalog, selected: tuple[str, ...], day: date) -> tuple[RouteSpec, ...]:
    """Tell a map in words."""
    # Corridors bring pandas, for which a picture would wait.
    from neatlas.render.routes.telling import plan_route  # noqa: PLC0415
    from neatlas.render.routes.together import company_at  # noqa: PLC0415

    companies = company_at(catalog, day)
    return tuple(plan_route(catalog, catalog.projects[p], companies, day) for p in selected)


def known_words(catalog: Catalog, as_of: PartialDate | None) -> str:
    """Say for which date statuses hold, and when they were known."""
    known = catalog.known_as_of
    if as_of is None:
        return word("knownNow", known=known)
    name = "knownNothing" if as_of.earliest > known.latest else "knownAt"
    return word(name, date=as_of, known=known)


def extent(features: Iterable[FeatureSpec], project: str | None = None) -> Bounds | None:
    """
    Return the extent of features, of those of one project if it is named.

    What a sentence alone would support does not count: it is a name or two of a longer line.
    """
    sides = [
        feature.bounds
        for feature in features
        if feature.role != GeometryRole.SPOKEN and project in {None, feature.project}
    ]
    if not sides:
        return None
    west, south, east, north = zip(*sides, strict=True)
    return min(west), min(south), max(east), max(north)


def passages_of(catalog: Catalog, selected: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the selected projects that each passage mentions, in the order of the text."""
    chosen = set(selected)
    linked: dict[str, list[str]] = {passage: [] for passage in catalog.passages}
    for project, mentions in catalog.mentions.items():
        for mention in mentions:
            if project in chosen and project not in linked[mention.passage]:
                linked[mention.passage].append(project)
    return {passage: tuple(projects) for passage, projects in linked.items()}


class Self(NamedTuple):
    """What an atlas says of itself."""

    title: Said
    point_of_view: Said


def said_of_itself(settings: Settings) -> Self:
    """Return title and point of view, in the language of the page where they are translated."""
    own = settings.translation(words_language())
    return Self(
        own.title or as_written(settings.title, settings.language),
        own.point_of_view or as_written(settings.point_of_view, settings.language),
    )


def sea_labels(catalog: Catalog) -> tuple[SeaLabel, ...]:
    """Return the names that are printed on seas."""
    return tuple(
        SeaLabel(
            text=name_in(sea.names, sea.name), position=(sea.lon, sea.lat), min_zoom=sea.min_zoom
        )
        for sea in catalog.settings.sea_names
    )


def feature_credits(catalog: Catalog) -> dict[str, str]:
    """Return the credit that a geometry asks for, by feature id."""
    return {
        geometry.id: geometry.notes.credit
        for geometries in catalog.geometries.values()
        for geometry in geometries
        if geometry.notes.credit
    }


def basemap_credits(catalog: Catalog) -> list[str]:
    """Return the credit lines of the basemap, each once."""
    return list(dict.fromkeys(credit.credit for credit in read_credits(catalog.folder)))


def _credits(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> tuple[str, ...]:
    drawn = {feature.id for feature in features}
    own = [credit for feature, credit in feature_credits(catalog).items() if feature in drawn]
    return tuple(dict.fromkeys([catalog.settings.credit, *own, *basemap_credits(catalog)]))
