"""One filter, and the functions that apply it: to a catalog, to a frame of projects."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.catalog.frames import PROJECT_COLUMNS, check_frame, fold, projects_frame
from neatlas.model.vocabulary import CountryRole

if TYPE_CHECKING:
    from collections.abc import Collection
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
    several values go. An empty field lets everything through.
    """

    countries: AbstractSet[str] = frozenset()
    """ISO 3166-1 alpha-2 codes."""
    country_role: CountryRole | None = None
    """How the countries belong to a project; None means it stands there or they act."""
    sectors: AbstractSet[str] = frozenset()
    statuses: AbstractSet[str] = frozenset()
    """A status that the project or any of its parts has at the frame's date."""
    outcomes: AbstractSet[str] = frozenset()
    """What became of one of its claims, at the frame's date."""
    precisions: AbstractSet[str] = frozenset()
    """How one of its best geometries came about; `none` where it has no location."""
    mentions: AbstractSet[str] = frozenset()
    documents: AbstractSet[str] = frozenset()
    text: str = ""
    """Words that must all stand in names, summary, notes or passages, without case and accents."""
    bbox: BBox | None = None
    """West, south, east, north in WGS84 degrees; the project's geometry must touch it."""
    context: bool = False
    """Whether projects that the text does not name are let through as well."""
    as_of: PartialDate | None = None
    """Date for which statuses hold, to its end; None means the newest evidence."""

    def __post_init__(self) -> None:
        """Take any collection of words, such as a set, and keep it as one that cannot change."""
        for name in _WORDS:
            words = getattr(self, name)
            if isinstance(words, str):  # its letters would be taken for words
                raise TypeError(f"{name} must be a set of words, got {words!r}")
            object.__setattr__(self, name, frozenset(words))

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
        The filter. Its `as_of` is not applied here: it is the frame's.

    Returns
    -------
    GeoDataFrame
        The rows that pass, in the frame's order, columns and CRS unchanged.

    Raises
    ------
    FrameError
        If the frame breaks its contract.
    """
    check_frame(frame, PROJECT_COLUMNS, name="projects frame")
    passes = np.ones(len(frame), dtype=bool)
    if not chosen.context:
        passes &= ~frame["context"].to_numpy(dtype=bool)
    if chosen.countries:
        columns = _ROLE_COLUMNS[chosen.country_role]
        passes &= _any_of([_shares(frame, column, chosen.countries) for column in columns])
    for column in _SHARED:
        if wanted := getattr(chosen, column):
            passes &= _shares(frame, column, wanted)
    if chosen.statuses:
        overall = frame["status"].isin(list(chosen.statuses)).to_numpy()
        passes &= overall | _shares(frame, "statuses", chosen.statuses)
    for word in fold(chosen.text).split():
        passes &= frame["text"].str.contains(word, regex=False).to_numpy(dtype=bool)
    if chosen.bbox is not None:
        passes &= frame.geometry.intersects(shapely.box(*chosen.bbox)).to_numpy()
    return frame[passes]


def _shares(frame: gpd.GeoDataFrame, column: str, wanted: Collection[str]) -> NDArray[np.bool_]:
    """Return whether each row's tuple holds one of the wanted words; equality, never likeness."""
    chosen = set(wanted)
    return np.array([not chosen.isdisjoint(words) for words in frame[column]], dtype=bool)


def _any_of(masks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.asarray(np.logical_or.reduce(masks), dtype=bool)
