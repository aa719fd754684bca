"""The shapes that a page draws: coordinates, uncertainties and bands, by feature id.

They do not change with a filter, so a page loads them once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from neatlas.analysis.ground import uncertainty_band
from neatlas.catalog.geojson import positions_of
from neatlas.model.vocabulary import GeometryRole
from neatlas.render.spec import Kind, Ring, Shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry

#: A millionth of a degree is a tenth of a metre, below any uncertainty on record; bands get
#: fewer digits, ten metres are enough for their outline.
_DIGITS, _BAND_DIGITS = 6, 4

_KINDS: dict[str, Kind] = {"Point": "point", "LineString": "line", "Polygon": "area"}


def plan_shapes(catalog: Catalog) -> dict[str, Shape]:
    """
    Plan the shape of every feature of an atlas.

    Returns
    -------
    dict of str to Shape
        By feature id, whatever the date: a map draws those that its plan names.
    """
    return {
        geometry.id: plan_shape(geometry)
        for geometries in catalog.geometries.values()
        for geometry in geometries
    }


def kind_of(geometry: BaseGeometry) -> Kind:
    """Return what a painter draws a geometry as."""
    return _KINDS[geometry.geom_type]


def plan_shape(geometry: Geometry) -> Shape:
    """Plan the shape of one geometry."""
    positions = positions_of(geometry)
    uncertainty = [vertex.uncertainty_km for vertex in geometry.notes.vertices]
    kind = kind_of(geometry.shape)
    if isinstance(geometry.shape, shapely.Polygon):
        rings = [geometry.shape.exterior, *geometry.shape.interiors]
        lines = tuple(_ring(shapely.get_coordinates(ring).tolist(), _DIGITS) for ring in rings)
        # An area's own outline is what is known of it; a band around a box would be noise.
        return Shape(kind=kind, lines=lines)
    # What a sentence alone supports is a name or two; a band would make it a place of its own.
    spoken = geometry.notes.role is GeometryRole.SPOKEN
    band = shapely.Polygon() if spoken else uncertainty_band(positions, uncertainty)
    return Shape(
        kind=kind,
        lines=(_ring(positions, _DIGITS),),
        uncertainty_km=(tuple(uncertainty),),
        band=tuple(
            tuple(
                _ring(shapely.get_coordinates(ring).tolist(), _BAND_DIGITS)
                for ring in (polygon.exterior, *polygon.interiors)
            )
            for polygon in shapely.get_parts(band)
            if not polygon.is_empty
        ),
    )


def _ring(positions: list[tuple[float, float]], digits: int) -> Ring:
    return tuple((round(lon, digits), round(lat, digits)) for lon, lat in positions)
