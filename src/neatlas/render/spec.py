"""The plan of a map as plain data: all that a painter needs, and nothing it must decide.

Geometry is kept apart (`Shape`, by feature id), because it does not change with a filter: a
page loads it once and a rerun sends only the `MapSpec`. Coordinates are WGS84 degrees,
longitude first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from neatlas.model.record import Record
from neatlas.render.routes.spec import RouteSpec

Position = tuple[float, float]
Ring = tuple[Position, ...]
Kind = Literal["line", "point", "area"]


class Style(Record):
    """How a feature is drawn. Status is dash and weight, sector is colour, never colour alone."""

    color: str
    weight: float
    """Stroke width in CSS pixels."""
    dash: tuple[float, ...] = ()
    """Lengths of strokes and gaps in CSS pixels; empty for a solid line."""
    hollow: bool = False
    """Drawn with a light core: an editor's reading, not the words of the text."""
    opacity: float = 1.0


class Shape(Record):
    """The geometry of one feature."""

    kind: Kind
    lines: tuple[Ring, ...] = ()
    """For a line: its pieces. For an area: its rings, outer first. For a point: one position."""
    uncertainty_km: tuple[tuple[float, ...], ...] = ()
    """For each position of `lines`, how far off it may be, in kilometres on the ground."""
    band: tuple[tuple[Ring, ...], ...] = ()
    """Polygons (outer ring, then holes) within which the true feature lies."""


class FeatureSpec(Record):
    """One drawn feature."""

    id: str
    project: str
    kind: Kind
    role: str
    style: Style
    label: str
    """Name and status in one line; what a pointer or a screen reader is told."""
    bounds: tuple[float, float, float, float]
    inferred: bool = False
    broken: bool = False
    """A link that is cut: drawn with a break that can be seen at any scale."""
    keys: tuple[str, ...] = ()
    """Keys of the legend entries that explain it."""


class Foreign(Record):
    """Words in another language than the page's, as a record has them."""

    text: str
    lang: str
    """BCP 47 tag."""


#: What is said: in the language of the page, or in pieces of which some are in another.
Said = str | Foreign | tuple[str | Foreign, ...]


class Link(Record):
    """A link out of the page."""

    text: Said
    url: str


class Row(Record):
    """A labelled value of a card, with the sources it rests on."""

    label: Said
    value: Said
    note: Said | None = None
    sources: tuple[int, ...] = ()
    """Numbers of the card's sources, from 1."""
    unsourced: bool = False
    mark: Literal["", "claim", "status", "event"] = ""
    """In a timeline: what the entry is."""


class Block(Record):
    """A section of a card."""

    heading: str
    kind: Literal["rows", "timeline", "quotes", "sources", "text"]
    rows: tuple[Row, ...] = ()
    """For `rows`: labelled values. For `timeline`: label is the date, oldest first. For
    `quotes`: label is where, value the quoted sentence."""
    links: tuple[Link, ...] = ()
    """For `sources`: in order of their numbers; an empty url means that there is none."""
    text: Said = ""


class QuoteSpec(Record):
    """A sentence that speaks of a project."""

    passage: str
    where: str
    text: str
    words: str
    """The words of the sentence that carry the claim."""
    lang: str = "en"
    """Language of both, as a BCP 47 tag."""


class NameSpec(Record):
    """A name in one language."""

    text: str
    lang: str
    """BCP 47 tag."""


class PartSpec(Record):
    """A part of a project with a fate of its own."""

    name: str
    status: str
    """Its status on the plan's date, in words."""


class ProjectSpec(Record):
    """One project on the page: popup, card and list entry."""

    id: str
    name: str
    """In the language of names; the record's own where it has none in it."""
    lang: str
    """Language of the name, as a BCP 47 tag."""
    names: tuple[NameSpec, ...] = ()
    """Every name, alias and romanisation on record, for a search."""
    status: str | None
    status_label: str
    parts: tuple[PartSpec, ...] = ()
    facts: str
    """Sector and countries in one line."""
    mention: str
    located: bool
    context: bool
    """Not named in the text: shown beside what is, and only when asked for."""
    color: str
    bounds: tuple[float, float, float, float] | None
    quotes: tuple[QuoteSpec, ...]
    card: tuple[Block, ...]
    technical: Annotated[dict[str, str], Field(default_factory=dict)]
    """Feature to its gauge and voltage in one line, where known."""
    facets: Annotated[dict[str, tuple[str, ...]], Field(default_factory=dict)]
    """Facet name to the words of this project at the plan's date; a filter holds them."""


class LegendEntry(Record):
    """One line of the legend."""

    label: str
    kind: Kind | Literal["band", "line and point"]
    """What its sample is; that of a line and of a point in one are in print alone."""
    style: Style
    broken: bool = False
    key: str = ""
    """What features name that it explains, such as `sector:gas`."""


class LegendGroup(Record):
    """A titled part of the legend; holds only what is on the map."""

    title: str
    filter: str = ""
    """Name of the filter that its entries set; empty where they set none."""
    entries: tuple[LegendEntry, ...]


class SeaLabel(Record):
    """A name printed on the sea."""

    text: str
    position: Position
    min_zoom: int


class Segment(Record):
    """A run of text of a paragraph, the passages that it belongs to, and the place it names."""

    text: str
    passages: tuple[str, ...] = ()
    place: str | None = None
    metonym: bool = False
    """The name stands for those who act there, such as a government."""


class PlaceSpec(Record):
    """A place that a document names; its name opens on the map."""

    id: str
    name: str
    lang: str
    """Language of the name, as a BCP 47 tag."""
    names: tuple[NameSpec, ...] = ()
    """Every name on record, for a search."""
    facts: Said
    """Kind, country and other names in one line."""
    note: Said
    position: Position
    bounds: tuple[float, float, float, float] | None
    """Extent of a place that is more than a point."""
    uncertainty_km: float


class Paragraph(Record):
    """A paragraph of a document, cut where passages begin and end."""

    number: int
    segments: tuple[Segment, ...]


class DocumentSpec(Record):
    """A document laid out for reading."""

    id: str
    title: str
    language: str
    citation: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Said, ...] = ()
    """Slips of the source, noted beside it."""


class MapSpec(Record):
    """The plan of one map."""

    title: Said
    bounds: tuple[float, float, float, float]
    """First view: west, south, east, north."""
    features: tuple[FeatureSpec, ...]
    projects: tuple[ProjectSpec, ...]
    """All that the filter selects, in the order of the text, without a location too."""
    routes: tuple[RouteSpec, ...] = ()
    """What is shown of each of `projects`, in words."""
    passages: dict[str, tuple[str, ...]]
    """Passage id to the ids of the selected projects it mentions."""
    legend: tuple[LegendGroup, ...]
    sea_labels: tuple[SeaLabel, ...]
    credits: tuple[str, ...]
    point_of_view: Said
    known_as_of: str
    summary: str
    """How much is shown, such as "9 of 15 projects drawn, 6 have no location"."""
    filtered: Annotated[str, Field(exclude=True)] = ""
    """What the filter selects, in words, for a sheet; a page says it of the filter that it has."""
    total: Annotated[int, Field(exclude=True)] = 0
    """How many projects the filter could let through, for the same."""
