"""`plan_atlas`: the plans of all maps of an atlas at once, for a page that filters on its own."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pycountry

from neatlas.analysis.countries import country_name
from neatlas.catalog.frames import existence_turns, project_row
from neatlas.model.vocabulary import FILTER_WORDS
from neatlas.render.atlas_spec import (
    AtlasPlan,
    ChoiceSpec,
    FacetSpec,
    FeatureEdition,
    ProjectEdition,
)
from neatlas.render.card.figures import known_from
from neatlas.render.features import plan_feature
from neatlas.render.legend import plan_legend
from neatlas.render.naming import word_label
from neatlas.render.plan import (
    basemap_credits,
    extent,
    feature_credits,
    passages_of,
    said_of_itself,
    sea_labels,
)
from neatlas.render.projects import plan_project
from neatlas.render.routes.spec import RouteEdition
from neatlas.render.routes.telling import plan_route
from neatlas.render.routes.together import company_at
from neatlas.speech import LANGUAGES, say, words_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project
    from neatlas.render.routes.together import Company


def plan_atlas(catalog: Catalog, anchors: dict[str, Anchor]) -> AtlasPlan:
    """
    Plan what a page draws under any filter and at any date.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where its passages stand (`linking.anchors.resolve_anchors`).

    Returns
    -------
    AtlasPlan
        Projects and features in the order of the text, each with its editions, oldest first.
    """
    features = [
        _feature_editions(catalog, geometry)
        for project in catalog.mentions
        for geometry in catalog.geometries.get(project, ())
    ]
    specs = [edition.spec for editions in features for edition in editions if edition.spec]
    settings = catalog.settings
    names = settings.countries_in(words_language())
    said = said_of_itself(settings)
    return AtlasPlan(
        title=said.title,
        bounds=settings.bbox,
        first=min(_days(catalog.projects.values()), default=date.min).isoformat()[:7],
        newest=catalog.known_as_of.latest.isoformat(),
        known_as_of=str(catalog.known_as_of),
        said=tuple(dict.fromkeys(str(d.record.citation.date) for d in catalog.documents.values())),
        features=tuple(features),
        projects=tuple(
            _project_editions(catalog, anchors, catalog.projects[p]) for p in catalog.mentions
        ),
        routes=_route_editions(catalog),
        passages=passages_of(catalog, catalog.mentions),
        retired=dict(settings.retired),
        language=settings.language,
        languages=dict(LANGUAGES),
        countries={
            country.alpha_2: country_name(country.alpha_2, names) for country in pycountry.countries
        },
        search={
            project.id: project_row(catalog, project, catalog.known_as_of.latest)["text"]
            for project in catalog.projects.values()
        },
        # Filters show the colour of a sector whether or not a project of it has a location.
        legend=plan_legend(specs, [s for p in catalog.projects.values() for s in p.sectors]),
        facets=_facets(catalog),
        sea_labels=sea_labels(catalog),
        credits=tuple(dict.fromkeys([settings.credit, *basemap_credits(catalog)])),
        feature_credits=feature_credits(catalog),
        point_of_view=said.point_of_view,
    )


def _feature_editions(catalog: Catalog, geometry: Geometry) -> tuple[FeatureEdition, ...]:
    planned: list[FeatureEdition] = []
    for since, day in _steps(_turns(catalog, geometry)):
        spec = plan_feature(catalog, geometry, day)
        if not planned or planned[-1].spec != spec:
            planned.append(FeatureEdition(since=since, spec=spec))
    return tuple(planned)


def _turns(catalog: Catalog, geometry: Geometry) -> Iterator[date]:
    """Yield the days on which a geometry, or the status that it shows, changes."""
    notes, project = geometry.notes, catalog.projects[geometry.project]
    parts = [part for part in project.parts if notes.part in {None, part.id}]
    yield from (entry.date.latest for part in parts for entry in part.statuses)
    yield from existence_turns(geometry)


def _project_editions(
    catalog: Catalog, anchors: dict[str, Anchor], project: Project
) -> tuple[ProjectEdition, ...]:
    geometries = catalog.geometries.get(project.id, ())
    turns = {*_days([project]), *(day for g in geometries for day in _turns(catalog, g))}
    turns |= {known_from(catalog, figure) for figure in project.figures}
    turns |= {document.record.citation.date.latest for document in catalog.documents.values()}
    turns.add(catalog.known_as_of.latest)
    planned: list[ProjectEdition] = []
    for since, day in _steps(turns):
        drawn = [spec for g in geometries if (spec := plan_feature(catalog, g, day))]
        shown = plan_project(catalog, anchors, project, extent(drawn), day)
        if not planned or planned[-1].spec != shown:
            planned.append(ProjectEdition(since=since, spec=shown))
    return tuple(planned)


def _route_editions(catalog: Catalog) -> tuple[tuple[RouteEdition, ...], ...]:
    """Plan the words of every project, anew on each day on which they may change."""
    company = cache(lambda day: company_at(catalog, day))
    every = [geometry for held in catalog.geometries.values() for geometry in held]
    shared = {day for geometry in every for day in existence_turns(geometry)}
    planned = []
    for project in catalog.mentions:
        own = {day for g in catalog.geometries.get(project, ()) for day in _turns(catalog, g)}
        editions: list[RouteEdition] = []
        before: list[Company] = []
        for since, day in _steps(shared | own):
            here = [held for held in company(day) if project in held.projects]
            # Most days are those of other projects and change nothing for this one.
            if editions and day not in own and here == before:
                continue
            before = here
            spec = plan_route(catalog, catalog.projects[project], here, day)
            if not editions or editions[-1].spec != spec:
                editions.append(RouteEdition(since=since, spec=spec))
        planned.append(tuple(editions))
    return tuple(planned)


def _days(projects: Iterable[Project]) -> Iterator[date]:
    for project in projects:
        yield from (entry.date.latest for part in project.parts for entry in part.statuses)
        yield from (event.date.latest for event in project.events)


def _steps(turns: Iterable[date]) -> list[tuple[str, date]]:
    """Return the beginning and each turn: how an edition writes it, and a day of it."""
    return [("", date.min), *((day.isoformat(), day) for day in sorted(set(turns)))]


def _facets(catalog: Catalog) -> tuple[FacetSpec, ...]:
    names = catalog.settings.countries_in(words_language())
    held = {code for p in catalog.projects.values() for code in _codes(p)}
    countries = dict.fromkeys([*catalog.settings.country_names, *sorted(held)])
    labels = {
        "sector": say("Sector"),
        "status": say("Status"),
        "outcome": say("What became of the claim"),
        "precision": say("How it is drawn"),
        "mention": say("How the text speaks of it"),
    }
    words: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "country": (say("Country"), [(code, country_name(code, names)) for code in countries]),
        **{
            name: (label, [(str(w), word_label(name, w)) for w in FILTER_WORDS[name][1]])
            for name, label in labels.items()
        },
        "document": (
            say("Document"),
            [(name, held.record.title) for name, held in catalog.documents.items()],
        ),
    }
    return tuple(
        FacetSpec(
            name=name,
            label=label,
            choices=tuple(ChoiceSpec(value=value, label=said) for value, said in choices),
        )
        for name, (label, choices) in words.items()
    )


def _codes(project: Project) -> tuple[str, ...]:
    return project.location_countries + project.party_countries + project.invited_countries
