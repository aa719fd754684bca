"""Every record that ships, held against the address and against what is known."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from neatlas.analysis.select import Filter, select_projects
from neatlas.catalog.folder import default_folder
from neatlas.catalog.geojson import positions_of
from neatlas.catalog.reading import read_catalog
from neatlas.checking import check_land
from neatlas.model.document import Document
from neatlas.model.link import CONTEXT_LENGTH
from neatlas.model.project import Project

if TYPE_CHECKING:
    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.link import Mention

GEODATA = default_folder()
ADDRESS = "aslakhanov-2012"

CATALOG, PROBLEMS = read_catalog()
assert CATALOG is not None, PROBLEMS
CONTEXT = {
    path.stem
    for path in (GEODATA / "projects").glob("*.toml")
    if tomllib.loads(path.read_text("utf-8")).get("context")
}
PROJECTS = sorted(path.stem for path in (GEODATA / "projects").glob("*.toml"))
DRAWN = sorted(path.stem for path in (GEODATA / "geometries").glob("*.geojson"))
FEATURES = {g.id: g for geometries in CATALOG.geometries.values() for g in geometries}
PASSAGES = {name: passage for name, (_, passage) in CATALOG.passages.items()}
MENTIONS = [(m.project, m.passage) for m in CATALOG.links[ADDRESS].mentions]
SOURCES = sorted(CATALOG.sources)


def mention(project: str, passage: str) -> Mention:
    assert CATALOG is not None
    (found,) = [m for m in CATALOG.mentions[project] if m.passage == passage]
    return found


# The address.


def test_the_address_has_its_paragraphs_in_order(shipped_catalog: Catalog) -> None:
    text = shipped_catalog.documents[ADDRESS].text
    paragraphs = text.removesuffix("\n").split("\n\n")
    assert len(paragraphs) == 31
    assert all(paragraph.strip() for paragraph in paragraphs)
    assert paragraphs[0].startswith("In the context of the multi-vector foreign policy")
    assert paragraphs[5] == (
        "The course of development of mutually beneficial relations with nations in "
        "North-East Asia is succeeding:"
    )
    assert paragraphs[-1].endswith("we would like our children and grandchildren to inherit.")


def test_the_address_is_the_recorded_one() -> None:
    content = (GEODATA / "documents" / f"{ADDRESS}.txt").read_bytes()
    known = "86fbd5571817d1d02d210f806a2815104b7f33b31920f5dbc577ceed8e2cb0e3"
    assert hashlib.sha256(content).hexdigest() == known
    record = Document.model_validate(
        tomllib.loads((GEODATA / "documents" / f"{ADDRESS}.toml").read_text(encoding="utf-8"))
    )
    assert (record.sha256, record.language, record.id) == (known, "en", ADDRESS)


@pytest.mark.parametrize(
    "slip",
    ["increse", "can limits", "powerful of weak", "T. Ebegdordj", "Sakhalin peninsula"],
)
def test_a_slip_of_the_source_stays_in_the_text_and_is_noted(
    slip: str, shipped_catalog: Catalog
) -> None:
    document = shipped_catalog.documents[ADDRESS]
    assert document.text.count(slip) == 1
    assert slip in [noted.exact for noted in document.record.slips]


@pytest.mark.parametrize("furniture", ["Calendar", "Search", "©", "http", "Mon Tue"])
def test_no_furniture_of_a_page_is_left_in_the_text(
    furniture: str, shipped_catalog: Catalog
) -> None:
    assert furniture not in shipped_catalog.documents[ADDRESS].text


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_stands_where_its_selector_says(passage: str, shipped_catalog: Catalog) -> None:
    text, selector = shipped_catalog.documents[ADDRESS].text, PASSAGES[passage].selector
    assert text[selector.start : selector.end] == selector.exact
    assert text[: selector.start].endswith(selector.prefix)
    assert text[selector.end :].startswith(selector.suffix)
    assert min(len(selector.prefix), len(selector.suffix)) >= CONTEXT_LENGTH
    assert text.count(selector.exact) == 1


@pytest.mark.parametrize(("project", "passage"), MENTIONS)
def test_a_mention_quotes_the_words_that_carry_it(project: str, passage: str) -> None:
    exact, claim = PASSAGES[passage].selector.exact, mention(project, passage).claim
    for words in (claim.words, claim.time_words, claim.invited_words):
        assert words is None or words in exact


def test_one_sentence_names_several_projects_and_one_project_stands_in_several(
    shipped_catalog: Catalog,
) -> None:
    passages = [passage for _, passage in MENTIONS]
    assert passages.count("trilateral-projects") == 3
    assert passages.count("invitation") == 6
    railway = shipped_catalog.mentions["trans-korean-railway"]
    assert [m.passage for m in railway] == ["trilateral-projects", "such-programs"]


@pytest.mark.parametrize(
    "words",
    ["under license from Russia", "aeronautics", "timber industry"],
)
def test_what_only_sounds_like_a_project_is_listed_with_the_reason(
    words: str, shipped_catalog: Catalog
) -> None:
    reasons = [out.reason for out in shipped_catalog.links[ADDRESS].left_out if words in out.exact]
    assert len(reasons) == 1


# The fifteen projects of the address.
#
# mention, modality, passage | sectors | located in / parties / invited

TABLE = {
    "trans-korean-gas-pipeline": ("named hoped", "gas", "RU KP KR / RU KR KP /"),
    "russia-korea-power-line": ("named hoped", "power", "RU KP KR / RU KR KP /"),
    "trans-korean-railway": ("named hoped", "rail", "RU KP KR / RU KR KP /"),
    "sakhalin-tunnel": ("named invited", "rail", "RU / RU / KR"),
    "railroad-tracks": ("collective invited", "rail", "RU / RU / KR"),
    "selikhin-nysh-railway": ("inferred invited", "rail", "RU / RU / KR"),
    "khabarovsk-airport": ("named invited", "airport", "RU / RU / KR"),
    "vladivostok-airport": ("named invited", "airport", "RU / RU / KR"),
    "tumangan-rajin-railway": ("named under_way", "rail", "KP RU / RU KP /"),
    "rajin-port-terminal": ("named expected", "port", "KP / RU KP /"),
    "other-projects-in-russia": ("collective invited", "", "RU / RU / KR"),
    "joint-investments": ("collective possible", "power industry", "/ RU KR /"),
    "regional-energy-cooperation": (
        "collective under_way",
        "gas oil coal nuclear",
        "/ RU KR /",
    ),
    "border-regions-with-north-east-china": ("collective under_way", "", "/ RU CN /"),
    "mongolia-resources": ("collective possible", "industry", "/ MN RU /"),
}
NOT_DRAWN = {
    "railroad-tracks",
    "other-projects-in-russia",
    "joint-investments",
    "regional-energy-cooperation",
    "border-regions-with-north-east-china",
    "mongolia-resources",
}


def roles(project: Project) -> str:
    codes = (project.location_countries, project.party_countries, project.invited_countries)
    return " / ".join(" ".join(group) for group in codes).strip()


def test_no_project_of_the_address_is_left_out() -> None:
    named = [project for project in PROJECTS if project not in CONTEXT]
    assert sorted(TABLE) == named
    assert sorted(set(TABLE) - NOT_DRAWN) == [p for p in DRAWN if p not in CONTEXT]


@pytest.mark.parametrize("project", TABLE)
def test_a_project_is_what_the_address_says_of_it(project: str, shipped_catalog: Catalog) -> None:
    said, sectors, countries = TABLE[project]
    record, first = shipped_catalog.projects[project], shipped_catalog.mentions[project][0]
    assert f"{first.kind} {first.claim.modality}" == said
    assert " ".join(record.sectors) == sectors
    assert roles(record) == countries


def test_what_the_address_does_not_say_is_marked_as_inferred(shipped_catalog: Catalog) -> None:
    inferred = {p.id for p in shipped_catalog.projects.values() if p.sector_basis == "inferred"}
    assert "sakhalin-tunnel" in inferred, "the sentence does not say rail"
    assert shipped_catalog.projects["sakhalin-tunnel"].structure == "tunnel"
    reading = mention("selikhin-nysh-railway", "invitation")
    assert (reading.kind, reading.basis) == ("inferred", "inferred")


def test_the_claim_of_the_railway_at_rajin_is_narrower_than_the_project() -> None:
    claim = mention("tumangan-rajin-railway", "tumangan-rajin").claim
    assert claim.location_countries == ("KP",)
    assert "Tumangan and Rajin" in claim.words


def test_the_terminal_at_rajin_is_expected_in_2012() -> None:
    claim = mention("rajin-port-terminal", "rajin-port").claim
    assert (claim.time, claim.time_words) == ("2012", "later this year")


def test_the_tunnel_invites_korea_and_other_nations() -> None:
    claim = mention("sakhalin-tunnel", "invitation").claim
    assert claim.invited_countries == ("KR",)
    assert "other nations" in (claim.invited_words or "")


def test_the_address_names_no_project_in_japan(shipped_frame: gpd.GeoDataFrame) -> None:
    assert select_projects(shipped_frame, Filter(countries=frozenset({"JP"}))).empty


# Records.


@pytest.mark.parametrize("stem", PROJECTS)
def test_a_project_reads_and_its_id_is_the_name_of_its_file(stem: str) -> None:
    text = (GEODATA / "projects" / f"{stem}.toml").read_text(encoding="utf-8")
    record = Project.model_validate(tomllib.loads(text))
    assert record.id == stem
    assert Project.model_validate(record.model_dump(mode="json")) == record
    assert (record.no_geometry is None) == (stem in DRAWN)


def sources_in(data: Any) -> set[str]:
    """Collect the source ids of a record, wherever they stand."""
    if isinstance(data, dict):
        own = {*data.get("sources", ()), data.get("source")} - {None}
        return own.union(*map(sources_in, data.values()))
    return set().union(*map(sources_in, data)) if isinstance(data, list | tuple) else set()


@pytest.mark.parametrize("project", PROJECTS)
def test_every_source_of_a_project_is_listed(project: str, shipped_catalog: Catalog) -> None:
    assert sources_in(shipped_catalog.projects[project].model_dump()) <= set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_can_be_found_and_says_what_it_is(source: str, shipped_catalog: Catalog) -> None:
    record = shipped_catalog.sources[source]
    assert str(record)
    assert record.url or record.publisher or record.container_title or record.note or record.author


def test_every_source_is_cited_by_a_record_or_the_basemap(shipped_catalog: Catalog) -> None:
    cited = sources_in([p.model_dump() for p in shipped_catalog.projects.values()])
    cited |= sources_in([feature.notes.model_dump() for feature in FEATURES.values()])
    cited |= {place.source for place in shipped_catalog.places.values()} - {None}
    assert set(SOURCES) - cited == {"gshhg"}


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_is_valid_and_lies_in_the_region(feature: str, shipped_catalog: Catalog) -> None:
    geometry = FEATURES[feature]
    assert geometry.shape.is_valid
    assert shapely.box(*shipped_catalog.settings.bbox).covers(geometry.shape)
    assert len(positions_of(geometry)) == len(geometry.notes.vertices)
    sources = {vertex.source for vertex in geometry.notes.vertices} - {None}
    assert sources <= set(SOURCES)


@pytest.mark.parametrize("feature", FEATURES)
def test_each_vertex_says_where_it_is_and_how_sure(feature: str) -> None:
    for vertex in FEATURES[feature].notes.vertices:
        assert vertex.place
        assert 0 < vertex.uncertainty_km <= 60
        assert vertex.source is not None or vertex.basis in {"placed", "interpolated", "derived"}


def test_land_lines_lie_on_land_but_at_their_crossings(shipped_catalog: Catalog) -> None:
    assert [str(problem) for problem in check_land(shipped_catalog)] == []


def test_only_straits_and_the_sea_are_declared_crossings() -> None:
    wet = {name for name, feature in FEATURES.items() if feature.notes.crossings}
    assert {name for name in wet if name.split("/")[0] in TABLE} == {
        "russia-korea-power-line/submarine",
        "sakhalin-tunnel/crossing",
        "selikhin-nysh-railway/chyorny-mys-nysh",
    }


# Geometry against what is known of the ground.


def ends(feature: Geometry) -> tuple[tuple[float, float], tuple[float, float]]:
    positions = positions_of(feature)
    return positions[0], positions[-1]


def test_pieces_of_the_western_route_meet_from_busan_to_baranovsky() -> None:
    pieces = [
        "busan-seoul",
        "seoul-dorasan",
        "dorasan-panmun",
        "panmun-kaesong",
        "kaesong-pyongyang",
        "pyongyang-kowon",
        "kowon-rajin",
        "rajin-tumangang",
        "tumangang-khasan",
        "khasan-baranovsky",
    ]
    lines = [FEATURES[f"trans-korean-railway/{piece}"] for piece in pieces]
    for before, after in pairwise(lines):
        gap = shapely.distance(before.shape, after.shape)
        assert gap < 0.01, f"{before.id} to {after.id}"
    (lon, lat), _ = ends(lines[0])
    assert (lon, lat) == pytest.approx((129.04, 35.115), abs=0.05)


@pytest.mark.parametrize(
    ("feature", "lon", "lat", "within"),
    [
        ("khabarovsk-airport/reference-point", 135.188, 48.528, 0.005),
        ("vladivostok-airport/reference-point", 132.148, 43.399, 0.005),
        ("rajin-port-terminal/pier-3", 130.288, 42.233, 0.01),
        ("sakhalin-tunnel/crossing", 141.591, 52.2237, 0.06),
        ("tumangan-rajin-railway/khasan-tumangang", 130.6413, 42.4152, 0.01),
    ],
)
def test_a_feature_lies_where_it_is_known_to_be(
    feature: str, lon: float, lat: float, within: float
) -> None:
    assert FEATURES[feature].shape.dwithin(shapely.Point(lon, lat), within)


@pytest.mark.parametrize(
    ("feature", "proposed"),
    [
        ("trans-korean-gas-pipeline/goseong", "2011-09"),
        ("trans-korean-gas-pipeline/cheorwon", "2018"),
        ("russia-korea-power-line/overland", "2003-10"),
        ("russia-korea-power-line/submarine", "2013-10"),
    ],
)
def test_a_variant_has_the_date_of_its_proposal(feature: str, proposed: str) -> None:
    assert FEATURES[feature].notes.proposed_in == proposed


# What became of it: status in January 2012, and as known now.

STATUSES = {
    "trans-korean-gas-pipeline": {"line": "announced, shelved"},
    "russia-korea-power-line": {"line": "announced, shelved"},
    "trans-korean-railway": {
        "busan-seoul": "operating, operating",
        "seoul-dorasan": "operating, operating",
        "dorasan-panmun": "idle, severed",
        "panmun-kaesong": "idle, severed",
        "kaesong-rajin": "operating, operating",
        "rajin-tumangang": "construction, operating",
        "tumangang-khasan": "operating, operating",
        "khasan-baranovsky": "operating, operating",
        "busan-pohang": "operating, operating",
        "pohang-yeongdeok": "construction, operating",
        "yeongdeok-samcheok": "pre_construction, operating",
        "samcheok-gangneung": "operating, operating",
        "gangneung-jejin": "announced, construction",
        "jejin-kumgangsan": "idle, severed",
        "kumgangsan-kowon": "operating, operating",
    },
    "sakhalin-tunnel": {"crossing": "announced, shelved"},
    "selikhin-nysh-railway": {
        "selikhin-chyorny-mys": "announced, shelved",
        "chyorny-mys-nysh": "announced, shelved",
    },
    "khabarovsk-airport": {
        "airfield": "operating, operating",
        "domestic-terminal": "announced, operating",
        "international-terminal": "unknown, operating",
    },
    "vladivostok-airport": {
        "first-runway": "operating, operating",
        "terminal": "construction, operating",
    },
    "tumangan-rajin-railway": {
        "khasan-tumangang": "operating, operating",
        "tumangang-rajin": "construction, operating",
        "rajin-port-stub": "construction, operating",
    },
    "rajin-port-terminal": {"pier-3-terminal": "pre_construction, operating"},
}
SPEECH = date(2012, 1, 31)


@pytest.mark.parametrize("project", STATUSES)
def test_the_status_of_each_part_then_and_now(project: str, shipped_catalog: Catalog) -> None:
    now = shipped_catalog.known_as_of.latest
    record = shipped_catalog.projects[project]
    found = {}
    for part in record.parts:
        entries = part.entry_at(SPEECH), part.entry_at(now)
        found[part.id] = ", ".join(entry.status if entry else "unknown" for entry in entries)
    assert found == STATUSES[project]


@pytest.mark.parametrize("project", sorted(set(TABLE) - set(STATUSES)))
def test_a_project_that_names_no_single_asset_has_no_status(
    project: str, shipped_catalog: Catalog
) -> None:
    assert shipped_catalog.projects[project].parts == ()
    assert project in NOT_DRAWN


@pytest.mark.parametrize("project", STATUSES)
def test_no_evidence_is_newer_than_the_atlas_says(project: str, shipped_catalog: Catalog) -> None:
    known = shipped_catalog.known_as_of.latest
    record = shipped_catalog.projects[project]
    dates = [entry.date for part in record.parts for entry in part.statuses]
    dates += [event.date for event in record.events]
    assert max(when.earliest for when in dates) <= known


def test_the_links_between_the_koreas_are_severed_by_inference(shipped_catalog: Catalog) -> None:
    railway = shipped_catalog.projects["trans-korean-railway"]
    for part in railway.parts:
        if part.id in {"dorasan-panmun", "jejin-kumgangsan"}:
            last = part.statuses[-1]
            assert (last.status, last.basis) == ("severed", "inferred")
            assert "road" in (last.note or "")
