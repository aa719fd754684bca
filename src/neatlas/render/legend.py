"""The legend: only what is on the map.

Each feature names the entries that explain it, by key; the legend of some features is what
they name. So a page that filters on its own finds its legend as `plan_legend` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.model.vocabulary import FILTER_WORDS, UNKNOWN, Sector, Status
from neatlas.render.card.words import NOT_NAMED
from neatlas.render.naming import word_label
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS, Standing, line_style
from neatlas.render.shapes import kind_of
from neatlas.render.spec import FeatureSpec, LegendEntry, LegendGroup, Style
from neatlas.speech import message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.model.geometry import Geometry
    from neatlas.model.project import Project

#: Standing to the words of its legend entry, in the order of the legend.
_STANDINGS = {
    Standing.ALTERNATIVE: message("alternative route"),
    Standing.READING: message("an editor's reading, not named"),
    Standing.SPOKEN: message("only what the sentence names"),
    Standing.CONTEXT: NOT_NAMED,
}
_BAND = "band"


def keys_of(
    project: Project, geometry: Geometry, status: str | None, standing: Standing
) -> tuple[str, ...]:
    """Name the legend entries that explain a feature."""
    keys = [_key("sector", sector) for sector in project.sectors[:1]]
    if standing is not Standing.SPOKEN:
        keys.append(_key("status", status or UNKNOWN))
        if kind_of(geometry.shape) != "area":
            keys.append(_BAND)
    if standing in _STANDINGS:
        keys.append(_key("standing", standing.name.lower()))
    return tuple(keys)


def _key(group: str, word: str) -> str:
    return f"{group}:{word}"


def plan_legend(
    features: Iterable[FeatureSpec], sectors: Iterable[str] = ()
) -> tuple[LegendGroup, ...]:
    """Plan the legend of the features that are drawn, and of sectors that need not be."""
    present = {key for feature in features for key in feature.keys}
    present.update(_key("sector", sector) for sector in sectors)
    groups = (
        LegendGroup(
            title=group.title,
            filter=group.filter,
            entries=tuple(entry for entry in group.entries if entry.key in present),
        )
        for group in _whole()
    )
    return tuple(group for group in groups if group.entries)


def _whole() -> tuple[LegendGroup, ...]:
    """Every entry that a legend can have."""
    return (
        LegendGroup(title=say("Sector"), filter="sector", entries=_sectors()),
        LegendGroup(title=say("Status"), filter="status", entries=_statuses()),
        LegendGroup(title=say("How sure"), entries=_certainty()),
    )


def _sectors() -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(
            key=_key("sector", sector),
            label=sector.label,
            kind="line",
            style=Style(color=SECTOR_COLORS[sector], weight=4),
        )
        for sector in Sector
    )


def _statuses() -> tuple[LegendEntry, ...]:
    words = FILTER_WORDS["status"][1]
    drawn = {word: None if word == UNKNOWN else word for word in words}
    return tuple(
        LegendEntry(
            key=_key("status", word),
            label=word_label("status", word),
            kind="line",
            style=line_style(NO_SECTOR_COLOR, status),
            broken=status == Status.SEVERED,
        )
        for word, status in drawn.items()
    )


def _certainty() -> tuple[LegendEntry, ...]:
    band = LegendEntry(
        key=_BAND,
        label=say("the true line is expected within this band"),
        kind="band",
        style=Style(color=NO_SECTOR_COLOR, weight=1),
    )
    standings = (
        LegendEntry(
            key=_key("standing", standing.name.lower()),
            label=say(label),
            kind="line",
            style=line_style(NO_SECTOR_COLOR, Status.OPERATING, standing),
        )
        for standing, label in _STANDINGS.items()
    )
    return (band, *standings)
