"""How the painter draws and what a click opens, on a page made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from made_page import page_data, write_page
from neatlas.render.spec import (
    FeatureSpec,
    LegendEntry,
    LegendGroup,
    MapSpec,
    ProjectSpec,
    QuoteSpec,
    Shape,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from conftest import Watch

pytestmark = pytest.mark.browser

RAIL = Style(color="#22306b", weight=3.6)
GAS = Style(color="#c2480a", weight=3.0, dash=(3, 5))
READING = Style(color="#22306b", weight=5.4, dash=(3, 5), hollow=True)
PORT = Style(color="#00687d", weight=3.6)

#: The words of the claim stand last in a sentence that is too long for a popup.
WORDS = "and at the very end to rebuild the northern harbour"
SENTENCE = (
    "We pin great hopes on many things, "
    + ", ".join(f"on the undertaking that bears the number {n}" for n in range(1, 13))
    + f", {WORDS}, as was said."
)

#: Railway and its twin lie on one track; gas beside them; a line read by an editor; a cut line.
TRACK = ((127.0, 40.0), (128.0, 40.6), (129.0, 41.0), (130.0, 42.0))
LINES: dict[str, tuple[tuple[tuple[float, float], ...], float, Style]] = {
    "railway": (TRACK, 1.0, RAIL),
    "twin": (TRACK, 2.0, RAIL),
    "gas": (TRACK, 20.0, GAS),
    "reading": (((136.0, 50.0), (141.0, 52.0)), 12.0, READING),
    "cut": (((126.50, 37.90), (126.52, 37.92)), 1.0, RAIL),
}
#: The harbour's disc lies on the railway.
HARBOUR = TRACK[1]


def _bounds(points: tuple[tuple[float, float], ...]) -> tuple[float, float, float, float]:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def _project(name: str, style: Style, points: tuple[tuple[float, float], ...]) -> ProjectSpec:
    return ProjectSpec(
        id=name,
        name=name.title(),
        lang="en",
        status="operating",
        status_label="mixed by part",
        facts="made for a test",
        mention="named",
        located=True,
        context=False,
        color=style.color,
        bounds=_bounds(points),
        quotes=(QuoteSpec(passage="hopes", where="Paragraph 1", text=SENTENCE, words=WORDS),),
        card=(),
    )


def _feature(
    name: str, style: Style, points: tuple[tuple[float, float], ...], **more: Any
) -> FeatureSpec:
    return FeatureSpec(
        id=f"{name}/part",
        project=name,
        role="best",
        style=style,
        label=f"{name.title()}: Northern part · operating",
        bounds=_bounds(points),
        **more,
    )


PROJECTS = (
    *(_project(name, style, points) for name, (points, _, style) in LINES.items()),
    _project("harbour", PORT, (HARBOUR,)),
)
FEATURES = (
    *(
        _feature(name, style, points, kind="line", inferred=style.hollow, broken=name == "cut")
        for name, (points, _, style) in LINES.items()
    ),
    _feature("harbour", PORT, (HARBOUR,), kind="point"),
)
SHAPES = {
    **{
        f"{name}/part": Shape(kind="line", lines=(points,), uncertainty_km=((km,) * len(points),))
        for name, (points, km, _) in LINES.items()
    },
    "harbour/part": Shape(kind="point", lines=((HARBOUR,),), uncertainty_km=((1,),)),
}
LEGEND = LegendGroup(
    title="Status",
    entries=(
        LegendEntry(label="severed", kind="line", style=RAIL, broken=True),
        *(LegendEntry(label=f"one more entry {n}", kind="line", style=RAIL) for n in range(9)),
    ),
)
SPEC = MapSpec(
    title="Painter",
    bounds=(124, 36, 142, 53),
    features=FEATURES,
    projects=PROJECTS,
    passages={},
    legend=(LEGEND,),
    sea_labels=(),
    credits=("made for a test",),
    point_of_view="",
    known_as_of="as of today",
    summary="6 of 6 projects drawn",
)


@pytest.fixture(scope="module")
def painter_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_page(tmp_path_factory.mktemp("painter"), page_data(SHAPES), SPEC)


@pytest.fixture
def atlas(watched: tuple[Page, Watch], painter_page: str) -> Iterator[AtlasPage]:
    page, watch = watched
    page.goto(painter_page)
    yield AtlasPage(page, page).wait()
    watch.assert_quiet()


def ink(atlas: AtlasPage, project: str, name: str) -> Locator:
    return atlas.frame.locator(f".neatlas-{name}[data-project='{project}']")


def popup(atlas: AtlasPage) -> Locator:
    return atlas.frame.locator(".leaflet-popup").last


def look_at(atlas: AtlasPage, lat: float, lon: float, zoom: float) -> None:
    view = f"neatlasMap.setView([{lat}, {lon}], {zoom}, {{animate: false}})"
    atlas.evaluate(f"() => {{ {view}; return [] }}")
    atlas.page.wait_for_timeout(500)


def pixel(atlas: AtlasPage, lon: float, lat: float) -> tuple[float, float]:
    """Return where a position is on the page."""
    x, y = atlas.evaluate(
        f"""() => {{
            const point = neatlasMap.latLngToContainerPoint([{lat}, {lon}]);
            const frame = neatlasMap.getContainer().getBoundingClientRect();
            return [point.x + frame.left, point.y + frame.top];
        }}"""
    )
    return x, y


def path(locator: Locator) -> str:
    return locator.get_attribute("d") or ""


def test_a_reading_has_a_light_core_where_it_is_soft_too(atlas: AtlasPage) -> None:
    core = ink(atlas, "reading", "core")
    look_at(atlas, 51, 138.5, 9)
    soft = ink(atlas, "reading", "soft")
    assert len(path(soft)) > len("M0 0")
    assert path(ink(atlas, "reading", "stroke")) == "M0 0"
    drawn = [path(one) for one in core.all()]
    assert path(soft) in drawn
    expect(core.first).to_have_attribute("stroke", "#fff")


def test_a_soft_stretch_is_as_wide_as_a_crisp_one(atlas: AtlasPage) -> None:
    for project in LINES:
        width = ink(atlas, project, "stroke").get_attribute("stroke-width")
        expect(ink(atlas, project, "soft")).to_have_attribute("stroke-width", width or "")


def test_lines_of_a_sector_on_one_track_lie_on_one_another(atlas: AtlasPage) -> None:
    look_at(atlas, 40.6, 128, 9)
    places = {}
    for project in ("railway", "twin", "gas"):
        shift = "node => node.style.transform"
        places[project] = ink(atlas, project, "soft").evaluate(shift)
    assert places["railway"] == places["twin"]
    assert places["gas"] != places["railway"]


def test_a_severed_line_has_a_symbol_that_is_seen_at_any_zoom(atlas: AtlasPage) -> None:
    for zoom in (5, 8, 11):
        look_at(atlas, 37.91, 126.51, zoom)
        disc = ink(atlas, "cut", "break").nth(1)
        box = disc.bounding_box()
        assert box is not None
        assert 12 <= box["width"] <= 18
        x, y = pixel(atlas, 126.51, 37.91)
        assert box["x"] + box["width"] / 2 == pytest.approx(x, abs=4)
        assert box["y"] + box["height"] / 2 == pytest.approx(y, abs=4)
    assert ink(atlas, "railway", "break").count() == 0
    sample = atlas.frame.locator(".neatlas-legend li").first
    expect(sample.locator("circle")).to_have_count(1)


def test_a_popup_holds_the_words_of_the_claim_marked_and_whole(atlas: AtlasPage) -> None:
    look_at(atlas, 40.6, 128, 7)
    atlas.page.mouse.click(*pixel(atlas, *HARBOUR))
    expect(popup(atlas).locator("mark")).to_have_text(WORDS)
    expect(popup(atlas).locator("blockquote")).to_contain_text("…")
    expect(popup(atlas).locator("blockquote")).not_to_contain_text("bears the number 2,")
    seen = popup(atlas).locator("mark").bounding_box()
    box = popup(atlas).bounding_box()
    assert seen is not None
    assert box is not None
    assert seen["y"] + seen["height"] <= box["y"] + box["height"]


def test_a_popup_names_the_part_that_was_clicked(atlas: AtlasPage) -> None:
    look_at(atlas, 40.6, 128, 7)
    atlas.page.mouse.click(*pixel(atlas, *HARBOUR))
    expect(popup(atlas)).to_contain_text("mixed by part")
    expect(popup(atlas)).to_contain_text("Northern part · operating")


@pytest.mark.thorough
def test_a_popup_lies_over_the_legend_and_keeps_clear_of_it(atlas: AtlasPage) -> None:
    # The end of the reading is brought under the legend, and opened by keyboard.
    look_at(atlas, 51, 138.5, 6)
    legend = atlas.frame.locator(".neatlas-legend")
    around = legend.bounding_box()
    assert around is not None
    x, y = pixel(atlas, 141, 52)
    dx, dy = x - around["x"] - 20, y - around["y"] - 20
    atlas.evaluate(f"() => {{ neatlasMap.panBy([{dx}, {dy}], {{animate: false}}); return [] }}")
    before = atlas.view()
    atlas.frame.locator(".neatlas-feature[data-project='reading']").focus()
    atlas.page.keyboard.press("Enter")
    atlas.page.wait_for_timeout(700)
    box = popup(atlas).bounding_box()
    assert box is not None
    beside = box["x"] + box["width"] <= around["x"]
    above = box["y"] + box["height"] <= around["y"]
    assert beside or above
    # A look costs nothing: the map goes back where the reader had it.
    assert atlas.view() != pytest.approx(before, abs=0.01)
    atlas.page.keyboard.press("Escape")
    atlas.page.wait_for_timeout(400)
    assert atlas.view() == pytest.approx(before, abs=0.01)
    atlas.frame.locator(".neatlas-feature[data-project='reading']").focus()
    atlas.page.keyboard.press("Enter")
    atlas.page.wait_for_timeout(400)
    box = popup(atlas).bounding_box()
    assert box is not None
    # Where it is pushed under the legend, it is still the popup that is seen.
    move = around["x"] - box["x"], around["y"] - box["y"]
    pan = f"neatlasMap.panBy([{-move[0]}, {-move[1]}], {{animate: false}})"
    atlas.evaluate(f"() => {{ {pan}; return [] }}")
    top = atlas.evaluate(
        f"""() => {{
            const node = document.elementFromPoint({around["x"] + 40}, {around["y"] + 40});
            return [node.closest(".leaflet-popup") ? 1 : 0];
        }}"""
    )
    assert top == [1]


def test_a_click_on_a_disc_selects_it_though_lines_run_below(atlas: AtlasPage) -> None:
    look_at(atlas, 40.6, 128, 7)
    atlas.page.mouse.click(*pixel(atlas, *HARBOUR))
    expect(popup(atlas).locator("h3")).to_have_text("Harbour")
    expect(popup(atlas).locator(".neatlas-choices")).to_have_count(0)


def test_a_choice_names_what_was_clicked_first(atlas: AtlasPage) -> None:
    look_at(atlas, 40.8, 128.5, 7)
    x, y = pixel(atlas, 128.5, 40.8)
    clicked = atlas.page.evaluate(
        f"document.elementFromPoint({x}, {y}).closest('.neatlas-feature').dataset.project"
    )
    atlas.page.mouse.click(x, y)
    choices = popup(atlas).locator(".neatlas-choices button")
    expect(choices).to_have_count(3)
    expect(choices.first).to_have_attribute("data-project", clicked)
