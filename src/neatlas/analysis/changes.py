"""What changed between two releases of an atlas: projects, statuses, sources, and where they lie.

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

from neatlas.analysis.lengths import in_space_km, sample_lines
from neatlas.catalog.citing import cited_sources
from neatlas.catalog.shapes import collect_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from neatlas.catalog.catalog import Catalog

    Floats = NDArray[np.float64]

#: Distance between the places of two lines that are compared.
_STEP_KM = 1.0
#: Places compared at a time, which bounds the memory.
_CHUNK = 256


class Kind(Enum):
    """What kind of change it is."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    MOVED = "moved"
    STATUS = "status"
    SOURCES = "sources"


@dataclass(frozen=True)
class Change:
    """One change of one project."""

    project: str
    kind: Kind
    words: str
    """What changed, in words, without the name of the project."""
    part: str | None = None
    before: str | None = None
    """Status before, of a change of status."""
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
        Projects in the order of the new text, those that vanished at the end. A project that
        appeared or vanished has no other change.
    """
    return tuple(
        change
        for project in dict.fromkeys([*new.mentions, *old.mentions])
        for change in _project_changes(old, new, project)
    )


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
        yield from _status_changes(old, new, project)
        yield from _source_changes(old, new, project)


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
            yield Change(project, Kind.STATUS, words, part, was, now, shape=shape)


def _source_changes(old: Catalog, new: Catalog, project: str) -> Iterator[Change]:
    before, after = (cited_sources(catalog, project) for catalog in (old, new))
    added = [source for source in after if source not in before]
    dropped = [source for source in before if source not in after]
    altered = [
        source
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
