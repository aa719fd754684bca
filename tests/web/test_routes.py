"""The routes, asked over loopback as anybody would ask them."""

from __future__ import annotations

import base64
import gzip
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import Answer, serving
from neatlas import __version__
from neatlas.analysis.filters import NAMES
from neatlas.analysis.select import Filter
from neatlas.atlas import ATLAS_VARIABLE, loaded_atlas
from neatlas.errors import UnknownWordError
from neatlas.export.formats import FORMATS
from neatlas.web import answering, routes
from neatlas.web.limits import MAX_AT_ONCE, MAX_QUERY_BYTES, Gate
from neatlas.web.resource import Asked, Resource

if TYPE_CHECKING:
    from pathlib import Path

    from asking import Site

TABLE = [resource.path for resource in routes.RESOURCES]


def test_health_says_which_atlas_it_is(site: Site) -> None:
    assert site.ask("/atlas/health").json == {
        "status": "ok",
        "version": __version__,
        "atlas": "test-gulf",
        "data_version": loaded_atlas().version,
        "known_as_of": "2016-11",
        "projects": 5,
        "context_projects": 0,
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_is_given_as_it_is_written(site: Site, suffix: str) -> None:
    content = FORMATS[suffix].write(loaded_atlas().catalog, Filter(sectors=frozenset({"rail"})))
    given = site.ask(f"/atlas/projects.{suffix}?sector=rail")
    assert given.body == content
    assert given.headers["content-type"] == FORMATS[suffix].media_type
    assert given.headers["content-disposition"] == (
        f'attachment; filename="test-gulf-projects.{suffix}"'
    )


def test_the_map_is_a_page_that_opens_with_the_filter(site: Site) -> None:
    given = site.ask("/atlas/map.html?sector=rail&country=SE&as_of=2012")
    page = given.body.decode()
    start = page.index('id="neatlas-data">') + len('id="neatlas-data">')
    packed = base64.b64decode(page[start : page.index("</script>", start)])
    held = json.loads(gzip.decompress(packed))
    assert parse_qs(held["start"]) == {"country": ["SE"], "sector": ["rail"], "as_of": ["2012"]}
    assert "Content-Security-Policy" in page
    assert given.headers["content-type"] == "text/html; charset=utf-8"
    assert given.headers["content-disposition"] == 'inline; filename="test-gulf-map.html"'


@pytest.mark.parametrize("path", TABLE)
def test_every_answer_has_a_tag_and_may_be_read_from_anywhere(site: Site, path: str) -> None:
    given = site.ask(f"/atlas/{path}")
    assert given.status == 200
    assert given.headers["etag"].startswith('"')
    assert given.headers["cache-control"] == "public, no-cache"
    assert given.headers["access-control-allow-origin"] == "*"
    assert given.headers["x-content-type-options"] == "nosniff"
    suffix = path.partition("?")[0].rpartition(".")[2]
    binary = suffix in {"fgb", "gpkg", "parquet", "pdf", "png", "ttf", "xlsx", "zip"}
    assert ("charset=utf-8" in given.headers["content-type"]) is not binary


@pytest.mark.parametrize("path", TABLE)
def test_head_answers_as_get_without_the_content(site: Site, path: str) -> None:
    whole, head = site.ask(f"/atlas/{path}"), site.ask(f"/atlas/{path}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


@pytest.mark.parametrize("path", TABLE)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"another", {}'])
def test_who_holds_the_content_is_told_so(site: Site, path: str, form: str) -> None:
    tag = site.ask(f"/atlas/{path}").headers["etag"]
    again = site.ask(f"/atlas/{path}", If_None_Match=form.format(tag))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert site.ask(f"/atlas/{path}", If_None_Match='"another"').status == 200


def test_equal_filters_have_one_tag_and_others_another(site: Site) -> None:
    def tag(path: str, **headers: str) -> str:
        return site.ask(f"/atlas/{path}", **headers).headers["etag"]

    first = tag("projects.csv?sector=rail&sector=port&country=SE")
    assert first == tag("projects.csv?country=se&sector=port&sector=rail&sector=rail")
    others = {
        tag("projects.csv?sector=rail&country=SE"),
        tag("projects.geojson?sector=rail&sector=port&country=SE"),
        # What is compressed on its way has other bytes.
        tag("projects.csv?sector=rail&sector=port&country=SE", Accept_Encoding="gzip"),
    }
    assert len(others | {first}) == 4


def test_a_changed_atlas_has_other_tags(
    site: Site, tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.ask("/atlas/projects.csv").headers["etag"]
    record = tiny_atlas / "projects" / "gulf-railway.toml"
    record.write_text(record.read_text("utf-8") + "# a remark\n", "utf-8")
    monkeypatch.setenv(ATLAS_VARIABLE, str(tiny_atlas))
    given = site.ask("/atlas/projects.csv", If_None_Match=before)
    assert given.status == 200
    assert given.headers["etag"] != before


def test_all_that_is_wrong_in_a_query_is_said_at_once(site: Site) -> None:
    given = site.ask("/atlas/projects.geojson?sectr=rail&sector=gass&as_of=2012&as_of=2013")
    assert given.status == 400
    assert given.error.splitlines() == [
        "'sectr' is not a parameter here. Did you mean 'sector' or 'country'?",
        "sector: 'gass' is not a sector. Did you mean 'gas'?",
        "as_of: is given 2 times. Give it once.",
    ]
    assert given.headers["access-control-allow-origin"] == "*"
    assert given.headers["cache-control"] == "no-store"


def test_a_route_without_a_filter_takes_none(site: Site) -> None:
    assert site.ask("/atlas/health?country=SE").status == 400


def test_a_query_that_is_too_long_is_not_read(site: Site) -> None:
    given = site.ask(f"/atlas/projects.csv?text={'x' * MAX_QUERY_BYTES}")
    assert given.status == 414
    assert f"more than the {MAX_QUERY_BYTES} allowed" in given.error


@pytest.mark.parametrize("path", ["", "nothing", "health/", "projects.shp", "a/b", quote("ä<")])
def test_a_path_that_leads_nowhere_names_those_that_do(site: Site, path: str) -> None:
    given = site.ask(f"/atlas/{path}")
    assert given.status == 404
    assert all(f"/atlas/{known}" in given.error for known in TABLE)


def test_only_reading_is_allowed(site: Site) -> None:
    given = site.ask("/atlas/health", "POST")
    assert (given.status, given.headers["allow"]) == (405, "GET, HEAD")
    assert given.error == "'POST' is not a method of a route. Use GET or HEAD."


def test_a_page_elsewhere_may_ask_whether_its_copy_is_fresh(site: Site) -> None:
    given = site.ask(
        "/atlas/projects.csv",
        "OPTIONS",
        Origin="http://example.org",
        Access_Control_Request_Method="GET",
        Access_Control_Request_Headers="If-None-Match",
    )
    assert given.status == 200
    assert given.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in given.headers["access-control-allow-headers"]


def test_who_comes_while_too_much_is_made_is_asked_to_come_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = site.ask("/atlas/map.html").headers["etag"]
    monkeypatch.setattr(answering, "GATE", Gate(0, wait_seconds=0))
    given = site.ask("/atlas/map.html?text=not+made+yet")
    assert (given.status, given.headers["retry-after"]) == (429, "2")
    assert "busy" in given.error
    # What costs nothing is answered all the same.
    assert site.ask("/atlas/health").status == 200
    assert site.ask("/atlas/map.html", If_None_Match=tag).status == 304


def test_as_many_are_made_at_a_time_as_there_are_places(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, released = threading.Semaphore(0), threading.Event()

    def make(_asked: Asked) -> bytes:
        begun.release()
        assert released.wait(30)
        return b"made"

    slow = Resource("slow.txt", "Made up.", "text/plain", make)
    monkeypatch.setattr(routes, "RESOURCES", (slow,))
    monkeypatch.setattr(answering, "GATE", Gate(MAX_AT_ONCE, wait_seconds=0))
    with serving() as site, ThreadPoolExecutor(MAX_AT_ONCE) as pool:
        first = [pool.submit(site.ask, "/atlas/slow.txt") for _ in range(MAX_AT_ONCE)]
        assert all(begun.acquire(timeout=30) for _ in first)
        assert site.ask("/atlas/slow.txt").status == 429
        released.set()
        assert [asked.result().status for asked in first] == [200] * MAX_AT_ONCE
        assert site.ask("/atlas/slow.txt").status == 200


def test_one_more_waits_until_a_place_is_free() -> None:
    gate, begun = Gate(1, wait_seconds=30), threading.Event()

    def hold() -> str:
        with gate.place():
            begun.set()
            return "let through"

    with ThreadPoolExecutor(1) as pool:
        with gate.place():
            second = pool.submit(hold)
            assert not begun.wait(0.02)
        assert second.result(30) == "let through"


def test_a_place_is_free_again_whatever_became_of_the_work(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(1)
    monkeypatch.setattr(answering, "GATE", gate)
    with pytest.raises(ZeroDivisionError), gate.place():
        _ = 1 / 0
    assert [site.ask("/atlas/projects.csv").status for _ in range(3)] == [200, 200, 200]


def test_a_wrong_atlas_is_said_and_may_be_mended(
    site: Site, tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tiny_atlas / "atlas.toml"
    sound = settings.read_text("utf-8")
    settings.unlink()
    monkeypatch.setenv(ATLAS_VARIABLE, str(tiny_atlas))
    given = site.ask("/atlas/health")
    assert given.status == 503
    assert "atlas.toml: is missing. Add it." in given.error
    settings.write_text(sound, "utf-8")
    assert site.ask("/atlas/health").status == 200


WORDS = st.lists(st.tuples(st.sampled_from([*NAMES, "x"]) | st.text(), st.text()), max_size=5)


@given(WORDS)
def test_any_query_is_answered_or_refused(site: Site, words: list[tuple[str, str]]) -> None:
    query = urlencode(words, errors="surrogatepass")
    given = site.ask(f"/atlas/projects.csv?{query}")
    assert given.status in {200, 400, 414}
    if given.status != 200:
        assert given.error


def test_a_resource_is_one_entry_and_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()

    def make(asked: Asked) -> bytes:
        catalog = asked.atlas.catalog
        if asked.path["project"] not in catalog.projects:
            raise UnknownWordError("project", asked.path["project"], catalog.projects)
        assert released.wait(30)
        return f"{asked.path} {dict(asked.words)} {asked.chosen.sectors}".encode()

    made_up = Resource("of/{project}.txt", "Made up.", "text/plain", make, parameters=("width",))
    monkeypatch.setattr(routes, "RESOURCES", (*routes.RESOURCES, made_up))
    known, another, *_ = loaded_atlas().catalog.projects
    with serving("maps/gulf") as site:
        below = "/maps/gulf/atlas"
        assert site.ask(f"{below}/of/nothing.txt").status == 404
        given: list[Answer] = []
        path = f"{below}/of/{known}.txt?width=3&sector=rail"
        asking = threading.Thread(target=lambda: given.append(site.ask(path)))
        asking.start()
        # One who waits for something slow keeps nobody else waiting.
        assert site.ask(f"{below}/health").status == 200
        assert given == []
        released.set()
        asking.join()
        assert given[0].body.decode() == (
            f"{{'project': '{known}'}} {{'width': ['3']}} frozenset({{'rail'}})"
        )
        others = [f"of/{known}.txt?width=4&sector=rail", f"of/{another}.txt?width=3&sector=rail"]
        tags = {site.ask(f"{below}/{other}").headers["etag"] for other in others}
        assert len(tags | {given[0].headers["etag"]}) == 3
        assert site.ask("/atlas/health").status == 404
