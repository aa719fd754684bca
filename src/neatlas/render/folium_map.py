"""`build_map`: a real `folium.Map` that carries the painter as one of its elements.

Everything a page needs is written into it, so it shows in a notebook without a network. A
user adds Folium layers and plugins of their own to it. This module is the only place in
Python where latitude comes first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Environment
from jinja2 import FileSystemLoader

from neatlas.render.assets import (
    TEMPLATES,
    Asset,
    painter_scripts,
    painter_styles,
    scripts,
    styles,
)
from neatlas.render.basemap import pack_basemap
from neatlas.render.foreign import plain
from neatlas.render.online import online_basemaps
from neatlas.render.packing import pack
from neatlas.render.said import Said
from neatlas.render.shapes import plan_shapes
from neatlas.render.themes import THEMES
from neatlas.speech import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor
    from neatlas.render.spec import MapSpec

# Folium's environment brings the filters that its own templates use.
_ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES))  # type: ignore[no-untyped-call]

#: How a page comes to life: from a plan written into it, or as a Streamlit component.
Start = Literal["drawn", "streamlit"]


def plan_bases() -> dict[str, Any]:
    """Describe what can lie under the features, as the painter reads it."""
    themes = {name: theme.model_dump(mode="json") for name, theme in THEMES.items()}
    return {"themes": themes, "online": online_basemaps()}


@dataclass(frozen=True)
class PageData:
    """What a page loads once and keeps: it depends on the atlas alone, not on a filter."""

    title: str
    language: str
    """Language of the page's own words, as a BCP 47 tag."""
    basemap: dict[str, Any]
    shapes: dict[str, Any]
    languages: Mapping[str, dict[str, Any]]
    """Language, as a BCP 47 tag, to all that is said in it (`plan_language`)."""
    bases: dict[str, Any] = field(default_factory=plan_bases)
    """Styles of the basemap, and the online basemaps that a reader can choose."""

    def common(self) -> dict[str, Any]:
        """Return what does not depend on a language, as the painter reads it."""
        names = ("title", "language", "basemap", "shapes", "bases")
        return {name: getattr(self, name) for name in names} | {"languages": list(self.languages)}


def plan_page(
    catalog: Catalog, anchors: dict[str, Anchor], languages: Iterable[str] = LANGUAGES
) -> PageData:
    """
    Plan what a page of an atlas loads once: basemap, shapes, and what is said of them.

    Parameters
    ----------
    catalog
        The atlas.
    anchors
        Where its passages stand (`linking.anchors.resolve_anchors`).
    languages
        Languages in which it can be read; it opens in the first.
    """
    spoken = list(languages)
    return PageData(
        title=catalog.settings.title,
        language=spoken[0],
        basemap=pack_basemap(catalog),
        shapes={name: s.model_dump(mode="json") for name, s in plan_shapes(catalog).items()},
        languages=Said(catalog, anchors, spoken),
    )


class _AtlasFigure(Figure):
    """A page with a language and an escaped title, which branca's own has not."""

    _template = _ENVIRONMENT.get_template("figure.html.j2")

    def __init__(self, title: str, language: str) -> None:
        super().__init__(title=title, height="640px")
        self.language = language
        self.header._children.clear()  # noqa: SLF001 - the template has its own meta tags


class _AtlasMap(folium.Map):
    """A Folium map that names no address outside the page and can be zoomed on a phone."""

    _template = _ENVIRONMENT.get_template("map.html.j2")

    def __init__(self) -> None:
        super().__init__(location=(0, 0), zoom_start=4, tiles=None, zoom_control=False)
        self.default_js = []
        self.default_css = []
        # A fixed name: the same atlas makes the same page, byte for byte.
        self._id = "atlas"


class _Painter(MacroElement):
    """Starts the painter on the map that it is added to."""

    _template = _ENVIRONMENT.get_template("painter.html.j2")

    def __init__(self, start: Start) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Painter"
        self.start = start


class _Verbatim(Element):
    """Text that goes into the page as it is; an `Element` would read it as a template."""

    _template = _ENVIRONMENT.from_string("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def to_json(data: object) -> str:
    """
    Write data as JSON that can stand inside a script element.

    `<` is escaped, so that no text can close the element or open a comment; U+2028 and U+2029,
    which end a line in JavaScript, are escaped as all characters outside ASCII that need it.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(character, escape)
    return text


def build_map(page: PageData, spec: MapSpec) -> folium.Map:
    """
    Build the interactive map of one plan as a Folium map.

    Parameters
    ----------
    page
        What the page keeps (`plan_page`).
    spec
        The plan (`render.plan.plan_map`).

    Returns
    -------
    folium.Map
        Complete in itself: shown in a notebook or saved, it asks nothing of a network.
    """
    said = {name: held for name, held in page.languages[page.language].items() if name != "plan"}
    data = {**page.common(), **said, "spec": spec.model_dump(mode="json")}
    figure, built = _empty_map(plain(spec.title), said["words"]["language"])
    header = figure.header
    for asset in styles():
        header.add_child(_Verbatim(f"<style>\n{asset.text}\n</style>"), name=asset.name)
    for asset in scripts():
        header.add_child(_Verbatim(f"<script>\n{asset.text}\n</script>"), name=asset.name)
    element = f'<script type="application/json" id="neatlas-data">{to_json(data)}</script>'
    header.add_child(_Verbatim(element), name="neatlas-data")
    built.add_child(_Painter("drawn"), name="painter")
    return built


def frame_files(page: PageData) -> tuple[Asset, ...]:
    """
    Compose the files of the frame in which the app shows the map.

    Returns
    -------
    tuple of Asset
        `index.html`, which names the others beside it, and those: `atlas.json`, and what is
        said in the language in which it opens. Others are `said_file`, and may come later.
    """
    figure, built = _empty_map(page.title, page.language)
    sheet, painter = painter_styles(), painter_scripts()
    data = [_json("atlas.json", page.common()), said_file(page, page.language)]
    named = (
        # The painter asks for the data; a browser that is told of them now has them by then.
        *(f'<link rel="preload" href="{d.name}" as="fetch" crossorigin>' for d in data),
        f'<link rel="stylesheet" href="{sheet.name}">',
        f'<script src="{painter.name}"></script>',
    )
    figure.header.add_child(_Verbatim("\n".join(named)), name="files")
    built.add_child(_Painter("streamlit"), name="painter")
    index = Asset("index.html", str(figure.render()))
    return (index, *data, sheet, painter)


def said_file(page: PageData, language: str) -> Asset:
    """Compose the file of all that the frame says in a language."""
    return _json(f"said-{language}.json", pack(page.languages[language]))


def _json(name: str, data: object) -> Asset:
    return Asset(name, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _empty_map(title: str, language: str) -> tuple[_AtlasFigure, folium.Map]:
    figure, built = _AtlasFigure(title, language), _AtlasMap()
    figure.add_child(built, name="map")
    return figure, built
