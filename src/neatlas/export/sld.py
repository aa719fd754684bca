"""Layer styles for others than QGIS: Styled Layer Descriptor 1.1 (OGC 05-078r4, 05-077r4).

The same categories as in `export.qgis`, as rules; sizes are pixels of 0.28 mm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from neatlas.export.qgis import categories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neatlas.export.qgis import Category
    from neatlas.export.table import Row
    from neatlas.render.spec import Style

_SLD, _SE = "http://www.opengis.net/sld", "http://www.opengis.net/se"
_OGC = "http://www.opengis.net/ogc"
#: A CSS pixel in those of the standard.
_PIXEL = 25.4 / 96 / 0.28


def feature_sld(layer: str, kind: str, rows: Iterable[Row]) -> str:
    """
    Write the style of a layer of features.

    Parameters
    ----------
    layer
        Its name.
    kind
        `line`, `marker` or `fill`, as QGIS calls symbols of lines, points and areas.
    rows
        The rows of the layer, with `sector`, `feature_status`, `role` and `inferred`.

    Returns
    -------
    str
        A document with a rule for each combination that occurs.
    """
    rules = []
    for category in categories(rows):
        rule = ET.Element(f"{{{_SE}}}Rule")
        _said(rule, category.label)
        rule.append(_condition(category))
        rule.append(_SYMBOLS[kind](category.style))
        rules.append(rule)
    return _document(layer, rules)


def band_sld(layer: str) -> str:
    """Write the style of the layer of bands: a pale fill without an outline."""
    rule = ET.Element(f"{{{_SE}}}Rule")
    symbol = ET.SubElement(rule, f"{{{_SE}}}PolygonSymbolizer")
    _parameters(symbol, "Fill", {"fill": "#555555", "fill-opacity": "0.15"})
    return _document(layer, [rule])


def _condition(category: Category) -> ET.Element:
    held = ET.Element(f"{{{_OGC}}}Filter")
    every = ET.SubElement(held, f"{{{_OGC}}}And")
    wanted = {
        "sector": category.sector,
        "feature_status": category.status,
        "role": category.role,
        "inferred": str(category.inferred).lower(),
    }
    for name, value in wanted.items():
        kind = "PropertyIsNull" if value is None else "PropertyIsEqualTo"
        asked = ET.SubElement(every, f"{{{_OGC}}}{kind}")
        ET.SubElement(asked, f"{{{_OGC}}}PropertyName").text = name
        if value is not None:
            ET.SubElement(asked, f"{{{_OGC}}}Literal").text = value
    return held


def _line(style: Style) -> ET.Element:
    symbol = ET.Element(f"{{{_SE}}}LineSymbolizer")
    given = _stroke(style, style.weight) | {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    if style.dash:
        given["stroke-dasharray"] = " ".join(f"{length * _PIXEL:.2f}" for length in style.dash)
    _parameters(symbol, "Stroke", given)
    return symbol


def _point(style: Style) -> ET.Element:
    symbol = ET.Element(f"{{{_SE}}}PointSymbolizer")
    graphic = ET.SubElement(symbol, f"{{{_SE}}}Graphic")
    mark = ET.SubElement(graphic, f"{{{_SE}}}Mark")
    ET.SubElement(mark, f"{{{_SE}}}WellKnownName").text = "circle"
    # What is not surely there is a ring: status is never told by colour alone.
    _parameters(mark, "Fill", {"fill": "#ffffff" if style.dash else style.color})
    _parameters(mark, "Stroke", _stroke(style, 2))
    ET.SubElement(graphic, f"{{{_SE}}}Size").text = "10"
    return symbol


def _area(style: Style) -> ET.Element:
    symbol = ET.Element(f"{{{_SE}}}PolygonSymbolizer")
    _parameters(symbol, "Fill", {"fill": style.color, "fill-opacity": "0.25"})
    dash = {"stroke-dasharray": "6 3"} if style.dash else {}
    _parameters(symbol, "Stroke", _stroke(style, 1.5) | dash)
    return symbol


_SYMBOLS = {"line": _line, "marker": _point, "fill": _area}


def _stroke(style: Style, width: float) -> dict[str, str]:
    return {
        "stroke": style.color,
        "stroke-opacity": f"{style.opacity:g}",
        "stroke-width": f"{width * _PIXEL:.2f}",
    }


def _parameters(symbol: ET.Element, name: str, given: Mapping[str, str]) -> None:
    held = ET.SubElement(symbol, f"{{{_SE}}}{name}")
    for word, value in given.items():
        ET.SubElement(held, f"{{{_SE}}}SvgParameter", name=word).text = value


def _said(rule: ET.Element, label: str) -> None:
    ET.SubElement(rule, f"{{{_SE}}}Name").text = label
    description = ET.SubElement(rule, f"{{{_SE}}}Description")
    ET.SubElement(description, f"{{{_SE}}}Title").text = label


def _document(layer: str, rules: Iterable[ET.Element]) -> str:
    for prefix, space in (("", _SLD), ("se", _SE), ("ogc", _OGC)):
        ET.register_namespace(prefix, space)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.1.0")
    named = ET.SubElement(root, f"{{{_SLD}}}NamedLayer")
    ET.SubElement(named, f"{{{_SE}}}Name").text = layer
    style = ET.SubElement(named, f"{{{_SLD}}}UserStyle")
    ET.SubElement(style, f"{{{_SE}}}Name").text = layer
    drawn = ET.SubElement(style, f"{{{_SE}}}FeatureTypeStyle")
    drawn.extend(rules)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)
