"""The further formats, read back by a library that did not write them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import frictionless
import geopandas as gpd
import pybtex.database
import pyogrio
import pytest
import rispy
import shapely
from frictionless import system
from pyld import jsonld

from neatlas.analysis.select import Filter
from neatlas.catalog.citing import cited_sources
from neatlas.export.annotations import write_annotations
from neatlas.export.citations import write_bibtex, write_csl, write_ris
from neatlas.export.data_package import write_data_package
from neatlas.export.flatgeobuf import write_flatgeobuf
from neatlas.export.kml import write_kml
from neatlas.export.linked_places import write_linked_places
from neatlas.export.notice import write_notice
from neatlas.export.schema_org import write_schema_org
from neatlas.export.tables import TABLES, build_tables, scope_of

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table
    from neatlas.export.tables.scope import Scope

Tables = dict[str, "Table"]
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="session")
def scope(tiny_catalog: Catalog) -> Scope:
    return scope_of(tiny_catalog, Filter())


@pytest.fixture(scope="session")
def nothing(tiny_catalog: Catalog) -> Scope:
    return scope_of(tiny_catalog, Filter(sectors={"gas"}))


@pytest.fixture(scope="session")
def shipped(shipped_catalog: Catalog) -> Scope:
    return scope_of(shipped_catalog, Filter(context=True))


# FlatGeobuf and KML


@pytest.mark.parametrize("name", TABLES)
def test_ogr_reads_flatgeobuf_of_any_table_and_of_none(
    name: str, tables: Tables, empty_tables: Tables, notice: Notice, tmp_path: Path
) -> None:
    for built in (tables[name], empty_tables[name]):
        file = tmp_path / f"{len(built.rows)}.fgb"
        file.write_bytes(write_flatgeobuf(built, notice))
        frame = pyogrio.read_dataframe(file)
        assert len(frame) == len(built.rows)
        said = json.loads(pyogrio.read_info(file)["layer_metadata"]["DESCRIPTION"])
        assert said["data_version"] == notice.data_version
    drawn = sum(row.get("geometry") is not None for row in tables[name].rows)
    whole = pyogrio.read_dataframe(tmp_path / f"{len(tables[name].rows)}.fgb")
    assert whole.geometry.notna().sum() == drawn


def test_ogr_reads_kml_with_every_geometry(tables: Tables, notice: Notice, tmp_path: Path) -> None:
    file = tmp_path / "a.kml"
    file.write_text(write_kml(tables["features"], notice), encoding="utf-8")
    frame = gpd.read_file(file)
    for row, shape in zip(tables["features"].rows, frame.geometry, strict=True):
        if row["geometry"] is None:
            assert shape is None or shape.is_empty
        else:
            assert shapely.force_2d(shape).equals(row["geometry"])


def test_a_placemark_of_kml_has_a_style_that_is_there_and_every_field(
    tables: Tables, notice: Notice
) -> None:
    root = ET.fromstring(write_kml(tables["features"], notice))  # noqa: S314 - our own document
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    marks = list(root.iter(f"{KML}Placemark"))
    assert len(marks) == len(tables["features"].rows)
    for mark, row in zip(marks, tables["features"].rows, strict=True):
        assert mark.findtext(f"{KML}styleUrl") in styles
        held = {d.get("name"): d.findtext(f"{KML}value") for d in mark.iter(f"{KML}Data")}
        assert held["project"] == row["project"]
        assert json.loads(held["countries"] or "") == row["countries"]


def test_kml_of_nothing_is_a_document(empty_tables: Tables, notice: Notice) -> None:
    root = ET.fromstring(write_kml(empty_tables["features"], notice))  # noqa: S314
    assert root.find(f"{KML}Document") is not None
    assert list(root.iter(f"{KML}Placemark")) == []


# Data package


# The validator warns of its own dependencies.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("atlas", ["tiny", "shipped", "nothing"])
def test_a_validator_finds_no_fault_with_the_data_package(
    atlas: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    catalog = request.getfixturevalue(f"{'tiny' if atlas == 'nothing' else atlas}_catalog")
    chosen = Filter(sectors={"coal"}) if atlas == "nothing" else Filter(context=True)
    content = write_data_package(build_tables(catalog, chosen), write_notice(catalog, chosen))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.filterwarnings("ignore")
def test_a_changed_file_of_the_package_is_found(
    tables: Tables, notice: Notice, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(write_data_package(tables, notice))) as archive:
        archive.extractall(tmp_path)
    file = tmp_path / "data" / "links.csv"
    file.write_bytes(file.read_bytes().replace(b"gulf-railway", b"golf-railway", 1))
    with system.use_context(trusted=True):
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert "hash-count" in {kind for (kind,) in report.flatten(["type"])}


# JSON-LD

#: The terms of the contexts that we use, as their specifications map them.
ANNO = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "identifying": "oa:identifying",
        "describing": "oa:describing",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
        "value": "rdf:value",
        "format": "dc:format",
        "language": "dc:language",
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "first": {"@type": "@id", "@id": "as:first"},
    }
}
SCHEMA = {"@context": {"@vocab": "https://schema.org/"}}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}


def expand(text: str) -> Any:
    """Expand JSON-LD as a processor does; no context is fetched."""

    def load(url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url.rstrip("/")]}

    return jsonld.expand(json.loads(text), {"documentLoader": load})


def test_a_processor_reads_annotations(scope: Scope, notice: Notice) -> None:
    (collection,) = expand(write_annotations(scope, notice))
    oa = "http://www.w3.org/ns/oa#"
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    mentions = [m for project in scope.projects for m in scope.catalog.mentions[project.id]]
    assert len(items) == len(mentions)
    assert len({item["@id"] for item in items}) == len(items)
    for item, mention in zip(items, mentions, strict=True):
        assert item["@type"] == [f"{oa}Annotation"]
        (target,) = item[f"{oa}hasTarget"]
        quote, position = target[f"{oa}hasSelector"]
        document, passage = scope.catalog.passages[mention.passage]
        exact = quote[f"{oa}exact"][0]["@value"]
        start, end = (position[f"{oa}{side}"][0]["@value"] for side in ("start", "end"))
        assert exact == passage.selector.exact
        assert scope.catalog.documents[document].text[start:end] == exact
        identified = item[f"{oa}hasBody"][0][f"{oa}hasSource"][0]["@id"]
        assert identified == f"urn:x-neatlas:test-gulf:project:{mention.project}"


def test_annotations_of_nothing_are_an_empty_collection(nothing: Scope, notice: Notice) -> None:
    written = json.loads(write_annotations(nothing, notice))
    assert (written["total"], written["first"]["items"]) == (0, [])


def test_every_selection_and_version_of_annotations_has_a_name_of_its_own(
    scope: Scope, notice: Notice
) -> None:
    told = [
        notice,
        replace(notice, selection="country=FI"),
        replace(notice, data_version="another"),
        replace(notice, as_of="2010-12-31"),
    ]
    names = [json.loads(write_annotations(scope, one))["id"] for one in told]
    assert len({*names}) == len(told)
    assert names[0] == json.loads(write_annotations(scope, notice))["id"]


def test_rights_are_an_address_or_not_said(scope: Scope, notice: Notice) -> None:
    licensed = replace(notice, licence_url="https://example.org/licence")
    assert json.loads(write_annotations(scope, licensed))["rights"] == licensed.licence_url
    assert "rights" not in json.loads(write_annotations(scope, replace(notice, licence_url=None)))


def test_a_processor_reads_schema_org(shipped: Scope, notice: Notice) -> None:
    (dataset,) = expand(write_schema_org(shipped, notice))
    schema = "https://schema.org/"
    assert dataset["@type"] == [f"{schema}Dataset"]
    assert dataset[f"{schema}version"] == [{"@value": notice.data_version}]
    places = dataset[f"{schema}about"]
    assert [place["@id"].rpartition(":")[2] for place in places] == list(shipped.selected.index)
    box = next(p for p in places if p["@id"].endswith("trans-korean-railway"))[f"{schema}geo"][0]
    south, west, north, east = map(float, box[f"{schema}box"][0]["@value"].split())
    assert (west, south, east, north) == pytest.approx(
        shipped.selected.geometry["trans-korean-railway"].bounds, abs=1e-6
    )


def test_linked_places_are_geojson_with_what_the_format_requires(
    shipped: Scope, notice: Notice
) -> None:
    collection = json.loads(write_linked_places(shipped, notice))
    assert len(gpd.GeoDataFrame.from_features(collection)) == len(shipped.selected)
    assert "linkedplaces-context" in collection["@context"]
    for feature in collection["features"]:
        assert feature["@id"].startswith("urn:x-neatlas:")
        assert {"title", "ccodes"} <= set(feature["properties"])
        assert feature["names"]
        assert all({"toponym", "lang"} <= set(name) for name in feature["names"])
        assert "geometry" in feature


# Citations


def cited(scope: Scope) -> set[str]:
    return {s for project in scope.selected.index for s in cited_sources(scope.catalog, project)}


def test_csl_is_the_records_own(shipped: Scope, notice: Notice) -> None:
    atlas, *items = json.loads(write_csl(shipped, notice))
    assert atlas["version"] == notice.data_version
    assert "URL" not in atlas  # it has no address of its own; that of its licence is none
    assert {item["id"] for item in items} == cited(shipped)
    file = shipped.catalog.folder.root / "sources.json"
    records = {entry["id"]: entry for entry in json.loads(file.read_text("utf-8"))}
    for item in items:
        assert item["title"] == records[item["id"]]["title"]
        assert item.get("URL") == records[item["id"]].get("URL")
        assert item.get("issued") == records[item["id"]].get("issued")


def test_a_reader_of_bibtex_finds_each_source_with_its_author_and_title(
    shipped: Scope, notice: Notice
) -> None:
    library = pybtex.database.parse_string(write_bibtex(shipped, notice), "bibtex")
    assert set(library.entries) == cited(shipped)
    for source_id, entry in library.entries.items():
        source = shipped.catalog.sources[source_id]
        assert len(entry.persons.get("author", [])) == len(source.author)
        if source.url:
            assert entry.fields["url"] == source.url
        plain = entry.fields["title"].replace("\\", "").strip("{}")
        assert plain.replace(" ", "") == source.title.translate(
            str.maketrans("", "", "\\{} \u00a0\u3000")
        )


def test_a_reader_of_ris_finds_each_source(shipped: Scope, notice: Notice) -> None:
    atlas, *entries = rispy.loads(write_ris(shipped, notice))
    assert any(notice.data_version in note for note in atlas["notes"])
    assert {entry["id"] for entry in entries} == cited(shipped)
    for entry in entries:
        source = shipped.catalog.sources[entry["id"]]
        assert entry["title"] == " ".join(source.title.split())
        assert len(entry.get("authors", [])) == len(source.author)


def test_citations_of_nothing_hold_the_notice_alone(nothing: Scope, notice: Notice) -> None:
    assert len(json.loads(write_csl(nothing, notice))) == 1
    assert len(pybtex.database.parse_string(write_bibtex(nothing, notice), "bibtex").entries) == 0
    assert len(rispy.loads(write_ris(nothing, notice))) == 1
