"""A table as KML 2.2 (OGC 07-147r2), as globes read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import shapely

from neatlas.model.vocabulary import Sector
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from neatlas.export.notice import Notice
    from neatlas.export.table import Row, Table

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_NO_SECTOR = "none"


def write_kml(table: Table, notice: Notice) -> str:
    """
    Write a table as KML.

    Parameters
    ----------
    table
        Any table; a row without a geometry becomes a placemark without one.
    notice
        Stands in the data of the document, its citation in the description.

    Returns
    -------
    str
        One placemark a row, in the colour of its first sector where it has sectors, with every
        field as data. Lists are JSON arrays. Lines follow the ground.
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", notice.title)
    _text(document, "description", f"{notice.citation} {notice.licence}.")
    document.append(_style(_NO_SECTOR, NO_SECTOR_COLOR))
    document.extend(_style(sector.value, color) for sector, color in SECTOR_COLORS.items())
    _data(document, notice.as_dict().items())
    for row in table.rows:
        _placemark(document, table, row)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _placemark(document: ET.Element, table: Table, row: Row) -> None:
    mark = ET.SubElement(document, "Placemark")
    _text(mark, "name", str(row.get("label") or row.get("name") or row[table.key[0]]))
    sector = next(iter(row.get("sectors") or ()), None)
    _text(mark, "styleUrl", f"#{Sector(sector).value if sector else _NO_SECTOR}")
    _data(mark, ((field.name, row[field.name]) for field in table.attributes))
    shape = row[table.geometry] if table.geometry else None
    if shape is not None:
        parts = shapely.get_parts(shape)
        into = mark if len(parts) == 1 else ET.SubElement(mark, "MultiGeometry")
        for part in parts:
            _geometry(into, part)


def _geometry(into: ET.Element, shape: BaseGeometry) -> None:
    element = ET.SubElement(into, shape.geom_type)
    if isinstance(shape, shapely.Polygon):
        oriented = shapely.orient_polygons(shape)
        for side, rings in (("outer", [oriented.exterior]), ("inner", oriented.interiors)):
            for ring in rings:
                boundary = ET.SubElement(element, f"{side}BoundaryIs")
                _coordinates(ET.SubElement(boundary, "LinearRing"), ring)
        return
    if isinstance(shape, shapely.LineString):
        _text(element, "tessellate", "1")
    _coordinates(element, shape)


def _coordinates(element: ET.Element, shape: BaseGeometry) -> None:
    places = shapely.get_coordinates(shape).round(6).tolist()
    _text(element, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in places))


def _data(into: ET.Element, items: Iterable[tuple[str, Any]]) -> None:
    extended = ET.SubElement(into, "ExtendedData")
    for name, value in items:
        if value is None:
            continue
        written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        _text(ET.SubElement(extended, "Data", name=name), "value", written)


def _style(name: str, color: str) -> ET.Element:
    style = ET.Element("Style", id=name)
    red, green, blue = color[1:3], color[3:5], color[5:7]
    line = ET.SubElement(style, "LineStyle")
    _text(line, "color", f"ff{blue}{green}{red}")  # KML writes alpha, blue, green, red
    _text(line, "width", "3")
    _text(ET.SubElement(style, "PolyStyle"), "color", f"40{blue}{green}{red}")
    return style


def _text(into: ET.Element, name: str, text: str) -> None:
    ET.SubElement(into, name).text = text
