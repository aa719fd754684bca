"""Several geometries as one that holds each of them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

_MULTI = {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString}


def collect_shapes(shapes: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """
    Put geometries into one, without joining or cutting any of them.

    A union would lose a runway within its airport, and count a track once that two lines share.

    Parameters
    ----------
    shapes
        Points, lines and areas, or what this function made of some.

    Returns
    -------
    BaseGeometry or None
        The geometry itself where there is one; a multipart one where all are of a kind; else, as
        where areas overlap, a collection. None where there are none.
    """
    parts = shapely.get_parts(np.array([*shapes], dtype=np.object_)).tolist()
    if len(parts) < 2:  # noqa: PLR2004 - one is none too many
        return parts[0] if parts else None
    kinds = {part.geom_type for part in parts}
    if kinds == {"Polygon"}:
        areas = shapely.MultiPolygon(parts)
        return areas if areas.is_valid else shapely.GeometryCollection(parts)
    kind = kinds.pop()
    return shapely.GeometryCollection(parts) if kinds else _MULTI[kind](parts)
