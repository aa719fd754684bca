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


@dataclass(frozen=True)
class Asset:
    """One file that a page loads."""

    name: str
    """File name, without folder."""
    text: str


@cache
def scripts() -> tuple[Asset, ...]:
    """Return Leaflet and the painter's scripts, in the order in which a page loads them."""
    names = json.loads((TEMPLATES / "scripts.json").read_text("utf-8"))
    return tuple(_asset(folder / name) for folder, name in _located(names))


def _located(names: list[str]) -> list[tuple[Path, str]]:
    return [(_LEAFLET, "leaflet.js"), *((TEMPLATES, name) for name in names)]


@cache
def styles() -> tuple[Asset, ...]:
    """Return Leaflet's style sheet, its pictures inlined, and the painter's."""
    sheet = (_LEAFLET / "leaflet.css").read_text("utf-8")
    inlined = re.sub(r"url\((images/[\w.-]+)\)", lambda m: f"url({_data_uri(m[1])})", sheet)
    return (Asset("leaflet.css", inlined), _asset(TEMPLATES / "atlas.css"))


def _asset(file: Path) -> Asset:
    return Asset(file.name, file.read_text("utf-8"))


def _data_uri(name: str) -> str:
    encoded = base64.b64encode((_LEAFLET / name).read_bytes()).decode("ascii")
    return f"data:image/png;base64,{encoded}"
