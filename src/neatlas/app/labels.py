"""Columns and words of a table as a reader reads them, in the language that is spoken.

What is downloaded keeps the names of columns and words that every other door has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.countries import country_name
from neatlas.render.card.words import NOT_NAMED
from neatlas.render.naming import name_of, word_label
from neatlas.render.page_words import word
from neatlas.speech import message, names_language, say, words_language

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

_COLUMNS = {
    "name": message("Project"),
    "id": message("Project"),
    "project": message("Project"),
    "other": message("Runs with"),
    "sectors": message("Sector"),
    "sector": message("Sector"),
    "countries": message("Country"),
    "country": message("Country"),
    "status": message("Status"),
    "before": message("Status before"),
    "after": message("Status after"),
    "outcome": message("What became of the claim"),
    "mention": message("How the text speaks of it"),
    "precisions": message("How it is drawn"),
    "located": message("Location"),
    "projects": message("Number of projects"),
    "ids": message("Which projects"),
    "length_km": message("Length, km"),
    "length_min_km": message("At least, km"),
    "length_max_km": message("At most, km"),
    "land_km": message("Over land, km"),
    "sea_km": message("At sea, km"),
    "area_km2": message("Area, km²"),
    "runway_km": message("Runways, km"),
    "nearest_km": message("Nearest, km"),
    "uncertainty_km": message("Uncertainty, km"),
    "sure": message("Sure"),
    "from_lon": message("From, longitude"),
    "from_lat": message("From, latitude"),
    "to_lon": message("To, longitude"),
    "to_lat": message("To, latitude"),
}
#: Column to the filter whose words stand in it.
_WORDS = {
    "sectors": "sector",
    "sector": "sector",
    "outcome": "outcome",
    "mention": "mention",
    "precisions": "precision",
    "status": "status",
    "before": "status",
    "after": "status",
}
#: Column to what is said where it holds no word.
_ABSENT = {
    "sector": message("no sector"),
    # The atlas's context has no claim and no mention.
    "outcome": NOT_NAMED,
    "mention": NOT_NAMED,
    "status": message("no single asset"),
    "before": message("not known"),
    "after": message("not known"),
}
_PROJECTS = {"id", "project", "other", "ids"}


def column_label(column: str) -> str:
    """Return the heading of a column; its own name where it has no other."""
    return say(_COLUMNS[column]) if column in _COLUMNS else column


def value_label(catalog: Catalog, column: str, value: object) -> str:
    """
    Return a cell as a reader reads it.

    Parameters
    ----------
    catalog
        The atlas, which names countries and projects.
    column
        Name of the column.
    value
        What stands there: a word, several of them, or nothing.
    """
    if isinstance(value, list | tuple):
        return ", ".join(value_label(catalog, column, one) for one in value)
    if column in _PROJECTS:
        return project_label(catalog, str(value))
    if column in {"country", "countries"}:
        return _country_label(catalog, value)
    if column in {"located", "sure"}:
        return _truth_label(column, bool(value))
    if column in _WORDS:
        return _word_label(column, value)
    return str(value or "")


def project_label(catalog: Catalog, project: str) -> str:
    """Return the name of a project; with its language where that is not the one of names."""
    name = name_of(catalog, catalog.projects[project])
    primary = name.lang.split("-", maxsplit=1)[0]
    same = primary == names_language().split("-", maxsplit=1)[0]
    return name.text if same else f"{name.text} ({primary})"


def _truth_label(column: str, value: bool) -> str:  # noqa: FBT001 - a cell of a table
    if column == "sure":
        return say("yes") if value else say("only as drawn")
    return say("drawn") if value else word("noLocation")


def _country_label(catalog: Catalog, code: object) -> str:
    """Return the name of a country; of none, that it is not known."""
    if not code:
        return word("noCountry")
    return country_name(str(code), catalog.settings.countries_in(words_language()))


def _word_label(column: str, value: object) -> str:
    if not value:
        return say(_ABSENT[column])
    return word_label(_WORDS[column], str(value))
