"""The controlled words of an atlas.

Every member is written as records write it. `label` is the word for people; the meanings are
documented in `docs/data.md`, which is checked against this module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from neatlas.speech import say

if TYPE_CHECKING:
    from collections.abc import Collection


class Word(StrEnum):
    """A controlled word; its value is what stands in files, addresses and exports."""

    @property
    def label(self) -> str:
        """The word as a person reads it, in the language that is spoken."""
        return say(self.english, context=type(self).__name__)

    @property
    def english(self) -> str:
        """The word as a person reads it in English."""
        return self.value.replace("_", " ")


class Sector(Word):
    """What a project carries or serves."""

    GAS = "gas"
    OIL = "oil"
    COAL = "coal"
    POWER = "power"
    NUCLEAR = "nuclear"
    RAIL = "rail"
    ROAD = "road"
    PORT = "port"
    AIRPORT = "airport"
    INDUSTRY = "industry"


def has_runways(sectors: Collection[str]) -> bool:
    """
    Return whether the lines of a project of these sectors are runways.

    Those of an airport are: parts of a site, not a route, and no length of one.
    """
    return list(sectors) == [Sector.AIRPORT]


class Structure(Word):
    """A structure that is a project of its own within a rail or road sector."""

    TUNNEL = "tunnel"
    BRIDGE = "bridge"


class Basis(Word):
    """Whether a source states a thing or an editor inferred it."""

    STATED = "stated"
    INFERRED = "inferred"


class Status(Word):
    """State of an asset, adapted from the scale of Global Energy Monitor.

    Source: https://globalenergymonitor.org/projects/global-gas-infrastructure-tracker/methodology/
    `severed` (a working line cut at a border) is an addition of this project.
    """

    ANNOUNCED = "announced"
    PRE_CONSTRUCTION = "pre_construction"
    CONSTRUCTION = "construction"
    OPERATING = "operating"
    IDLE = "idle"
    SHELVED = "shelved"
    CANCELLED = "cancelled"
    SEVERED = "severed"
    RETIRED = "retired"

    @property
    def english(self) -> str:
        """The word as a person reads it in English."""
        return "pre-construction" if self is Status.PRE_CONSTRUCTION else self.value


#: Word for a project whose parts differ in status; never stands in a record.
MIXED = "mixed"
#: Word for a project of which, or of a part of which, no status is known; never in a record.
UNKNOWN = "unknown"


class MentionKind(Word):
    """How a passage speaks of a project."""

    NAMED = "named"
    DESCRIBED = "described"
    COLLECTIVE = "collective"
    INFERRED = "inferred"


class Modality(Word):
    """What a claim says of its project: that it exists, is hoped for, others are invited to it."""

    EXISTS = "exists"
    UNDER_WAY = "under_way"
    EXPECTED = "expected"
    PLANNED = "planned"
    POSSIBLE = "possible"
    INVITED = "invited"
    HOPED = "hoped"


class Outcome(Word):
    """What became of a claim, in words that do not judge; the rule is `model.outcome`."""

    COMPLETED = "completed"
    COMPLETED_LATER = "completed_later"
    IN_PROGRESS = "in_progress"
    NO_CONSTRUCTION = "no_construction"
    INTERRUPTED = "interrupted"
    REPLACED = "replaced"
    NOT_RATED = "not_rated"

    @property
    def english(self) -> str:
        """The word as a person reads it in English."""
        return _OUTCOME_LABELS.get(self, self.value.replace("_", " "))


_OUTCOME_LABELS = {
    Outcome.COMPLETED_LATER: "completed later than stated",
    Outcome.NO_CONSTRUCTION: "no construction found",
}


class CountryRole(Word):
    """How a country belongs to a project."""

    LOCATION = "location"
    PARTY = "party"
    INVITED = "invited"
    ANY = "any"


class PlaceKind(Word):
    """What a named place is."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    TOWN = "town"
    ISLAND = "island"
    PENINSULA = "peninsula"
    WATERS = "waters"
    RAILWAY = "railway"
    OTHER = "other"


class GeometryRole(Word):
    """What a geometry is to its project."""

    BEST = "best"
    ALTERNATIVE = "alternative"
    SPOKEN = "spoken"
    AREA = "area"


class Method(Word):
    """How a geometry came about, from surest to least sure."""

    SURVEYED = "surveyed"
    TRACED = "traced"
    STATION_TO_STATION = "station_to_station"
    INDICATIVE_CORRIDOR = "indicative_corridor"
    SCHEMATIC = "schematic"
    POINT = "point"


#: Word for the precision of a project without a location; never stands in a record.
NO_LOCATION = "none"


class VertexBasis(Word):
    """Where the coordinate of one vertex comes from."""

    PUBLISHED = "published"
    DERIVED = "derived"
    INTERPOLATED = "interpolated"
    PLACED = "placed"


class Grade(Word):
    """How near a source stands to the fact."""

    PRIMARY = "primary"
    PRESS = "press"
    REFERENCE = "reference"
    MIRROR = "mirror"


#: Name of a filter to the kind of its words, and which it can ask for.
FILTER_WORDS: dict[str, tuple[type[Word], tuple[str, ...]]] = {
    "sector": (Sector, tuple(Sector)),
    "status": (Status, (*Status, MIXED, UNKNOWN)),
    "outcome": (Outcome, tuple(Outcome)),
    "precision": (Method, (*Method, NO_LOCATION)),
    "mention": (MentionKind, tuple(MentionKind)),
}
