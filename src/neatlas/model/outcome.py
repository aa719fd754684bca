"""What became of a claim, by a published rule (`docs/method.md`), in words that do not judge.

A claim is rated only where it says that something exists, is under way, expected or planned.
A hope or an invitation promises nothing: it shows the status of the asset and no rating.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.model.vocabulary import Modality, Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from neatlas.model.link import Mention
    from neatlas.model.project import Project, StatusEntry

#: What can be held against what happened.
RATED = frozenset({Modality.EXISTS, Modality.UNDER_WAY, Modality.EXPECTED, Modality.PLANNED})


@dataclass(frozen=True)
class Rating:
    """The outcome of one claim, and the entry that it rests on."""

    outcome: Outcome
    entry: StatusEntry | None = None
    """The status entry that decided; None where nothing did."""


def rate_claim(mention: Mention, project: Project, day: date) -> Rating:
    """
    Rate what became of a claim.

    Parameters
    ----------
    mention
        The mention; its claim may name the parts that it speaks of, else it speaks of all.
    project
        The project that it mentions.
    day
        The day as of which it is judged.

    Returns
    -------
    Rating
        By this rule, the first that holds:

        1. not rated: the modality promises nothing, or the project has no parts.
        2. replaced: the project names the one that took its place.
        3. completed: every part has come to operate; completed later than stated, if that
           was after the time the claim speaks of.
        4. in progress: a part is under construction.
        5. interrupted: a part was under construction, and now none is.
        6. no construction found.
    """
    parts = [p for p in project.parts if not mention.claim.parts or p.id in mention.claim.parts]
    if mention.claim.modality not in RATED or not parts:
        return Rating(Outcome.NOT_RATED)
    if project.replaced_by is not None:
        return Rating(Outcome.REPLACED)
    histories = [part.history_to(day) for part in parts]
    opened = [_first(history, Status.OPERATING) for history in histories]
    completed = [entry for entry in opened if entry is not None]
    if len(completed) == len(parts):
        return _completed(max(completed, key=lambda entry: entry.date.latest), mention)
    building = [h for h in histories if _first(h, Status.CONSTRUCTION) is not None]
    if not building:
        return Rating(Outcome.NO_CONSTRUCTION)
    for history in building:
        if history[-1].status is Status.CONSTRUCTION:
            return Rating(Outcome.IN_PROGRESS, history[-1])
    return Rating(Outcome.INTERRUPTED, building[0][-1])


def _first(history: tuple[StatusEntry, ...], status: Status) -> StatusEntry | None:
    return next((entry for entry in history if entry.status is status), None)


def _completed(entry: StatusEntry, mention: Mention) -> Rating:
    stated = mention.claim.time
    late = stated is not None and entry.date.earliest > stated.latest
    return Rating(Outcome.COMPLETED_LATER if late else Outcome.COMPLETED, entry)


def outcomes_of(mentions: Iterable[Mention], project: Project, day: date) -> tuple[Outcome, ...]:
    """Return the distinct outcomes of a project's claims, in the order of the text."""
    return tuple(dict.fromkeys(rate_claim(m, project, day).outcome for m in mentions))
