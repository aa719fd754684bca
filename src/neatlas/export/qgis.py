"""Layer styles as QGIS reads them (QML), after the palette of our own maps.

Sector is colour, status is dash and weight. Only what occurs in a layer stands in its legend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from neatlas.model.vocabulary import GeometryRole
from neatlas.render.palette import Standing, line_style, sector_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neatlas.export.table import Row
    from neatlas.render.spec import Style

#: A CSS pixel in millimetres, the unit of QGIS.
_MM = 25.4 / 96
#: What the categories of a legend are told apart by; every styled layer has these fields.
EXPRESSION = (
    "concat(coalesce(\"sector\", ''), '|', coalesce(\"feature_status\", ''), '|', \"role\", '|', "
    'if("inferred", 1, 0))'
)
_STANDINGS = {
    GeometryRole.SPOKEN.value: Standing.SPOKEN,
    GeometryRole.ALTERNATIVE.value: Standing.ALTERNATIVE,
}


class Category(NamedTuple):
    """What is drawn alike in a layer, and how."""

    sector: str | None
    status: str | None
    role: str
    inferred: bool

    @property
    def value(self) -> str:
        """What `EXPRESSION` gives for it."""
        return "|".join((self.sector or "", self.status or "", self.role, str(int(self.inferred))))

    @property
    def label(self) -> str:
        """What the legend says of it."""
        words = [self.sector or "no sector", self.status or "status not known"]
        words += [self.role] if self.role in _STANDINGS else []
        words += ["an editor's reading"] if self.inferred else []
        return ", ".join(words)

    @property
    def style(self) -> Style:
        """How our own maps draw it."""
        standing = Standing.READING if self.inferred else Standing.MAIN
        color = sector_color((self.sector,) if self.sector else ())
        return line_style(color, self.status, _STANDINGS.get(self.role, standing))


def categories(rows: Iterable[Row]) -> list[Category]:
    """Return the categories that occur in rows, in the order of a legend."""
    found = {
        Category(r["sector"], r["feature_status"], r["role"], bool(r["inferred"])) for r in rows
    }
    return sorted(found, key=lambda key: tuple(map(str, key)))


def feature_style(kind: str, rows: Iterable[Row]) -> str:
    """
    Write the style of a layer of features.

    Parameters
    ----------
    kind
        `line`, `marker` or `fill`, as QGIS calls symbols of lines, points and areas.
    rows
        The rows of the layer, with `sector`, `feature_status`, `role` and `inferred`.

    Returns
    -------
    str
        A QML document with a category for each combination that occurs.
    """
    renderer = ET.Element("renderer-v2", type="categorizedSymbol", attr=EXPRESSION)
    listed = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, category in enumerate(categories(rows)):
        ET.SubElement(
            listed,
            "category",
            {"value": category.value, "type": "string", "label": category.label},
            symbol=str(number),
            render="true",
        )
        symbols.append(_symbol(kind, number, category.style))
    return _document(renderer)


def band_style() -> str:
    """Write the style of the layer of bands: a pale fill without an outline."""
    renderer = ET.Element("renderer-v2", type="singleSymbol")
    fill = {"color": "85,85,85,38", "style": "solid", "outline_style": "no"}
    ET.SubElement(renderer, "symbols").append(_layered("fill", 0, "SimpleFill", fill, 1.0))
    return _document(renderer)


def _symbol(kind: str, number: int, style: Style) -> ET.Element:
    color = _rgba(style.color)
    if kind == "line":
        return _layered(kind, number, "SimpleLine", _line_options(style), style.opacity)
    if kind == "marker":
        # What is not surely there is a ring: status is never told by colour alone.
        fill = color if not style.dash else "255,255,255,255"
        options = {"name": "circle", "color": fill, "outline_color": color}
        options |= {"size": "3", "size_unit": "MM", "outline_width": "0.6"}
        return _layered(kind, number, "SimpleMarker", options, style.opacity)
    options = {"color": _rgba(style.color, alpha=64), "style": "solid", "outline_color": color}
    options |= {"outline_width": "0.4", "outline_style": "dash" if style.dash else "solid"}
    return _layered(kind, number, "SimpleFill", options, style.opacity)


def _line_options(style: Style) -> Mapping[str, str]:
    dash = ";".join(f"{length * _MM:.2f}" for length in style.dash)
    return {
        "line_color": _rgba(style.color),
        "line_width": f"{style.weight * _MM:.2f}",
        "line_width_unit": "MM",
        "line_style": "solid",
        "use_custom_dash": "1" if dash else "0",
        "customdash": dash or "5;2",
        "customdash_unit": "MM",
        "capstyle": "flat",
        "joinstyle": "round",
    }


def _layered(
    kind: str, number: int, layer: str, options: Mapping[str, str], opacity: float
) -> ET.Element:
    symbol = ET.Element("symbol", type=kind, name=str(number), alpha=f"{opacity:g}")
    held = ET.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0"})
    listed = ET.SubElement(held, "Option", type="Map")
    for name, value in options.items():
        ET.SubElement(listed, "Option", name=name, type="QString", value=value)
    return symbol


def _rgba(color: str, *, alpha: int = 255) -> str:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _document(renderer: ET.Element) -> str:
    root = ET.Element("qgis", version="3.34.0", styleCategories="Symbology")
    root.append(renderer)
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    return f"{doctype}\n{ET.tostring(root, encoding='unicode')}"
