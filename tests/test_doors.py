"""One filter at every door: Python, address bar, command line and HTTP give the same rows."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from shapely import from_wkt
from shapely.geometry import shape

from asking import Site, serving
from neatlas.analysis.filters import MANY, NAMES, filter_words, parse_filter
from neatlas.analysis.select import Filter, select_from
from neatlas.app.address import read_address
from neatlas.atlas import ATLAS_VARIABLE, loaded_atlas
from neatlas.catalog import reading
from neatlas.catalog.shapes import collect_shapes
from neatlas.cli.main import main
from neatlas.cli.options import flag
from neatlas.errors import FilterError
from neatlas.export.geojson import plain_geometry
from neatlas.export.tables import build_table
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
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from neatlas.catalog.catalog import Catalog

    Words = dict[str, list[str]]


@cache
def atlas() -> Catalog:
    """The shipped atlas, as no argument: Hypothesis would print all of it."""
    return loaded_atlas().catalog


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(ATLAS_VARIABLE, raising=False)
        # The command line reads the folder anew at every call, which is not what is tested here.
        patch.setattr(reading, "load_catalog", lambda _folder: atlas())
        with serving() as site:
            yield site


def said_of_projects() -> list[str]:
    """Words that a search finds: names in every language, and what passages say."""
    names = [name.text for project in atlas().projects.values() for name in project.names]
    passages = [passage.selector.exact for _, passage in atlas().passages.values()]
    return sorted({word for text in [*names, *passages] for word in text.split() if len(word) > 2})


def unlike(word: str, form: str, cased: str) -> str:
    """Write a word as another keyboard and another hand would: the search must not care."""
    return str(getattr(unicodedata.normalize(form, word), cased)())  # type: ignore[arg-type]


def box(west: float, south: float, width: float, height: float) -> str:
    return f"{west},{south},{west + width},{south + height}"


searched = st.builds(
    unlike,
    st.deferred(lambda: st.sampled_from(said_of_projects())),
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.sampled_from(["upper", "lower", "title", "casefold"]),
)
#: Name of a filter to its valid words.
WORDS: dict[str, st.SearchStrategy[str]] = {
    "country": st.sampled_from(["KR", "kp", "RU", "CN", "mn", "JP", "NE"]),
    "country_role": st.sampled_from([*map(str, CountryRole)]),
    "sector": st.sampled_from([*map(str, Sector)]),
    "status": st.sampled_from([*map(str, Status), MIXED]),
    "outcome": st.sampled_from([*map(str, Outcome)]),
    "precision": st.sampled_from([*map(str, Method), NO_LOCATION]),
    "mention": st.sampled_from([*map(str, MentionKind)]),
    "document": st.deferred(lambda: st.sampled_from([*atlas().documents])),
    "context": st.sampled_from(["yes", "no"]),
    "as_of": st.dates().map(str)
    | st.sampled_from(["1930", "2012", "2012-01", "2014-07-18", "2019~"]),
    "text": st.lists(searched, min_size=1, max_size=2).map(" ".join),
    "bbox": st.builds(
        box, st.floats(100, 145), st.floats(30, 60), st.floats(0.1, 35), st.floats(0.1, 30)
    ),
}


@st.composite
def filter_of(draw: st.DrawFn) -> Words:
    """Draw the words of a filter of up to three names, so that some projects are left."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    sizes = {name: 3 if name in MANY else 1 for name in names}
    return {n: draw(st.lists(WORDS[n], min_size=1, max_size=sizes[n])) for n in names}


#: Id of a project, whether it is there at the date, and its geometry as GeoJSON has it.
Shown = tuple[str, bool, str]


def shown(project: str, located: bool, drawn: BaseGeometry | None) -> Shown:  # noqa: FBT001
    return project, located, json.dumps(plain_geometry(drawn) if drawn else None)


def by_python(chosen: Filter) -> list[Shown]:
    frame = select_from(atlas(), chosen)
    return [
        shown(str(project), bool(located), drawn)
        for project, located, drawn in zip(
            frame.index, frame["located"], frame.geometry, strict=True
        )
    ]


def by_command_line(words: Words) -> list[tuple[str, bool]]:
    flags = [given for name in words for word in words[name] for given in (flag(name), word)]
    done = CliRunner().invoke(main, ["list", "--format", "json", *flags])
    assert done.exit_code == 0, done.output
    return [(row["id"], row["located"]) for row in json.loads(done.stdout)]


def by_http(site: Site, words: Words) -> dict[str, list[Shown]]:
    given = {
        suffix: site.ask(f"/atlas/projects.{suffix}?{urlencode(words, doseq=True)}")
        for suffix in ("json", "csv", "geojson")
    }
    rows = csv.DictReader(io.StringIO(given["csv"].body.decode()))
    return {
        "json": [
            (row["id"], row["located"], json.dumps(row["geometry"]))
            for row in given["json"].json["rows"]
        ],
        "csv": [
            shown(r["id"], r["located"] == "true", from_wkt(r["geometry"] or None)) for r in rows
        ],
        "geojson": joined(given["geojson"].json["features"]),
    }


def joined(features: list[dict[str, Any]]) -> list[Shown]:
    """Put together what is drawn of each project."""
    own: dict[tuple[str, bool], list[BaseGeometry]] = {}
    for feature in features:
        said = feature["properties"]
        drawn = own.setdefault((said["project"], said["located"]), [])
        if said["role"] in {"best", "area"}:
            drawn.append(shape(feature["geometry"]))
    return [shown(*project, collect_shapes(drawn)) for project, drawn in own.items()]


@given(filter_of())
def test_every_door_gives_the_same_projects_as_of_the_same_date_in_the_same_order(
    site: Site, words: Words
) -> None:
    chosen = parse_filter(words, atlas())
    expected = by_python(chosen)
    assert read_address(atlas(), urlencode(words, doseq=True)) == chosen
    assert by_command_line(words) == [(project, located) for project, located, _ in expected]
    found = by_http(site, filter_words(chosen))
    assert found == dict.fromkeys(found, expected)


#: Name of a filter to a word that is none of it, and what is said of the word.
UNKNOWN = {
    "country": ("Japan", "is not an ISO 3166-1 alpha-2 country code. Did you mean JP (Japan)?"),
    "country_role": ("locaton", "is not a role. Did you mean 'location'?"),
    "sector": ("gaz", "is not a sector. Did you mean 'gas'"),
    "status": ("operational", "is not a status. Did you mean 'operating' or"),
    "outcome": ("complete", "is not an outcome. Did you mean 'completed' or"),
    "precision": ("trace", "is not a precision. Did you mean 'traced'?"),
    "mention": ("name", "is not a kind of mention. Did you mean 'named'?"),
    "document": ("aslakhanov", "is not a document. Did you mean 'aslakhanov-2012'?"),
    "context": ("si", "is not a choice. Use one of: yes, no."),
    "as_of": ("2014-21", "is not a date. Write 2014, 2014-07 or 2014-07-18."),
    "text": ("gas\t", "holds a character that is no text. Remove it."),
    "bbox": ("1,2,3", "is not a box. Write west,south,east,north in degrees."),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_door_refuses_an_unknown_word_of_every_name_with_the_nearest_ones(
    site: Site, name: str
) -> None:
    word, message = UNKNOWN[name]
    done = CliRunner().invoke(main, ["list", flag(name), word])
    assert message in done.stderr
    assert done.exit_code == 1
    answer = site.ask(f"/atlas/projects.json?{urlencode({name: word})}")
    assert message in answer.json["error"]
    assert answer.status == 400
    field, value = (MANY[name], {word}) if name in MANY else (name, word)
    with pytest.raises(FilterError, match=f"^{field}: .*{re.escape(message)}"):
        select_from(atlas(), Filter(**{field: value}))
    with pytest.raises(FilterError, match=re.escape(message)):
        build_table(atlas(), Filter(**{field: value}), "projects")


#: Filter to the property of the standard's own query that asks the same of a project.
PROPERTIES = {"sector": "sectors", "status": "statuses", "precision": "precisions"}
ROLES = {"": "countries", "location": "location_countries", "party": "party_countries"}


@st.composite
def filter_of_properties(draw: st.DrawFn) -> Words:
    """Draw the words of a filter that can be said as properties and a box: one value a name."""
    names = draw(st.lists(st.sampled_from(["country", *PROPERTIES, "bbox"]), unique=True))
    words = {name: draw(WORDS[name].filter(NO_LOCATION.__ne__)) for name in names}
    if "country" in words and (role := draw(st.sampled_from([*ROLES]))):
        words["country_role"] = role
    return {name: [word] for name, word in words.items()}


def by_properties(site: Site, words: Words) -> list[str]:
    asked = {PROPERTIES[name]: words[name][0] for name in PROPERTIES if name in words}
    if asked.get("statuses") == MIXED:
        asked["status"] = asked.pop("statuses")
    if "country" in words:
        asked[ROLES[words.get("country_role", [""])[0]]] = words["country"][0].upper()
    if "bbox" in words:
        # The standard has a feature without a geometry in every box; the filter has it in none.
        asked |= {"bbox": words["bbox"][0], "located": "true"}
    given = site.ask(f"/atlas/ogc/collections/projects/items?{urlencode(asked)}").json
    return [feature["id"] for feature in given["features"]]


@given(filter_of_properties())
def test_what_can_be_said_as_properties_gives_the_same_by_the_standard(
    site: Site, words: Words
) -> None:
    expected = list(select_from(atlas(), parse_filter(words, atlas())).index)
    assert by_properties(site, words) == expected
