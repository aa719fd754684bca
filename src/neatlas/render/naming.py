"""Names of projects in the language of names, and words of filters in that of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.model.vocabulary import FILTER_WORDS, MIXED, UNKNOWN
from neatlas.render.page_words import word
from neatlas.render.spec import NameSpec
from neatlas.speech import names_language, say

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project


def name_of(catalog: Catalog, project: Project) -> NameSpec:
    """Return the name of a project in the language of names; its own where it has none."""
    own = catalog.settings.language
    found = None if names_language() == own else project.name_in(names_language())
    if found is None:
        return NameSpec(text=project.name, lang=own)
    return NameSpec(text=found.text, lang=found.lang)


def word_label(name: str, value: str) -> str:
    """Return a word that a filter of controlled words can ask for, as a reader reads it."""
    kind, _ = FILTER_WORDS[name]
    if value in set(kind):
        return kind(value).label
    # Those that no record holds.
    if value == UNKNOWN:
        return say("not known")
    return say("different by part") if value == MIXED else word("noLocation")
