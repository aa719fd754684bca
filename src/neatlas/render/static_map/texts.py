"""What stands around the map: title, quote, notes, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.blocks import Block, Flow
from neatlas.render.static_map.marks import Ink

if TYPE_CHECKING:
    from neatlas.render.static_map.projection import Projection
    from neatlas.render.static_map.setting import Setting

#: Shares of the title's size that are tried until it fits.
_SHRINK = (1.0, 0.9, 0.8, 0.7)
_SUBTITLE_LINES = 4


@dataclass(frozen=True)
class Quoted:
    """A sentence as it is printed."""

    text: str
    source: str
    """Speaker, occasion, date and paragraph, in one line."""
    language: str
    reading: bool = False
    """An editor reads a project from it that it does not name."""


@dataclass(frozen=True)
class Texts:
    """All that is said around one map, clean and in the language of the map."""

    title: str
    """As it is printed; empty where a user wants none."""
    name: str
    """What the map is called in captions and in the file: its title, or what that would be."""
    subtitle: str
    credits: str
    """All of them, as the caption has them."""
    printed_credits: str
    known: str
    point_of_view: str
    version: str
    quotes: tuple[Quoted, ...] = ()
    notes: tuple[str, ...] = ()
    """What did not fit, or is not drawn, and why."""
    lead: str = ""
    """What the caption begins with: title, what is shown, what of it the text does not name."""
    counts: str = ""
    """How many projects are in view, by which filter, and why not all."""


def title_block(texts: Texts, setting: Setting, width: float, most: int) -> tuple[Block, bool]:
    """Set title and subtitle; says as well whether one of them had to be cut."""
    flow = Flow(setting, width)
    theme, hand = setting.theme, setting.hand
    bar = setting.body * 0.32
    reach = setting.body * 3.2
    flow.marks.append(
        Ink(
            (np.array([[0, 0], [reach, 0], [reach, -bar], [0, -bar]], dtype=float),),
            fill=theme.accent,
            closed=True,
        )
    )
    flow.gap(bar + setting.body * 0.45)
    sizes = [setting.title * share for share in _SHRINK]
    size = next(
        (s for s in sizes if len(hand.wrap(texts.title, "bold", s, width)) <= most), sizes[-1]
    )
    lines, cut = hand.fit(texts.title, "bold", size, width, most + 1)
    lines = lines if cut else hand.balance(texts.title, "bold", size, width)
    flow.lines(lines, size, "bold", leading=1.12)
    if texts.subtitle:
        flow.gap(setting.body * 0.3)
        under, short = hand.fit(texts.subtitle, "regular", setting.subtitle, width, _SUBTITLE_LINES)
        flow.lines(under, setting.subtitle, color=theme.quiet, leading=1.2)
        cut = cut or short
    return flow.block("title", "Title"), cut


def quote_block(quote: Quoted, setting: Setting, width: float) -> Block:
    """Set a quoted sentence, with who said it, when, and where it stands."""
    flow = Flow(setting, width)
    size, indent = setting.body * 1.02, setting.body * 0.9
    flow.gap(setting.body * 0.15)
    flow.text(
        setting.words("“{quote}”", quote=quote.text), size, "water", indent=indent, leading=1.26
    )
    flow.gap(setting.body * 0.35)
    flow.text(quote.source, setting.small, color=setting.theme.quiet, indent=indent, leading=1.22)
    block = flow.block("quote", "Quoted sentence")
    bar = np.array([[0.0, 0.0], [0.0, -block.height]])
    rule = Ink((bar,), stroke=setting.theme.accent, width=setting.body * 0.2)
    return Block(block.id, block.title, block.height, (rule, *block.marks))


def foot_block(
    texts: Texts, projection: Projection, scale: float | None, setting: Setting, width: float
) -> Block:
    """Set the foot: notes, date of the data, credits, boundaries, projection and edition."""
    flow = Flow(setting, width)
    theme, size = setting.theme, setting.small
    flow.marks.append(Ink((np.array([[0.0, 0.0], [width, 0.0]]),), stroke=theme.rule, width=0.5))
    flow.gap(size * 0.45)
    for note in texts.notes:
        flow.text(note, size, color=theme.ink, leading=1.22)
    flow.text(f"{texts.known}. {texts.printed_credits}", size, color=theme.ink, leading=1.22)
    technical = [projection_words(projection, setting)]
    if scale is not None:
        written = setting.words.number(scale)
        technical.append(setting.words("Scale 1:{n} at the middle of the map", n=written))
    technical.append(setting.words("Data {version}", version=texts.version))
    said = f"{texts.point_of_view} {'. '.join(technical)}."
    flow.text(setting.hand.clean(said), size, color=theme.quiet, leading=1.22)
    return flow.block("foot", "Credits")


def projection_words(projection: Projection, setting: Setting) -> str:
    """Name a projection with its parallels, or its centre."""
    words = setting.words
    if projection.parallels is not None:
        first, second = projection.parallels
        return words(
            "Lambert conformal conic projection, standard parallels {first} and {second}",
            first=_latitude(first, setting),
            second=_latitude(second, setting),
        )
    return words(
        "Lambert azimuthal equal-area projection, centred on {lat} {lon}",
        lat=_latitude(projection.lat, setting),
        lon=f"{words.number(abs(projection.lon))}°{'E' if projection.lon >= 0 else 'W'}",
    )


def _latitude(value: float, setting: Setting) -> str:
    return f"{setting.words.number(abs(value))}°{'N' if value >= 0 else 'S'}"
