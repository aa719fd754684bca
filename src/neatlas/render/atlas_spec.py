"""The plan of every map of an atlas as plain data, for a page that filters on its own."""

from __future__ import annotations

from neatlas.model.record import Record
from neatlas.render.routes.spec import RouteEdition
from neatlas.render.spec import FeatureSpec, LegendGroup, ProjectSpec, Said, SeaLabel


class ChoiceSpec(Record):
    """A word that a filter can ask for."""

    value: str
    label: str


class FacetSpec(Record):
    """A filter of several words."""

    name: str
    """Its name in an address, such as `sector`."""
    label: str
    choices: tuple[ChoiceSpec, ...]


class FeatureEdition(Record):
    """What a feature is from a day on."""

    since: str
    """The day as YYYY-MM-DD; empty for the beginning."""
    spec: FeatureSpec | None
    """None while it is not drawn."""


class ProjectEdition(Record):
    """What a project is from a day on."""

    since: str
    """The day as YYYY-MM-DD; empty for the beginning."""
    spec: ProjectSpec


class AtlasPlan(Record):
    """The plan of every map of an atlas, for a page on which the reader filters and dates.

    What holds at a day is the last edition that is not younger. `render.plan.plan_map` of a
    filter and a date draws the same; the scripts of the page are held to it by tests.
    """

    title: Said
    bounds: tuple[float, float, float, float]
    """First view where nothing is drawn: west, south, east, north."""
    first: str
    """Month of the oldest entry, as YYYY-MM."""
    newest: str
    """Day of the newest evidence, which stands for today."""
    known_as_of: str
    """Date of the newest evidence, as its record writes it."""
    said: tuple[str, ...]
    """Dates of the documents."""
    features: tuple[tuple[FeatureEdition, ...], ...]
    projects: tuple[tuple[ProjectEdition, ...], ...]
    routes: tuple[tuple[RouteEdition, ...], ...]
    passages: dict[str, tuple[str, ...]]
    retired: dict[str, str]
    """Retired project id to the one that took it over."""
    language: str
    """Language of the records, as a BCP 47 tag."""
    languages: dict[str, str]
    """Language in which the page can be read, as a BCP 47 tag, to what it calls itself."""
    countries: dict[str, str]
    """Every country that there is, by its ISO 3166-1 alpha-2 code, to its name."""
    search: dict[str, str]
    """Project to everything that a text search looks at, folded."""
    legend: tuple[LegendGroup, ...]
    """Every entry that some feature has at some day."""
    facets: tuple[FacetSpec, ...]
    sea_labels: tuple[SeaLabel, ...]
    credits: tuple[str, ...]
    """Of the atlas, then of its basemap; those of features stand between."""
    feature_credits: dict[str, str]
    point_of_view: Said
