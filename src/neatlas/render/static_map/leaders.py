"""Lines that lead from a place to its name, and what they may not cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from neatlas.render.static_map.marks import Box
    from neatlas.render.static_map.spots import Spot

#: A leader of this length or more is drawn; a label that is nearer needs none.
LEADER_FROM = 9.0
#: It ends this far from the letters, in points.
_SHORT_OF = 1.6
#: Share of its reach within which a round sign is opaque; the rest is a pale edge.
_OPAQUE = 0.78


def is_hidden_by(sign: Box, what: shapely.Geometry) -> bool:
    """Return whether a round sign would hide a part of something, its pale edge aside."""
    return bool(shapely.distance(shapely.box(*sign).centroid, what) < _OPAQUE * sign.width / 2)


def leader_of(spot: Spot) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the leader line of a label, from what it names to its nearest edge."""
    if spot.anchor is None:
        return None
    x, y = spot.anchor
    end_x, end_y = min(max(x, spot.box.x0), spot.box.x1), min(max(y, spot.box.y0), spot.box.y1)
    length = float(np.hypot(end_x - x, end_y - y))
    if length < LEADER_FROM:
        return None
    share = 1 - _SHORT_OF / length
    return (x, y), (x + (end_x - x) * share, y + (end_y - y) * share)
