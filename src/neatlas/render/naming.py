"""The name by which a project goes in the language of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.spec import NameSpec
from neatlas.speech import names_language

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
