"""What changed between two releases of an atlas: projects, where they lie, and every field of them.

Statuses are compared as known in each release. How far a line moved is the greatest distance
from any place of one to the nearest place of the other (the Hausdorff distance), along straight
lines in space: within 0.1 % of the geodesic up to 1,000 km.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.analysis.fields import Difference, differences, shown
from neatlas.analysis.lengths import in_space_km, sample_lines
from neatlas.catalog.citing import cited_sources
from neatlas.catalog.plain import plain_atlas, plain_record
from neatlas.catalog.shapes import collect_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from neatlas.catalog.catalog import Catalog

    Floats = NDArray[np.float64]

#: Distance between the places of two lines that are compared.
_STEP_KM = 1.0
#: Fields of records that name sources.
_CITING = {"source", "sources"}
#: Places compared at a time, which bounds the memory.
_CHUNK = 256


class Kind(Enum):
    """What kind of change it is."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    MOVED = "moved"
    STATUS = "status"
    SOURCES = "sources"
    RECORD = "record"


@dataclass(frozen=True)
class Change:
    """One change of one project, or of the atlas itself."""

    project: str | None
    """None where the atlas changed: its settings, a document or a place."""
    kind: Kind
    words: str
    """What changed, in words, without the name of the project."""
    part: str | None = None
    field: str | None = None
    """Names that lead to the field that changed, with dots between them."""
    before: str | None = None
    """Status or value before, as words; None where there was none."""
    after: str | None = None
    moved_m: float | None = None
    """How far, in metres, of a line that moved."""
    shape: BaseGeometry | None = None
    """Where: the geometry as it is now, or as it was where it vanished; WGS84."""


def find_changes(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """
    Find what changed from one release of an atlas to the next.

    Parameters
    ----------
    old, new
        Two releases.

    Returns
    -------
    tuple of Change
        Projects in the order of the new text, those that vanished at the end, then the atlas
        itself. A project that appeared or vanished has no other change.
    """
    of_projects = (
        change
        for project in dict.fromkeys([*new.mentions, *old.mentions])
        for change in _project_changes(old, new, project)
    )
    return (*of_projects, *_atlas_changes(old, new))


def _project_changes(old: Catalog, new: Catalog, project: str) -> Iterator[Change]:
    if project not in old.projects:
        shape = _whole(new, project)
        yield Change(project, Kind.APPEARED, "appeared", shape=shape)
    elif project not in new.projects:
        heir = new.settings.retired.get(project)
        words = f"vanished; '{heir}' took it over" if heir else "vanished"
        yield Change(project, Kind.VANISHED, words, shape=_whole(old, project))
    else:
        yield from _shape_changes(old, new, project)
        statuses = tuple(_status_changes(old, new, project))
        yield from statuses
        yield from _source_changes(old, new, project)
        yield from _field_changes(old, new, project, statuses)


def _whole(catalog: Catalog, project: str) -> BaseGeometry | None:
    return collect_shapes([g.shape for g in catalog.geometries.get(project, ())])


def _shape_changes(old: Catalog, new: Catalog, project: str) -> Iterator[Change]:
    before, after = (
        {geometry.id: geometry for geometry in catalog.geometries.get(project, ())}
        for catalog in (old, new)
    )
    for feature in dict.fromkeys([*after, *before]):
        was, now = before.get(feature), after.get(feature)
        drawn = now or was
        if drawn is None or (was and now and was.shape.equals_exact(now.shape)):
            continue
        part, shape, label = drawn.notes.part, drawn.shape, f"'{drawn.notes.label}' ({feature})"
        if was is None:
            words = f"{label} is drawn now"
            yield Change(project, Kind.MOVED, words, part=part, shape=shape)
        elif now is None:
            words = f"{label} is no longer drawn"
            yield Change(project, Kind.MOVED, words, part=part, shape=shape)
        else:
            metres = moved_m(was.shape, now.shape)
            words = f"{label} moved by {metres:,.0f} m"
            yield Change(project, Kind.MOVED, words, part=part, moved_m=metres, shape=shape)


def _status_changes(old: Catalog, new: Catalog, project: str) -> Iterator[Change]:
    before, after = (
        {
            part.id: (part.name, entry.status.value if entry else None)
            for part in catalog.projects[project].parts
            for entry in [part.entry_at(catalog.known_as_of.latest)]
        }
        for catalog in (old, new)
    )
    shape = _whole(new, project)
    for part in dict.fromkeys([*after, *before]):
        name = (after.get(part) or before[part])[0]
        was, now = (held.get(part, (name, None))[1] for held in (before, after))
        if was != now:
            words = f"'{name}' ({part}) went from {was or 'no status'} to {now or 'no status'}"
            yield Change(project, Kind.STATUS, words, part, None, was, now, shape=shape)


def _field_changes(
    old: Catalog, new: Catalog, project: str, statuses: Iterable[Change]
) -> Iterator[Change]:
    """Yield what else differs; a status that was told as such is not told again."""
    told = {(change.part, change.before, change.after) for change in statuses}
    drawn = {geometry.id: geometry for geometry in new.geometries.get(project, ())}
    for found in differences(plain_record(old, project), plain_record(new, project)):
        first, name = (*found.path, "")[:2]
        if found.path[-1] == "status" and (name, found.before, found.after) in told:
            continue
        own = drawn.get(name) if first == "geometries" else None
        # What is drawn or no longer drawn was told with the shapes.
        if first == "geometries" and None in (found.before, found.after) and len(found.path) == 2:  # noqa: PLR2004
            continue
        part = own.notes.part if own else name if first == "parts" else None
        yield _told(found, project, part, own.shape if own else _whole(new, project))


def _atlas_changes(old: Catalog, new: Catalog) -> Iterator[Change]:
    for found in differences(plain_atlas(old), plain_atlas(new)):
        first, name = (*found.path, "")[:2]
        place = new.places.get(name) or old.places.get(name) if first == "places" else None
        yield _told(found, None, None, shapely.Point(place.lon, place.lat) if place else None)


def _told(
    found: Difference, project: str | None, part: str | None, shape: BaseGeometry | None
) -> Change:
    before, after = (
        None if value is None else value if isinstance(value, str) else shown(value)
        for value in (found.before, found.after)
    )
    field = ".".join(found.path)
    # A source of a figure, a name or a date is looked for among the sources as well.
    kind = Kind.SOURCES if _CITING.intersection(found.path) else Kind.RECORD
    return Change(project, kind, found.words, part, field, before, after, shape=shape)


def _source_changes(old: Catalog, new: Catalog, project: str) -> Iterator[Change]:
    before, after = (cited_sources(catalog, project) for catalog in (old, new))
    added = [source for source in after if source not in before]
    dropped = [source for source in before if source not in after]
    altered = [
        f"{source} ({_corrected(old, new, source)})"
        for source in after
        if source in before and old.sources[source] != new.sources[source]
    ]
    said = [
        f"{verb} {', '.join(sources)}"
        for verb, sources in (("cites", added), ("drops", dropped), ("corrects", altered))
        if sources
    ]
    if said:
        words = f"sources: {'; '.join(said)}"
        yield Change(project, Kind.SOURCES, words, shape=_whole(new, project))


def _corrected(old: Catalog, new: Catalog, source: str) -> str:
    before, after = (held.sources[source].model_dump(mode="json") for held in (old, new))
    return "; ".join(found.words for found in differences(before, after))


def moved_m(before: BaseGeometry, after: BaseGeometry) -> float:
    """
    Say how far a geometry lies from what it was.

    Parameters
    ----------
    before, after
        Points, lines or areas in WGS84 degrees; of an area its outline counts.

    Returns
    -------
    float
        The Hausdorff distance in metres, 0 for equal geometries.
    """
    return 1_000 * max(_farthest_km(before, after), _farthest_km(after, before))


def _farthest_km(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far the farthest place of a geometry lies from the other one."""
    places = in_space_km(_sampled(shape))
    segments = in_space_km(_sampled(other))
    first, last = (segments, segments) if len(segments) == 1 else (segments[:-1], segments[1:])
    along = last - first
    length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-18)
    farthest = 0.0
    for begin in range(0, len(places), _CHUNK):
        away = places[begin : begin + _CHUNK, None] - first
        share = np.clip(np.einsum("pij,ij->pi", away, along) / length2, 0, 1)
        distance = np.linalg.norm(away - share[..., None] * along, axis=2)
        farthest = max(farthest, float(distance.min(axis=1).max()))
    return farthest


def _sampled(shape: BaseGeometry) -> Floats:
    """Return the places of a point, or those along a line or an outline."""
    line = shape.exterior if isinstance(shape, shapely.Polygon) else shape
    if isinstance(line, shapely.Point):
        return shapely.get_coordinates(line)
    drawn = np.array([shapely.LineString(line.coords)], dtype=np.object_)
    return sample_lines(drawn, _STEP_KM).positions
