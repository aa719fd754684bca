"""Scripts and styles of a page: Leaflet from its package, the painter from ours."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

TEMPLATES = Path(__file__).parent / "templates"
_LEAFLET = Path(leaflet.BASE_DIR)
#: Comments that have their lines to themselves, but for licences.
_COMMENTS = re.compile(
    r"^[ \t]*(?:/\*(?! @preserve)(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Asset:
    """One file that a page loads."""

    name: str
    """File name, without folder."""
    text: str


@cache
def scripts() -> tuple[Asset, ...]:
    """Return Leaflet and the painter's scripts, in the order in which a page loads them."""
    return (_asset(_LEAFLET / "leaflet.js"), *_listed("scripts.json"))


@cache
def styles() -> tuple[Asset, ...]:
    """Return Leaflet's style sheet, its pictures inlined, and the painter's, in their order."""
    sheet = (_LEAFLET / "leaflet.css").read_text("utf-8")
    inlined = re.sub(r"url\((images/[\w.-]+)\)", lambda m: f"url({_data_uri(m[1])})", sheet)
    return (Asset("leaflet.css", inlined), *_listed("styles.json"))


@cache
def painter_scripts() -> Asset:
    """Return all scripts as one file, which a browser fetches and compiles in one go."""
    return _joined("painter.js", scripts())


@cache
def painter_styles() -> Asset:
    """Return all style sheets as one file."""
    return _joined("painter.css", styles())


def _joined(name: str, assets: tuple[Asset, ...]) -> Asset:
    return Asset(name, uncommented("\n".join(asset.text for asset in assets)))


def uncommented(text: str) -> str:
    """Leave out comments, which are for those who write a script, not for those who load it."""
    return _COMMENTS.sub("", text)


def _listed(name: str) -> list[Asset]:
    """Return the files that a list names, beside it."""
    return [_asset(TEMPLATES / file) for file in json.loads((TEMPLATES / name).read_text("utf-8"))]


def _asset(file: Path) -> Asset:
    return Asset(file.name, file.read_text("utf-8"))


def _data_uri(name: str) -> str:
    encoded = base64.b64encode((_LEAFLET / name).read_bytes()).decode("ascii")
    return f"data:image/png;base64,{encoded}"
