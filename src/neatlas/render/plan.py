"""`plan_map`: from selected projects to the plan of a map. Pure: records in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neatlas.analysis.filters import country_name, describe_filter
from neatlas.analysis.select import Filter
from neatlas.catalog.basemap import read_credits
from neatlas.catalog.frames import features_frame
from neatlas.model.vocabulary import GeometryRole, Sector, Status
from neatlas.render.cards import (
    MENTION_WORDS,
    MODALITY_WORDS,
    NO_STATUS,
    name_countries,
    plan_card,
    plan_quotes,
)
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS, line_style, sector_color
from neatlas.render.shapes import kind_of
from neatlas.render.spec import (
    FeatureSpec,
    LegendEntry,
    LegendGroup,
    MapSpec,
    ProjectSpec,
    SeaLabel,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    day = (as_of or catalog.settings.known_as_of).latest
    frame = features_frame(catalog, as_of=day)
    frame = frame[frame["project"].isin(selected.index)]
    features = tuple(_feature(catalog, row) for row in frame.itertuples())
    projects = tuple(
        _project(catalog, anchors, catalog.projects[project_id], features, day)
        for project_id in selected.index
    )
    known = str(catalog.settings.known_as_of)
    return MapSpec(
        title=options.title or catalog.settings.title,
        bounds=_bounds(f.bounds for f in features) or catalog.settings.bbox,
        features=features,
        projects=projects,
        passages=_passages(catalog, selected.index),
        legend=_legend(features, projects, catalog),
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
    if row.inferred:
        words.append("an editor's reading, not named in the text")
    own = row.status if row.status in set(Status) else None
    return FeatureSpec(
        id=row.Index,
        project=row.project,
        kind=kind_of(row.geometry),
        role=row.role,
        style=line_style(color, own, role=row.role, inferred=row.inferred),
        label=" · ".join(words),
        bounds=row.geometry.bounds,
        inferred=row.inferred,
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
        color=sector_color(tuple(sector.value for sector in project.sectors)),
        bounds=_bounds(f.bounds for f in own),
        quotes=plan_quotes(catalog, project.id, anchors),
        card=plan_card(catalog, project, anchors, day),
    )


def status_words(project: Project, day: date) -> str:
    """Say the status of a project on a day; for a mixed one, that of its parts."""
    statuses = project.statuses_at(day)
    if not project.parts:
        return NO_STATUS
    if not statuses:
        return "no status known yet"
    words = ", ".join(status.label for status in statuses)
    return f"mixed by part: {words}" if len(statuses) > 1 else words


def mention_words(catalog: Catalog, project_id: str) -> str:
    """Say how the text speaks of a project, such as `named; hoped for`."""
    said = (
        f"{MENTION_WORDS[m.kind]}; {MODALITY_WORDS[m.claim.modality]}"
        for m in catalog.mentions[project_id]
    )
    return " / ".join(dict.fromkeys(said))


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


def _legend(
    features: tuple[FeatureSpec, ...], projects: tuple[ProjectSpec, ...], catalog: Catalog
) -> tuple[LegendGroup, ...]:
    drawn = {feature.project for feature in features}
    present = {s for p in projects if p.id in drawn for s in catalog.projects[p.id].sectors[:1]}
    plain = {(f.style.dash, f.style.weight) for f in features}
    sectors = [
        LegendEntry(label=s.label, kind="line", style=Style(color=SECTOR_COLORS[s], weight=4))
        for s in Sector
        if s in present
    ]
    dashes = {dash for dash, _ in plain}
    named = [*((s, s.label) for s in Status), (None, "different by part, or not known")]
    statuses = [
        LegendEntry(label=label, kind="line", style=style)
        for status, label in named
        if (style := line_style(NO_SECTOR_COLOR, status)).dash in dashes
    ]
    groups = [
        ("Sector", sectors),
        ("Status", statuses),
        ("How sure", _certainty_entries(features)),
    ]
    return tuple(LegendGroup(title=t, entries=tuple(entries)) for t, entries in groups if entries)


def _certainty_entries(features: tuple[FeatureSpec, ...]) -> list[LegendEntry]:
    grey = NO_SECTOR_COLOR
    entries = []
    if any(feature.kind != "area" for feature in features):
        style = Style(color=grey, weight=1)
        label = "the true line lies within this band"
        entries.append(LegendEntry(label=label, kind="band", style=style))
    if any(feature.role == GeometryRole.ALTERNATIVE for feature in features):
        style = line_style(grey, Status.OPERATING, role=GeometryRole.ALTERNATIVE)
        entries.append(LegendEntry(label="alternative route", kind="line", style=style))
    if any(feature.inferred for feature in features):
        style = line_style(grey, Status.OPERATING, inferred=True)
        label = "an editor's reading, not named"
        entries.append(LegendEntry(label=label, kind="line", style=style))
    return entries


def _credits(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> tuple[str, ...]:
    drawn = {feature.id for feature in features}
    own = [
        geometry.notes.credit
        for geometries in catalog.geometries.values()
        for geometry in geometries
        if geometry.id in drawn and geometry.notes.credit
    ]
    return tuple(dict.fromkeys([catalog.settings.credit, *own, *read_credits(catalog.folder)]))


def _summary(catalog: Catalog, chosen: Filter, projects: tuple[ProjectSpec, ...]) -> str:
    total = len(catalog.projects)
    if not projects:
        return explain_nothing(catalog, chosen)
    drawn = sum(project.bounds is not None for project in projects)
    missing = len(projects) - drawn
    rest = f"{missing} {'has' if missing == 1 else 'have'} no location"
    if len(projects) == total:
        return f"{drawn} of {total} projects drawn, {rest}."
    return f"{len(projects)} of {total} projects match: {drawn} drawn, {rest}."


def explain_nothing(catalog: Catalog, chosen: Filter) -> str:
    """
    Say why a filter selects nothing, in a sentence that can be quoted.

    A filter by country alone that selects nothing says something about the document: it names
    no project there.
    """
    names = catalog.settings.country_names
    if chosen.countries and chosen == Filter(countries=chosen.countries, as_of=chosen.as_of):
        places = " or ".join(country_name(code, names) for code in sorted(chosen.countries))
        return f"No project matches: the text names none in {places}."
    described = describe_filter(chosen, names)
    return f"No project matches {described}. Remove a filter." if described else "No projects."
