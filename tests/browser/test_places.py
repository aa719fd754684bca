"""Places in the text, context projects and timelines, on a page made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from conftest import watched_page
from made_page import page_data, write_page
from neatlas.render.spec import (
    Block,
    DocumentSpec,
    FeatureSpec,
    Link,
    MapSpec,
    Paragraph,
    PlaceSpec,
    ProjectSpec,
    QuoteSpec,
    Row,
    Segment,
    Shape,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from conftest import Watch

pytestmark = pytest.mark.browser

RAJIN = (130.3, 42.25)
OUTSIDE = "outside the region of this map"
BEYOND = "reaches beyond the region of this map"

STYLE = Style(color="#7a3b8f", weight=3)


def _place(
    name: str,
    position: tuple[float, float],
    *,
    bounds: tuple[float, float, float, float] | None = None,
    km: float = 2,
    note: str = "",
) -> PlaceSpec:
    return PlaceSpec(
        id=name.lower(),
        name=name,
        lang="en",
        facts=f"town; also called old {name}",
        note=note,
        position=position,
        bounds=bounds,
        uncertainty_km=km,
    )


PLACES = [
    _place("Rajin", RAJIN, note="A port that does not freeze."),
    _place("Primorye", (134, 45), bounds=(130.4, 42.3, 139.2, 48.4), km=150),
    _place("Ussuri", (133, 46), km=60),
    _place("Moscow", (37.6, 55.75)),
    _place("Brazil", (-51, -10), bounds=(-74, -34, -35, 5), km=2000),
    _place("Russia", (100, 60), bounds=(27, 41, 180, 78), km=3000),
]

SEGMENTS = (
    Segment(text="In "),
    Segment(text="Moscow", place="moscow", metonym=True),
    Segment(text=" it was said that "),
    Segment(text="Rajin", passages=("port",), place="rajin"),
    Segment(text=" port will be rebuilt, and a pier at ", passages=("port",)),
    Segment(text="Rajin", passages=("port",), place="rajin"),
    Segment(text=". From "),
    Segment(text="Primorye", place="primorye"),
    Segment(text=" along the "),
    Segment(text="Ussuri", place="ussuri"),
    Segment(text=" to "),
    Segment(text="Brazil", place="brazil"),
    Segment(text=", from "),
    Segment(text="Nowhere", place="nowhere"),
    Segment(text=", and in "),
    Segment(text="Russia", place="russia"),
    Segment(text=" and at the port of "),
    Segment(text="Ussuri", passages=("name",), place="ussuri"),
    Segment(text=" too."),
)

TIMELINE = Block(
    heading="Before and after",
    kind="timeline",
    rows=(
        Row(label="2008-10", value="Rebuilding agreed", sources=(1,), mark="event"),
        Row(label="2010", value="Under construction", unsourced=True, mark="status"),
        Row(
            label="2012-01-26",
            value="“Rajin port will be rebuilt”",
            note="said of the years to come",
            mark="claim",
        ),
        Row(label="2013-09-22", value="First train", sources=(1,), mark="event"),
        Row(
            label="2014-07-18",
            value="In operation (inferred)",
            note="the pier was opened",
            sources=(1,),
            mark="status",
        ),
    ),
)


def _project(name: str, *, context: bool = False) -> ProjectSpec:
    quote = QuoteSpec(
        passage="port",
        where="Paragraph 1",
        text="Rajin port will be rebuilt",
        words="Rajin port",
    )
    sources = Block(
        heading="Sources", kind="sources", links=(Link(text="A newspaper [press]", url=""),)
    )
    return ProjectSpec(
        id=name.lower().replace(" ", "-"),
        name=name,
        lang="en",
        status="operating",
        status_label="in operation",
        facts="port; North Korea (DPRK)",
        mention="not named in the text" if context else "named",
        located=True,
        context=context,
        color=STYLE.color,
        bounds=(*RAJIN, *RAJIN),
        quotes=() if context else (quote,),
        card=(TIMELINE, sources),
    )


def _feature(project: ProjectSpec) -> FeatureSpec:
    return FeatureSpec(
        id=project.id,
        project=project.id,
        kind="point",
        role="site",
        style=STYLE,
        label=project.name,
        bounds=(*RAJIN, *RAJIN),
    )


PROJECTS = (_project("Rajin port"), _project("Sonbong refinery", context=True))
PIER, REFINERY = (_feature(project) for project in PROJECTS)

SPEC = MapSpec(
    title="Places",
    bounds=(120, 38, 140, 50),
    features=(PIER, REFINERY),
    projects=PROJECTS,
    passages={"port": ("rajin-port",), "name": ("rajin-port",)},
    legend=(),
    sea_labels=(),
    credits=("made for a test",),
    point_of_view="",
    known_as_of="as of today",
    summary="2 of 2 projects drawn",
)

DOCUMENT = DocumentSpec(
    id="speech",
    title="A speech",
    language="en",
    citation="made for a test",
    paragraphs=(Paragraph(number=1, segments=SEGMENTS),),
)
SHAPES = {
    PIER.id: Shape(kind="point", lines=((RAJIN,),), uncertainty_km=((1,),)),
    REFINERY.id: Shape(kind="point", lines=(((130.4, 42.33),),), uncertainty_km=((1,),)),
}


@pytest.fixture(scope="module")
def places_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_page(
        tmp_path_factory.mktemp("places"),
        page_data(SHAPES, documents=[DOCUMENT], places=PLACES),
        SPEC,
    )


@pytest.fixture
def atlas(watched: tuple[Page, Watch], places_page: str) -> Iterator[AtlasPage]:
    page, watch = watched
    page.goto(places_page)
    yield AtlasPage(page, page).wait()
    watch.assert_quiet()


def name_of(atlas: AtlasPage, place: str) -> Locator:
    return atlas.frame.locator(f".neatlas-place[data-place='{place}']").first


def popup(atlas: AtlasPage) -> Locator:
    """Return the popup that is open; the one before it may still be fading."""
    return atlas.frame.locator(".leaflet-popup").last


def marks(atlas: AtlasPage) -> Locator:
    return atlas.frame.locator(".neatlas-place-mark")


def expect_popup_in_map(atlas: AtlasPage) -> None:
    """Wait until the whole popup is within the map."""
    atlas.page.wait_for_timeout(700)
    box = popup(atlas).bounding_box()
    around = atlas.frame.locator(".neatlas-map").bounding_box()
    assert box["x"] >= around["x"]
    assert box["y"] >= around["y"]
    assert box["x"] + box["width"] <= around["x"] + around["width"]
    assert box["y"] + box["height"] <= around["y"] + around["height"]


def sees(atlas: AtlasPage, lon: float, lat: float) -> bool:
    script = f"() => [neatlasMap.getBounds().contains([{lat}, {lon}]) ? 1 : 0]"
    return atlas.evaluate(script) == [1]


def test_a_click_on_a_place_moves_the_map_there_and_tells_of_it_each_time(
    atlas: AtlasPage,
) -> None:
    for _ in range(2):
        atlas.evaluate("() => { neatlasMap.setView([50, 140], 5); return [] }")
        name_of(atlas, "ussuri").click()
        expect(popup(atlas)).to_contain_text("town; also called old Ussuri")
        expect(popup(atlas)).not_to_contain_text("region")
        expect_popup_in_map(atlas)
        assert sees(atlas, 133, 46)
        assert marks(atlas).count() > 0


def test_a_place_inside_a_passage_opens_the_place_and_the_rest_the_passage(
    atlas: AtlasPage,
) -> None:
    name_of(atlas, "rajin").click()
    expect(popup(atlas)).to_contain_text("A port that does not freeze.")
    expect(atlas.card()).to_be_hidden()
    atlas.frame.get_by_text("port will be rebuilt, and").click()
    expect(atlas.card()).to_contain_text("Rajin port")
    expect(marks(atlas)).to_have_count(0)
    expect(popup(atlas)).to_have_count(0)
    selected = atlas.frame.locator(".neatlas-passage.is-selected")
    expect(selected).to_have_count(3)


def test_a_passage_that_is_only_a_name_opens_the_passage(atlas: AtlasPage) -> None:
    atlas.passage("name").click()
    expect(atlas.card()).to_contain_text("Rajin port")
    expect(marks(atlas)).to_have_count(0)


def test_a_name_without_a_place_is_plain_text(atlas: AtlasPage) -> None:
    expect(atlas.frame.locator("[data-place='nowhere']")).to_have_count(0)
    expect(atlas.frame.locator(".neatlas-text")).to_contain_text("from Nowhere, and")


def test_the_keyboard_opens_a_place_and_escape_closes_it(atlas: AtlasPage) -> None:
    name = name_of(atlas, "primorye")
    expect(name).to_have_attribute("aria-label", "place: Primorye")
    expect(name).to_have_attribute("role", "button")
    name.focus()
    atlas.page.keyboard.press("Enter")
    expect(popup(atlas)).to_contain_text("Primorye")
    said = atlas.frame.locator(".neatlas-live")
    expect(said).to_have_text("Primorye. town; also called old Primorye.")
    expect(name).to_be_focused()
    expect_popup_in_map(atlas)
    for lon, lat in ((130.4, 42.3), (139.2, 48.4)):
        assert sees(atlas, lon, lat)
    atlas.page.keyboard.press("Escape")
    expect(popup(atlas)).to_have_count(0)
    expect(marks(atlas)).to_have_count(0)


def test_closing_the_popup_by_keyboard_leads_back_to_the_name(atlas: AtlasPage) -> None:
    name_of(atlas, "rajin").click()
    atlas.frame.locator(".leaflet-popup-close-button").focus()
    atlas.page.keyboard.press("Enter")
    expect(popup(atlas)).to_have_count(0)
    expect(name_of(atlas, "rajin")).to_be_focused()


def test_a_metonym_says_that_it_stands_for_those_who_act_there(atlas: AtlasPage) -> None:
    name = name_of(atlas, "moscow")
    expect(name).to_have_attribute("title", "stands for those who act there")
    name.click()
    expect(popup(atlas)).to_contain_text("stands for those who act there")
    name_of(atlas, "rajin").click()
    expect(popup(atlas)).not_to_contain_text("stands for")


@pytest.mark.thorough
@pytest.mark.parametrize("width", [1440, 360])
def test_a_place_outside_the_region_is_shown_beside_it_and_said_to_be(
    browser: Browser, places_page: str, width: int
) -> None:
    with watched_page(browser, width=width, height=900 if width > 720 else 740) as (page, watch):
        page.goto(places_page)
        atlas = AtlasPage(page, page).wait()
        before = atlas.view()
        least = atlas.evaluate("() => [neatlasMap.getMinZoom()]")
        for place, (lon, lat) in (("moscow", (37.6, 55.75)), ("brazil", (-51, -10))):
            name_of(atlas, place).click()
            expect(popup(atlas)).to_contain_text(OUTSIDE)
            expect_popup_in_map(atlas)
            assert sees(atlas, lon, lat)
            assert sees(atlas, 101, 46)
        page.keyboard.press("Escape")
        assert atlas.view() == pytest.approx(before, abs=0.01)
        assert atlas.evaluate("() => [neatlasMap.getMinZoom()]") == least
        watch.assert_quiet()


def test_a_place_that_reaches_beyond_the_region_says_so(atlas: AtlasPage) -> None:
    name_of(atlas, "russia").click()
    expect(popup(atlas)).to_contain_text(BEYOND)


def test_a_place_tells_the_address_of_the_page_nothing(atlas: AtlasPage) -> None:
    before = atlas.page.url
    name_of(atlas, "rajin").click()
    expect(popup(atlas)).to_be_visible()
    assert atlas.page.url == before


def test_a_click_on_a_feature_takes_the_place_away(atlas: AtlasPage) -> None:
    name_of(atlas, "primorye").click()
    expect_popup_in_map(atlas)
    atlas.frame.locator(".neatlas-feature").first.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.frame.locator(".leaflet-popup")).to_have_count(1)
    expect(marks(atlas)).to_have_count(0)


def test_context_projects_stand_apart_and_say_that_the_text_does_not_name_them(
    atlas: AtlasPage,
) -> None:
    tab = atlas.frame.get_by_role("tab", name="Projects (2)")
    tab.click()
    lists = atlas.frame.locator(".neatlas-projects")
    expect(lists.nth(0)).to_contain_text("Rajin port")
    expect(lists.nth(0)).not_to_contain_text("Sonbong")
    heading = atlas.frame.get_by_role("heading", name="Not named in the text")
    expect(heading).to_be_visible()
    lists.nth(1).get_by_role("button", name="Sonbong refinery").click()
    expect(atlas.card()).to_contain_text("not named in the text")
    atlas.frame.locator(".neatlas-feature[data-project='sonbong-refinery']").focus()
    atlas.page.keyboard.press("Enter")
    expect(popup(atlas)).to_contain_text("not named in the text")


def test_a_timeline_sets_the_claim_between_what_came_before_and_after(
    browser: Browser, places_page: str
) -> None:
    with watched_page(browser, width=360, height=740) as (page, watch):
        page.goto(f"{places_page}#project=rajin-port")
        atlas = AtlasPage(page, page).wait()
        page.get_by_role("button", name="Details").click()
        entries = atlas.card().locator("ol.neatlas-timeline > li")
        expect(entries).to_have_count(5)
        told = entries.get_by_role("img").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute('aria-label'))"
        )
        assert told == ["event", "status", "claim", "event", "status"]
        expect(entries.nth(1)).to_contain_text("unsourced")
        expect(entries.nth(2)).to_contain_text("said of the years to come")
        entries.nth(3).get_by_role("button", name="Source 1").click()
        expect(atlas.card().locator("[data-source='1']")).to_be_focused()
        wide = atlas.card().evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert wide[0] <= wide[1]
        watch.assert_quiet()
