"""How a card says what records hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neatlas.analysis.countries import country_name
from neatlas.model.vocabulary import MentionKind, Modality
from neatlas.render.foreign import as_written
from neatlas.speech import message, say, words_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.link import Mention
    from neatlas.model.project import Project
    from neatlas.model.record import PartialDate
    from neatlas.render.spec import Said

#: Modality as a person says it of a project.
MODALITY_WORDS = {
    Modality.EXISTS: message("said to exist"),
    Modality.UNDER_WAY: message("said to be under way"),
    Modality.EXPECTED: message("expected"),
    Modality.PLANNED: message("planned"),
    Modality.POSSIBLE: message("called possible"),
    Modality.INVITED: message("others are invited to it"),
    Modality.HOPED: message("hoped for"),
}
MENTION_WORDS = {
    MentionKind.NAMED: message("named"),
    MentionKind.DESCRIBED: message("described"),
    MentionKind.COLLECTIVE: message("named collectively"),
    MentionKind.INFERRED: message("inferred by an editor, not named"),
}
NOT_NAMED = message("not named in the text")
NO_STATUS = message("no status: no single asset is named")
NO_STATUS_YET = message("no status known yet")


def date_words(when: PartialDate) -> str:
    """Write an EDTF date for people: `2011~` as `about 2011`, `195X` as `1950s`."""
    text = str(when)
    if re.fullmatch(r"\d{3}X", text):
        return say("{year}s", year=f"{text[:3]}0")
    bare = text.rstrip("?~%")
    if text.endswith("~"):
        return say("about {date}", date=bare)
    return say("{date}, uncertain", date=bare) if text != bare else text


def name_countries(catalog: Catalog, codes: Iterable[str]) -> str:
    """Join the display names of countries."""
    names = catalog.settings.countries_in(words_language())
    return ", ".join(country_name(code, names) for code in codes)


def status_words(project: Project, day: date) -> str:
    """Say the status of a project on a day; for a mixed one, those of its parts."""
    statuses = project.statuses_at(day)
    if not project.parts:
        return say(NO_STATUS)
    if not statuses:
        return say(NO_STATUS_YET)
    words = ", ".join(status.label for status in statuses)
    if len(statuses) > 1:
        words = say("mixed by part: {statuses}", statuses=words)
    newest = project.newest_evidence
    if newest is None or newest.latest > day:
        return words
    return say("{status} (newest evidence {date})", status=words, date=date_words(newest))


def mention_words(catalog: Catalog, project_id: str) -> str:
    """Say how the text speaks of a project, such as `named; hoped for`."""
    said = [how_said(mention) for mention in catalog.mentions[project_id]]
    return " / ".join(dict.fromkeys(said)) or say(NOT_NAMED)


def how_said(mention: Mention) -> str:
    """Say how a sentence speaks of a project, and what it claims."""
    return f"{say(MENTION_WORDS[mention.kind])}; {say(MODALITY_WORDS[mention.claim.modality])}"


def quoted(catalog: Catalog, mention: Mention, words: str) -> Said:
    """Quote words of a sentence, in the language of its document."""
    document, _ = catalog.passages[mention.passage]
    language = catalog.documents[document].record.language
    return as_written(f"“{words}”", language)
