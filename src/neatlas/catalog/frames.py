"""Frames: the catalog as GeoDataFrames, with a contract that functions can rely on.

Both frames are in WGS84, longitude first. `PROJECT_COLUMNS` and `FEATURE_COLUMNS` are the
contract; `check_frame` holds a frame against it.
"""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from neatlas.catalog.shapes import collect_shapes
from neatlas.errors import FrameError, Problem
from neatlas.model.outcome import outcomes_of
from neatlas.model.vocabulary import NO_LOCATION, GeometryRole

if TYPE_CHECKING:
    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry, GeometryNotes
    from neatlas.model.link import Claim
    from neatlas.model.project import Event, Figure, Project, StatusEntry

CRS = "EPSG:4326"

#: Column of the projects frame to its meaning; the index is `project`, the id.
PROJECT_COLUMNS = {
    "name": "display name in English",
    "sectors": "sectors, a tuple of words; empty where the text names none",
    "sector_basis": "whether the text states the sector or an editor inferred it",
    "location_countries": "where it stands, a tuple of ISO 3166-1 alpha-2 codes",
    "party_countries": "who acts, a tuple of codes",
    "invited_countries": "who is called in, a tuple of codes",
    "countries": "where it stands and who acts, a tuple of codes, each once",
    "status": "status at the frame's date; `mixed` where parts differ, None where it has none",
    "statuses": "distinct statuses of its parts at the frame's date, a tuple of words",
    "part_statuses": "part id to its status at the frame's date, None where it had none yet",
    "outcomes": "what became of what the text claims, a tuple of words, each once",
    "precisions": "methods of its best geometries at any date, a tuple; `none` without a location",
    "mentions": "how passages speak of it, a tuple of words, each once",
    "documents": "documents that mention it, a tuple of ids",
    "passages": "passages that mention it, a tuple of ids in the order of the text",
    "context": "whether the text does not name it: shown only when asked for",
    "located": "whether a geometry of it is there at the frame's date",
    "text": "everything that a text search looks at, folded",
    "geometry": "its best geometries and areas at the frame's date, each whole; None where none is",
}

#: Column of the features frame to its meaning; the index is `feature`, `<project>/<name>`.
FEATURE_COLUMNS = {
    "project": "id of the project",
    "part": "id of the part, None where it stands for all",
    "role": "what it is to its project",
    "method": "how it came about",
    "label": "what it shows, in words",
    "status": "status at the frame's date, None where none is known",
    "uncertainty_km": "largest uncertainty of its vertices, in kilometres",
    "vertex_uncertainty_km": "uncertainty of each vertex, a tuple of kilometres",
    "inferred": "whether an editor's reading, not the text, puts it on the map",
    "geometry": "Point, LineString or Polygon",
}


#: The sigma that ends a word, and any other.
_SIGMAS = ("\N{GREEK SMALL LETTER FINAL SIGMA}", "\N{GREEK SMALL LETTER SIGMA}")


@lru_cache(maxsize=2_048)
def fold(text: str) -> str:
    """Fold a text for searching: no case, no accents, compatible forms as one."""
    # A compatible form may be a capital letter (a mathematical alpha), a folded one composed.
    # Browsers fold too (`folding.js`), and have neither `casefold` nor classes of combining.
    small = unicodedata.normalize("NFKD", text).lower().upper().lower()
    decomposed = unicodedata.normalize("NFKD", small.replace(*_SIGMAS))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def projects_frame(catalog: Catalog, *, as_of: date | None = None) -> gpd.GeoDataFrame:
    """
    Build the frame of all projects, in the order in which the text names them.

    Parameters
    ----------
    catalog
        The atlas.
    as_of
        Day for which statuses hold and geometries exist; that of the newest evidence if None.

    Returns
    -------
    GeoDataFrame
        Columns as in `PROJECT_COLUMNS`, index `project`, WGS84. A project without a location
        has None for a geometry and stays. `attrs` has the day as `as_of` and the ids of all
        `documents`, so that a filter of another day, or of a document that is none, is refused.
    """
    rows = project_records(catalog, as_of=as_of)
    frame = _frame(list(rows.values()), list(rows), "project", PROJECT_COLUMNS)
    frame.attrs["as_of"] = (as_of or catalog.known_as_of.latest).isoformat()
    frame.attrs["documents"] = list(catalog.documents)
    return frame


def project_records(catalog: Catalog, *, as_of: date | None = None) -> dict[str, dict[str, Any]]:
    """Return the rows of the projects frame by id, without a frame: a third of the time."""
    day = as_of or catalog.known_as_of.latest
    return {id_: project_row(catalog, catalog.projects[id_], day) for id_ in catalog.mentions}


def project_row(catalog: Catalog, project: Project, day: date) -> dict[str, Any]:
    """Return one row of the projects frame, columns as in `PROJECT_COLUMNS`."""
    mentions = catalog.mentions[project.id]
    passages = tuple(dict.fromkeys(m.passage for m in mentions))
    geometries = catalog.geometries.get(project.id, ())
    here = {geometry for geometry in geometries if exists_at(geometry, day)}
    main = [g for g in geometries if g.notes.role in {GeometryRole.BEST, GeometryRole.AREA}]
    return {
        "name": project.name,
        "sectors": tuple(sector.value for sector in project.sectors),
        "sector_basis": project.sector_basis.value,
        "location_countries": project.location_countries,
        "party_countries": project.party_countries,
        "invited_countries": project.invited_countries,
        "countries": project.countries,
        "status": project.status_at(day),
        "statuses": tuple(status.value for status in project.statuses_at(day)),
        "part_statuses": project.part_statuses_at(day),
        "outcomes": tuple(o.value for o in outcomes_of(mentions, project, day)),
        "precisions": _precisions(main),
        "mentions": tuple(dict.fromkeys(m.kind.value for m in mentions)),
        "documents": tuple(dict.fromkeys(catalog.passages[p][0] for p in passages)),
        "passages": passages,
        "context": project.context,
        "located": bool(here),
        "text": fold(" ".join(_searched(catalog, project, passages))),
        "geometry": collect_shapes([g.shape for g in main if g in here]),
    }


def _precisions(drawn: list[Geometry]) -> tuple[str, ...]:
    """Return how the best geometries came about, or the areas where there is nothing better."""
    best = [geometry for geometry in drawn if geometry.notes.role is GeometryRole.BEST] or drawn
    methods = dict.fromkeys(geometry.notes.method.value for geometry in best)
    return tuple(methods) or (NO_LOCATION,)


def _searched(catalog: Catalog, project: Project, passages: tuple[str, ...]) -> list[str]:
    return [
        project.id,
        project.name,
        *(text for name in project.names for text in (name.text, name.romanisation) if text),
        project.summary,
        *(catalog.passages[passage][1].selector.exact for passage in passages),
        *(part.name for part in project.parts),
        *_notes(catalog, project),
    ]


def _notes(catalog: Catalog, project: Project) -> list[str]:
    noted: list[StatusEntry | Event | Figure | Claim | GeometryNotes] = [
        *(entry for part in project.parts for entry in part.statuses),
        *project.events,
        *project.figures,
        *(mention.claim for mention in catalog.mentions[project.id]),
        *(geometry.notes for geometry in catalog.geometries.get(project.id, ())),
    ]
    return [record.note for record in noted if record.note]


def features_frame(catalog: Catalog, *, as_of: date | None = None) -> gpd.GeoDataFrame:
    """
    Build the frame of all features: one row for each geometry that can be drawn.

    Parameters
    ----------
    catalog
        The atlas.
    as_of
        Day for which statuses hold and geometries exist; the newest evidence if None.

    Returns
    -------
    GeoDataFrame
        Columns as in `FEATURE_COLUMNS`, index `feature`, WGS84, in the order of the text.
        Left out are geometries that were first proposed, or became valid, after `as_of`, and
        those that had ended by then.
    """
    day = as_of or catalog.known_as_of.latest
    geometries = [
        geometry
        for project in catalog.mentions
        for geometry in catalog.geometries.get(project, ())
        if exists_at(geometry, day)
    ]
    rows = [feature_row(catalog, geometry, day) for geometry in geometries]
    return _frame(rows, [geometry.id for geometry in geometries], "feature", FEATURE_COLUMNS)


def exists_at(geometry: Geometry, day: date) -> bool:
    """Return whether a geometry had been proposed, was valid and had not ended on a day."""
    notes = geometry.notes
    begins = [d.latest for d in (notes.proposed_in, notes.valid_from) if d is not None]
    ended = notes.valid_to is not None and notes.valid_to.latest < day
    return all(begin <= day for begin in begins) and not ended


def existence_turns(geometry: Geometry) -> set[date]:
    """Return the days from which on a geometry exists, or exists no longer."""
    notes = geometry.notes
    turns = {when.latest for when in (notes.proposed_in, notes.valid_from) if when}
    if notes.valid_to and notes.valid_to.latest < date.max:
        turns.add(notes.valid_to.latest + timedelta(days=1))
    return turns


def feature_row(catalog: Catalog, geometry: Geometry, day: date) -> dict[str, Any]:
    """Return one row of the features frame, columns as in `FEATURE_COLUMNS`."""
    project, notes = catalog.projects[geometry.project], geometry.notes
    part = next((part for part in project.parts if part.id == notes.part), None)
    entry = part.entry_at(day) if part else None
    status = project.status_at(day) if part is None else entry.status.value if entry else None
    kinds = {mention.kind.value for mention in catalog.mentions[project.id]}
    return {
        "project": geometry.project,
        "part": notes.part,
        "role": notes.role.value,
        "method": notes.method.value,
        "label": notes.label,
        "status": status,
        "uncertainty_km": max(vertex.uncertainty_km for vertex in notes.vertices),
        "vertex_uncertainty_km": tuple(vertex.uncertainty_km for vertex in notes.vertices),
        "inferred": kinds == {"inferred"},
        "geometry": geometry.shape,
    }


def _frame(
    rows: list[dict[str, Any]], ids: list[str], index: str, columns: dict[str, str]
) -> gpd.GeoDataFrame:
    # A list of projects needs no frame, and is not to wait for what makes one.
    import geopandas as gpd  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    # Columns of words stay `object`: None is "not known" here, never NaN.
    data = {name: [row[name] for row in rows] for name in columns if name != "geometry"}
    frame = gpd.GeoDataFrame(
        {
            name: values if _is_plain(values) else pd.Series(values, dtype="object")
            for name, values in data.items()
        },
        geometry=[row["geometry"] for row in rows],
        crs=CRS,
    )
    frame.index = pd.Index(ids, name=index, dtype="object")
    return frame[list(columns)]


def _is_plain(values: list[Any]) -> bool:
    """Return whether a column of these values may be one of plain numbers or truths."""
    return bool(values) and all(isinstance(value, bool | float) for value in values)


def check_frame(frame: gpd.GeoDataFrame, columns: dict[str, str], *, name: str) -> None:
    """
    Hold a frame against its contract.

    Parameters
    ----------
    frame
        What a caller passed.
    columns
        `PROJECT_COLUMNS` or `FEATURE_COLUMNS`.
    name
        How messages call the frame.

    Raises
    ------
    FrameError
        If columns are missing, the index is not unique, or the CRS is missing or not WGS84;
        all problems at once.
    """
    problems = []
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        message = f"lacks the columns {', '.join(missing)}. Build it from a catalog."
        problems.append(Problem(name, "", message))
    if not frame.index.is_unique:
        problems.append(Problem(name, "index", "holds an id twice. Drop one of the rows."))
    if "geometry" not in missing and frame.crs != CRS:
        held = "no CRS" if frame.crs is None else f"the CRS {frame.crs.to_string()}"
        message = f"has {held}. Set or convert it to {CRS}, longitude first."
        problems.append(Problem(name, "geometry", message))
    if problems:
        raise FrameError(problems)
