"""Geometries: what is drawn for a project, vertex by vertex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from shapely import LineString, Point, Polygon

from neatlas.model.record import CountryCode, Kilometres, Line, PartialDate, Record, Slug, Text
from neatlas.model.vocabulary import GeometryRole, Method, VertexBasis


class Vertex(Record):
    """Where one vertex is, who says so, and how far off it may be."""

    place: Line
    uncertainty_km: Kilometres
    """The true place lies within this distance of the vertex, in kilometres on the ground."""
    basis: VertexBasis
    source: Slug | None = None
    """None means that no source was found and the editor placed it."""
    note: Text | None = None
    border: tuple[CountryCode, CountryCode] | None = None
    """Set where the line is declared to pass from one country into another."""


class Crossing(Record):
    """A stretch of a line that is declared to lie over water."""

    name: Line
    first: Annotated[int, Field(ge=0)]
    """Index of the vertex where it begins."""
    last: Annotated[int, Field(ge=1)]


class GeometryNotes(Record):
    """The properties of one GeoJSON feature of a geometry file."""

    label: Line
    part: Slug | None = None
    """Part of the project; None means that it stands for all of them."""
    role: GeometryRole
    method: Method
    country: CountryCode | None = None
    """Country in which it begins; border vertices say where the next one does."""
    vertices: tuple[Vertex, ...]
    """One for each position, in order; for a polygon those of its outer ring, closing one left
    out."""
    crossings: tuple[Crossing, ...] = ()
    proposed_in: PartialDate | None = None
    """When this geometry was first proposed; earlier maps do not show it."""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    licence: Line | None = None
    """Licence of this geometry where it differs from the atlas's own."""
    credit: Line | None = None
    note: Text | None = None


@dataclass(frozen=True, eq=False)
class Geometry:
    """
    A shape with its notes. Coordinates are WGS84 degrees, longitude first.

    Each is equal to itself alone, so that what is measured of it can be kept.
    """

    id: str
    """`<project>/<name>`, as in the file."""
    project: str
    shape: Point | LineString | Polygon
    notes: GeometryNotes
