"""The legend: only what is on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.model.vocabulary import GeometryRole, Sector, Status
from neatlas.render.card.words import NOT_NAMED
from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS, Standing, line_style, standing_of
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
        LegendEntry(label=label, kind="line", style=style, broken=status is Status.SEVERED)
        for status, label in named
        if (style := line_style(NO_SECTOR_COLOR, status)).dash in dashes
    ]
    groups = [
        ("Sector", sectors),
        ("Status", statuses),
        ("How sure", _certainty_entries(catalog, features)),
    ]
    return tuple(LegendGroup(title=t, entries=tuple(entries)) for t, entries in groups if entries)


#: Standing to the words of its legend entry, in the order of the legend.
_STANDINGS = {
    Standing.ALTERNATIVE: "alternative route",
    Standing.READING: "an editor's reading, not named",
    Standing.SPOKEN: "only what the sentence names",
    Standing.CONTEXT: NOT_NAMED,
}


def _certainty_entries(catalog: Catalog, features: tuple[FeatureSpec, ...]) -> list[LegendEntry]:
    present = {
        standing_of(catalog.projects[f.project], f.role, inferred=f.inferred) for f in features
    }
    banded = any(f.kind != "area" and f.role != GeometryRole.SPOKEN for f in features)
    band = LegendEntry(
        label="the true line is expected within this band",
        kind="band",
        style=Style(color=NO_SECTOR_COLOR, weight=1),
    )
    standings = [
        LegendEntry(
            label=label,
            kind="line",
            style=line_style(NO_SECTOR_COLOR, Status.OPERATING, standing),
        )
        for standing, label in _STANDINGS.items()
        if standing in present
    ]
    return [*([band] if banded else []), *standings]
