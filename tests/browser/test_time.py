"""The date of the map: dragged, walked and played, with one step in the history for each act."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas_page import AtlasPage
from conftest import watched_page
from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.record import PartialDate
from neatlas.render.atlas_plan import plan_atlas
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from conftest import Watch

pytestmark = pytest.mark.browser

CATALOG = load_catalog()
ANCHORS = resolve_anchors(CATALOG)

#: Counts from here on the steps of the history.
COUNT = "() => { window.length = history.length }"


#: What a reader acts with, and the page does not show as a whole.
OUTSIDE = """() => [...document.querySelectorAll(
    ".neatlas-tools *, .neatlas-time *, .neatlas-bar-row *, .neatlas-caption, .neatlas-door"
)].filter(node => {
    const {left, right, top, width} = node.getBoundingClientRect();
    const map = node.closest(".neatlas-map")?.getBoundingClientRect();
    const end = Math.min(innerWidth, map?.right ?? innerWidth);
    return width > 0 && node.checkVisibility() && (left < -0.5 || right > end + 0.5 || top < 0);
}).map(node => node.outerHTML.slice(0, 120))"""


#: What stands on the map or in the line of the date, and lies over another of its kind.
MEETING = """() => {
  const kinds = ".neatlas-door, .neatlas-caption, .neatlas-tools, .neatlas-legend,"
    + " .leaflet-control-scale, .neatlas-time button, .neatlas-slider, .neatlas-marks span";
  const all = [...document.querySelectorAll(kinds)].filter((node) => node.textContent || node.title)
    .map((node) => ({node, box: node.getBoundingClientRect()})).filter(({box}) => box.width);
  return all.flatMap(({node, box}, i) => all.slice(i + 1)
    .filter(({node: other, box: {left, right, top, bottom}}) => !node.contains(other)
      && left < box.right - 1 && right > box.left + 1
      && top < box.bottom - 1 && bottom > box.top + 1)
    .map((other) => [node.outerHTML.slice(0, 80), other.node.outerHTML.slice(0, 80)]));
}"""


#: Features of any map that are under a box on it, or out of its frame, at a place on their way.
COVERED = """() => [...document.querySelectorAll(".neatlas-map")].flatMap((map) => {
  const boxes = [...document.querySelectorAll(
    ".neatlas-caption, .neatlas-tools, .neatlas-legend, .neatlas-door"
  )].map((node) => node.getBoundingClientRect());
  const frame = map.getBoundingClientRect();
  const inside = ({x, y}, box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
  return [...map.querySelectorAll(".neatlas-feature")].filter((path) =>
    [0, 0.25, 0.5, 0.75, 1].some((share) => {
      const at = path.getPointAtLength(share * path.getTotalLength())
        .matrixTransform(path.getScreenCTM());
      return !inside(at, frame) || boxes.some((box) => inside(at, box));
    })
  ).map((path) => path.dataset.feature);
})"""


@pytest.fixture
def saved(watched: tuple[Page, Watch], saved_page: str) -> AtlasPage:
    page, _ = watched
    page.goto(saved_page)
    return AtlasPage(page, page).wait()


def slider(atlas: AtlasPage) -> Locator:
    return atlas.frame.get_by_role("slider", name="Date of the map")


def date(atlas: AtlasPage) -> Locator:
    return atlas.frame.locator(".neatlas-date").first


def features_of(as_of: str) -> dict[str, str]:
    """Map each feature that the map of a date draws to its label."""
    chosen = Filter(as_of=PartialDate(as_of)) if as_of else Filter()
    spec = plan_map(CATALOG, ANCHORS, select_from(CATALOG, chosen), MapOptions(chosen))
    return {feature.id: feature.label for feature in spec.features}


def drawn_features(where: Locator) -> dict[str, str]:
    found: dict[str, str] = where.locator(".neatlas-feature").evaluate_all(
        "nodes => Object.fromEntries("
        "nodes.map(node => [node.dataset.feature, node.getAttribute('aria-label')]))"
    )
    return found


def drag(atlas: AtlasPage, *, to: float) -> None:
    """Drag the thumb from where it is to a share of the slider, with many stops on the way."""
    box = slider(atlas).bounding_box()
    assert box is not None
    mouse, y = atlas.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] - 8, y)
    mouse.down()
    mouse.move(box["x"] + 8 + (box["width"] - 16) * to, y, steps=25)


def test_a_drag_recolours_on_the_way_and_tells_server_and_history_once(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    # The server runs its script when the page tells it something, and for nothing else.
    told: list[str | bytes] = []

    def note(sent: str | bytes) -> None:
        told.append(sent)

    page.on("websocket", lambda held: held.on("framesent", note))
    page.goto(app_url)
    atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    page.wait_for_timeout(500)
    atlas.evaluate("() => { window.mark = neatlasMap.getContainer(); return [] }")
    page.evaluate(COUNT)
    assert told, "the page opened without a word to the server"
    told.clear()
    drag(atlas, to=0.6)
    expect(date(atlas)).to_have_text(re.compile(r"^20\d\d-\d\d$"))
    on_the_way = date(atlas).inner_text()
    expected = features_of(on_the_way)
    page.wait_for_timeout(400)
    assert drawn_features(atlas.frame.locator(".neatlas-map")) == expected
    assert (told, page.evaluate("history.length - length")) == ([], 0)
    assert "as_of" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile(f"as_of={on_the_way}"))
    page.wait_for_timeout(500)
    assert (len(told), page.evaluate("history.length - length")) == (1, 1)
    page.go_back()
    expect(date(atlas)).to_have_text("now")
    assert atlas.evaluate("() => [mark === neatlasMap.getContainer()]") == [True]
    watch.assert_quiet()


def test_keys_that_are_held_down_are_one_step_of_the_history(saved: AtlasPage) -> None:
    saved.page.wait_for_timeout(400)
    saved.page.evaluate(COUNT)
    slider(saved).focus()
    for _ in range(3):
        saved.page.keyboard.down("PageDown")
    for _ in range(2):
        saved.page.keyboard.down("ArrowRight")
    assert saved.page.evaluate("history.length - length") == 0
    saved.page.keyboard.up("ArrowRight")
    expect(date(saved)).to_have_text("2023-04")
    expect(saved.page).to_have_url(re.compile("as_of=2023-04"))
    assert saved.page.evaluate("history.length - length") == 1


def test_the_slider_says_its_date_in_words(saved: AtlasPage) -> None:
    expect(slider(saved)).to_have_attribute("aria-valuetext", "now, As known on 2026-02-26")
    saved.frame.get_by_role("button", name="As of 2012-01").click()
    expect(slider(saved)).to_have_attribute("aria-valuetext", "January 2012")
    slider(saved).press("Home")
    expect(slider(saved)).to_have_attribute("aria-valuetext", "January 1905")
    slider(saved).press("End")
    expect(date(saved)).to_have_text("now")


def test_every_month_of_the_years_with_little_room_is_reached_by_keys(saved: AtlasPage) -> None:
    slider(saved).press("Home")
    for _ in range(5):
        slider(saved).press("ArrowRight")
    expect(date(saved)).to_have_text("1905-06")


def test_the_next_change_is_the_first_month_whose_map_differs(saved: AtlasPage) -> None:
    saved.frame.get_by_role("button", name="As of 2012-01").click()
    before, at = features_of("2012-01"), "2012-01"
    saved.frame.get_by_role("button", name="The next change").click()
    expect(date(saved)).not_to_have_text("2012-01")
    found = date(saved).inner_text()
    year, month = int(found[:4]), int(found[5:])
    last = f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"
    # Projects without a location change as well, so the lines may be those of the month before;
    # but between the two nothing that is drawn has changed.
    assert features_of(last) == before
    saved.frame.get_by_role("button", name="The change before").click()
    expect(date(saved)).not_to_have_text(found)
    assert date(saved).inner_text() <= at


@pytest.mark.thorough
def test_the_years_pass_until_the_reader_pauses(saved: AtlasPage) -> None:
    saved.frame.get_by_role("button", name="As of 2012-01").click()
    saved.page.wait_for_timeout(400)
    saved.page.evaluate(COUNT)
    saved.frame.get_by_role("button", name="Let the years pass").press("Enter")
    expect(date(saved)).to_have_text("2014-01", timeout=10_000)
    saved.frame.get_by_role("button", name="Pause").press("Enter")
    shown = date(saved).inner_text()
    expect(saved.page).to_have_url(re.compile(f"as_of={shown}"))
    saved.page.wait_for_timeout(1_200)
    expect(date(saved)).to_have_text(shown)
    assert saved.page.evaluate("history.length - length") == 1


@pytest.mark.thorough
def test_going_back_stops_the_years_and_a_pan_while_they_pass_stays(saved: AtlasPage) -> None:
    saved.frame.get_by_role("button", name="As of 2012-01").click()
    saved.frame.get_by_role("button", name="Let the years pass").click()
    expect(date(saved)).to_have_text("2013-01")
    saved.page.evaluate("neatlasMap.setView([40, 130], 6, {animate: false})")
    saved.frame.get_by_role("button", name="Pause").click()
    expect(saved.page).to_have_url(re.compile(r"view=6/40/130"))
    saved.frame.get_by_role("button", name="Let the years pass").click()
    saved.page.go_back()
    expect(saved.frame.get_by_role("button", name="Let the years pass")).to_be_visible()
    expect(date(saved)).to_have_text("2012-01")


@pytest.mark.thorough
def test_the_years_stop_at_the_end(saved: AtlasPage) -> None:
    slider(saved).press("PageDown")
    saved.frame.get_by_role("button", name="Let the years pass").click()
    expect(date(saved)).to_have_text("now")
    expect(saved.frame.get_by_role("button", name="Let the years pass")).to_be_visible()
    expect(saved.page).not_to_have_url(re.compile("as_of="))


def test_where_less_motion_is_asked_for_each_press_is_one_year(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, _ = watched
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{saved_page}#as_of=2012-01")
    atlas = AtlasPage(page, page).wait()
    atlas.frame.get_by_role("button", name="A year on").click()
    expect(date(atlas)).to_have_text("2013-01")
    page.wait_for_timeout(1_200)
    expect(date(atlas)).to_have_text("2013-01")


@pytest.mark.thorough
def test_after_any_drag_strokes_lie_as_if_drawn_at_once(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    # Only what changes is drawn anew; each stroke must find its place among those that stay.
    page, _ = watched
    order = """() => [...document.querySelectorAll(".neatlas-ink, .neatlas-feature")]
      .filter((node) => !node.classList.contains("is-hidden"))
      .map((node) => [node.dataset.project, node.getAttribute("class"), node.getAttribute("d"),
        node.style.transform].join(" "))"""
    page.goto(f"{saved_page}#context=yes&as_of=2008-03&view=5/41/130")
    at_once = AtlasPage(page, page).wait() and page.evaluate(order)
    page.goto("about:blank")
    page.goto(f"{saved_page}#context=yes&as_of=2019-03&view=5/41/130")
    atlas = AtlasPage(page, page).wait()
    for _ in range(11):
        slider(atlas).press("PageDown")
    expect(date(atlas)).to_have_text("2008-03")
    page.wait_for_timeout(400)
    assert page.evaluate(order) == at_once


@pytest.mark.thorough
def test_the_scale_reaches_from_the_oldest_entry_to_the_newest_evidence(saved: AtlasPage) -> None:
    plan = plan_atlas(CATALOG, ANCHORS)
    slider(saved).press("Home")
    expect(date(saved)).to_have_text(plan.first)


def both(atlas: AtlasPage) -> tuple[Locator, Locator]:
    """Return the first map and the one beside it."""
    maps = atlas.frame.locator(".neatlas-map")
    expect(maps).to_have_count(2)
    expect(maps.nth(1).locator(".neatlas-feature").first).to_be_attached()
    return maps.first, maps.nth(1)


def compare(atlas: AtlasPage) -> tuple[Locator, Locator]:
    atlas.frame.get_by_role("button", name="Compare with 2012-01").click()
    return both(atlas)


#: Hands out the second map, which the page keeps to itself.
WATCH_MAPS = """() => {
  window.maps = [];
  L.Map.addInitHook(function () { window.maps.push(this); });
}"""
VIEWS = """() => [neatlasMap, maps.at(-1)].map((map) => {
  const { lat, lng } = map.getCenter();
  return [map.getZoom(), lat, lng];
})"""


def test_two_dates_stand_side_by_side_each_as_its_plan_has_it(saved: AtlasPage) -> None:
    saved.page.evaluate("() => { window.mark = neatlasMap.getContainer() }")
    first, second = compare(saved)
    assert drawn_features(first) == features_of("")
    assert drawn_features(second) == features_of("2012-01")
    expect(first.locator(".neatlas-when")).to_have_text("now")
    expect(second.locator(".neatlas-when")).to_have_text("2012-01")
    expect(saved.page).to_have_url(re.compile("beside=2012-01"))
    saved.frame.get_by_role("slider", name="Date of the second map").press("PageDown")
    expect(second.locator(".neatlas-when")).to_have_text("2011-01")
    saved.page.wait_for_timeout(300)
    assert drawn_features(second) == features_of("2011-01")
    assert drawn_features(first) == features_of("")
    saved.frame.get_by_role("button", name="Close the second map").click()
    expect(saved.frame.locator(".neatlas-map")).to_have_count(1)
    expect(saved.page).not_to_have_url(re.compile("beside"))
    saved.page.go_back()
    both(saved)
    assert saved.page.evaluate("mark === neatlasMap.getContainer() && mark.isConnected")


@pytest.mark.thorough
def test_whichever_map_is_moved_the_other_is_at_the_same_view(saved: AtlasPage) -> None:
    saved.page.evaluate(WATCH_MAPS)
    _, second = compare(saved)
    page = saved.page
    page.evaluate("() => neatlasMap.setView([40, 130], 7, {animate: false})")
    page.wait_for_timeout(300)
    one, other = page.evaluate(VIEWS)
    assert other == pytest.approx(one, abs=0.01)
    assert one == pytest.approx([7, 40, 130], abs=0.01)
    box = second.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 60, steps=9)
    page.wait_for_timeout(200)
    page.mouse.up()
    page.wait_for_timeout(900)
    one, other = page.evaluate(VIEWS)
    assert other == pytest.approx(one, abs=0.02)
    assert one[2] < 129.5
    page.mouse.move(x, y)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(1_200)
    one, other = page.evaluate(VIEWS)
    assert other == pytest.approx(one, abs=0.02)
    assert one[0] > 7
    # They have come to rest: neither drives the other on.
    page.evaluate("() => { window.moves = 0; neatlasMap.on('move', () => { moves += 1 }) }")
    page.wait_for_timeout(500)
    assert page.evaluate("moves") == 0


@pytest.mark.thorough
def test_a_selection_stands_out_on_both_maps(saved: AtlasPage) -> None:
    first, second = compare(saved)
    second.locator("[data-feature][data-project='khabarovsk-airport']").first.click(force=True)
    expect(saved.card()).to_contain_text("Khabarovsk")
    for map_ in (first, second):
        expect(
            map_.locator("[data-project='khabarovsk-airport'].is-selected").first
        ).to_be_attached()
    saved.passage("rajin-port").hover()
    for map_ in (first, second):
        expect(
            map_.locator("[data-project='rajin-port-terminal'].is-hovered").first
        ).to_be_attached()


def test_what_differs_is_said_in_words(saved: AtlasPage) -> None:
    compare(saved)
    expected = set()
    day = PartialDate("2012-01").latest
    for project in CATALOG.projects.values():
        if project.context:
            continue
        for part in project.parts:
            then, now = part.entry_at(day), part.entry_at(CATALOG.known_as_of.latest)
            said = [entry.status.label if entry else "no status known yet" for entry in (then, now)]
            if said[0] != said[1]:
                name = f"{project.name}, {part.name}" if len(project.parts) > 1 else project.name
                expected.add(f"{name}: {said[0]} → {said[1]}")
    assert expected
    lines = set(saved.frame.locator(".neatlas-differences li").all_text_contents())
    assert {line for line in lines if "→" in line} == expected
    title = f"{len(lines)} differences between 2012-01 and now"
    expect(saved.frame.locator(".neatlas-differences summary")).to_have_text(title)
    expect(saved.frame.locator("div.neatlas-live")).to_have_text(title)


@pytest.mark.thorough
def test_a_second_map_that_is_closed_leaves_the_view_as_it_was(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, _ = watched
    page.goto(f"{saved_page}#view=7/40.5/128.5&as_of=2010-11")
    atlas = AtlasPage(page, page).wait()
    close = atlas.frame.get_by_role("button", name="Close the second map")
    for _ in range(2):
        compare(atlas)
        expect(page).to_have_url(re.compile(r"view=6(\.5)?/40\.5/128\.5$"))
        close.click()
        expect(page).to_have_url(re.compile(r"as_of=2010-11&view=7/40\.5/128\.5$"))
    # A popup that the map had to make room for leaves the address as it was, open and closed.
    page.evaluate("location.hash = 'view=9/42.45/130.6'")
    expect(page).to_have_url(re.compile(r"view=9/42\.45/130\.6"))
    atlas.features.nth(3).dispatch_event("click")
    expect(page).to_have_url(re.compile(r"project=.*view=9/42\.45/130\.6$"))
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'as_of=2010-11&view=7/40.5/128.5'")
    compare(atlas)
    page.evaluate("neatlasMap.setView([42, 131], 6, {animate: false})")
    close.click()
    expect(page).to_have_url(re.compile(r"as_of=2010-11&view=6/42(\.\d+)?/131(\.\d+)?$"))
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
    assert atlas.view() == pytest.approx((6, 42, 131), abs=0.01)


@pytest.mark.thorough
def test_a_link_opens_both_maps_in_its_view(watched: tuple[Page, Watch], saved_page: str) -> None:
    page, watch = watched
    page.goto(f"{saved_page}#as_of=2012-01&beside=now&view=6/42/131")
    atlas = AtlasPage(page, page).wait()
    first, second = both(atlas)
    assert drawn_features(first) == features_of("2012-01")
    assert drawn_features(second) == features_of("")
    page.wait_for_timeout(500)
    assert atlas.view() == pytest.approx((6, 42, 131), abs=0.01)
    watch.assert_quiet()


@pytest.mark.parametrize(
    "width", [320, *(pytest.param(w, marks=pytest.mark.thorough) for w in (360, 768))]
)
def test_on_a_narrow_page_two_maps_stand_where_both_show_what_they_draw(
    browser: Browser, saved_page: str, width: int
) -> None:
    with watched_page(browser, width=width, height=800) as (page, watch):
        # Russian has the longest words.
        page.goto(f"{saved_page}#beside=2012-01&lang=ru")
        maps = both(AtlasPage(page, page).wait())
        for map_ in maps:
            expect(map_.locator(".neatlas-summary")).to_contain_text("без местоположения: 6")
        first, second = (map_.bounding_box() for map_ in maps)
        assert first is not None
        assert second is not None
        # The region is taller than it is wide: on a phone two slender maps show more of it.
        along, across = ("x", "width") if width < 720 else ("y", "height")
        assert second[along] >= first[along] + first[across]
        assert first["width"] == pytest.approx(second["width"], abs=1)
        assert page.evaluate(COVERED) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
        slider_box = page.get_by_role("slider").last.bounding_box()
        assert slider_box is not None
        assert slider_box["width"] >= 150
        watch.assert_quiet()


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.thorough), "ru"])
def test_on_a_narrow_page_all_that_moves_the_date_takes_two_lines_and_nothing_lies_over_another(
    browser: Browser, saved_page: str, lang: str
) -> None:
    with watched_page(browser, width=360, height=740) as (page, watch):
        page.goto(f"{saved_page}#lang={lang}")
        AtlasPage(page, page).wait()
        for width, height in ((320, 640), (360, 740), (719, 700), (768, 1024)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OUTSIDE) == []
            assert page.evaluate(MEETING) == []
            (share,) = page.evaluate(
                "[document.querySelector('.neatlas-map').clientHeight / innerHeight]"
            )
            assert share >= 0.45
            line, caption = (
                page.locator(name).bounding_box() for name in (".neatlas-time", ".neatlas-caption")
            )
            assert line is not None
            assert line["height"] < 85
            assert caption is not None
            assert caption["height"] < 75, "the count takes two lines, not the north of the map"
        watch.assert_quiet()
