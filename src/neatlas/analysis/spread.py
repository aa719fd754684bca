"""How uncertain a place along the lines of a project is, by the vertices beside it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.analysis.lengths import in_space_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Geometries = NDArray[np.object_]

#: Segments that are nearer to a place by less than this, in kilometres, all have it.
_SAME_KM = 0.001
#: Places looked at at a time, which bounds the memory.
_CHUNK = 512


def uncertainty_along(
    lines: Geometries, vertex_uncertainty_km: Iterable[Sequence[float]], positions: Floats
) -> Floats:
    """
    Look up the uncertainty of places on lines.

    Parameters
    ----------
    lines
        LineStrings in WGS84 degrees, longitude first.
    vertex_uncertainty_km
        For each line the uncertainty of each of its vertices, in kilometres.
    positions
        Places on the lines, in any order: longitude and latitude, one row each.

    Returns
    -------
    numpy.ndarray of float
        Kilometres. Between two vertices the uncertainty changes evenly with the distance. Of
        several lines at one place the greatest counts.
    """
    vertices, line = shapely.get_coordinates(lines, return_index=True)
    spread = np.fromiter(chain.from_iterable(vertex_uncertainty_km), dtype=float)
    begins = np.flatnonzero(line[1:] == line[:-1])
    ends = in_space_km(vertices)
    first, along = ends[begins], ends[begins + 1] - ends[begins]
    length2 = np.maximum(np.einsum("ij,ij->i", along, along), 1e-18)
    places = in_space_km(positions)
    found = np.empty(len(places))
    for start in range(0, len(places), _CHUNK):
        away = places[start : start + _CHUNK, None] - first
        share = np.clip(np.einsum("pij,ij->pi", away, along) / length2, 0, 1)
        distance = np.linalg.norm(away - share[..., None] * along, axis=2)
        there = distance <= distance.min(axis=1, keepdims=True) + _SAME_KM
        off = spread[begins] + share * (spread[begins + 1] - spread[begins])
        found[start : start + _CHUNK] = np.where(there, off, 0).max(axis=1)
    return found
