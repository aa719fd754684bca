"""The lines of one project as a whole: cut where they meet, and stretches of them joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.analysis.lengths import in_space_km, lengths_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Stretch = tuple[Floats, Whole]

#: Ends of lines that are nearer to one another than this, in kilometres, are one place.
_SAME_PLACE_KM = 0.1


def own_lines(lines: Sequence[shapely.LineString]) -> list[shapely.LineString]:
    """
    Return the lines of a project, cut where one begins on another, a common stretch once.

    Parameters
    ----------
    lines
        In WGS84 degrees, in any order: the result is the same.
    """
    noded = shapely.line_merge(shapely.union_all(lines))
    return sorted(shapely.get_parts(noded), key=lambda line: list(line.coords))


def join_stretches(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """
    Join stretches of a project's lines that meet end to end, on along the longest at a branch.

    Parameters
    ----------
    stretches
        Positions of each, longitude first, and the numbers of the pieces that it consists of.

    Yields
    ------
    tuple of Floats and Whole
        The same of a joined stretch, which takes the direction of its longest part. Branches
        that are left over make stretches of their own.
    """
    lengths = lengths_km(np.array([shapely.LineString(at) for at, _ in stretches], dtype=object))
    order = sorted(range(len(stretches)), key=lambda n: (-lengths[n], stretches[n][0].tolist()))
    left = [stretches[n] for n in order]
    while left:
        path, pieces = left.pop(0)
        for _ in ("on from its end", "and from its beginning"):
            while (following := _following(path, left)) is not None:
                number, positions, is_turned = following
                path = np.concatenate([path, positions[1:]])
                own = left.pop(number)[1]
                pieces = np.concatenate([pieces, own[::-1] if is_turned else own])
            path, pieces = path[::-1], pieces[::-1]
        yield path, pieces


def _following(path: Floats, left: Sequence[Stretch]) -> tuple[int, Floats, bool] | None:
    """Return the first stretch that begins or ends where a path ends, turned to go on from it."""
    for number, (positions, _) in enumerate(left):
        for is_turned, turned in ((False, positions), (True, positions[::-1])):
            ends = in_space_km(np.array([path[-1], turned[0]]))
            if np.linalg.norm(ends[0] - ends[1]) <= _SAME_PLACE_KM:
                return number, turned, is_turned
    return None
