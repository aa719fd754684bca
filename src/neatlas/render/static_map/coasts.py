"""Coasts: the outlines of land without those edges at which the data end, which are no coast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from neatlas.render.static_map.projection import Bounds

    Outlines = tuple[NDArray[np.float64], ...]

#: A vertex this near to such an edge, in degrees, lies on it: projected, an edge is bent.
_ON_EDGE = 1e-3
#: Where land is cut for the file's sake: at the meridian of 180 degrees and at the South Pole.
_GLOBE = (-180.0, -90.0, 180.0, 90.0)


def coasts_of(
    outlines: Outlines,
    region: Bounds,
    to_ground: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> Outlines:
    """
    Take the edges of the data out of the outlines of land.

    Parameters
    ----------
    outlines
        Closed rings on the page, the first vertex repeated at the end.
    region
        West, south, east, north of the region at whose edge land is cut, in degrees.
    to_ground
        Returns the positions in degrees of points of the page.

    Returns
    -------
    tuple of numpy.ndarray
        Lines on the page: rings that no edge touches as they are, and what is left of the others.
    """
    found: list[NDArray[np.float64]] = []
    for ring in outlines:
        cut = _is_edge(to_ground(ring), region)
        if not cut.any():
            found.append(ring)
            continue
        drawn = np.concatenate([[False], ~cut, [False]]).astype(np.int8)
        starts, ends = np.flatnonzero(np.diff(drawn) > 0), np.flatnonzero(np.diff(drawn) < 0)
        found += [ring[a : b + 1] for a, b in zip(starts, ends, strict=True)]
    return tuple(found)


def _is_edge(ring: NDArray[np.float64], region: Bounds) -> NDArray[np.bool_]:
    """Return for each side of a ring whether it runs along an edge of the data."""
    found = np.zeros(len(ring) - 1, dtype=bool)
    for box in (region, _GLOBE):
        for side, value in enumerate(box):
            on_it = np.abs(ring[:, side % 2] - value) < _ON_EDGE
            found |= on_it[:-1] & on_it[1:]
    return found
