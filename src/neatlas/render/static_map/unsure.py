"""How far off what is drawn may be: the note of a map that is larger than its sources allow."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neatlas.render.static_map.routes import Route
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window
    from neatlas.render.static_map.words import Words

#: More than this on paper, in millimetres, a reader takes for a place and not for a blur.
MOST_MM = 10.0
#: It is said in steps of this size, rounded up, so that the note does not follow its own height.
_STEP_MM = 5


def oversize_note(
    routes: Iterable[Route], stock: Stock, window: Window, words: Words
) -> str | None:
    """Say by how much what is in view may be off; None where that is little on this sheet."""
    kilometres = max(_unsure_km(routes, stock, window), default=0.0)
    millimetres = kilometres * window.mm_per_km
    if millimetres <= MOST_MM:
        return None
    return words(
        "Drawn larger than its sources allow: what is shown may be off by up to {mm} mm ({km} km).",
        mm=words.number(_STEP_MM * ceil(millimetres / _STEP_MM - 1e-6)),
        km=words.number(kilometres),
    )


def _unsure_km(routes: Iterable[Route], stock: Stock, window: Window) -> Iterator[float]:
    """Yield how far off stretches and points in view may be, of those where it would matter."""
    least = MOST_MM / window.mm_per_km
    for route in routes:
        feature = route.feature
        if feature.kind != "line":
            known = stock.shape(feature.id).uncertainty_km
            yield from (km for positions in known for km in positions if km > least)
            continue
        wide = [s for s in stock.stretches(feature.id) if s.uncertainty_km > least]
        if not wide:
            continue
        owner = np.repeat(np.arange(len(wide)), [len(stretch.positions) for stretch in wide])
        positions = np.concatenate([stretch.positions for stretch in wide])
        placed = shapely.linestrings(window.to_page(positions), indices=owner)
        seen = np.atleast_1d(shapely.intersects(placed, shapely.box(*window.box)))
        yield from (s.uncertainty_km for s, there in zip(wide, seen, strict=True) if there)
