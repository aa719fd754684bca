"""Maps of the selected projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.saved_page import render_page
from neatlas.web.resource import Resource

if TYPE_CHECKING:
    from neatlas.web.resource import Asked


def _page(asked: Asked) -> str:
    return render_page(asked.atlas.page, asked.chosen)


RESOURCES = (
    Resource(
        "map.html",
        "The interactive map, opened with the filter, as one page that needs no network.",
        "text/html; charset=utf-8",
        _page,
        disposition="inline",
    ),
)
