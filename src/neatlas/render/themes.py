"""The styles of our basemap: light, dark and for print, each with the colours of what lies on it.

Features are planned in the colours of `palette`; a style says what each of these becomes on its
ground. In every style each keeps a contrast of 3:1 against land, sea and its casing (WCAG 2.2,
1.4.11), and one of 4.5:1 in print, whose ground is grey: contrast is of luminance alone, so a
copy without colour keeps it.
"""

from __future__ import annotations

from neatlas.model.record import Record
from neatlas.model.vocabulary import Sector
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS


class Theme(Record):
    """One style of the basemap; all values are CSS colours."""

    sea: str
    shallows: str
    """Along the coast, over the sea."""
    land: str
    coast: str
    disputed: str
    water: str
    """Rivers, and the shores of lakes."""
    border: str
    border_halo: str
    province: str
    demarcation: str
    sea_name: str
    country_name: str
    quiet_name: str
    """Name of a country where the reader looks at a place in it."""
    town_name: str
    line_name: str
    sea_halo: str
    land_halo: str
    inks: dict[str, str]
    """Colour of a plan or of the painter to the one that stands for it here."""


LIGHT = Theme(
    sea="#cfe0ea",
    shallows="rgba(232, 243, 248, 0.55)",
    land="#faf8f2",
    coast="#8fabbb",
    disputed="#e4e1da",
    water="#a9c8da",
    border="#82748b",
    border_halo="rgba(250, 248, 242, 0.8)",
    province="#d9d3cc",
    demarcation="#5c5c5c",
    sea_name="#36617c",
    country_name="#766c62",
    quiet_name="#948b81",
    town_name="#343a40",
    line_name="#4a3f55",
    sea_halo="rgba(207, 224, 234, 0.9)",
    land_halo="rgba(251, 249, 244, 0.92)",
    inks={},
)

#: What the painter draws beside the colours of sectors: casings and cores, its ink, the edge of a
#: marked band.
CASING, INK, MARKED = "#fff", "#1f2a33", "#8a6d00"

_DARK_SECTORS: dict[Sector, str] = {
    Sector.GAS: "#ff8a4d",
    Sector.OIL: "#d9709f",
    Sector.COAL: "#b0b0b0",
    Sector.POWER: "#d883cc",
    Sector.NUCLEAR: "#f07a90",
    Sector.RAIL: "#8fa5ff",
    Sector.ROAD: "#c2b84d",
    Sector.PORT: "#3fb8cf",
    Sector.AIRPORT: "#4fc47e",
    Sector.INDUSTRY: "#c99a6e",
}
_PRINT_SECTORS: dict[Sector, str] = {
    Sector.GAS: "#a33c06",
    Sector.OIL: "#6b1a42",
    Sector.COAL: "#3d3d3d",
    Sector.POWER: "#86237a",
    Sector.NUCLEAR: "#93293f",
    Sector.RAIL: "#1c2859",
    Sector.ROAD: "#575110",
    Sector.PORT: "#00586b",
    Sector.AIRPORT: "#0b5f30",
    Sector.INDUSTRY: "#684522",
}


def _inks(sectors: dict[Sector, str], none: str) -> dict[str, str]:
    own = {SECTOR_COLORS[sector]: color for sector, color in sectors.items()}
    return {**own, NO_SECTOR_COLOR: none}


DARK = Theme(
    sea="#12212d",
    shallows="rgba(42, 66, 84, 0.45)",
    land="#20282f",
    coast="#52697a",
    disputed="#343a40",
    water="#3d5a6e",
    border="#a699b3",
    border_halo="rgba(18, 24, 30, 0.8)",
    province="#39424a",
    demarcation="#c4c4c4",
    sea_name="#8fb8d3",
    country_name="#b3aaa0",
    quiet_name="#8d867e",
    town_name="#e3e7ea",
    line_name="#d9cbe6",
    sea_halo="rgba(18, 33, 45, 0.9)",
    land_halo="rgba(26, 33, 39, 0.92)",
    inks={
        **_inks(_DARK_SECTORS, "#a3a3a3"),
        CASING: "#0e151b",
        INK: "#eef2f5",
        MARKED: "#ffd873",
    },
)

PRINT = Theme(
    sea="#ebebeb",
    shallows="rgba(255, 255, 255, 0.5)",
    land="#ffffff",
    coast="#8a8a8a",
    disputed="#f0f0f0",
    water="#bdbdbd",
    border="#6b6b6b",
    border_halo="rgba(255, 255, 255, 0.85)",
    province="#dddddd",
    demarcation="#222222",
    sea_name="#555555",
    country_name="#666666",
    quiet_name="#8a8a8a",
    town_name="#1a1a1a",
    line_name="#222222",
    sea_halo="rgba(235, 235, 235, 0.9)",
    land_halo="rgba(255, 255, 255, 0.92)",
    inks=_inks(_PRINT_SECTORS, "#444444"),
)

#: Name of a style, as an address has it, to the style; the first is the usual one.
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}
