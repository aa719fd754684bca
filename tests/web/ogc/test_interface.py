"""The interface as a client meets it: what it claims is held against what it does."""

from __future__ import annotations

import itertools
import json
import operator
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate
from shapely.geometry import shape

from asking import serving
from neatlas.analysis.select import Filter, select_from
from neatlas.atlas import loaded_atlas
from neatlas.export.notice import write_notice
from neatlas.export.tables import build_table
from neatlas.model.record import PartialDate
from neatlas.web import answering
from neatlas.web.limits import Gate
from neatlas.web.ogc.collections import COLLECTIONS
from neatlas.web.ogc.configuration import CRSS
from neatlas.web.ogc.queries import OF_ITEMS
from neatlas.web.ogc.schema import WORDS
from neatlas.web.ogc.store import Wanted
from neatlas.web.ogc.times import Interval

if TYPE_CHECKING:
    from asking import Answer, Site
    from neatlas.catalog.catalog import Catalog

BELOW = "/atlas/ogc"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"
#: Names of things on the web that are no addresses to fetch.
NAMES = ("http://www.opengis.net/def/", "http://www.opengis.net/spec/", "http://json-schema.org/")
DOCUMENTS = [
    "",
    "/conformance",
    "/openapi",
    "/collections",
    *(
        f"/collections/{name}{below}"
        for name in COLLECTIONS
        for below in ("", "/schema", "/queryables", "/items", "/items?limit=1&offset=1")
    ),
    "/collections/projects/items/gulf-railway",
]


def items(site: Site, collection: str, query: str = "") -> Any:
    given = site.ask(f"{BELOW}/collections/{collection}/items?{query}")
    assert given.status == 200, given.body
    return given.json


def ids(collection: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in collection["features"]]


def links(document: dict[str, Any], relation: str) -> list[str]:
    return [link["href"] for link in document["links"] if link["rel"] == relation]


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_address_in_what_is_served_is_its_own(site: Site, path: str) -> None:
    given = site.ask(BELOW + path, Accept="text/html,*/*")
    assert given.status == 200
    assert "json" in given.headers["content-type"]
    own = f"http://127.0.0.1:{site.port}{BELOW}"
    licence = loaded_atlas().catalog.settings.licence_url or ""
    addresses = [text for text in strings(given.json) if re.match(r"https?:", text)]
    assert [a for a in addresses if not a.startswith((own, licence, *NAMES))] == []
    for link in given.json.get("links", ()):
        assert link["rel"] == "license" or site.ask(path_of(link["href"])).status == 200, link


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_answer_has_a_tag_and_may_be_read_from_anywhere(site: Site, path: str) -> None:
    given = site.ask(BELOW + path)
    assert given.headers["access-control-allow-origin"] == "*"
    tag = given.headers["etag"]
    assert site.ask(BELOW + path, If_None_Match=tag).status == 304
    head = site.ask(BELOW + path, "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", tag)


@pytest.mark.parametrize("path", ["", "/collections", "/collections/projects"])
def test_what_describes_the_data_has_their_licence_and_citation(site: Site, path: str) -> None:
    notice = write_notice(loaded_atlas().catalog, Filter())
    items = site.ask(f"{BELOW}/collections/projects/items?limit=1").json
    one = site.ask(f"{BELOW}/collections/projects/items/gulf-railway").json
    given = site.ask(BELOW + path).json
    for document in (given, *given.get("collections", ()), items, one):
        assert links(document, "license") == [notice.licence_url]
        assert document["attribution"] == notice.citation
        assert (document["licence"], document["data_version"]) == (
            notice.licence,
            notice.data_version,
        )


def test_the_landing_page_leads_to_all_else(site: Site) -> None:
    given = site.ask(BELOW).json
    assert site.ask(f"{BELOW}/").json == given
    for relation in ("service-desc", "conformance", "data"):
        assert len(links(given, relation)) == 1


def test_the_claims_are_those_that_are_tested_here(site: Site) -> None:
    assert site.ask(f"{BELOW}/conformance").json == {
        "conformsTo": [
            f"http://www.opengis.net/spec/ogcapi-features-{part}/1.0/conf/{name}"
            for part, name in (
                (1, "core"),
                (1, "geojson"),
                (1, "oas30"),
                (2, "crs"),
                (3, "queryables"),
                (3, "queryables-query-parameters"),
            )
        ]
    }


def test_the_openapi_document_is_valid_and_names_every_parameter(site: Site) -> None:
    given = site.ask(f"{BELOW}/openapi")
    assert given.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    validate(given.json)
    for name in COLLECTIONS:
        below = f"{BELOW}/collections/{name}"
        described = given.json["paths"][f"/collections/{name}/items"]["get"]["parameters"]
        queryables = site.ask(f"{below}/queryables").json
        assert queryables["additionalProperties"] is False
        assert {*queryables["properties"]} - {"geometry"} <= {p["name"] for p in described}
        for parameter in described:
            if parameter["schema"].get("type") == "boolean":
                assert site.ask(f"{below}/items?{parameter['name']}=true").status == 200


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_says_where_and_when_it_is(site: Site, name: str) -> None:
    given = site.ask(f"{BELOW}/collections/{name}").json
    assert given["crs"] == list(CRSS)
    assert given["storageCrs"] == CRSS[0]
    drawn = gpd.GeoDataFrame.from_features(items(site, name)["features"])
    assert given["extent"]["spatial"]["bbox"] == [pytest.approx(tuple(drawn.total_bounds))]
    assert ("temporal" in given["extent"]) is (name != "places")


def test_the_features_are_the_rows_of_every_other_door(site: Site) -> None:
    catalog = loaded_atlas().catalog
    for name in COLLECTIONS:
        table = build_table(catalog, Filter(), name)
        features = items(site, name)["features"]
        assert len(features) == len(table.rows)
        for feature, row in zip(features, table.rows, strict=True):
            shared = {field.name: row[field.name] for field in table.attributes}
            assert shared.items() <= feature["properties"].items()


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_pages_add_up(site: Site, name: str, limit: int) -> None:
    whole = ids(items(site, name))
    page = items(site, name, f"limit={limit}")
    pages = [page]
    while links(page, "next"):
        page = site.ask(path_of(links(page, "next")[0])).json
        pages.append(page)
    assert [one for page in pages for one in ids(page)] == whole
    assert {page["numberMatched"] for page in pages} == {len(whole)}
    assert [page["numberReturned"] for page in pages] == [len(ids(page)) for page in pages]
    for before, after in itertools.pairwise(pages):
        assert ids(site.ask(path_of(links(after, "prev")[0])).json) == ids(before)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=2&offset=99999", {"prev": 4}),
        ("limit=2&offset=4", {"prev": 2}),
        ("limit=2&offset=1", {"prev": None, "next": 3}),
        ("limit=5", {}),
        ("limit=1&offset=4", {"prev": 3}),
        ("offset=99999&name=nothing", {"prev": None}),
    ],
)
def test_a_link_leads_to_a_page_that_is_there(
    site: Site, query: str, expected: dict[str, int | None]
) -> None:
    page = items(site, "projects", query)
    if "name" not in query:
        assert page["numberMatched"] == 5
    begins = {
        relation: re.search(r"offset=(\d+)", href)
        for relation in ("prev", "next")
        for href in links(page, relation)
    }
    assert {name: found and int(found[1]) for name, found in begins.items()} == expected
    (own,) = links(page, "self")
    assert ids(site.ask(path_of(own)).json) == ids(page)
    for href in [*links(page, "prev"), *links(page, "next")]:
        assert ids(site.ask(path_of(href)).json) or not page["numberMatched"]


def test_features_are_sorted_by_fields_and_the_unknown_come_last(site: Site) -> None:
    rows = [feature["properties"] for feature in items(site, "statuses")["features"]]
    names = ("status", "date")
    expected = sorted(rows, key=lambda row: row["date"], reverse=True)
    expected = sorted(expected, key=lambda row: row["status"])
    given = items(site, "statuses", "sortby=%2Bstatus,-date")["features"]
    assert [[one["properties"][n] for n in names] for one in given] == [
        [row[n] for n in names] for row in expected
    ]
    assert items(site, "statuses", "sortby=+status,-date")["features"] == given
    assert items(site, "projects", "sortby=-status")["features"][-1]["properties"]["status"] is None
    assert items(site, "projects", "sortby=status")["features"][-1]["properties"]["status"] is None
    page = items(site, "statuses", "sortby=-date&limit=2&offset=2")
    assert "sortby=-date" in links(page, "prev")[0]


def test_a_filter_goes_along_from_page_to_page(site: Site) -> None:
    page = items(site, "statuses", "limit=1&basis=stated&datetime=2000-01-01%2F..")
    assert page["numberMatched"] > 1
    (following,) = links(page, "next")
    assert site.ask(path_of(following)).json["numberMatched"] == page["numberMatched"]


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize(
    "box", ["20,62,21.5,65.2", "22,63,24,65.55", "-10,-10,0,0", "23.5,60,20.6,66"]
)
def test_a_box_selects_what_geopandas_does(site: Site, name: str, box: str) -> None:
    west, south, east, north = map(float, box.split(","))
    areas = [shapely.box(west, south, east, north)]
    if west > east:
        areas = [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    frame = gpd.GeoDataFrame.from_features(items(site, name)["features"])
    met = frame.geometry.isna()
    for area in areas:
        met |= frame.intersects(area)
    expected = frame.loc[met, "id"].tolist()
    assert ids(items(site, name, f"bbox={box}")) == expected
    heights = f"{west},{south},0,{east},{north},9"
    assert ids(items(site, name, f"bbox={heights}")) == expected


def test_a_box_may_come_latitude_first(site: Site) -> None:
    query = f"bbox=62,20,65.2,21.5&bbox-crs={quote(LATITUDE_FIRST)}"
    assert ids(items(site, "projects", query)) == ids(
        items(site, "projects", "bbox=20,62,21.5,65.2")
    )


@pytest.mark.parametrize("crs", CRSS)
def test_geometries_come_in_every_system_offered_with_its_axes(site: Site, crs: str) -> None:
    given = site.ask(f"{BELOW}/collections/places/items?crs={quote(crs)}")
    assert given.headers["content-crs"] == f"<{crs}>"
    points = [shape(f["geometry"]) for f in given.json["features"]]
    plain = gpd.GeoSeries(
        [shape(f["geometry"]) for f in items(site, "places")["features"]], crs="OGC:CRS84"
    )
    if crs == LATITUDE_FIRST:
        expected = [(point.y, point.x) for point in plain]
    else:
        moved = plain.to_crs("EPSG:3857") if crs == MERCATOR else plain
        expected = [(point.x, point.y) for point in moved]
    assert [(p.x, p.y) for p in points] == [pytest.approx(pair, rel=1e-9) for pair in expected]
    one = site.ask(f"{BELOW}/collections/places/items/norrvik?crs={quote(crs)}")
    assert one.headers["content-crs"] == f"<{crs}>"


def test_a_status_is_there_while_it_holds(site: Site) -> None:
    def held(time: str) -> list[str]:
        found = items(site, "statuses", f"project=gulf-railway&part=norrvik-border&datetime={time}")
        return [feature["properties"]["status"] for feature in found["features"]]

    assert held("2004-12-31") == []
    assert held("2009-05-30T23:59:59Z") == ["construction"]
    assert held("2009-05-31") == ["operating"]
    assert held("../2009-05-30") == ["construction"]
    assert held("2009-05-30/..") == ["construction", "operating"]


def test_what_lies_outside_of_all_times_is_no_mistake(site: Site) -> None:
    assert items(site, "statuses", "datetime=1900-01-01")["numberMatched"] == 0
    assert items(site, "places", "datetime=1900-01-01")["numberMatched"] == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sectors=rail", ["gulf-railway"]),
        ("countries=SE&status=operating", ["norrvik-airport"]),
        ("located=false", ["shared-studies"]),
        ("located=0", ["shared-studies"]),
        ("name=Gulf%20railway", ["gulf-railway"]),
        ("name=gulf%20railway", []),
    ],
)
def test_a_property_selects_what_has_the_value(site: Site, query: str, expected: list[str]) -> None:
    given = items(site, "projects", query)
    assert ids(given) == expected
    assert given["numberMatched"] == len(expected)


def test_numbers_are_compared_as_numbers(site: Site) -> None:
    assert ids(items(site, "places", "uncertainty_km=2.0")) == ["norrvik"]


def test_only_what_is_asked_for_of_a_feature_is_given(site: Site) -> None:
    given = items(site, "projects", "properties=name,part_statuses&skipGeometry=true")
    for feature in given["features"]:
        assert {*feature["properties"]} == {"name", "part_statuses"}
        assert feature["geometry"] is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nonsense=1", "'nonsense' is not a parameter here"),
        ("limit=0", "limit: '0' is not a number from 1 on"),
        ("limit=ten", "limit: 'ten' is not a number"),
        ("offset=-1", "offset: '-1' is not a number from 0 on"),
        ("bbox=1,2,3", "bbox: '1,2,3' is not a box"),
        ("bbox=1,2,nan,4", "is not a box"),
        ("bbox=1,5,2,4", "miny should be less than maxy"),
        ("datetime=lately", "datetime: 'lately' is not a time"),
        ("located=perhaps", "located: 'perhaps' is neither"),
        ("sectors=gaz", "sectors: 'gaz' is not a word of sectors. Did you mean 'gas'?"),
        ("status=zzz", "status: 'zzz' is not a word of status. Use one of: announced"),
        ("f=html", "f: 'html' is not offered"),
        ("sortby=nope", "sortby: 'nope' is not a property"),
        ("sortby=-sectors", "sortby: 'sectors' is not a property"),
        ("properties=name,nope", "properties: 'nope' is not a property"),
        ("crs=http://www.opengis.net/def/crs/EPSG/0/5179", "not supported"),
        ("bbox=1,2,3,4&bbox-crs=nope", "not supported"),
        ("name=a&name=b", "name: is given 2 times"),
        ("filter=name='a'", "'filter' is not a parameter here"),
    ],
)
def test_what_is_wrong_is_said(site: Site, query: str, said: str) -> None:
    given = site.ask(f"{BELOW}/collections/projects/items?{quote(query, safe='=&,:/')}")
    assert given.status == 400
    assert said in given.json["description"]
    assert {"code", "description"} <= given.json.keys()
    assert given.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_field_of_controlled_words_says_which_and_holds_no_other(
    site: Site, collection: str, shipped_catalog: Catalog
) -> None:
    described, asked = (
        site.ask(f"{BELOW}/collections/{collection}/{name}").json["properties"]
        for name in ("schema", "queryables")
    )
    rows = COLLECTIONS[collection].open(shipped_catalog).table.rows
    for name in WORDS.keys() & described.keys():
        words = described[name].get("items", described[name])["enum"]
        assert asked[name].get("items", asked[name])["enum"] == words
        held = {word for row in rows for word in flat(row[name])}
        assert held
        assert held <= set(words), name
        for word in held:
            query = f"{BELOW}/collections/{collection}/items?{name}={word}"
            assert site.ask(query).status == 200


def flat(value: Any) -> list[str]:
    """Return what a field holds as a list: nothing, one word or several."""
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def test_all_that_is_wrong_is_said_at_once(site: Site) -> None:
    given = site.ask(f"{BELOW}/collections/places/items?limit=0&nope=1&uncertainty_km=far")
    assert len(given.json["description"].splitlines()) == 3


@pytest.mark.parametrize(
    "path",
    ["/collections/nope", "/collections/nope/items", "/collections/projects/items/nope"],
)
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    given = site.ask(BELOW + path)
    assert given.status == 404
    assert given.json["code"] == "NotFound"


@pytest.mark.parametrize("path", ["/processes", "/jobs", "/stac", "/TileMatrixSets", "/admin"])
def test_nothing_else_of_pygeoapi_is_open(site: Site, path: str) -> None:
    assert site.ask(BELOW + path).status == 404
    assert site.ask(f"{BELOW}/collections/projects/items", "POST").status == 405


def test_a_page_takes_no_turn_among_maps_and_files(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "GATE", Gate(0, wait_seconds=0))
    assert site.ask(f"{BELOW}/collections/projects/items").status == 200


def test_a_status_begins_and_ends_as_a_map_of_the_day_has_it(shipped_catalog: Catalog) -> None:
    store = COLLECTIONS["statuses"].open(shipped_catalog)
    for row in store.table.rows:
        assert row["ends"] is None or row["begins"] <= row["ends"], row["id"]
    for day in (date(1953, 6, 1), date(2010, 6, 1), date(2012, 1, 15), date(2020, 6, 1)):
        held = [store.table.rows[n] for n in store.select(Wanted(interval=Interval(day, day)))]
        found = {(row["project"], row["part"]): row["status"] for row in held}
        frame = select_from(shipped_catalog, Filter(as_of=PartialDate(day.isoformat())))
        assert found == {
            (project, part): status
            for project, parts in frame["part_statuses"].items()
            for part, status in parts.items()
            if status is not None
        }


VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([*CRSS, "true", "../..", "2014-01-01/..", "name,id", "rail", "1", "999999999"]),
    st.lists(st.floats(), min_size=4, max_size=6).map(lambda box: ",".join(map(str, box))),
)
QUERIES = st.dictionaries(st.sampled_from([*OF_ITEMS, "sectors", "located", "x"]), VALUES)


@given(QUERIES)
def test_any_query_is_answered_or_refused(site: Site, words: dict[str, str]) -> None:
    query = urlencode(words, errors="surrogatepass")
    given = site.ask(f"{BELOW}/collections/projects/items?{query}")
    assert given.status in {200, 400}
    assert "description" in given.json or given.json["numberReturned"] == len(ids(given.json))


def own_address(given: Answer) -> str:
    return links(given.json, "data")[0]


def test_links_begin_with_the_address_by_which_it_is_asked() -> None:
    with serving("maps/gulf") as below:
        path = "/maps/gulf/atlas/ogc"
        assert own_address(below.ask(path)) == (f"http://127.0.0.1:{below.port}{path}/collections")
        proxied = below.ask(
            path, X_Forwarded_Host="atlas.example.org, inner", X_Forwarded_Proto="https"
        )
        assert own_address(proxied) == f"https://atlas.example.org{path}/collections"
        hostile = below.ask(path, X_Forwarded_Host='"><script>', X_Forwarded_Proto="javascript")
        assert own_address(hostile) == own_address(below.ask(path))


@pytest.mark.thorough
def test_the_server_starts_without_pygeoapi() -> None:
    code = "import sys, neatlas.server; assert 'pygeoapi' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.thorough
def test_the_logging_of_the_process_is_left_alone() -> None:
    code = (
        "import logging\n"
        "from neatlas.web.ogc.service import service_at\n"
        "service_at('http://127.0.0.1/atlas/ogc')\n"
        "assert not logging.getLogger().handlers\n"
        "assert logging.getLogger().level == logging.WARNING\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


READ = """
import json, sys
import pyogrio
address = sys.argv[1]
def ids(layer, **asked):
    return pyogrio.read_dataframe(address, layer=layer, **asked)["id"].tolist()
def days(field, *asked):
    return {
        f"{name}{sign}{day}": ids("statuses", where=f"{field.format(name)} {sign} '{day}'")
        for name in ("date_min", "date_max", "begins", "ends")
        for sign in ("<=", ">=")
        for day in asked
    }
def as_text():
    pyogrio.set_gdal_config_options({"OGR_GEOJSON_DATE_AS_STRING": True})
    return {"days_as_text": days("{}", "2009-05-30", "2010-01-01")}
layers = {name: kind for name, kind in pyogrio.list_layers(address)}
read = {name: pyogrio.read_dataframe(address, layer=name) for name in layers}
print(json.dumps({
    "layers": list(layers),
    "crs": read["projects"].crs.to_string(),
    "ids": {name: frame["id"].tolist() for name, frame in read.items()},
    "bounds": read["projects"].total_bounds.tolist(),
    "box": ids("statuses", bbox=(20, 62, 21.5, 65.2)),
    "where": ids("statuses", where="status='operating'"),
    "located": [ids("projects", where=f"located={truth}") for truth in (0, 1)],
    "days": days("CAST({} AS CHARACTER(10))", "2009/05/30", "2010/01/01"),
    "intersecting": ids("statuses", where="begins >= '2009-05-31'"),
    **as_text(),
}))
"""


def test_the_client_of_ogr_reads_it(site: Site) -> None:
    # In a process of its own: it holds Python's lock while it waits for the server.
    address = f"OAPIF:http://127.0.0.1:{site.port}{BELOW}"
    done = subprocess.run(
        [sys.executable, "-c", READ, address],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["layers"] == list(COLLECTIONS)
    assert read["crs"] == "OGC:CRS84"
    assert read["ids"] == {name: ids(items(site, name)) for name in COLLECTIONS}
    drawn = gpd.GeoDataFrame.from_features(items(site, "projects")["features"])
    assert read["bounds"] == pytest.approx(drawn.total_bounds.tolist())
    met = [f for f in items(site, "statuses", "bbox=20,62,21.5,65.2")["features"] if f["geometry"]]
    assert read["box"] == [feature["id"] for feature in met]
    assert read["where"] == ids(items(site, "statuses", "status=operating"))
    assert read["located"] == [
        ids(items(site, "projects", f"located={t}")) for t in ("false", "true")
    ]
    rows = [feature["properties"] for feature in items(site, "statuses")["features"]]
    assert len(read["days"]) == len(read["days_as_text"]) == 16
    for asked, found in [*read["days"].items(), *read["days_as_text"].items()]:
        name, sign, day = re.split("([<>]=)", asked.replace("/", "-"))
        holds = operator.le if sign == "<=" else operator.ge
        assert found == [row["id"] for row in rows if row[name] and holds(row[name], day)], asked
    # What is asked of a field of dates as such it asks as `datetime`, as docs/http.md says.
    assert read["intersecting"] == ids(items(site, "statuses", "datetime=2009-05-31/.."))
