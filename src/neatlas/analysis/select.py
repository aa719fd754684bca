"""One filter, and the functions that apply it: to a catalog, to a frame of projects."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.analysis.values import check_documents, read_values
from neatlas.catalog.frames import (
    PROJECT_COLUMNS,
    check_frame,
    fold,
    project_records,
    projects_frame,
)
from neatlas.errors import FrameError, Problem
from neatlas.model.vocabulary import UNKNOWN, CountryRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import geopandas as gpd
    from numpy.typing import NDArray

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.record import PartialDate
    from neatlas.model.settings import BBox

#: Role to the column that holds it; where a country stands or acts is what most people mean.
_ROLE_COLUMNS = {
    None: ("location_countries", "party_countries"),
    CountryRole.LOCATION: ("location_countries",),
    CountryRole.PARTY: ("party_countries",),
    CountryRole.INVITED: ("invited_countries",),
    CountryRole.ANY: ("location_countries", "party_countries", "invited_countries"),
}

#: Fields of a filter that are columns of the frame as well, of which a row must hold a word.
_SHARED = ("sectors", "outcomes", "precisions", "mentions", "documents")


#: Fields of a filter that hold words.
_WORDS = ("countries", *_SHARED, "statuses")


@dataclass(frozen=True)
class Filter:
    """
    What to select: values of one field mean "or", different fields mean "and".

    The names are those of the command line, the address bar and HTTP, in the plural here where
    several values go. An empty field lets everything through. A value that means nothing is
    refused here; a document, where the filter meets the atlas that does not hold it.
    """

    countries: AbstractSet[str] = frozenset()
    """ISO 3166-1 alpha-2 codes."""
    country_role: CountryRole | None = None
    """How the countries belong to a project; None means it stands there or they act."""
    sectors: AbstractSet[str] = frozenset()
    statuses: AbstractSet[str] = frozenset()
    """A status that the project or a part has at the frame's date; `unknown` where one has none."""
    outcomes: AbstractSet[str] = frozenset()
    """What became of one of its claims, at the frame's date."""
    precisions: AbstractSet[str] = frozenset()
    """How one of its best geometries came about; `none` where it has no location."""
    mentions: AbstractSet[str] = frozenset()
    documents: AbstractSet[str] = frozenset()
    text: str = ""
    """Words that must all stand in names, summary, notes or passages, without case and accents."""
    bbox: BBox | None = None
    """West, south, east, north in WGS84 degrees, which the geometry of the date must touch."""
    context: bool = False
    """Whether projects that the text does not name are let through as well."""
    as_of: PartialDate | None = None
    """Date for which statuses hold, to its end; None means the newest evidence."""

    def __post_init__(self) -> None:
        """
        Take words as they are written elsewhere, and keep what cannot change.

        Raises
        ------
        FilterError
            If a value means nothing, with all problems at once.
        """
        for name in _WORDS:
            words = getattr(self, name)
            if isinstance(words, str):  # its letters would be taken for words
                raise TypeError(f"{name} must be a set of words, got {words!r}")
            object.__setattr__(self, name, frozenset(words))
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, value in read_values(given).items():
            object.__setattr__(self, name, value)

    def __bool__(self) -> bool:
        """Return whether the filter holds anything back."""
        return any(getattr(self, f.name) for f in fields(self) if f.name not in _NOT_NARROWING)


_NOT_NARROWING = {"as_of", "context", "country_role"}


def select_from(catalog: Catalog, chosen: Filter) -> gpd.GeoDataFrame:
    """
    Select the projects of a catalog that a filter lets through, as they stood at its date.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter; without `as_of` the date of the newest evidence holds.

    Returns
    -------
    GeoDataFrame
        The rows of the projects frame (`catalog.frames.projects_frame`) that pass, in WGS84.

    Raises
    ------
    FilterError
        If the filter asks for a document that the atlas does not hold.
    """
    day = chosen.as_of.latest if chosen.as_of else None
    return select_projects(projects_frame(catalog, as_of=day), chosen)


def select_projects(frame: gpd.GeoDataFrame, chosen: Filter) -> gpd.GeoDataFrame:
    """
    Select the projects that a filter lets through.

    Parameters
    ----------
    frame
        Projects frame (`catalog.frames.projects_frame`), built for the date of the filter.
    chosen
        The filter. Its `as_of` is not applied here: it must be that of the frame.

    Returns
    -------
    GeoDataFrame
        The rows that pass, in the frame's order, columns and CRS unchanged.

    Raises
    ------
    FrameError
        If the frame breaks its contract, or was built for another date than the filter's.
    FilterError
        If the filter asks for a document that the atlas of the frame does not hold.
    """
    check_frame(frame, PROJECT_COLUMNS, name="projects frame")
    held = frame.attrs.get("as_of")
    if chosen.as_of and held and held != chosen.as_of.latest.isoformat():
        message = (
            f"is {held}, while the filter asks for '{chosen.as_of}'. Build the frame for that day, "
            f"or use select_from."
        )
        raise FrameError([Problem("projects frame", "as_of", message)])
    if chosen.documents and "documents" in frame.attrs:
        check_documents(chosen.documents, frame.attrs["documents"])
    columns = {name: frame[name].to_numpy() for name in PROJECT_COLUMNS}
    return frame[_passing(columns, chosen)]


def select_records(catalog: Catalog, chosen: Filter) -> dict[str, dict[str, Any]]:
    """
    Select the projects of a catalog as `select_from` does, without making a frame.

    Returns
    -------
    dict of str to dict
        The rows that pass, by id, with the columns of the projects frame.

    Raises
    ------
    FilterError
        If the filter asks for a document that the atlas does not hold.
    """
    check_documents(chosen.documents, catalog.documents)
    day = chosen.as_of.latest if chosen.as_of else None
    records = project_records(catalog, as_of=day)
    columns = {name: [row[name] for row in records.values()] for name in PROJECT_COLUMNS}
    passes = _passing(columns, chosen)
    return {id_: row for (id_, row), kept in zip(records.items(), passes, strict=True) if kept}


def asked_statuses(
    status: str | None, statuses: Iterable[str], part_statuses: Mapping[str, str | None]
) -> tuple[str, ...]:
    """
    Return the statuses by which a row is found: its own, and those of its parts.

    Parameters
    ----------
    status, statuses, part_statuses
        The columns of the projects frame; what has no status is found as `unknown`.
    """
    # pandas may have made a NaN of None.
    gaps = [None for known in part_statuses.values() if not isinstance(known, str)]
    found = [word if isinstance(word, str) else UNKNOWN for word in [status, *gaps]]
    return tuple(dict.fromkeys([*statuses, *found]))


def _passing(columns: Mapping[str, Sequence[Any]], chosen: Filter) -> NDArray[np.bool_]:
    """Return whether each row passes: the one place that says what a filter means."""
    passes = np.ones(len(columns["name"]), dtype=bool)
    if not chosen.context:
        passes &= ~np.asarray(columns["context"], dtype=bool)
    if chosen.countries:
        roles = _ROLE_COLUMNS[chosen.country_role]
        passes &= _any_of([_shares(columns[role], chosen.countries) for role in roles])
    for name in _SHARED:
        if wanted := getattr(chosen, name):
            passes &= _shares(columns[name], wanted)
    if chosen.statuses:
        known = (columns[name] for name in ("status", "statuses", "part_statuses"))
        passes &= _shares([*map(asked_statuses, *known)], chosen.statuses)
    for word in fold(chosen.text).split():
        passes &= np.array([word in text for text in columns["text"]], dtype=bool)
    if chosen.bbox is not None:
        box = shapely.box(*chosen.bbox)
        shapely.prepare(box)
        passes &= shapely.intersects(np.asarray(columns["geometry"], dtype=np.object_), box)
    return passes


def _shares(rows: Sequence[tuple[str, ...]], wanted: Collection[str]) -> NDArray[np.bool_]:
    """Return whether each row's tuple holds one of the wanted words; equality, never likeness."""
    apart = set(wanted).isdisjoint
    return ~np.fromiter(map(apart, rows), dtype=bool, count=len(rows))


def _any_of(masks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce(masks), dtype=bool)
