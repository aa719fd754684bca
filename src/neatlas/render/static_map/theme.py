"""Themes: the colours of the ground, of text, and what becomes of a sector's colour."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neatlas.render.spec import Style


#: How much of a colour the eye sees, by channel (ITU-R BT.709).
_LUMA = (0.2126, 0.7152, 0.0722)


@dataclass(frozen=True)
class Theme:
    """The colours of one look of the map."""

    name: str
    paper: str
    ink: str
    """Of text."""
    quiet: str
    """Of text that says less."""
    rule: str
    accent: str
    sea: str
    shallows: str
    land: str
    beyond: str
    """Of land outside the region of the atlas."""
    coast: str
    disputed: str
    water: str
    border: str
    province: str
    demarcation: str
    sea_name: str
    country_name: str
    town: str
    frame: str
    gray: bool = False
    """Whether sectors are told apart by shades of gray."""
    dark: bool = False


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#1c2226",
    quiet="#5b656c",
    rule="#c9d0d4",
    accent="#b3261e",
    sea="#d3e4ee",
    shallows="#e4f0f6",
    land="#f8f5ee",
    beyond="#f1eee7",
    coast="#86a5b7",
    disputed="#e2dfd8",
    water="#a5c6d9",
    border="#8a7f92",
    province="#ddd7cf",
    demarcation="#5c5c5c",
    sea_name="#3f6f8c",
    country_name="#857b70",
    town="#3a4147",
    frame="#9fb1bc",
)
DARK = Theme(
    name="dark",
    paper="#14191d",
    ink="#f2f4f5",
    quiet="#a6b0b7",
    rule="#3b464d",
    accent="#ff8a65",
    sea="#1d2a33",
    shallows="#223440",
    land="#2e3438",
    beyond="#2a3034",
    coast="#56707f",
    disputed="#3c4246",
    water="#35505f",
    border="#8d8398",
    province="#41484d",
    demarcation="#c4c4c4",
    sea_name="#86b3cc",
    country_name="#a39d95",
    town="#d5dade",
    frame="#48555d",
    dark=True,
)
PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    quiet="#404040",
    rule="#bfbfbf",
    accent="#000000",
    sea="#ececec",
    shallows="#f4f4f4",
    land="#ffffff",
    beyond="#fbfbfb",
    coast="#808080",
    disputed="#dcdcdc",
    water="#d0d0d0",
    border="#7a7a7a",
    province="#dadada",
    demarcation="#303030",
    sea_name="#666666",
    country_name="#7a7a7a",
    town="#262626",
    frame="#8c8c8c",
    gray=True,
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}


def shade(color: str, theme: Theme, ramp: tuple[str, ...] = ()) -> str:
    """
    Say what becomes of a sector's colour.

    Parameters
    ----------
    color
        As the plan has it, `#rrggbb`, made for a light ground.
    theme
        The theme.
    ramp
        In a gray theme: all the colours that must be told apart, in the order of the legend.

    Returns
    -------
    str
        The colour itself; lighter on a dark ground; a gray where the theme has no colours, one
        step from the next.
    """
    if theme.gray:
        return _gray(color, ramp)
    if not theme.dark:
        return color
    hue, light, full = colorsys.rgb_to_hls(*_channels(color))
    return _hex(colorsys.hls_to_rgb(hue, 0.45 + 0.5 * (1 - light) * 0.6, min(1.0, full * 0.95)))


def shade_style(style: Style, theme: Theme, ramp: tuple[str, ...] = ()) -> Style:
    """Return a style in the colours of a theme."""
    return style.model_copy(update={"color": shade(style.color, theme, ramp)})


def with_colors(theme: Theme, colors: dict[str, Any]) -> Theme:
    """Return a theme in which a house has put colours of its own."""
    return replace(theme, **colors)


def _gray(color: str, ramp: tuple[str, ...]) -> str:
    """Return black for the first colour of a ramp and lighter grays for the rest."""
    if color not in ramp:
        return "#4d4d4d"
    step = 0.55 / max(len(ramp) - 1, 2)
    return _hex((ramp.index(color) * step,) * 3)


def luminance(color: str) -> float:
    """Return how light a colour is, from 0 for black to 1 for white."""
    return sum(part * share for part, share in zip(_channels(color), _LUMA, strict=True))


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in channels)
