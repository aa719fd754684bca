from __future__ import annotations

import re
import warnings
from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from neatlas.model.project import Part, Project
from neatlas.model.record import PartialDate
from neatlas.model.source import CslDate, CslName, Source
from neatlas.model.vocabulary import Sector, Status


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-01", date(2012, 1, 1), date(2012, 1, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011-09-15", date(2011, 9, 15), date(2011, 9, 15)),
        ("2011-09-15~", date(2011, 9, 15), date(2011, 9, 15)),
        ("2013?", date(2013, 1, 1), date(2013, 12, 31)),
        ("195X", date(1950, 1, 1), date(1959, 12, 31)),
        ("2003-09-30/2003-10-03", date(2003, 9, 30), date(2003, 10, 3)),
    ],
)
def test_a_partial_date_knows_its_first_and_last_day(
    text: str, earliest: date, latest: date
) -> None:
    when = PartialDate.parse(text)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert when == text, "it is kept as it was written"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2012-13", "2012-02-30", "2012-00", "12", "0000", "2012/2011", "2012/..", "12.1."],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        PartialDate.parse(text)


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_read_as_that_day(day: date) -> None:
    when = PartialDate.parse(day.isoformat())
    assert when.earliest == when.latest == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = PartialDate.parse(text)
    except ValueError:
        return
    assert when.earliest <= when.latest


def part(*entries: tuple[str, str]) -> Part:
    statuses = [{"status": s, "date": d, "basis": "stated"} for s, d in entries]
    return Part.model_validate({"id": "x", "name": "X", "statuses": statuses})


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2009, 12, 31), None),
        (date(2010, 11, 30), None),
        (date(2010, 12, 31), "announced"),
        (date(2012, 6, 29), "announced"),
        (date(2012, 6, 30), "operating"),
        (date(2030, 1, 1), "operating"),
    ],
)
def test_a_status_holds_once_its_date_has_surely_come(day: date, status: str | None) -> None:
    entry = part(("announced", "2010"), ("operating", "2012-06")).entry_at(day)
    assert (entry.status if entry else None) == status


def project(*parts: Part) -> Project:
    return Project(id="p", name="P", sectors=(Sector.RAIL,), summary="S", parts=parts)


def test_a_project_is_mixed_where_its_parts_differ() -> None:
    one, other = part(("idle", "2010")), part(("idle", "2010"), ("severed", "2020"))
    pair = project(one, other)
    assert pair.status_at(date(2011, 1, 1)) == "idle"
    assert pair.status_at(date(2021, 1, 1)) == "mixed"
    assert pair.statuses_at(date(2021, 1, 1)) == (Status.IDLE, Status.SEVERED)
    assert pair.status_at(date(2000, 1, 1)) is None
    assert project().status_at(date(2021, 1, 1)) is None


def test_countries_are_those_where_it_stands_and_who_acts_each_once() -> None:
    countries = Project(
        id="p",
        name="P",
        sectors=(),
        summary="S",
        location_countries=("RU", "KP"),
        party_countries=("KR", "RU"),
        invited_countries=("MN",),
    ).countries
    assert countries == ("RU", "KP", "KR")


def test_a_record_is_frozen_and_closed() -> None:
    record = project()
    with pytest.raises(ValidationError, match="frozen"):
        record.name = "Q"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Project.model_validate(record.model_dump() | {"nickname": "x"})


def test_words_read_well() -> None:
    assert Status.PRE_CONSTRUCTION.label == "pre-construction"
    assert Sector.INDUSTRY.label == "industry"
    assert str(Status.IDLE) == "idle"


def test_a_source_is_written_as_a_short_reference() -> None:
    source = Source.model_validate(
        {
            "id": "x",
            "type": "article",
            "title": "T",
            "author": [{"given": "A.", "family": "B"}, {"literal": "Office"}],
            "container-title": "Paper",
            "issued": {"date-parts": [[2011, 9]]},
            "custom": {"grade": "press"},
        }
    )
    assert str(source) == "A. B, Office, T, Paper, 2011-09"
    assert source.grade == "press"
    assert str(CslName(family="B")) == "B"
    assert str(CslDate.model_validate({"date-parts": [[2011]]})) == "2011"


@pytest.mark.parametrize(
    "text",
    [
        *("2012", "2012-02", "2012-02-29", "2012~", "2012-01?", "199X", "19XX", "2009/2010"),
        *("2011-11/2011-12~", "2003-09-30/2003-10-03", "2012?/2013"),
    ],
)
def test_what_is_read_without_the_grammar_means_what_the_grammar_says(text: str) -> None:
    # Seen: the grammar warns of its own deprecated calls.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = edtf.parse_edtf(text)
    read = PartialDate.parse(text)
    assert read.earliest == date(*parsed.lower_strict()[:3])
    assert read.latest == date(*parsed.upper_strict()[:3])
