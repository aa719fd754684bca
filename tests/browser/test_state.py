"""One state: whatever changes it, map and address follow, and a link restores it."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from atlas_page import AtlasPage
from neatlas.analysis.filters import NAMES, parse_filter
from neatlas.analysis.select import select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import MapOptions, plan_map
from neatlas.speech import INTERFACE, LANGUAGES
from test_app import in_app, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser

#: Links with mistakes: what of them is kept, what ignored, and what was likely meant.
BAD = json.loads((Path(__file__).parents[1] / "data/bad_links.json").read_text("utf-8"))
CATALOG = load_catalog()
ANCHORS = resolve_anchors(CATALOG)
LARGE = os.environ.get("NEATLAS_TEST_COUNTS") == "large"
CHANGES = 200 if LARGE else 20
LINKS = 100 if LARGE else 3

TICKS = [
    *(("country", code) for code in ("RU", "KR", "KP", "CN", "JP")),
    *(("sector", word) for word in ("gas", "power", "rail", "port", "airport")),
    *(("status", word) for word in ("operating", "shelved", "construction", "severed", "mixed")),
    *(("outcome", word) for word in ("completed", "completed_later", "not_rated")),
    *(("precision", word) for word in ("traced", "indicative_corridor", "none")),
    *(("mention", word) for word in ("named", "inferred", "collective")),
]
DATES = ["2012-01", "2009", "2014-07", "1935"]
#: Months to which the slider goes; of the years before 2000 it has the first.
MONTHS = ["2012-01", "2009-12", "2014-07", "1935-01", "now"]
SLIDE = """step => {
    const range = document.querySelector(".neatlas-time input[type=range]");
    range.value = step || range.max;
    for (const type of ["input", "change"]) range.dispatchEvent(new Event(type, {bubbles: true}));
}"""


def step_of(month: str) -> str:
    """Return where a month is on the slider, which begins in 1905; empty for its end."""
    if month == "now":
        return ""
    year, number = map(int, month.split("-"))
    return str(year - 1905 if year < 2000 else 95 + (year - 2000) * 12 + number - 1)


def features_of(address: str) -> set[str]:
    """Return what Python draws for the words of an address."""
    words = {name: values for name, values in parse_qs(address).items() if name in NAMES}
    chosen = parse_filter(words, CATALOG)
    spec = plan_map(CATALOG, ANCHORS, select_from(CATALOG, chosen), MapOptions(chosen))
    return {feature.id for feature in spec.features}


def drawn(atlas: AtlasPage) -> set[str]:
    """Return what the map draws; where there are two, the first."""
    nodes = atlas.frame.locator(".neatlas-map").first.locator("[data-feature]")
    return set(nodes.evaluate_all("nodes => nodes.map(node => node.dataset.feature)"))


def acts(atlas: AtlasPage, chance: random.Random) -> list[Callable[[], None]]:
    """List what a reader can do that changes what is drawn."""

    def date() -> None:
        month = chance.choice(MONTHS)
        atlas.evaluate_with(SLIDE, step_of(month))
        asked = parse_qs(atlas.page.url.partition("?")[2])
        assert asked.get("as_of", ["now"]) == [month]

    def text() -> None:
        field = atlas.frame.locator("input[data-filter=text]")
        field.fill(chance.choice(["", "rail", "Rajin", "tunnel", "Владивосток"]))
        atlas.page.wait_for_timeout(300)

    return [
        *[lambda: atlas.tick(*chance.choice(TICKS))] * 6,
        date,
        text,
        lambda: atlas.frame.locator("input[data-filter=context]").click(),
        lambda: atlas.page.go_back() and None,
        lambda: atlas.frame.locator(".neatlas-reset").click() if _narrowed(atlas) else None,
    ]


def _narrowed(atlas: AtlasPage) -> bool:
    return atlas.frame.locator(".neatlas-reset").is_enabled()


def test_after_any_change_the_map_is_what_python_selects_and_the_same_node(
    watched: tuple[Page, Watch], app_url: str
) -> None:
    page, watch = watched
    page.goto(f"{app_url}?sector=rail")
    atlas = in_app(page).wait()
    settle(page)
    atlas.evaluate("() => { document.querySelector('.neatlas-map').mark = 1; return [] }")
    chance = random.Random(7)  # noqa: S311 - a walk is no secret
    for _ in range(CHANGES):
        before = page.url
        chance.choice(acts(atlas, chance))()
        page.wait_for_timeout(120)
        address = page.url.partition("?")[2]
        assert "127.0.0.1" in page.url, "going back must not leave the app"
        assert drawn(atlas) == features_of(address), (before, address)
        assert atlas.evaluate("() => [document.querySelector('.neatlas-map').mark]") == [1]
    watch.assert_quiet()


def words(names: dict[str, list[str]]) -> st.SearchStrategy[dict[str, list[str]]]:
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(sorted)
            for name, values in names.items()
        },
    )


def ticked() -> dict[str, list[str]]:
    names = dict.fromkeys(name for name, _ in TICKS)
    return {name: [word for other, word in TICKS if other == name] for name in names}


STATES = st.tuples(
    words(ticked()),
    st.fixed_dictionaries(
        {
            "view": st.builds(
                "{:g}/{:g}/{:g}".format,
                st.sampled_from([5, 6.5, 8, 9.5]),
                st.sampled_from([37.5, 43.1332, 50.25]),
                st.sampled_from([127, 131.9113, 140.5]),
            )
        },
        optional={
            "context": st.just("yes"),
            "as_of": st.sampled_from(DATES),
            "bbox": st.sampled_from(["126,36,129,38", "120,35,145,55"]),
            "country_role": st.sampled_from(["location", "any"]),
            "text": st.sampled_from(["rail & port", "한국", "100%"]),
            "project": st.sampled_from(["trans-korean-railway", "sakhalin-tunnel"]),
            "passage": st.sampled_from(["rajin-port", "trilateral-projects"]),
            "beside": st.sampled_from(["now", "2012-01", "2009"]),
            "lang": st.sampled_from([*LANGUAGES]),
            "base": st.sampled_from(["light", "dark", "print"]),
        },
    ),
)


#: Links that a page is opened with: two maps, another language and style, a card that is open.
FRESH = (
    "country=KR&project=trans-korean-railway&view=6.5/50.25/127&beside=2012-01&lang=ko&base=dark",
    "as_of=2014-07&passage=rajin-port&view=8/43.1332/131.9113&base=print",
)


MOVING = "country=RU&view=7/48.25/135.5&beside=2012-01"


def assert_restored(atlas: AtlasPage, address: str) -> None:
    """Check that a page shows what an address says, and has that address still."""
    words = parse_qs(address)
    (language,), (view,) = words.get("lang", ["en"]), words["view"]
    interface = language if language in INTERFACE else "en"
    atlas.window().wait_for_function(
        "language => document.documentElement.lang === language", arg=interface
    )
    # The view goes into the address a quarter of a second after the map came to rest.
    atlas.page.wait_for_timeout(450)
    assert parse_qs(atlas.page.url.partition("#")[2]) == words
    assert drawn(atlas) == features_of(address)
    assert atlas.view() == tuple(map(float, view.split("/")))
    assert atlas.frame.locator(".neatlas-map").count() == 1 + ("beside" in words)
    assert (
        atlas.frame.locator(".neatlas").get_attribute("data-base")
        == words.get("base", ["light"])[0]
    )
    assert atlas.frame.locator(".neatlas-language select").input_value() == language


def test_a_link_restores_every_state_it_was_copied_from(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    page.goto(saved_page)
    atlas = AtlasPage(page, page).wait()

    @settings(
        max_examples=LINKS,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(STATES)
    def restored(state: tuple[dict[str, list[str]], dict[str, str]]) -> None:
        many, one = state
        address = urlencode(many | {name: [word] for name, word in one.items()}, doseq=True)
        atlas.evaluate_with("hash => { location.hash = hash }", address)
        assert_restored(atlas, address)

    restored()
    # The last of them may have been in another language, for which the page is built anew.
    atlas.evaluate_with("hash => { location.hash = hash }", "view=5/41/130")
    assert_restored(atlas, "view=5/41/130")
    # A link that comes while the map zooms, and one that opens a second map: that opens once.
    page.evaluate(
        """link => {
            const make = L.map;
            window.made = 0;
            L.map = (...given) => { window.made += 1; return make(...given); };
            neatlasMap.zoomIn().once("zoomanim", () => setTimeout(() => { location.hash = link; }));
        }""",
        MOVING,
    )
    assert_restored(atlas, MOVING)
    assert page.evaluate("window.made") == 1
    # Words that were just typed are dropped by a step back, and make none of their own.
    page.evaluate("location.hash += '&sector=rail'")
    page.evaluate(
        """() => {
            const field = document.querySelector("input[data-filter=text]");
            field.value = "tunnel";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            history.back();
        }"""
    )
    assert_restored(atlas, MOVING)
    assert atlas.frame.locator("input[data-filter=text]").input_value() == ""
    # A page that is just opened takes its size by and by.
    for link in FRESH:
        page.goto("about:blank")
        page.goto(f"{saved_page}#{link}")
        assert_restored(atlas.wait(), link)
    watch.assert_quiet()


#: Reads links as the page does.
READ = """async links => {
    const data = await neatlas.unfold("neatlas-data");
    const { plan } = neatlas.unweave(neatlas.unpack(data.said), "en");
    return links.map((link) => {
        const { state, ignored } = neatlas.state.read(link, plan, ["light", "dark", "print"]);
        const words = ignored.map(({ word, likely }) => [word, likely]);
        return { kept: neatlas.state.write(state), ignored: Object.fromEntries(words) };
    });
}"""


def test_a_link_that_nobody_understands_opens_and_says_what_was_left_out(
    watched: tuple[Page, Watch], saved_page: str
) -> None:
    page, watch = watched
    bad = {"sector": "gass", "view": "9/200/0", "as_of": "2012-13", "project": "<b>x</b>"}
    # Names that every object of a script has, whatever is in it.
    inherited = {"lang": "toString", "base": "__proto__", "context": "valueOf"}
    bad |= {"passage": "constructor", **inherited}
    page.goto(f"{saved_page}#{urlencode(bad, quote_via=quote)}&country=KR")
    atlas = AtlasPage(page, page).wait()
    notice = atlas.frame.locator("[data-notice='ignored']")
    for name, word in bad.items():
        assert f"{name}={word}" in notice.inner_text()
    assert drawn(atlas) == features_of("country=KR")
    atlas.evaluate_with("hash => { location.hash = hash }", "passage=__proto__&country=RU")
    expect(notice).to_contain_text("passage=__proto__")
    assert drawn(atlas) == features_of("country=RU")
    atlas.evaluate_with("hash => { location.hash = hash }", "contry=KR&sector=gass&country=korea")
    for line in (
        "contry=KR (did you mean country=KR?)",
        "sector=gass (did you mean sector=gas?)",
        "country=korea (did you mean country=KP or country=KR?)",
    ):
        expect(notice.get_by_text(line, exact=True)).to_be_visible()
    # However many they are, the way to be rid of them stays in reach.
    atlas.evaluate_with("hash => { location.hash = hash }", "&".join(f"x{n}=1" for n in range(60)))
    expect(notice.locator("p")).to_have_count(61)
    notice.get_by_role("button", name="Close").click()
    expect(notice).to_have_count(0)
    found = page.evaluate(READ, [case["link"] for case in BAD])
    for case, own in zip(BAD, found, strict=True):
        assert own["ignored"] == case["ignored"], case["link"]
        assert parse_qs(own["kept"]) == parse_qs(case["kept"]), case["link"]
    watch.assert_quiet()
