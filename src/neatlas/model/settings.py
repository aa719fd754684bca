"""Settings of an atlas: `atlas.toml`."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from neatlas.model.record import (
    CountryCode,
    LanguageTag,
    Line,
    Record,
    Slug,
    Text,
    Url,
)

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


def _check_box(
    region: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    west, south, east, north = region
    if not (west < east and south < north):
        raise PydanticCustomError(
            "region", "is not a box. Write west, south, east, north in degrees."
        )
    return region


Region = Annotated[tuple[Longitude, Latitude, Longitude, Latitude], AfterValidator(_check_box)]


class BBox(NamedTuple):
    """A box in WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float


class SeaName(Record):
    """A name printed on a sea. Where names are disputed both stand, see `docs/method.md`."""

    name: Line
    lon: Longitude
    lat: Latitude
    names: Annotated[dict[LanguageTag, Line], Field(default_factory=dict)]
    min_zoom: Annotated[int, Field(ge=0, le=18)] = 4


class CountryLabel(Record):
    """Where a country's name is printed."""

    country: CountryCode
    lon: Longitude
    lat: Latitude


class LocalView(Record):
    """A sentence of the point of view that speaks of some regions alone."""

    text: Line
    """As it stands in the point of view."""
    regions: tuple[Region, ...]
    """A sheet that shows nothing of them leaves it out."""


class Translation(Record):
    """What an atlas says of itself in another language; the translation is its editors'."""

    title: Line | None = None
    point_of_view: Text | None = None
    local_views: tuple[Line, ...] = ()
    """The sentences of the atlas's `local_views`, in the same order."""
    country_names: Annotated[dict[CountryCode, Line], Field(default_factory=dict)]


class Settings(Record):
    """What holds for a whole atlas."""

    id: Slug
    title: Line
    description: Text
    language: LanguageTag
    region: Region
    """West, south, east, north: every geometry lies inside."""
    point_of_view: Text
    """Whose borders are drawn; printed on every map."""
    local_views: tuple[LocalView, ...] = ()
    licence: Line
    licence_url: Url | None = None
    credit: Line
    corrections_url: Line | None = None
    retired: Annotated[dict[Slug, Slug], Field(default_factory=dict)]
    """Retired project id to the one that took it over: an id never dies."""
    country_names: dict[CountryCode, Line]
    """Display names of the countries that this atlas speaks of."""
    country_labels: tuple[CountryLabel, ...] = ()
    sea_names: tuple[SeaName, ...] = ()
    translations: Annotated[dict[LanguageTag, Translation], Field(default_factory=dict)]
    """Language to what is said in it; what a translation lacks stands in the atlas's own."""

    def countries_in(self, language: str) -> dict[str, str]:
        """Return the atlas's own names of countries in a language, by code."""
        if language == self.language:
            return self.country_names
        return self.translation(language).country_names

    def translation(self, language: str) -> Translation:
        """Return what the atlas says of itself in a language, empty where it says nothing."""
        return self.translations.get(language, Translation(country_names={}))

    @property
    def bbox(self) -> BBox:
        """The region as a named box."""
        return BBox(*self.region)
