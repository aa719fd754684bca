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
        Lines on the page: a ring that no edge touches as it is, and what is left of any other.
    """
    if not outlines:
        return ()
    points = np.concatenate(outlines)
    ends = np.cumsum([len(ring) for ring in outlines])
    drawn = np.ones(len(points) + 1, dtype=bool)
    # The side that begins at a ring's last vertex would lead to the next ring.
    drawn[ends] = drawn[0] = False
    drawn[1:-1] &= ~_is_edge(to_ground(points), region)
    steps = np.diff(np.append(drawn, False).astype(np.int8))
    starts, stops = np.flatnonzero(steps > 0), np.flatnonzero(steps < 0)
    return tuple(points[a : b + 1] for a, b in zip(starts, stops, strict=True))


def _is_edge(points: NDArray[np.float64], region: Bounds) -> NDArray[np.bool_]:
    """Return for each two vertices in a row whether an edge of the data joins them."""
    found = np.zeros(len(points) - 1, dtype=bool)
    for axis in (0, 1):
        along = points[:, axis]
        for value in {region[axis], region[axis + 2], _GLOBE[axis], _GLOBE[axis + 2]}:
            on_it = np.abs(along - value) < _ON_EDGE
            if on_it.any():
                found |= on_it[:-1] & on_it[1:]
    return found
