from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.frames import projects_frame
from neatlas.catalog.reading import load_catalog
from neatlas.export.csv_rows import write_csv
from neatlas.export.rows import project_rows
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.folium_map import build_map, frame_files, plan_page, to_json
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.saved_page import embed_snippet, render_page

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.folium_map import PageData
    from neatlas.render.spec import MapSpec

HOSTILE = (
    "<img src=x onerror=alert(1)></script><script>alert(2)</script><!-- ]]> "
    "\"' ` ${alert(3)} {{ 7*7 }} {% raw %} &lt; \\u003c \u2028\u2029 \u202eevil\u202c \u200f"
)


class Elements(HTMLParser):
    """The elements of a page in order, with their attributes and the text that begins them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != self.tags[-1][0]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data

    def of(self, tag: str) -> list[str]:
        return [text for (name, _), text in zip(self.tags, self.texts, strict=True) if name == tag]


def plan(catalog: Catalog) -> tuple[PageData, MapSpec]:
    anchors = resolve_anchors(catalog)
    selected = select_from(catalog, Filter())
    return plan_page(catalog, anchors), plan_map(catalog, anchors, selected, MapOptions())


def unfolded(page: str, name: str) -> Any:
    """Read what stands compressed in an element of a saved page, as a browser does."""
    elements = Elements(page)
    ids = [attrs.get("id") for _, attrs in elements.tags]
    return json.loads(gzip.decompress(base64.b64decode(elements.texts[ids.index(name)])))


def data_of(page: str) -> dict[str, Any]:
    return dict(unfolded(page, "neatlas-data"))


def policy_of(page: str) -> dict[str, list[str]]:
    """Map each directive of a page's content security policy to what it allows."""
    (policy,) = [
        attrs["content"] or ""
        for tag, attrs in Elements(page).tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    return {name: allowed for name, *allowed in map(str.split, policy.split(";"))}


@pytest.fixture(scope="module")
def tiny_plan(tiny_catalog: Catalog) -> tuple[PageData, MapSpec]:
    return plan(tiny_catalog)


@pytest.fixture(scope="module")
def shipped_page(saved_file: Path) -> str:
    return saved_file.read_text("utf-8")


def test_a_map_is_a_folium_map(tiny_plan: tuple[PageData, MapSpec]) -> None:
    built = build_map(*tiny_plan)
    assert isinstance(built, folium.Map)
    assert built.get_root().render().startswith("<!DOCTYPE html>")


def test_a_folium_layer_can_be_added_and_is_drawn(tiny_plan: tuple[PageData, MapSpec]) -> None:
    built = build_map(*tiny_plan)
    folium.Circle(location=(65.0, 21.0), radius=4321).add_to(built)
    script = Elements(built.get_root().render()).of("script")[-1]
    assert "L.circle" in script
    assert '"radius": 4321' in script
    assert "[65.0, 21.0]" in script, "Folium has latitude first"


def test_two_renders_are_equal_byte_for_byte(
    tiny_catalog: Catalog, tiny_plan: tuple[PageData, MapSpec]
) -> None:
    assert render_page(tiny_plan[0]) == render_page(plan(tiny_catalog)[0])
    one, other = (build_map(*tiny_plan).get_root().render() for _ in range(2))
    assert one == other


def loads(page: str) -> list[str]:
    """List what a page would load: addresses in attributes and style sheets."""
    elements = Elements(page)
    attributes = [
        value
        for _, attrs in elements.tags
        for name, value in attrs.items()
        if name in {"src", "href", "srcset", "data", "action", "poster"} and value
    ]
    styles = "\n".join(elements.of("style"))
    if "neatlas-styles" in page:
        styles += unfolded(page, "neatlas-styles")
    return [
        *attributes,
        *re.findall(r"url\(([^)]*)\)", styles),
        *re.findall(r"@import[^;]*", styles),
    ]


def test_a_saved_page_loads_nothing_from_anywhere(shipped_page: str) -> None:
    assert [a for a in loads(shipped_page) if not a.startswith(("data:", "#"))] == []


def test_a_map_for_a_notebook_loads_nothing_either(tiny_plan: tuple[PageData, MapSpec]) -> None:
    page = build_map(*tiny_plan).get_root().render()
    assert not [address for address in loads(page) if "//" in address.split(",")[0]]


def test_a_saved_page_forbids_itself_to_load(shipped_page: str) -> None:
    policy = policy_of(shipped_page)
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["data:"]
    assert "connect-src" not in policy
    assert "http" not in str(policy)


def test_a_saved_page_runs_its_own_scripts_alone(shipped_page: str) -> None:
    elements = Elements(shipped_page)
    (loader,) = [
        text
        for (tag, attrs), text in zip(elements.tags, elements.texts, strict=True)
        if tag == "script" and not attrs
    ]
    own = [loader, unfolded(shipped_page, "neatlas-scripts")]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in own]
    assert policy_of(shipped_page)["script-src"] == [f"'sha256-{digest}'" for digest in digests]


def test_a_saved_page_carries_the_plan_and_the_text(shipped_page: str) -> None:
    data = data_of(shipped_page)
    assert set(data) >= {"basemap", "shapes", "said", "start"}
    assert data["languages"] == ["en", "ru", "ko", "zh", "ja"]
    said = json.dumps(data["said"], ensure_ascii=False)
    assert "trans-korean-railway" in said
    assert "строительство не обнаружено" in said


def test_a_saved_page_opens_with_a_filter_in_the_words_of_an_address(
    tiny_plan: tuple[PageData, MapSpec],
) -> None:
    chosen = Filter(countries=frozenset({"FI", "SE"}), text="gulf & sea")
    data = data_of(render_page(tiny_plan[0], chosen))
    assert data["start"] == "country=FI&country=SE&text=gulf+%26+sea"


def test_a_page_has_its_language_and_title(tiny_plan: tuple[PageData, MapSpec]) -> None:
    saved = render_page(tiny_plan[0], language="ko")
    assert data_of(saved)["language"] == "ko"
    elements = Elements(saved)
    assert elements.tags[0] == ("html", {"lang": "ko"})
    assert elements.of("title") == [tiny_plan[1].title]


def test_a_page_is_of_a_size_that_can_be_mailed_and_embedded(shipped_page: str) -> None:
    assert len(shipped_page.encode()) <= 900_000


@pytest.mark.thorough
def test_another_process_renders_the_same_bytes(
    shipped_catalog: Catalog, shipped_page: str
) -> None:
    assert render_page(plan(shipped_catalog)[0]) == shipped_page


# Hostile text.


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists))
def test_json_cannot_close_a_script_and_reads_back_equal(data: object) -> None:
    text = to_json(data)
    assert not set(text) & {"<", "\u2028", "\u2029"}
    assert json.loads(text) == data


def poison(value: Any) -> Any:
    """Put hostile text behind every text of a record."""
    if isinstance(value, str):
        return f"{value} {HOSTILE}"
    if isinstance(value, list):
        return [poison(item) for item in value]
    return value


TEXT_FIELDS = {
    "projects/gulf-railway.toml": ["name", "summary", "text", "note", "quantity"],
    "projects/norrvik-airport.toml": ["name", "summary", "value"],
    "projects/shared-studies.toml": ["name", "summary", "no_geometry"],
    "links/harbour-speech.toml": ["note", "reason"],
    "documents/harbour-speech.toml": ["title", "author", "event", "place", "note"],
    "atlas.toml": ["title", "point_of_view", "credit", "licence", "SE", "FI", "name"],
}
JSON_FIELDS = {
    "sources.json": ["title", "literal", "family", "given", "container-title"],
    "geometries/gulf-railway.geojson": ["label", "place", "credit", "name"],
    "basemap/towns.geojson": ["name"],
    "basemap/credits.json": ["credit"],
}


def poison_json(data: Any, fields: list[str]) -> Any:
    if isinstance(data, list):
        return [poison_json(item, fields) for item in data]
    if isinstance(data, dict):
        return {
            key: poison(value) if key in fields else poison_json(value, fields)
            for key, value in data.items()
        }
    return data


def poison_toml(text: str, fields: list[str]) -> str:
    hostile = json.dumps(HOSTILE, ensure_ascii=True)[1:-1]
    names = "|".join(fields)
    return re.sub(
        rf'^(\s*(?:{names}) = ".*)"$', lambda m: f'{m[1]} {hostile}"', text, flags=re.MULTILINE
    )


@pytest.fixture
def hostile_catalog(tiny_atlas: Path) -> Catalog:
    for name, fields in TEXT_FIELDS.items():
        text = (tiny_atlas / name).read_text(encoding="utf-8")
        poisoned = poison_toml(text, fields)
        assert all(f"{field} = " in text for field in fields), name
        assert poisoned.count("onerror") >= len(fields)
        (tiny_atlas / name).write_text(poisoned, encoding="utf-8")
    for name, fields in JSON_FIELDS.items():
        data = json.loads((tiny_atlas / name).read_text(encoding="utf-8"))
        poisoned = json.dumps(poison_json(data, fields))
        assert poisoned.count("onerror") >= len(fields)
        (tiny_atlas / name).write_text(poisoned, encoding="utf-8")
    return load_catalog(tiny_atlas)


def strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for item in data.items() for text in strings(list(item))]
    return [text for item in data for text in strings(item)] if isinstance(data, list) else []


def test_hostile_text_adds_no_element_to_a_page(
    hostile_catalog: Catalog, tiny_plan: tuple[PageData, MapSpec]
) -> None:
    hostile_plan = plan(hostile_catalog)
    clean, hostile = (Elements(render_page(p[0])) for p in (tiny_plan, hostile_plan))
    assert hostile.tags == clean.tags
    pairs = zip(hostile.tags, clean.texts, hostile.texts, strict=True)
    differing = [tag for (tag, _), one, other in pairs if one != other]
    assert differing == ["title", "script"], "the title of the page, and its data"
    scripts = [unfolded(render_page(p[0]), "neatlas-scripts") for p in (tiny_plan, hostile_plan)]
    assert scripts[0] == scripts[1]


def test_hostile_text_reaches_the_painter_as_it_was_written(hostile_catalog: Catalog) -> None:
    page, spec = plan(hostile_catalog)
    saved, drawn = render_page(page), build_map(page, spec).get_root().render()
    elements = Elements(drawn)
    ids = [attrs.get("id") for _, attrs in elements.tags]
    for data in (data_of(saved), json.loads(elements.texts[ids.index("neatlas-data")])):
        assert sum(HOSTILE in text for text in strings(data)) > 30
    for mark in ("<img", "alert(2)</script>", "<!-- ]]>"):
        assert mark not in saved, mark
        assert mark not in drawn, mark
    assert "{{ 7*7 }}" in drawn, "a template in a record is text, not a template"


def test_hostile_text_cannot_leave_the_title(hostile_catalog: Catalog) -> None:
    page, spec = plan(hostile_catalog)
    assert Elements(render_page(page)).of("title") == [spec.title]
    (index, *_) = frame_files(page)
    assert Elements(index.text).of("title") == [spec.title]


def test_hostile_text_keeps_to_its_cell_of_a_csv(hostile_catalog: Catalog) -> None:
    rows = project_rows(projects_frame(hostile_catalog))
    assert HOSTILE in rows[0]["name"]
    assert len(write_csv(rows).split("\r\n")) == 5 + 2


# Inside another page.


def test_a_snippet_names_page_title_and_picture_and_keeps_the_frame_apart() -> None:
    address = f"https://example.org/maps/gulf.html?{HOSTILE}"
    for page, picture in ((address, None), ("gulf.html", "gulf.png")):
        elements = Elements(embed_snippet(page, HOSTILE, f"Alt {HOSTILE}"))
        assert [tag for tag, _ in elements.tags] == ["iframe", "noscript", "a", "img"]
        frame, link, image = (elements.tags[at][1] for at in (0, 2, 3))
        assert frame["src"] == link["href"] == page
        assert (frame["title"], image["alt"]) == (HOSTILE, f"Alt {HOSTILE}")
        assert frame["sandbox"] == "allow-scripts allow-popups"
        assert picture is None or image["src"] == picture


# The frame of the app.


def test_the_frame_names_only_files_that_stand_beside_it(
    tiny_plan: tuple[PageData, MapSpec],
) -> None:
    page, _ = tiny_plan
    files = frame_files(page)
    names = [file.name for file in files]
    assert names[:2] == ["index.html", "atlas.json"]
    assert len(set(names)) == len(names)
    assert all("/" not in name for name in names)
    linked = loads(files[0].text)
    assert set(linked) <= set(names)
    assert set(names) - set(linked) == {"index.html"}


def test_a_language_is_planned_when_it_is_first_asked_for(tiny_catalog: Catalog) -> None:
    planned: list[str] = []
    said = plan_page(tiny_catalog, resolve_anchors(tiny_catalog)).languages
    said._plan = lambda language: planned.append(language) or {"words": language}
    assert set(said) == {"en", "ko", "ru", "zh", "ja"}
    assert planned == []
    assert (said["ko"], said["ko"], "fr" in said) == ({"words": "ko"}, {"words": "ko"}, False)
    assert planned == ["ko"]


def test_the_frame_and_the_saved_page_run_the_same_scripts(
    tiny_plan: tuple[PageData, MapSpec],
) -> None:
    page, _ = tiny_plan
    saved = render_page(page)
    files = {file.name: file.text for file in frame_files(page)}
    assert files["painter.js"] == unfolded(saved, "neatlas-scripts")
    assert files["painter.css"] == unfolded(saved, "neatlas-styles")


def test_the_frame_is_the_same_whatever_is_selected(tiny_plan: tuple[PageData, MapSpec]) -> None:
    page, _ = tiny_plan
    (_, data, *_) = frame_files(page)
    assert json.loads(data.text) == json.loads(json.dumps(page.common()))
