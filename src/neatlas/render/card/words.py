"""How a card says what records hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neatlas.analysis.filters import country_name
from neatlas.model.vocabulary import MentionKind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project
    from neatlas.model.record import PartialDate

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


#: Units as field names write them, and as people do.
_UNITS = {
    "bcm": "bcm",
    "billion": "billion",
    "count": "",
    "inch": "inch",
    "km": "km",
    "kv": "kV",
    "m": "m",
    "m2": "m²",
    "million": "million",
    "mm": "mm",
    "mt": "Mt",
    "mw": "MW",
    "gw": "GW",
}


def quantity_words(quantity: str) -> str:
    """Write a quantity for people: `capacity_bcm_per_year` as `capacity (bcm per year)`."""
    steps = quantity.split("_")
    at = next((n for n, step in enumerate(steps) if n and step in _UNITS), len(steps))
    unit = " ".join(_UNITS.get(step, step) for step in steps[at:]).strip()
    return " ".join(steps[:at]) + (f" ({unit})" if unit else "")


def date_words(when: PartialDate) -> str:
    """Write an EDTF date for people: `2011~` as `about 2011`, `195X` as `1950s`."""
    text = str(when)
    if re.fullmatch(r"\d{3}X", text):
        return f"{text[:3]}0s"
    bare = text.rstrip("?~%")
    if text.endswith("~"):
        return f"about {bare}"
    return f"{bare}, uncertain" if text != bare else text


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
    newest = project.newest_evidence
    known = f" (newest evidence {date_words(newest)})" if newest and newest.latest <= day else ""
    return (f"mixed by part: {words}" if len(statuses) > 1 else words) + known


def mention_words(catalog: Catalog, project_id: str) -> str:
    """Say how the text speaks of a project, such as `named; hoped for`."""
    said = [
        f"{MENTION_WORDS[m.kind]}; {MODALITY_WORDS[m.claim.modality]}"
        for m in catalog.mentions[project_id]
    ]
    return " / ".join(dict.fromkeys(said)) or NOT_NAMED
