"""The published rule for outcomes, case by case, and what it says of the address."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from neatlas.model.link import Mention
from neatlas.model.outcome import outcomes_of, rate_claim
from neatlas.model.project import Project
from neatlas.model.vocabulary import Outcome

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

TODAY = date(2026, 10, 31)


def mention(modality: str, *, time: str | None = None, parts: tuple[str, ...] = ()) -> Mention:
    claim = {"modality": modality, "words": "x", "time": time, "parts": parts}
    return Mention.model_validate({"passage": "p", "project": "a", "kind": "named", "claim": claim})


def project(*histories: str, replaced_by: str | None = None) -> Project:
    """Build a project from histories such as `construction 2010, operating 2013-05`."""
    parts = [
        {
            "id": f"part-{n}",
            "name": "x",
            "statuses": [
                {"status": status, "date": when, "basis": "stated"}
                for status, when in (entry.split() for entry in history.split(", "))
            ],
        }
        for n, history in enumerate(histories)
    ]
    return Project.model_validate(
        {
            "id": "a",
            "name": "A",
            "sectors": ["rail"],
            "summary": "x",
            "parts": parts,
            "replaced_by": replaced_by,
        }
    )


@pytest.mark.parametrize(
    ("modality", "time", "histories", "outcome"),
    [
        ("under_way", None, ["construction 2010, operating 2013"], "completed"),
        ("expected", "2014", ["construction 2010, operating 2013"], "completed"),
        ("expected", "2013", ["construction 2010, operating 2013"], "completed"),
        ("expected", "2012", ["construction 2010, operating 2013"], "completed_later"),
        ("planned", None, ["operating 1935, severed 2024"], "completed"),
        ("under_way", None, ["construction 2010", "operating 1990"], "in_progress"),
        ("under_way", None, ["construction 2010, shelved 2013"], "interrupted"),
        ("planned", None, ["construction 2010, cancelled 2013", "announced 2001"], "interrupted"),
        ("planned", None, ["announced 2001, shelved 2013"], "no_construction"),
        ("exists", None, ["announced 2001"], "no_construction"),
        ("hoped", None, ["operating 1990"], "not_rated"),
        ("invited", None, ["operating 1990"], "not_rated"),
        ("possible", None, ["operating 1990"], "not_rated"),
        ("under_way", None, [], "not_rated"),
    ],
)
def test_the_rule(modality: str, time: str | None, histories: list[str], outcome: str) -> None:
    assert rate_claim(mention(modality, time=time), project(*histories), TODAY).outcome == outcome


def test_a_date_that_may_lie_within_the_stated_time_is_not_later() -> None:
    built = project("construction 2011, operating 2012")
    assert rate_claim(mention("expected", time="2012-06"), built, TODAY).outcome == "completed"


def test_only_the_parts_of_the_claim_count() -> None:
    built = project("announced 2001", "construction 2010, operating 2013")
    claim = mention("under_way", parts=("part-1",))
    assert rate_claim(claim, built, TODAY).outcome is Outcome.COMPLETED
    assert rate_claim(mention("under_way"), built, TODAY).outcome is not Outcome.COMPLETED


def test_what_came_later_than_the_day_does_not_count() -> None:
    built = project("construction 2010, operating 2013")
    assert rate_claim(mention("under_way"), built, date(2012, 1, 31)).outcome == "in_progress"


def test_a_replaced_project_says_so() -> None:
    built = project("construction 2010", replaced_by="b")
    assert rate_claim(mention("planned"), built, TODAY).outcome is Outcome.REPLACED


@pytest.mark.parametrize(
    ("project_id", "outcome", "when"),
    [
        ("tumangan-rajin-railway", Outcome.COMPLETED, "2013-09-22"),
        ("rajin-port-terminal", Outcome.COMPLETED_LATER, "2014-07-18"),
    ],
)
def test_what_became_of_the_two_works_that_the_address_calls_under_way(
    project_id: str, outcome: Outcome, when: str, shipped_catalog: Catalog
) -> None:
    (spoken,) = shipped_catalog.mentions[project_id]
    rating = rate_claim(spoken, shipped_catalog.projects[project_id], TODAY)
    assert rating.outcome is outcome
    assert rating.entry is not None
    assert rating.entry.date == when


def test_hopes_and_invitations_of_the_address_are_not_rated(shipped_catalog: Catalog) -> None:
    for project_id, mentions in shipped_catalog.mentions.items():
        own = shipped_catalog.projects[project_id]
        if own.context or project_id in {"tumangan-rajin-railway", "rajin-port-terminal"}:
            continue
        assert outcomes_of(mentions, own, TODAY) == (Outcome.NOT_RATED,)
