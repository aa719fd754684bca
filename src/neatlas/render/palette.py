"""Colours and lines: sector is colour, status is dash and weight.

The colours are after Paul Tol's and Okabe and Ito's schemes for colour-blind readers
(https://personal.sron.nl/~pault/, https://jfly.uni-koeln.de/color/), darkened so that each
keeps a contrast of 3:1 against land and sea (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from neatlas.model.vocabulary import GeometryRole, Sector, Status
from neatlas.render.spec import Style

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

#: Roles that stand back beside the best line of a project.
LIGHTER_ROLES = frozenset({GeometryRole.ALTERNATIVE, GeometryRole.SPOKEN})

_HOLLOW_EXTRA = 2.4
_LIGHTER = 0.75

#: Status to stroke width and dash, both in CSS pixels; the surer, the more solid.
_STATUS_LINES: dict[Status | None, tuple[float, tuple[float, ...]]] = {
    Status.OPERATING: (3.6, ()),
    Status.CONSTRUCTION: (3.6, (16, 5)),
    Status.PRE_CONSTRUCTION: (3.2, (10, 5)),
    Status.ANNOUNCED: (3.2, (6, 5)),
    Status.IDLE: (3.2, (16, 4, 3, 4)),
    Status.SHELVED: (3.0, (3, 5)),
    Status.CANCELLED: (2.4, (2, 8)),
    Status.SEVERED: (3.2, (10, 4, 2, 4, 2, 4)),
    Status.RETIRED: (2.2, (2, 12)),
    None: (2.0, (5, 8)),
}


def sector_color(sectors: tuple[str, ...]) -> str:
    """Return the colour of the first sector."""
    return SECTOR_COLORS[Sector(sectors[0])] if sectors else NO_SECTOR_COLOR


def line_style(
    color: str, status: str | None, *, lighter: bool = False, inferred: bool = False
) -> Style:
    """
    Say how a feature is drawn.

    Parameters
    ----------
    color
        Colour of its sector.
    status
        A status, or None where none is known.
    lighter
        Whether it stands back: an alternative route, or a project that the text does not name.
    inferred
        Whether an editor's reading puts it on the map; it is drawn hollow.
    """
    weight, dash = _STATUS_LINES[Status(status) if status else None]
    # A hollow stroke is wider, so that its light core can be seen.
    width = weight + _HOLLOW_EXTRA if inferred else weight
    return Style(
        color=color,
        weight=round(width * _LIGHTER, 2) if lighter else width,
        dash=dash,
        hollow=inferred,
        opacity=_LIGHTER if lighter else 1.0,
    )
