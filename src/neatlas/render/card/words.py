"""How a card says what records hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.filters import country_name
from neatlas.model.vocabulary import MentionKind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project

#: Modality as a person says it of a project.
MODALITY_WORDS = {
    Modality.EXISTS: "said to exist",
    Modality.UNDER_WAY: "said to be under way",
    Modality.EXPECTED: "expected",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "called possible",
    Modality.INVITED: "others are invited to it",
    Modality.HOPED: "hoped for",
}
MENTION_WORDS = {
    MentionKind.NAMED: "named",
    MentionKind.DESCRIBED: "described",
    MentionKind.COLLECTIVE: "named collectively",
    MentionKind.INFERRED: "inferred by an editor, not named",
}
NOT_NAMED = "not named in the text"
NO_STATUS = "no status: no single asset is named"


def name_countries(catalog: Catalog, codes: Iterable[str]) -> str:
    """Join the display names of countries."""
    return ", ".join(country_name(code, catalog.settings.country_names) for code in codes)


def status_words(project: Project, day: date) -> str:
    """Say the status of a project on a day; for a mixed one, those of its parts."""
    statuses = project.statuses_at(day)
    if not project.parts:
        return NO_STATUS
    if not statuses:
        return "no status known yet"
    words = ", ".join(status.label for status in statuses)
    return f"mixed by part: {words}" if len(statuses) > 1 else words


def mention_words(catalog: Catalog, project_id: str) -> str:
    """Say how the text speaks of a project, such as `named; hoped for`."""
    said = [
        f"{MENTION_WORDS[m.kind]}; {MODALITY_WORDS[m.claim.modality]}"
        for m in catalog.mentions[project_id]
    ]
    return " / ".join(dict.fromkeys(said)) or NOT_NAMED
