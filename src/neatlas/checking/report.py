"""`neatlas check`: everything that must hold of an atlas, in one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neatlas.catalog.basemap import check_basemap
from neatlas.catalog.integrity import check_integrity
from neatlas.catalog.reading import read_catalog
from neatlas.checking.land import check_land
from neatlas.checking.vouching import check_press, count_unsourced
from neatlas.linking.anchors import Anchor, AnchorState, check_anchors, resolve_anchors

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.errors import Problem


@dataclass(frozen=True)
class Report:
    """What a check found."""

    projects: int
    """Projects that the documents name."""
    context: int
    """Projects that stand beside them."""
    passages: int
    anchors: dict[str, int]
    unsourced: int
    """Statuses, events and figures for which no source is given."""
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as `neatlas check --json` prints it."""
        return {
            "projects": self.projects,
            "passages": self.passages,
            "anchors": self.anchors,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def check_atlas(folder: Path | None = None, *, press: bool = False) -> Report:
    """
    Check every record, reference, geometry, anchor and basemap layer of an atlas.

    Parameters
    ----------
    folder
        The atlas; the one that ships if None.
    press
        Whether a core figure or a status that rests on copies alone is a problem as well.

    Returns
    -------
    Report
        Counts, and all problems at once, sorted by file and field.
    """
    catalog, problems = read_catalog(folder)
    if catalog is None:
        states = dict.fromkeys((state.value for state in AnchorState), 0)
        return Report(0, 0, 0, states, 0, tuple(sorted(problems)))
    problems += check_integrity(catalog)
    anchors: dict[str, Anchor] = {}
    if all(document in catalog.documents for document in (*catalog.links, *catalog.place_links)):
        anchors = resolve_anchors(catalog)
        problems += check_anchors(catalog, anchors)
    problems += check_basemap(catalog.folder)
    problems += check_land(catalog)
    if press:
        problems += check_press(catalog)
    counts = Counter(anchor.state for anchor in anchors.values())
    context = sum(project.context for project in catalog.projects.values())
    return Report(
        projects=len(catalog.projects) - context,
        context=context,
        passages=len(catalog.passages),
        anchors={state.value: counts[state] for state in AnchorState},
        unsourced=count_unsourced(catalog),
        problems=tuple(sorted(set(problems))),
    )
