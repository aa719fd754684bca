"""Projects: what their dates amount to."""

from __future__ import annotations

import pytest

from neatlas.model.project import Event, Project
from neatlas.model.record import PartialDate


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        (["2023/2024", "2024-04"], "2024-04"),
        (["2025", "2025-06-17"], "2025-06-17"),
        (["2012-07", "2012-07-03"], "2012-07-03"),
        (["2019", "2018-12-31"], "2019"),
        ([], None),
    ],
)
def test_the_newest_evidence_is_what_surely_came_last(dates: list[str], newest: str | None) -> None:
    events = tuple(Event(date=PartialDate(when), note="A memorandum.") for when in dates)
    project = Project(
        id="x", name="X", sectors=(), summary="X.", no_geometry="None is known.", events=events
    )
    assert project.newest_evidence == newest
