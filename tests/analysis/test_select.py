from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from neatlas.analysis.select import Filter, select_projects
from neatlas.catalog.frames import CRS, PROJECT_COLUMNS, fold, projects_frame
from neatlas.errors import FilterError, FrameError
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.model.vocabulary import CountryRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.catalog.catalog import Catalog

SEOUL, SAKHALIN = shapely.Point(126.97, 37.55), shapely.Point(142.0, 52.0)


def frame(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Build a projects frame from what matters to a test."""
    plain = {column: () if column.endswith("s") else None for column in PROJECT_COLUMNS}
    full = [
        plain
        | {"name": "", "text": "", "status": None, "part_statuses": {}, "located": False}
        | row
        for row in rows
    ]
    built = gpd.GeoDataFrame(full, geometry=[row["geometry"] for row in full], crs=CRS)
    built.index = gpd.pd.Index([row["name"] for row in full], name="project")
    return built[list(PROJECT_COLUMNS)]


def ids(selected: gpd.GeoDataFrame) -> list[str]:
    return list(selected.index)


def words(*given: str) -> frozenset[str]:
    return frozenset(given)


ROLES = frame(
    {"name": "stands", "location_countries": ("KR",)},
    {"name": "acts", "location_countries": ("RU",), "party_countries": ("KR",)},
    {"name": "invited", "location_countries": ("RU",), "invited_countries": ("KR",)},
    {"name": "none"},
)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (None, ["stands", "acts"]),
        (CountryRole.LOCATION, ["stands"]),
        (CountryRole.PARTY, ["acts"]),
        (CountryRole.INVITED, ["invited"]),
        (CountryRole.ANY, ["stands", "acts", "invited"]),
    ],
)
def test_a_country_is_matched_in_its_role(role: CountryRole | None, expected: list[str]) -> None:
    chosen = Filter(countries=words("KR"), country_role=role)
    assert ids(select_projects(ROLES, chosen)) == expected


def test_a_role_without_a_country_selects_everything() -> None:
    assert len(select_projects(ROLES, Filter(country_role=CountryRole.INVITED))) == 4


def test_country_codes_are_compared_as_a_whole() -> None:
    pair = frame(
        {"name": "niger", "location_countries": ("NE",)},
        {"name": "nigeria", "location_countries": ("NG",)},
        {"name": "both", "location_countries": ("NG", "NE")},
    )
    assert ids(select_projects(pair, Filter(countries=words("NE")))) == ["niger", "both"]
    assert ids(select_projects(pair, Filter(countries=words("NG")))) == ["nigeria", "both"]
    assert ids(select_projects(pair, Filter(countries=words("ne")))) == ["niger", "both"]


MIXTURE = frame(
    {"name": "a", "sectors": ("gas",), "location_countries": ("KR",), "mentions": ("named",)},
    {"name": "b", "sectors": ("rail",), "location_countries": ("KR",), "mentions": ("inferred",)},
    {"name": "c", "sectors": ("power", "gas"), "location_countries": ("RU",), "documents": ("x",)},
    {"name": "d"},
)


def test_values_of_one_field_mean_or() -> None:
    assert ids(select_projects(MIXTURE, Filter(sectors=words("gas", "rail")))) == ["a", "b", "c"]
    assert ids(select_projects(MIXTURE, Filter(countries=words("KR", "RU")))) == ["a", "b", "c"]


def test_different_fields_mean_and() -> None:
    chosen = Filter(sectors=words("gas"), countries=words("KR"))
    assert ids(select_projects(MIXTURE, chosen)) == ["a"]


def test_any_of_several_sectors_of_a_project_counts() -> None:
    assert ids(select_projects(MIXTURE, Filter(sectors=words("power")))) == ["c"]


def test_mentions_and_documents_are_matched_as_whole_words() -> None:
    assert ids(select_projects(MIXTURE, Filter(mentions=words("named")))) == ["a"]
    assert ids(select_projects(MIXTURE, Filter(documents=words("x")))) == ["c"]


def test_an_empty_filter_lets_everything_through_unchanged() -> None:
    assert_geodataframe_equal(select_projects(MIXTURE, Filter()), MIXTURE)


def test_rows_keep_their_order_columns_and_crs(shipped_frame: gpd.GeoDataFrame) -> None:
    selected = select_projects(shipped_frame, Filter(countries=words("KR", "KP")))
    order = list(shipped_frame.index)
    assert ids(selected) == sorted(selected.index, key=order.index)
    assert list(selected.columns) == list(PROJECT_COLUMNS)
    assert selected.crs == shipped_frame.crs


def test_selecting_does_not_change_the_frame(shipped_frame: gpd.GeoDataFrame) -> None:
    before = shipped_frame.copy(deep=True)
    select_projects(shipped_frame, Filter(countries=words("KR"), text="railway"))
    assert_geodataframe_equal(shipped_frame, before)


STATUSES = frame(
    {"name": "mixed", "status": "mixed", "statuses": ("operating", "severed")},
    {"name": "shelved", "status": "shelved", "statuses": ("shelved",)},
    {"name": "gap", "status": "idle", "statuses": ("idle",), "part_statuses": {"a": None}},
    {"name": "unknown"},
)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("mixed", ["mixed"]),
        ("severed", ["mixed"]),
        ("operating", ["mixed"]),
        ("shelved", ["shelved"]),
        ("retired", []),
        ("unknown", ["gap", "unknown"]),
    ],
)
def test_a_status_is_that_of_a_project_or_of_one_of_its_parts(
    status: str, expected: list[str]
) -> None:
    assert ids(select_projects(STATUSES, Filter(statuses=words(status)))) == expected


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Sakhalin Tunnel", "sakhalin"),
        ("Sakhalin tunnel", "TUNNEL SAKHALIN"),
        ("Транскорейская магистраль", "транскорейская МАГИСТРАЛЬ"),
        ("Жёлтое море", "желтое"),
        ("한반도종단철도", "종단"),
        ("한반도종단철도", "\u1112\u1161\u11ab\u1107\u1161\u11ab"),
        ("Hamhŭng", "hamhung"),
        ("Straße", "STRASSE"),
        ("ﬁne line", "fine"),
        ("İstanbul", "istanbul"),
    ],
)
def test_text_is_matched_without_case_accents_and_forms(stored: str, asked: str) -> None:
    one = frame({"name": "one", "text": fold(stored)}, {"name": "other", "text": fold("else")})
    assert ids(select_projects(one, Filter(text=asked))) == ["one"]


def test_all_words_of_a_text_must_stand() -> None:
    pair = frame({"name": "x", "text": "gas pipeline"}, {"name": "y", "text": "gas"})
    assert ids(select_projects(pair, Filter(text="pipeline gas"))) == ["x"]


@pytest.mark.parametrize("text", [".*", "(", "[a", "\\", "%", "a|b"])
def test_text_is_no_pattern(text: str) -> None:
    pair = frame({"name": "x", "text": "ab"}, {"name": "y", "text": f"holds {text}"})
    assert ids(select_projects(pair, Filter(text=text))) == ["y"]


PLACES = frame(
    {"name": "seoul", "geometry": SEOUL, "located": True},
    {"name": "line", "geometry": shapely.LineString([SEOUL, SAKHALIN]), "located": True},
    {"name": "nowhere"},
)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((126, 37, 128, 38), ["seoul", "line"]),
        ((141, 51, 143, 53), ["line"]),
        ((126.97, 37.55, 127, 38), ["seoul", "line"]),
        ((0, 0, 1, 1), []),
        ((-180, -90, 180, 90), ["seoul", "line"]),
    ],
)
def test_a_box_selects_what_touches_it(box: Sequence[float], expected: list[str]) -> None:
    assert ids(select_projects(PLACES, Filter(bbox=BBox(*box)))) == expected


def test_a_filter_is_true_where_it_narrows() -> None:
    assert not Filter()
    assert not Filter(as_of=PartialDate("2012"), country_role=CountryRole.ANY)
    assert Filter(text="x")
    assert Filter(countries=words("KR"))


def test_a_frame_without_a_column_is_refused() -> None:
    with pytest.raises(FrameError, match="projects frame: lacks the columns sectors, text"):
        select_projects(MIXTURE.drop(columns=["sectors", "text"]), Filter())


def test_a_frame_in_another_crs_is_refused() -> None:
    with pytest.raises(FrameError, match=r"geometry: has the CRS EPSG:3857\. Set or convert it"):
        select_projects(PLACES.to_crs("EPSG:3857"), Filter())


def test_a_frame_without_a_crs_is_refused() -> None:
    bare = gpd.GeoDataFrame(PLACES, geometry="geometry").set_crs(None, allow_override=True)
    with pytest.raises(FrameError, match=r"has no CRS\. Set or convert it to EPSG:4326"):
        select_projects(bare, Filter())


def test_a_frame_with_an_id_twice_is_refused() -> None:
    twice = gpd.pd.concat([MIXTURE, MIXTURE.iloc[:1]])
    with pytest.raises(FrameError, match="index: holds an id twice"):
        select_projects(twice, Filter())


def test_all_that_is_wrong_with_a_frame_is_said_at_once() -> None:
    twice = gpd.pd.concat([PLACES, PLACES]).drop(columns="text").to_crs("EPSG:3857")
    with pytest.raises(FrameError, match="lacks the columns text") as caught:
        select_projects(twice, Filter())
    assert len(caught.value.problems) == 3


def test_an_empty_frame_stays_one() -> None:
    nothing = PLACES.iloc[:0]
    chosen = Filter(countries=words("KR"), text="x", bbox=BBox(0, 0, 1, 1), statuses=words("idle"))
    assert ids(select_projects(nothing, chosen)) == []


# The shipped atlas.


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (
            Filter(sectors=words("gas")),
            ["regional-energy-cooperation", "trans-korean-gas-pipeline"],
        ),
        (Filter(sectors=words("port")), ["rajin-port-terminal"]),
        (Filter(sectors=words("airport")), ["khabarovsk-airport", "vladivostok-airport"]),
        (Filter(sectors=words("oil", "coal", "nuclear")), ["regional-energy-cooperation"]),
        (Filter(precisions=words("schematic")), ["sakhalin-tunnel", "tumangan-rajin-railway"]),
        (Filter(precisions=words("surveyed")), []),
        (
            Filter(precisions=words("none"), countries=words("CN", "MN")),
            ["border-regions-with-north-east-china", "mongolia-resources"],
        ),
        (
            Filter(precisions=words("traced", "point"), sectors=words("port", "rail")),
            ["trans-korean-railway", "tumangan-rajin-railway", "rajin-port-terminal"],
        ),
        (Filter(countries=words("MN")), ["mongolia-resources"]),
        (Filter(countries=words("CN")), ["border-regions-with-north-east-china"]),
        (Filter(mentions=words("inferred")), ["selikhin-nysh-railway"]),
        (
            Filter(countries=words("KP"), country_role=CountryRole.LOCATION, sectors=words("rail")),
            ["trans-korean-railway", "tumangan-rajin-railway"],
        ),
        (Filter(text="한반도종단철도"), ["trans-korean-railway"]),
        (Filter(text="sakhalin tunnel", sectors=words("port")), []),
    ],
)
def test_the_shipped_projects_are_selected(
    chosen: Filter, expected: list[str], shipped_frame: gpd.GeoDataFrame
) -> None:
    assert ids(select_projects(shipped_frame, chosen)) == expected


def test_a_frame_of_one_day_refuses_a_filter_of_another(shipped_catalog: Catalog) -> None:
    frame = projects_frame(shipped_catalog, as_of=date(2012, 1, 31))
    assert len(select_projects(frame, Filter(as_of=PartialDate("2012-01")))) == 15
    with pytest.raises(FrameError) as raised:
        select_projects(frame[frame["located"]], Filter(as_of=PartialDate("2014")))
    assert str(raised.value) == (
        "projects frame: as_of: is 2012-01-31, while the filter asks for '2014'. "
        "Build the frame for that day, or use select_from."
    )


def test_a_document_that_is_none_is_refused_by_a_frame_of_an_atlas(
    shipped_frame: gpd.GeoDataFrame,
) -> None:
    chosen = Filter(documents={"aslakhanov-2011"})
    message = "documents: 'aslakhanov-2011' is not a document. Did you mean 'aslakhanov-2012'?"
    for held in (shipped_frame, shipped_frame[shipped_frame["located"]]):
        with pytest.raises(FilterError, match=f"^{re.escape(message)}$"):
            select_projects(held, chosen)


def test_no_shipped_project_has_to_do_with_japan(shipped_frame: gpd.GeoDataFrame) -> None:
    for role in (None, *CountryRole):
        chosen = Filter(countries=words("JP"), country_role=role)
        assert ids(select_projects(shipped_frame, chosen)) == []


@pytest.mark.parametrize("when", ["2014-03-01", date(2014, 3, 1), PartialDate("2014-03-01")])
def test_a_filter_reads_values_as_others_write_them(when: Any) -> None:
    chosen = Filter(
        countries={"kr"},
        country_role="party",  # type: ignore[arg-type]
        as_of=when,
        bbox=(126, 37, 128, 38),  # type: ignore[arg-type]
    )
    assert chosen == Filter(
        countries=words("KR"),
        country_role=CountryRole.PARTY,
        as_of=PartialDate("2014-03-01"),
        bbox=BBox(126, 37, 128, 38),
    )
    assert isinstance(chosen.as_of, PartialDate)
    assert isinstance(chosen.country_role, CountryRole)
    assert isinstance(chosen.bbox, BBox)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"countries": {"N"}}, "countries: 'N' is not an ISO 3166-1 .* Write two letters, such as"),
        ({"countries": {"XX", "kr"}}, "countries: 'XX' is not an ISO 3166-1 alpha-2 country code"),
        ({"countries": {"Japan"}}, r"countries: 'Japan' is not .* Did you mean JP \(Japan\)\?"),
        ({"sectors": {"gaz"}}, "sectors: .*'gaz'.*Did you mean 'gas'"),
        ({"statuses": {None}}, "statuses: .*'None'"),
        ({"mentions": {"name"}}, "mentions: .*'name'.*Did you mean 'named'"),
        ({"country_role": "nope"}, "country_role: .*'nope'"),
        ({"as_of": "soon"}, "as_of: 'soon' is not a date. Write 2014"),
        ({"as_of": "2014-21"}, "as_of: '2014-21' is not a date. Write 2014"),
        ({"context": "si"}, "context: 'si' is not a choice. Use one of: yes, no"),
        ({"text": "x" * 201}, "text: .* is longer than 200 characters. Shorten it"),
        ({"text": "gas\n"}, "text: .* holds a character that is no text. Remove it"),
        ({"bbox": (1, 2, 3)}, "bbox: .* is not a box. Write west,south,east,north"),
        ({"bbox": (170, 40, -170, 60)}, "bbox: .* crosses the meridian of 180 degrees"),
    ],
)
def test_a_value_that_means_nothing_is_refused_in_one_line(
    value: dict[str, Any], message: str
) -> None:
    with pytest.raises(FilterError, match=message) as caught:
        Filter(**value)
    assert "\n" not in str(caught.value)
