from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.filters import filter_words, parse_filter
from neatlas.analysis.select import Filter
from neatlas.analysis.values import MAX_TEXT
from neatlas.catalog.reading import load_catalog
from neatlas.cli.options import flag
from neatlas.errors import FilterError
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import (
    MIXED,
    NO_LOCATION,
    CountryRole,
    MentionKind,
    Method,
    Outcome,
    Sector,
    Status,
)

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

COUNTRY = "is not an ISO 3166-1 alpha-2 country code. Did you mean"
NATIONS = (
    "CN (China) or JP (Japan) or KP (North Korea (DPRK)) or KR (South Korea) or MN (Mongolia) "
    "or RU (Russia)"
)
BOX = "is not a box. Write west,south,east,north in degrees."
DATE = "is not a date. Write 2014, 2014-07 or 2014-07-18."


@cache
def atlas() -> Catalog:
    """The shipped atlas, as no argument: Hypothesis would print all of it."""
    return load_catalog()


longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)


@st.composite
def boxes(draw: st.DrawFn) -> BBox:
    west, east = sorted(draw(st.lists(longitudes, min_size=2, max_size=2, unique=True)))
    south, north = sorted(draw(st.lists(latitudes, min_size=2, max_size=2, unique=True)))
    return BBox(west, south, east, north)


def some(*words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words))


#: Characters that a search may hold: no controls, no halves of a pair, no ends of lines.
_TEXT = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))

filters = st.builds(
    Filter,
    countries=some("KR", "KP", "RU", "JP", "NE", "NG"),
    country_role=st.none() | st.sampled_from(CountryRole),
    outcomes=some(*(o.value for o in Outcome)),
    context=st.booleans(),
    sectors=some(*(s.value for s in Sector)),
    statuses=some(MIXED, *(s.value for s in Status)),
    precisions=some(NO_LOCATION, *(m.value for m in Method)),
    mentions=some(*(m.value for m in MentionKind)),
    documents=some("aslakhanov-2012"),
    text=st.text(_TEXT, max_size=MAX_TEXT).map(str.strip),
    bbox=st.none() | boxes(),
    as_of=st.none() | st.sampled_from([*map(PartialDate, ("2012", "2012-01", "2014-07-18~"))]),
)


@given(filters)
def test_a_filter_written_as_words_is_read_back_equal(chosen: Filter) -> None:
    assert parse_filter(filter_words(chosen), atlas()) == chosen


@given(one=filters, other=filters)
def test_filters_have_the_same_words_just_where_they_are_equal(one: Filter, other: Filter) -> None:
    assert (filter_words(one) == filter_words(other)) == (one == other)


def refusals(words: dict[str, list[str]]) -> list[str]:
    try:
        parse_filter(words, atlas())
    except FilterError as error:
        return [str(problem) for problem in error.problems]
    return []


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=3)))
def test_unknown_names_are_each_refused_on_one_line(words: dict[str, list[str]]) -> None:
    lines = refusals({f"x{name}": values for name, values in words.items()})
    assert len(lines) == len(words)
    assert all(line.isprintable() for line in lines)


@given(
    st.sampled_from(["country", "sector", "status", "precision", "as_of", "bbox", "country_role"]),
    st.text(max_size=300),
)
def test_any_value_of_a_known_name_is_read_or_refused_on_one_line(name: str, value: str) -> None:
    assert all(line.isprintable() for line in refusals({name: [value]}))


def test_words_of_the_address_are_read() -> None:
    words = {
        "country": ["kr", "RU"],
        "country_role": ["location"],
        "sector": ["gas"],
        "status": ["mixed"],
        "precision": ["traced", "none"],
        "mention": ["named"],
        "document": ["aslakhanov-2012"],
        "text": ["  tunnel "],
        "bbox": ["126, 37,128.5,38"],
        "as_of": ["2012-01"],
    }
    assert parse_filter(words, atlas()) == Filter(
        countries=frozenset({"KR", "RU"}),
        country_role=CountryRole.LOCATION,
        sectors=frozenset({"gas"}),
        statuses=frozenset({"mixed"}),
        precisions=frozenset({"traced", "none"}),
        mentions=frozenset({"named"}),
        documents=frozenset({"aslakhanov-2012"}),
        text="tunnel",
        bbox=BBox(126, 37, 128.5, 38),
        as_of=PartialDate("2012-01"),
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("country", "Japan", f"{COUNTRY} JP (Japan)?"),
        ("country", "south korea", f"{COUNTRY} KR (South Korea)?"),
        ("country", "PRK", f"{COUNTRY} KP (North Korea (DPRK))?"),
        ("country", "Rusia", f"{COUNTRY} RU (Russia)?"),
        ("country", "DPRK", f"{COUNTRY} KP (North Korea (DPRK))?"),
        ("country", "Korea", f"{COUNTRY} KP (North Korea (DPRK)) or KR (South Korea)?"),
        ("country", "KRR", f"{COUNTRY} KR (South Korea)?"),
        ("country", "KO", f"{COUNTRY} {NATIONS}?"),
        ("country", "xyzzy", f"{COUNTRY} {NATIONS}?"),
        ("precision", "trace", "is not a precision. Did you mean 'traced'?"),
        ("sector", "airprt", "is not a sector. Did you mean 'airport' or 'port'?"),
        ("sector", "GAS", "is not a sector. Did you mean 'gas'?"),
        ("sector", "zzz", f"is not a sector. Use one of: {', '.join(Sector)}."),
        ("outcome", "done", f"is not an outcome. Use one of: {', '.join(Outcome)}."),
        ("status", "operational", "is not a status. Did you mean 'operating' or 'construction'?"),
        (
            "mention",
            "zzz",
            "is not a kind of mention. Use one of: named, described, collective, inferred.",
        ),
        ("document", "x", "is not a document. Use one of: aslakhanov-2012."),
        ("country_role", "zzz", "is not a role. Use one of: location, party, invited, any."),
        ("as_of", "soon", DATE),
        ("as_of", "2014-13", DATE),
        ("as_of", "2014-02-30", DATE),
        ("bbox", "1,2,3", BOX),
        ("bbox", "3,2,1,4", "has west and east swapped. Did you mean '1,2,3,4'?"),
        (
            "bbox",
            "140,50,120.25,40",
            "has west and east, south and north swapped. Did you mean '120.25,40,140,50'?",
        ),
        ("bbox", "3,2,3,1", BOX),
        ("bbox", "35,120,40,140", BOX),
        (
            "bbox",
            "170,2,-170,4",
            "crosses the meridian of 180 degrees. Ask for either side by itself.",
        ),
        ("bbox", "nan,0,1,1", BOX),
        ("bbox", "-181,0,1,1", BOX),
    ],
)
def test_a_bad_value_is_refused_with_what_is_allowed(name: str, value: str, message: str) -> None:
    line = f"{flag(name)}: '{value}' {message}"
    with pytest.raises(FilterError, match=f"^{re.escape(line)}$"):
        parse_filter({name: [value]}, atlas(), call=flag)


def test_an_unknown_name_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(FilterError, match=r"^'contry' is not a filter\. Did you mean 'country' or"):
        parse_filter({"contry": ["KR"]}, atlas())


def test_a_long_text_is_refused() -> None:
    parse_filter({"text": ["x" * MAX_TEXT]}, atlas())
    with pytest.raises(FilterError, match=r"…' is longer than 200 characters\. Shorten it\."):
        parse_filter({"text": ["x" * (MAX_TEXT + 1)]}, atlas())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("gas\x1b[31m", r"gas\x1b[31m"),
        ("gas\nline", r"gas\nline"),
        ("gas\u2028line", r"gas\u2028line"),
        ("gas\x00", r"gas\x00"),
        ("gas\x9b", r"gas\x9b"),
        ("gas\ud800", r"gas\ud800"),
    ],
)
def test_a_text_that_is_none_is_refused_on_one_line(text: str, quoted: str) -> None:
    line = f"--text: '{quoted}' holds a character that is no text. Remove it."
    with pytest.raises(FilterError, match=f"^{re.escape(line)}$"):
        parse_filter({"text": [text]}, atlas(), call=flag)


@given(st.text(st.characters(), max_size=MAX_TEXT))
def test_a_text_that_passes_is_one_line_that_can_be_written(text: str) -> None:
    if not refusals({"text": [text]}):
        kept = parse_filter({"text": [text]}, atlas()).text
        assert kept.encode("utf-8").decode("utf-8").splitlines() in ([kept], [])


def test_several_bad_values_are_all_refused() -> None:
    words = {"country": ["Japan", "Korea"], "sector": ["gas", "gaz"], "as_of": ["2012", "x"]}
    with pytest.raises(FilterError, match="'Japan'") as caught:
        parse_filter(words, atlas(), call=flag)
    assert [problem.path for problem in caught.value.problems] == [
        "--country",
        "--country",
        "--sector",
        "--as-of",
        "--as-of",
    ]


def test_a_name_that_goes_once_is_refused_twice() -> None:
    with pytest.raises(FilterError, match=r"^as_of: is given 2 times\. Give it once\.$"):
        parse_filter({"as_of": ["2012", "2013"]}, atlas())


def test_a_country_outside_the_atlas_is_a_valid_word() -> None:
    assert parse_filter({"country": ["fr"]}, atlas()).countries == {"FR"}


def test_no_words_are_the_empty_filter() -> None:
    assert parse_filter({}, atlas()) == Filter()
    assert filter_words(Filter()) == {}
