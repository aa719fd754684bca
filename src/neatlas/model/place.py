"""Places: what a document names without saying that anything is built there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from neatlas.model.link import LeftOut, Selector
from neatlas.model.record import CountryCode, LanguageTag, Line, Record, Slug, Text
from neatlas.model.settings import Latitude, Longitude
from neatlas.model.vocabulary import PlaceKind

#: Half the circumference of the earth: no point is farther from another.
_FARTHEST_KM = 20_040


class Place(Record):
    """A place, and where its name opens on the map; it may lie outside the atlas's region."""

    id: Slug
    name: Line
    """Display name in English."""
    kind: PlaceKind
    as_spoken: tuple[Line, ...]
    """The forms in which the document has the name."""
    country: CountryCode | None = None
    lon: Longitude
    lat: Latitude
    uncertainty_km: Annotated[float, Field(ge=0, le=_FARTHEST_KM)]
    """How far the point may be off; for an extended place the radius that covers it."""
    bounds: tuple[Longitude, Latitude, Longitude, Latitude] | None = None
    """West, south, east, north of an extended place: a box to zoom to, not a border."""
    names: Annotated[dict[LanguageTag, Line], Field(default_factory=dict)]
    source: Slug | None = None
    """None means that the editor placed the point."""
    note: Text | None = None

    @model_validator(mode="after")
    def _bounds_hold_the_point(self) -> Place:
        if self.bounds is not None:
            west, south, east, north = self.bounds
            if not (west <= self.lon <= east and south <= self.lat <= north):
                raise PydanticCustomError(
                    "bounds", "has a point outside its bounds. Correct lon, lat or bounds."
                )
        return self


class Gazetteer(Record):
    """All places of an atlas."""

    places: tuple[Place, ...] = ()


class PlaceMention(Record):
    """One occurrence of a place's name in a document."""

    place: Slug
    selector: Selector
    metonym: bool = False
    """The name stands for those who act there, such as a government."""
    note: Text | None = None


class PlaceLinks(Record):
    """All place names of one document."""

    document: Slug
    mentions: tuple[PlaceMention, ...]
    left_out: tuple[LeftOut, ...] = ()
