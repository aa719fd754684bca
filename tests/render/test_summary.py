from __future__ import annotations

from neatlas.analysis.select import Filter
from neatlas.model.record import PartialDate
from neatlas.model.vocabulary import MIXED
from neatlas.render.summary import describe_filter


def test_a_filter_is_described_in_words() -> None:
    chosen = Filter(
        countries=frozenset({"RU", "FR"}), sectors=frozenset({"gas"}), as_of=PartialDate("2014")
    )
    described = describe_filter(chosen, {"RU": "Russia"})
    assert described == "country France (FR) or Russia (RU), sector gas, as of 2014"


def test_a_word_is_described_as_a_person_says_it() -> None:
    statuses = frozenset({"pre_construction", MIXED})
    described = describe_filter(Filter(statuses=statuses), {})
    assert described == "status different by part or pre-construction"
