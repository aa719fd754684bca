"""The basemap: what the features of each layer say of themselves, and whom to credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Generic, Literal, TypeVar

from pydantic import Field

from neatlas.model.record import CountryCode, LanguageTag, Line, Record, Slug

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_AREA = ("Polygon", "MultiPolygon")
_LINE = ("LineString", "MultiLineString")


class Notes(Record):
    """Base of what a feature says of itself: its properties."""

    kinds: ClassVar[tuple[str, ...]]
    """GeoJSON types that its geometry may have."""


class Land(Notes):
    """A piece of land; it says nothing of itself."""

    kinds = _AREA


class Disputed(Notes):
    """Land that more than one government claims, drawn in a colour of its own."""

    kinds = _AREA
    id: Slug


class Water(Notes):
    """A lake, or a river broad enough to have two banks."""

    kinds = _AREA
    kind: Literal["lake", "river"]


class Border(Notes):
    """A stretch of border between two countries."""

    kinds = _LINE
    countries: tuple[CountryCode, CountryCode]
    kind: Literal["international", "military_demarcation_line"]


class Country(Notes):
    """Land of a country within generalised borders; no map draws it."""

    kinds = _AREA
    country: CountryCode


class Province(Notes):
    """A stretch of border between provinces of one country."""

    kinds = _LINE
    country: CountryCode


class River(Notes):
    """A stretch of river."""

    kinds = _LINE
    rank: Literal[1, 2, 3]
    """Shown at all zooms, from zoom 6, from zoom 8."""


class Town(Notes):
    """A town, printed as a point with its name."""

    kinds = ("Point",)
    name: Line
    country: CountryCode
    population: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    rank: Annotated[int, Field(ge=1, le=5)]
    """From 1, shown first, to 5, shown only when near."""
    names: Annotated[dict[LanguageTag, Line], Field(default_factory=dict)]
    source: Line


class Credit(Record):
    """Whom a layer comes from."""

    credit: Line
    """As its licence wants it printed."""
    licence: Line


class Credits(Record):
    """Credits by layer: `credits.json`."""

    land_overview: tuple[Credit, ...] = ()
    land: tuple[Credit, ...] = ()
    disputed: tuple[Credit, ...] = ()
    lakes: tuple[Credit, ...] = ()
    borders: tuple[Credit, ...] = ()
    countries: tuple[Credit, ...] = ()
    provinces: tuple[Credit, ...] = ()
    rivers: tuple[Credit, ...] = ()
    towns: tuple[Credit, ...] = ()
    world: tuple[Credit, ...] = ()


N = TypeVar("N", bound=Notes)


@dataclass(frozen=True)
class Layer(Generic[N]):
    """Features of one layer: what each says of itself, and its shape."""

    notes: tuple[N, ...]
    shapes: NDArray[np.object_]
    """Shapely geometries in WGS84 degrees, longitude first, in the order of `notes`."""


@dataclass(frozen=True)
class Basemap:
    """All layers of a basemap; one that the atlas lacks has no features."""

    land_overview: Layer[Land]
    """Land for small scales."""
    land: Layer[Land]
    disputed: Layer[Disputed]
    lakes: Layer[Water]
    borders: Layer[Border]
    provinces: Layer[Province]
    rivers: Layer[River]
    towns: Layer[Town]
