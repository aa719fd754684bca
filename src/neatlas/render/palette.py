"""Colours and lines: sector is colour, status is dash and weight.

The colours are after Paul Tol's and Okabe and Ito's schemes for colour-blind readers
(https://personal.sron.nl/~pault/, https://jfly.uni-koeln.de/color/), darkened so that each
keeps a contrast of 3:1 against land and sea (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from neatlas.model.vocabulary import MIXED, GeometryRole, Sector, Status
from neatlas.render.spec import Style

if TYPE_CHECKING:
    from neatlas.model.project import Project

SECTOR_COLORS: dict[Sector, str] = {
    Sector.GAS: "#c2480a",
    Sector.OIL: "#7a1f4b",
    Sector.COAL: "#4d4d4d",
    Sector.POWER: "#9c2d8e",
    Sector.NUCLEAR: "#a8324a",
    Sector.RAIL: "#22306b",
    Sector.ROAD: "#6b6416",
    Sector.PORT: "#00687d",
    Sector.AIRPORT: "#11733b",
    Sector.INDUSTRY: "#7a5230",
}
#: For a project whose sector the text does not name, and for legend samples of a status.
NO_SECTOR_COLOR = "#555555"


class Standing(Enum):
    """How a feature stands beside the others on a map."""

    MAIN = auto()
    ALTERNATIVE = auto()
    """Another route of the same project."""
    READING = auto()
    """An editor's reading of words that do not name it."""
    SPOKEN = auto()
    """Only what the sentence by itself supports."""
    CONTEXT = auto()
    """A project that the text does not name."""


#: Standing to its share of weight and opacity.
_SHARES = {Standing.ALTERNATIVE: 0.75, Standing.CONTEXT: 0.55}
_SPOKEN_DASH = (1.5, 3.5)
_HOLLOW_EXTRA = 2.4

#: Status to stroke width and dash, both in CSS pixels; the surer, the more solid.
_STATUS_LINES: dict[str | None, tuple[float, tuple[float, ...]]] = {
    Status.OPERATING: (3.6, ()),
    Status.CONSTRUCTION: (3.6, (16, 5)),
    Status.PRE_CONSTRUCTION: (3.2, (10, 5)),
    Status.ANNOUNCED: (3.2, (6, 5)),
    Status.IDLE: (3.2, (16, 4, 3, 4)),
    Status.SHELVED: (3.0, (3, 5)),
    Status.CANCELLED: (2.4, (2, 8)),
    Status.SEVERED: (3.2, (10, 4, 2, 4, 2, 4)),
    Status.RETIRED: (2.2, (2, 12)),
    MIXED: (2.8, (12, 3, 5, 3)),
    None: (2.0, (5, 8)),
}


def sector_color(sectors: tuple[str, ...]) -> str:
    """Return the colour of the first sector."""
    return SECTOR_COLORS[Sector(sectors[0])] if sectors else NO_SECTOR_COLOR


def line_style(color: str, status: str | None, standing: Standing = Standing.MAIN) -> Style:
    """
    Say how a feature is drawn.

    Parameters
    ----------
    color
        Colour of its sector.
    status
        A status, `mixed` where parts differ, or None where none is known.
    standing
        How it stands beside the others on the map.
    """
    if standing is Standing.SPOKEN:
        return Style(color=color, weight=1.6, dash=_SPOKEN_DASH, opacity=0.85)
    weight, dash = _STATUS_LINES[status]
    share = _SHARES.get(standing, 1.0)
    reading = standing is Standing.READING
    # A hollow stroke is wider, so that its light core can be seen.
    return Style(
        color=color,
        weight=round((weight + _HOLLOW_EXTRA if reading else weight) * share, 2),
        dash=dash,
        hollow=reading,
        opacity=share,
    )


def standing_of(project: Project, role: str, *, inferred: bool) -> Standing:
    """Say how a feature stands beside the others on the map."""
    if role == GeometryRole.SPOKEN:
        return Standing.SPOKEN
    if project.context:
        return Standing.CONTEXT
    if role == GeometryRole.ALTERNATIVE:
        return Standing.ALTERNATIVE
    return Standing.READING if inferred else Standing.MAIN
