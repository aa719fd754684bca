"""Says in which country a place on land lies, from the places that are known and the borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.render.static_map.stock import Stock

#: Known places that are asked whose land a place is, the nearest first.
_ASKED = 6
#: Places that are asked for at once.
_PART = 1_000


def whose_land(stock: Stock, positions: NDArray[np.float64]) -> NDArray[np.str_]:
    """
    Say in which country places lie: in that of the nearest known place on their side of a border.

    Parameters
    ----------
    stock
        The atlas; its towns, and the places of its countries' names, are known.
    positions
        In degrees, longitude first, on land.

    Returns
    -------
    numpy.ndarray
        A code for each; empty where borders part it from all known places near by.
    """
    known, codes, borders = known_places(stock)
    if not len(known) or not len(positions):
        return np.full(len(positions), "", dtype=codes.dtype)
    # In parts: all distances of a large sheet at once would take a gigabyte.
    parts = np.array_split(positions, -(-len(positions) // _PART))
    return np.concatenate([_nearest_country(part, known, codes, borders) for part in parts])


def _nearest_country(
    positions: NDArray[np.float64],
    known: NDArray[np.float64],
    codes: NDArray[np.str_],
    borders: shapely.Geometry,
) -> NDArray[np.str_]:
    shrink = np.array([np.cos(np.radians(positions[:, 1].mean())), 1.0])
    gaps = positions[:, None] * shrink - known * shrink
    nearest = np.argsort(np.hypot(*np.moveaxis(gaps, 2, 0)), axis=1)[:, :_ASKED]
    ways = np.stack([np.repeat(positions[:, None], nearest.shape[1], axis=1), known[nearest]], 2)
    clear = ~shapely.intersects(borders, shapely.linestrings(ways))
    first = nearest[np.arange(len(positions)), np.argmax(clear, axis=1)]
    return np.where(np.any(clear, axis=1), codes[first], "")


def known_places(
    stock: Stock,
) -> tuple[NDArray[np.float64], NDArray[np.str_], shapely.Geometry]:
    """Return positions that are known, the codes of their countries, and all borders."""
    return stock.keep("whose-land", lambda: _known(stock))


def _known(stock: Stock) -> tuple[NDArray[np.float64], NDArray[np.str_], shapely.Geometry]:
    places = [(town.lon, town.lat, town.country) for town in stock.towns]
    places += [(at.lon, at.lat, at.country) for at in stock.catalog.settings.country_labels]
    borders = shapely.union_all(stock.layer("borders"))
    shapely.prepare(borders)
    return (
        np.array([place[:2] for place in places], dtype=float).reshape(-1, 2),
        np.array([place[2] for place in places], dtype=np.str_),
        borders,
    )
