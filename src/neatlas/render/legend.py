"""The legend: only what is on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.model.vocabulary import GeometryRole, Sector, Status
from neatlas.render.card.words import NOT_NAMED
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS, line_style
from neatlas.render.spec import FeatureSpec, LegendEntry, LegendGroup, Style

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def plan_legend(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> tuple[LegendGroup, ...]:
    """Plan the legend of the features that are drawn."""
    drawn = {feature.project for feature in features}
    present = {sector for p in drawn for sector in catalog.projects[p].sectors[:1]}
    sectors = [
        LegendEntry(label=s.label, kind="line", style=Style(color=SECTOR_COLORS[s], weight=4))
        for s in Sector
        if s in present
    ]
    dashes = {feature.style.dash for feature in features}
    named = [*((s, s.label) for s in Status), (None, "different by part, or not known")]
    statuses = [
        LegendEntry(label=label, kind="line", style=style)
        for status, label in named
        if (style := line_style(NO_SECTOR_COLOR, status)).dash in dashes
    ]
    groups = [
        ("Sector", sectors),
        ("Status", statuses),
        ("How sure", _certainty_entries(catalog, features)),
    ]
    return tuple(LegendGroup(title=t, entries=tuple(entries)) for t, entries in groups if entries)


def _certainty_entries(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> list[LegendEntry]:
    grey = NO_SECTOR_COLOR
    entries = []
    if any(feature.kind != "area" for feature in features):
        style = Style(color=grey, weight=1)
        label = "the true line lies within this band"
        entries.append(LegendEntry(label=label, kind="band", style=style))
    if any(feature.role == GeometryRole.ALTERNATIVE for feature in features):
        style = line_style(grey, Status.OPERATING, lighter=True)
        entries.append(LegendEntry(label="alternative route", kind="line", style=style))
    if any(feature.inferred for feature in features):
        style = line_style(grey, Status.OPERATING, inferred=True)
        label = "an editor's reading, not named"
        entries.append(LegendEntry(label=label, kind="line", style=style))
    if any(catalog.projects[feature.project].context for feature in features):
        style = line_style(grey, Status.OPERATING, lighter=True)
        entries.append(LegendEntry(label=NOT_NAMED, kind="line", style=style))
    return entries
