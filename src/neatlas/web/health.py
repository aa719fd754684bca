"""Whether the server is well, and which atlas it shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from neatlas import __version__
from neatlas.web.resource import Resource

if TYPE_CHECKING:
    from neatlas.web.resource import Asked


def _health(asked: Asked) -> str:
    catalog = asked.atlas.catalog
    context = sum(project.context for project in catalog.projects.values())
    state = {
        "status": "ok",
        "version": __version__,
        "atlas": catalog.settings.id,
        "data_version": asked.atlas.version,
        "known_as_of": str(catalog.known_as_of),
        "projects": len(catalog.projects) - context,
        "context_projects": context,
    }
    return json.dumps(state, ensure_ascii=False)


RESOURCES = (
    Resource(
        "health",
        "Version, atlas, and how many projects it has.",
        "application/json; charset=utf-8",
        _health,
        filtered=False,
        heavy=False,
    ),
)
