"""The printed maps of the atlas that a process shows: what the app and the routes draw them from.

Its ground is kept for the next map, and so are the pages that were composed last: whoever asks for
one in another format, or has seen that it can be drawn, does not wait for it again.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from neatlas.analysis.select import select_from
from neatlas.errors import SnapshotError
from neatlas.render.plan import MapOptions, plan_map
from neatlas.speech import speaking

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.atlas import Atlas
    from neatlas.errors import Problem
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.options import SnapshotOptions
    from neatlas.render.static_map.stock import Stock

# ruff: noqa: PLC0415 - Matplotlib is slow to import, and most servers draw nothing

#: Pages that are kept; one with context holds about 4 MB.
_KEPT = 8
_STOCKING = threading.Lock()


def stock_of(atlas: Atlas) -> Stock:
    """Return the ground of an atlas: the same one at every call, from any thread."""
    # What is drawn is kept by its stock, so that a second one of an atlas would be kept as well.
    with _STOCKING:
        return _stock(atlas)


@lru_cache(maxsize=4)
def _stock(atlas: Atlas) -> Stock:
    from neatlas.render.static_map.stock import Stock

    return Stock(atlas.catalog)


def plan_of(atlas: Atlas, chosen: Filter, language: str) -> MapSpec:
    """Plan the printed map of what a filter selects."""
    selected = select_from(atlas.catalog, chosen)
    with speaking(language):
        return plan_map(atlas.catalog, atlas.anchors, selected, MapOptions(chosen, told=False))


def page_of(atlas: Atlas, chosen: Filter, options: SnapshotOptions) -> Composition:
    """
    Return the page of a printed map; it is composed once, or found out once that it cannot be.

    Raises
    ------
    SnapshotError
        If it cannot be drawn as asked.
    """
    from neatlas.render.static_map.own_settings import own_settings

    # Whoever asks for the same page meanwhile waits for it.
    with own_settings():
        page = _page(atlas, chosen, options)
    if isinstance(page, tuple):
        raise SnapshotError(page)
    return page


@lru_cache(maxsize=_KEPT)
def _page(
    atlas: Atlas, chosen: Filter, options: SnapshotOptions
) -> Composition | tuple[Problem, ...]:
    from neatlas.render.static_map.compose import compose_map

    try:
        return compose_map(plan_of(atlas, chosen, options.lang), stock_of(atlas), options)
    except SnapshotError as error:
        # Its traceback would hold on to all that was tried.
        return tuple(error.problems)
