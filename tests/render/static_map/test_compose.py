from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from pyproj import Geod

from neatlas.analysis.select import Filter
from neatlas.errors import SnapshotError
from neatlas.model.record import PartialDate
from neatlas.model.settings import BBox
from neatlas.render.static_map.leaders import leader_of
from neatlas.render.static_map.lettering import MISSING, OURS
from neatlas.render.static_map.marks import SMALLEST, THINNEST, Box, Ink, Layer, Picture, letters_of
from neatlas.render.static_map.places import Land
from neatlas.render.static_map.routes import SOFT_MM
from neatlas.render.static_map.sheet import ON_SCREEN, PRESETS
from neatlas.render.static_map.spots import Spots, around, shun
from neatlas.render.static_map.strokes import RADIUS, break_boxes, breaks_of, disc_boxes
from neatlas.render.static_map.telling import caption
from neatlas.render.static_map.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock

    Compose = Callable[..., Composition]

RAIL = Filter(countries=frozenset({"KR"}), sectors=frozenset({"rail"}))
LOOKS = [("light", "en"), ("dark", "ko"), ("print", "ru")]
#: How many projects the whole map draws.
PROJECTS = 9
#: Pages that are looked at as a whole: each preset in each look, and maps of a place.
PAGES = [
    *({"size": size, "theme": "light", "lang": "en"} for size in PRESETS),
    *(
        {"size": size, "theme": theme, "lang": lang, "quote": True}
        for size in PRESETS
        for theme, lang in LOOKS
    ),
    {"focus": "rajin-port-terminal", "quote": True},
    {"focus": "sakhalin-tunnel", "size": "square", "quote": True, "graticule": True},
    {"bbox": (126.2, 37.3, 127.6, 38.4), "graticule": True},
    {"scale": 3_000_000, "size": "a4"},
]
#: The same without a quotation, which leaves the map more room.
MORE_PAGES = [
    {"size": size, "theme": theme, "lang": lang} for size in PRESETS for theme, lang in LOOKS[1:]
]


def name_of(choices: Mapping[str, object]) -> str:
    return "-".join(str(value) for value in choices.values())


@pytest.fixture(
    params=[
        *(pytest.param(page, id=name_of(page)) for page in PAGES),
        *(pytest.param(page, id=name_of(page), marks=pytest.mark.thorough) for page in MORE_PAGES),
    ],
    scope="module",
)
def page(request: pytest.FixtureRequest, compose: Compose) -> Composition:
    return compose(**request.param)


def inks(layers: Iterable[Layer]) -> Iterator[Ink]:
    for layer in layers:
        yield from (mark for mark in layer.marks if isinstance(mark, Ink))
        yield from inks(layer.layers)


def layer_named(composition: Composition, name: str) -> Layer:
    (found,) = (layer for layer in composition.page.layers if layer.id == name)
    return found


# every page


def test_no_name_on_the_map_meets_another(page: Composition) -> None:
    assert page.placed
    for one, other in combinations(page.placed, 2):
        assert not one.box.meets(other.box), (one.label.id, other.label.id)


def test_no_leader_line_is_longer_than_an_eye_follows(page: Composition) -> None:
    for placed in page.placed:
        if line := leader_of(placed.spot):
            assert np.hypot(*np.subtract(*line)) <= 70, placed.label.id


def test_no_name_stands_beside_the_sign_of_another_without_a_line_to_its_own(
    page: Composition,
) -> None:
    reach = page.setting.length(18)
    for placed in page.placed:
        if placed.label.kind not in {"project", "number"} or placed.spot.anchor is not None:
            continue
        for route in page.routes:
            if route.disc and route.feature.project != placed.label.id:
                x, y = route.disc
                disc = Box(x, y, x, y).grown(reach * np.sqrt(0.5))
                assert not disc.meets(placed.box), (placed.label.id, route.feature.id)


def test_no_leader_line_runs_through_the_sign_of_another_project(page: Composition) -> None:
    radius = page.setting.length(RADIUS)
    for placed in page.placed:
        line, anchor = leader_of(placed.spot), placed.spot.anchor
        if placed.label.kind not in {"project", "number"} or line is None or anchor is None:
            continue
        for route in page.routes:
            if route.disc is None or route.feature.project == placed.label.id:
                continue
            is_on_its_way = np.hypot(*np.subtract(route.disc, anchor)) >= 2 * radius
            gap = shapely.LineString(line).distance(shapely.Point(route.disc))
            if is_on_its_way and route.feature.role != "spoken":
                assert gap >= radius - 0.1, (placed.label.id, route.feature.id)


@pytest.mark.parametrize("size", ["story", "column-85", "a4"])
def test_both_places_at_which_the_railway_is_cut_have_a_sign(compose: Compose, size: str) -> None:
    page = compose(size=size, quote=True)
    assert len(breaks_of(list(page.routes), page.setting)) == 2


def test_what_is_too_short_for_a_line_has_a_disc(compose: Compose) -> None:
    page = compose(chosen=Filter(context=True), size="square")
    (tunnel,) = (r for r in page.routes if r.feature.project == "sakhalin-tunnel")
    assert tunnel.disc is not None
    assert not tunnel.lines


def test_every_name_lies_within_the_map(page: Composition) -> None:
    for placed in page.placed:
        assert page.page.map_box.holds(placed.box), placed.label.id


def test_no_name_hides_the_sign_of_a_cut_link(page: Composition) -> None:
    for box in break_boxes(list(page.routes), page.setting):
        assert not [placed.label.id for placed in page.placed if placed.box.meets(box)]


def test_one_capital_of_a_parted_land_is_not_named_without_the_other(page: Composition) -> None:
    towns = {placed.label.id for placed in page.placed if placed.label.kind == "town"}
    seen = [
        city
        for city, lon, lat in (("Pyongyang", 125.75, 39.03), ("Seoul", 126.98, 37.57))
        if in_view(np.array([[lon, lat]]), page)
    ]
    if len(seen) == 2:
        assert ("town-Pyongyang" in towns) is ("town-Seoul" in towns)


def test_the_name_of_one_korea_is_nearer_to_it_than_to_the_other(
    page: Composition, stock: Stock
) -> None:
    labels = [at for at in stock.catalog.settings.country_labels if at.country in {"KP", "KR"}]
    places = page.window.to_page(np.array([[at.lon, at.lat] for at in labels]))
    for placed in page.placed:
        if placed.label.id in {"country-KP", "country-KR"}:
            box = placed.box
            middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
            nearest = labels[int(np.argmin(np.hypot(*(places - middle).T)))]
            assert placed.label.id == f"country-{nearest.country}"


def test_the_name_of_a_sea_lies_on_water_alone(page: Composition, stock: Stock) -> None:
    land = Land(stock, page.window)
    for placed in page.placed:
        if placed.label.kind == "sea":
            box = np.array([placed.box])
            around = Spots(box, np.zeros(1), np.full((1, 2), np.nan))
            assert land.dryness(around) <= 0.06, placed.label.id


def test_no_town_and_no_sea_is_named_on_the_disc_of_a_project(page: Composition) -> None:
    for box in disc_boxes(list(page.routes), page.setting):
        on_it = [
            p.label for p in page.placed if p.label.kind in {"town", "sea"} and p.box.meets(box)
        ]
        assert on_it == []


def test_degrees_of_the_graticule_stand_over_lines_and_meet_no_name(page: Composition) -> None:
    order = [layer.id for layer in page.page.layers]
    if "graticule" not in order:
        return
    assert order.index("graticule") < order.index("projects") < order.index("graticule-names")
    degrees = list(letters_of([layer_named(page, "graticule-names")]))
    assert len(degrees) >= 6
    for text in degrees:
        width = page.setting.hand.width(text.text, text.face, text.size)
        box = Box(text.x, text.y, text.x + width, text.y + 0.8 * text.size)
        assert not [placed.label.id for placed in page.placed if placed.box.meets(box)]


def test_no_leader_line_runs_through_a_name(page: Composition) -> None:
    for placed in page.placed:
        line = leader_of(placed.spot)
        if line is None:
            continue
        steps = np.linspace(0, 1, 40)[:, None]
        for x, y in (np.array(line[0]) * (1 - steps) + np.array(line[1]) * steps).tolist():
            point = Box(x, y, x, y)
            for other in page.placed:
                assert other is placed or not other.box.grown(-0.5).holds(point)


def test_every_text_lies_within_the_page(page: Composition) -> None:
    hand = page.setting.hand
    for letters in letters_of(page.page.layers):
        width = hand.width(letters.text, letters.face, letters.size)
        turn = np.radians(letters.angle)
        for share in (0, 1):
            x = letters.x + share * width * np.cos(turn)
            y = letters.y + share * width * np.sin(turn)
            assert -0.01 <= x <= page.page.width + 0.01, letters.text
            assert 0 <= y <= page.page.height - letters.size * 0.7, letters.text


def test_blocks_around_the_map_lie_on_the_page_and_not_on_one_another(page: Composition) -> None:
    boxes = [
        Box(x, y - block.height, x + width_of(block.marks, page), y) for block, x, y in page.blocks
    ]
    whole = Box(0, 0, page.page.width, page.page.height)
    for box in boxes:
        assert whole.holds(box)
        assert not box.grown(-0.5).meets(page.page.map_box)
    for one, other in combinations(boxes, 2):
        assert not one.grown(-0.5).meets(other)


def width_of(marks: Iterable[object], page: Composition) -> float:
    right = 0.0
    for letters in letters_of([Layer("", "", tuple(marks))]):  # type: ignore[arg-type]
        width = page.setting.hand.width(letters.text, letters.face, letters.size)
        right = max(right, letters.x + width)
    return right


def test_no_text_is_too_small_and_no_line_too_thin_to_print(page: Composition) -> None:
    assert min(letters.size for letters in letters_of(page.page.layers)) >= SMALLEST
    assert min(ink.width for ink in inks(page.page.layers) if ink.stroke) >= THINNEST


def test_no_text_lacks_a_glyph(page: Composition) -> None:
    assert not [text for text in letters_of(page.page.layers) if MISSING in text.text]


def test_the_scale_bar_is_true_at_the_middle_of_the_map(page: Composition) -> None:
    scale = layer_named(page, "scale")
    halves = [mark for mark in scale.marks if isinstance(mark, Ink) and mark.width == 0.4]
    corners = np.vstack([outline for half in halves for outline in half.outlines])
    length = float(np.ptp(corners[:, 0]))
    box = page.page.map_box
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    first, last = page.window.to_ground(np.array([[x - length / 2, y], [x + length / 2, y]]))
    kilometres = Geod(ellps="WGS84").inv(*first, *last)[2] / 1_000
    said = scale.title.removeprefix("Scale bar, ").rpartition(" ")[0]
    assert kilometres == pytest.approx(float(said.replace(",", "").replace("\u00a0", "")), rel=0.01)


def test_the_scale_bar_stands_between_corners_that_are_taken(compose: Compose) -> None:
    page = compose(bbox=(126.8, 37.4, 127.2, 37.7))
    edges = [outline for ink in inks([layer_named(page, "scale")]) for outline in ink.outlines]
    corners = np.vstack(edges)
    bar = shapely.box(*corners.min(axis=0), *corners.max(axis=0))
    assert not [
        r.slug for r in page.routes for line in r.lines if bar.intersects(shapely.LineString(line))
    ]


def test_no_line_is_drawn_crisper_than_it_is_known(page: Composition, stock: Stock) -> None:
    for route in page.routes:
        if not route.crisp:
            continue
        sure = [
            stretch.uncertainty_km * page.window.mm_per_km
            for stretch in stock.stretches(route.feature.id)
        ]
        assert min(sure) <= SOFT_MM
        if not route.soft:
            near = [s for s in stock.stretches(route.feature.id) if in_view(s.positions, page)]
            assert all(s.uncertainty_km * page.window.mm_per_km <= SOFT_MM for s in near)


def test_no_edge_of_a_band_is_drawn_crisper_than_it_is_known(page: Composition) -> None:
    bands = {layer.id: layer.marks for layer in layer_named(page, "bands").layers}
    for route in page.routes:
        marks = bands.get(f"band-{route.slug}", ())
        assert bool(marks) == bool(route.band)
        if not route.soft:
            continue
        # No stroke tells where it ends, and no layer of its fill lays on enough to tell it.
        assert all(mark.stroke is None and mark.opacity < 0.02 for mark in marks)  # type: ignore[union-attr]


def test_a_band_is_tinted_all_over_also_where_it_fills_the_map(compose: Compose) -> None:
    def layers_over_the_port(focus: str) -> int:
        page = compose(focus=focus)
        (port,) = (r.disc for r in page.routes if r.slug == "rajin-port-terminal-pier-3")
        bands = {layer.id: layer.marks for layer in layer_named(page, "bands").layers}
        marks = bands["band-trans-korean-gas-pipeline-cheorwon"]
        return sum(winding(mark, port) != 0 for mark in marks if isinstance(mark, Ink))

    # Six layers tint what lies well within: an edge alone would seem to be a line of its own.
    assert layers_over_the_port("tumangan-rajin-railway") == 6
    assert layers_over_the_port("rajin-port-terminal") == 6


def winding(ink: Ink, point: tuple[float, float]) -> int:
    """Return how often outlines run around a point: what they fill has another number than 0."""
    rings = [shapely.LinearRing(outline) for outline in ink.outlines]
    around = [ring for ring in rings if shapely.Polygon(ring).contains(shapely.Point(point))]
    return sum(1 if ring.is_ccw else -1 for ring in around)


def in_view(positions: np.ndarray, page: Composition) -> bool:
    box = page.page.map_box
    return all(box.holds(Box(x, y, x, y)) for x, y in page.window.to_page(positions).tolist())


def test_a_project_in_view_is_named_on_the_map_or_in_a_note(
    page: Composition, stock: Stock
) -> None:
    named = {placed.label.id for placed in page.placed if placed.label.kind == "project"}
    drawn = {r.feature.project for r in page.routes if r.feature.role != "spoken"}
    assert set(page.unnamed.every) == drawn - named
    noted = [stock.project_name(project, page.setting.words) for project in page.unnamed.every]
    assert all(any(name in note for note in page.texts.notes) for name in noted)


def test_sentences_never_leave_a_strip_of_a_map(page: Composition) -> None:
    box = page.page.map_box
    assert box.width < (2.2 if page.texts.quotes else 2.5) * box.height
    drawn = {route.feature.project for route in page.routes}
    if not page.texts.quotes or len(drawn) < PROJECTS:
        return
    where = {quote.source.rpartition(", ")[2] for quote in page.texts.quotes}
    notes = " ".join(page.texts.notes)
    paragraphs = (14, 15, 16, 19)
    assert all(any(str(p) in said for said in (*where, notes)) for p in paragraphs)


@pytest.mark.parametrize(
    ("choices", "share"),
    [
        ({"chosen": Filter(context=True), "size": "article", "lang": "ru"}, 0.5),
        ({"size": "story", "lang": "ru"}, 0.33),
    ],
)
def test_a_long_legend_leaves_a_map_its_height(
    compose: Compose, stock: Stock, choices: dict[str, Any], share: float
) -> None:
    page = compose(**choices)
    assert page.page.map_box.height >= share * page.page.height
    notes = " ".join(page.texts.notes)
    assert all(stock.project_name(p, page.setting.words) in notes for p in page.unnamed.every)


def test_texts_around_the_map_are_wrapped_between_words_alone(page: Composition) -> None:
    texts = page.texts
    blocks = [Layer(block.id, block.title, block.marks) for block, _, _ in page.blocks]
    printed = " ".join(letters.text for letters in letters_of(blocks))
    said = [texts.title, texts.subtitle, texts.printed_credits, texts.known, texts.point_of_view]
    said += [*texts.notes, *(text for quote in texts.quotes for text in (quote.text, quote.source))]
    assert [text for text in said if text not in printed] == []


# what a page says


def test_the_legend_holds_only_what_is_in_view(compose: Compose) -> None:
    def legend(**choices: object) -> set[str]:
        composition = compose(**choices)
        return {
            letters.text
            for block, _, _ in composition.blocks
            if block.id.startswith("legend")
            for letters in letters_of([Layer("", "", block.marks)])
        }

    assert {"gas", "power", "rail", "port", "airport"} <= legend()
    assert not {"gas", "power", "port", "airport"} & legend(chosen=RAIL)
    around = legend(focus="sakhalin-tunnel")
    assert {"rail", "shelved"} <= around
    assert not {"gas", "port", "operating", "severed"} & around


@pytest.mark.parametrize(
    ("size", "kind", "words"),
    [
        ("a4-landscape", "conic", "standard parallels 38°N and 49°N"),
        ("a4", "azimuthal", "centred on 44°N 134°E"),
    ],
)
def test_the_projection_fits_the_extent_and_is_printed(
    size: str, kind: str, words: str, compose: Compose
) -> None:
    composition = compose(size=size)
    assert composition.window.projection.kind == kind
    assert words in text_of(composition, "foot")


def text_of(composition: Composition, block: str) -> str:
    return " ".join(letters.text for letters in letters_of([layer_named(composition, block)]))


def test_the_foot_says_what_the_map_rests_on(compose: Compose, stock: Stock) -> None:
    foot = text_of(compose(), "foot")
    assert "As known on" in foot
    assert "OpenStreetMap contributors (ODbL)" in foot
    assert "Borders are those of Natural Earth" in foot
    assert f"Data {stock.version}" in foot


@pytest.mark.parametrize("lang", ["en", "ru", "ko"])
def test_the_foot_speaks_of_borders_in_view_alone(
    lang: str, compose: Compose, stock: Stock
) -> None:
    settings = stock.catalog.settings
    told = settings.translation(lang).local_views or [v.text for v in settings.local_views]
    demarcation, islands = (OURS.clean(text) for text in told)
    whole = compose(lang=lang).texts.point_of_view
    assert (demarcation in whole, islands in whole) == (True, True)
    port = compose(lang=lang, focus="rajin-port-terminal", size="square").texts.point_of_view
    assert (demarcation in port, islands in port) == (False, False)
    assert "Natural Earth" in port
    border = compose(lang=lang, bbox=(126.2, 37.3, 127.6, 38.4)).texts.point_of_view
    assert (demarcation in border, islands in border) == (True, False)


def test_the_scale_in_words_is_that_of_the_map(page: Composition) -> None:
    said = re.search(r"1:([\d, \u00a0]*\d)", text_of(page, "foot"))
    if said is None:
        assert page.sheet in {PRESETS[size] for size in ON_SCREEN}
        return
    number = int(re.sub(r"\D", "", said[1]))
    assert page.window.denominator == pytest.approx(number, rel=0.01)


def test_numbers_are_written_as_in_their_language() -> None:
    assert Words("ru").number(1_234_567) == "1\u00a0234\u00a0567"
    assert [Words(lang).number(2.5) for lang in ("en", "ko", "ru")] == ["2.5", "2.5", "2,5"]


def test_a_scale_that_is_asked_for_is_kept(compose: Compose) -> None:
    composition = compose(size="a4", scale=3_000_000)
    assert composition.window.denominator == pytest.approx(3_000_000, rel=1e-6)
    assert any("Outside this map: Sakhalin tunnel" in note for note in composition.texts.notes)


def test_a_map_larger_than_its_sources_allow_says_by_how_much_it_may_be_off(
    compose: Compose,
) -> None:
    """The line from Kowon is known there to 4 km, which are 400 mm at 1:10,000."""
    composition = compose(size="a4", scale=10_000, focus="rajin-port-terminal")
    said = "Drawn larger than its sources allow: what is shown may be off by up to 400 mm (4 km)."
    assert said in composition.texts.notes
    assert "400 mm (4 km)" in text_of(composition, "foot")
    assert not any("Drawn larger" in note for note in compose(size="a4").texts.notes)


def test_a_date_is_printed_with_the_date_of_the_evidence(compose: Compose) -> None:
    composition = compose(Filter(as_of=PartialDate("2012")))
    assert composition.texts.known.startswith("Status of 2012, as known on ")


@pytest.mark.parametrize("size", PRESETS)
def test_no_name_and_no_word_of_the_legend_is_torn_apart(
    compose: Compose, plan: Callable[..., MapSpec], size: str
) -> None:
    composition = compose(size=size, lang="ru")
    for placed in composition.placed:
        if placed.label.kind == "project":
            assert " ".join(line.text for line in placed.label.lines).startswith(placed.label.name)
    groups = plan(lang="ru").legend
    said = [*(group.title for group in groups), *(e.label for g in groups for e in g.entries)]
    said.append("Военная демаркационная линия")
    words = {word for text in said for word in text.split()}
    legend = [layer for layer in composition.page.layers if layer.id.startswith("legend-")]
    assert len(legend) == 4
    assert {word for line in letters_of(legend) for word in line.text.split()} <= words


def test_a_word_as_wide_as_its_column_of_the_legend_is_not_torn(compose: Compose) -> None:
    page = compose(Filter(context=True), focus="sakhalin-tunnel", size="square", lang="ru")
    legend = [layer for layer in page.page.layers if layer.id == "legend-band"]
    assert "действительная" in " ".join(line.text for line in letters_of(legend)).split()


def test_the_quoted_sentence_stands_with_speaker_date_and_paragraph(compose: Compose) -> None:
    composition = compose(focus="rajin-port-terminal", quote=True)
    (quote,) = composition.texts.quotes
    assert quote.text.startswith("A construction project in the port of Rajin")
    assert quote.source == (
        "A. Aslakhanov, International Leadership Conference, Seoul, Korea, 2012-01, paragraph 19"
    )


def test_a_name_that_is_the_title_begins_with_a_capital(compose: Compose) -> None:
    composition = compose(focus="rajin-port-terminal", lang="ru")
    assert composition.texts.title == "Универсальный перегрузочный терминал, порт Раджин"


def test_that_there_is_no_sentence_to_quote_is_said(compose: Compose) -> None:
    page = compose(chosen=Filter(context=True), focus="kedo-kumho", size="square", quote=True)
    assert not page.texts.quotes
    said = "No sentence of the text speaks of Light-water reactors at Kumho (KEDO)."
    assert said in page.texts.notes
    empty = compose(quote=True, bbox=(100, 50, 104, 53))
    assert not empty.texts.quotes
    assert "No sentence of the text speaks of what is drawn." in empty.texts.notes


def test_sentences_for_which_there_is_no_room_are_named(compose: Compose) -> None:
    composition = compose(size="a4", quote=True)
    assert len(composition.texts.quotes) == 2
    assert any(note.startswith("Not quoted for lack of room: ") for note in composition.texts.notes)


def test_the_sea_keeps_both_its_names_and_its_own_in_korean(compose: Compose) -> None:
    def seas(lang: str, size: str = "a4", **choices: object) -> set[str]:
        return {
            " ".join(line.text for line in placed.label.lines)
            for placed in compose(size=size, lang=lang, **choices).placed
            if placed.label.kind == "sea"
        }

    assert "Sea of Japan (East Sea)" in seas("en") & seas("en", size="article")
    assert "Sea of Japan (East Sea)" in seas("en", size="square", quote=True)
    assert "동해" in seas("ko")


def test_the_demarcation_line_has_a_look_of_its_own_and_its_name(compose: Compose) -> None:
    composition = compose(bbox=(126.2, 37.3, 127.6, 38.4))
    assert [t.text for t in letters_of([layer_named(composition, "line-names")])] == [
        "Military Demarcation Line"
    ]
    # One thin dashed line without an edge, as no project has, and its key.
    (line,) = (mark for mark in inks([layer_named(composition, "borders")]) if mark.outlines)
    assert line.stroke == composition.setting.theme.demarcation
    assert line.dash
    projects = inks([layer_named(composition, "projects")])
    assert line.width < min(ink.width for ink in projects if ink.stroke and ink.dash)
    assert text_of(composition, "legend-ground") == "Military Demarcation Line"


def test_the_key_of_an_open_disc_is_one_and_where_all_are_discs_no_line_is(
    compose: Compose,
) -> None:
    def samples(block: str, **choices: object) -> dict[str, list[Ink]]:
        """Return the ink beside each label of a part of the legend."""
        found: dict[str, list[Ink]] = {}
        label = ""
        for mark in layer_named(compose(**choices), block).marks:
            if isinstance(mark, Ink):
                found.setdefault(label, []).append(mark)
            elif not isinstance(mark, Picture):
                label = mark.text
        return found

    def has_line(inks: list[Ink]) -> bool:
        return any(not ink.closed for ink in inks)

    airport = {"focus": "khabarovsk-airport", "size": "column-85"}
    for block, label in [("sector", "airport"), ("status", "operating")]:
        assert not has_line(samples(f"legend-{block}", **airport)[label])
    rajin = samples("legend-band", focus="rajin-port-terminal", size="a4-landscape")
    spoken = rajin["only what the sentence names"]
    assert has_line(spoken)
    assert any(ink.closed and ink.dash for ink in spoken)


def test_the_ground_of_a_map_without_the_demarcation_line_has_no_key(compose: Compose) -> None:
    composition = compose(focus="khabarovsk-airport", size="column-85")
    assert not [layer for layer in composition.page.layers if layer.id == "legend-ground"]


def test_disputed_islands_have_a_neutral_fill_and_no_name(compose: Compose) -> None:
    composition = compose(bbox=(144.5, 43.2, 149.0, 45.8), size="square")
    ground = layer_named(composition, "ground")
    (disputed,) = (layer for layer in ground.layers if layer.id == "disputed")
    (ink,) = inks([disputed])
    assert ink.outlines
    assert ink.fill == composition.setting.theme.disputed
    assert not [p for p in composition.placed if p.label.kind == "country" and p.box.x0 > 0]


def test_no_edge_at_which_the_data_end_is_drawn_as_a_coast(compose: Compose, stock: Stock) -> None:
    composition = compose(bbox=(80, 20, 175, 72), size="a4-landscape")
    west, south, east, north = stock.catalog.settings.region
    ground = layer_named(composition, "ground")
    (coast,) = inks(layer for layer in ground.layers if layer.id == "coast")
    assert len(coast.outlines) > 100
    assert not coast.closed
    for line in coast.outlines:
        places = composition.window.to_ground(line)
        for axis, value in ((0, west), (1, south), (0, east), (1, north), (0, 180)):
            near = np.abs(places[:, axis] - value) < 1e-3
            assert not (near[1:] & near[:-1]).any()


@pytest.mark.parametrize("size", PRESETS)
def test_a_map_that_has_room_names_both_capitals(compose: Compose, size: str) -> None:
    page = compose(size=size, theme="light", lang="en")
    towns = {placed.label.id for placed in page.placed}
    assert {"town-Pyongyang", "town-Seoul"} <= towns
    # The dot of Seoul may look out from under the sign of a cut link, which is drawn over it.
    layers = [layer.id for layer in page.page.layers]
    assert layers.index("dots") < layers.index("breaks")


@pytest.mark.parametrize("size", PRESETS)
def test_no_name_of_a_country_lies_on_the_line_of_a_project(compose: Compose, size: str) -> None:
    page = compose(size=size, theme="light", lang="en")
    lines = shapely.union_all([shapely.LineString(line) for r in page.routes for line in r.lines])
    for placed in page.placed:
        if placed.label.kind == "country":
            assert not shapely.box(*placed.box).intersects(lines), placed.label.id


def test_a_place_is_drawn_with_the_finer_coast(compose: Compose) -> None:
    def vertices(**choices: object) -> int:
        ground = layer_named(compose(**choices), "ground")
        (coast,) = (layer for layer in ground.layers if layer.id == "coast")
        return sum(len(outline) for ink in inks([coast]) for outline in ink.outlines)

    assert vertices(focus="rajin-port-terminal") > 300


def test_nothing_selected_is_a_map_that_says_so(compose: Compose) -> None:
    composition = compose(Filter(countries=frozenset({"FR"})))
    assert not composition.routes
    assert "the text names none in France" in composition.texts.subtitle
    elsewhere = compose(Filter(bbox=BBox(0, 0, 5, 5)), bbox=(0, 0, 5, 5))
    assert elsewhere.texts.subtitle == "No project is in view. Filter: bbox 0,0,5,5."


def test_a_gray_map_says_each_sector_in_words(compose: Compose) -> None:
    composition = compose(theme="print", size="a4")
    gas = next(p for p in composition.placed if p.label.id == "trans-korean-gas-pipeline")
    assert gas.label.lines[-1].text == "gas"
    grays = {route.style.color for route in composition.routes if route.feature.role == "best"}
    assert all(color[1:3] == color[3:5] == color[5:7] for color in grays)
    assert len(grays) == 5


def test_what_a_map_is_about_has_the_strongest_name_and_line(compose: Compose) -> None:
    focus = "power-of-siberia-1"
    composition = compose(Filter(context=True), focus=focus, size="square")
    bold = {
        placed.label.id
        for placed in composition.placed
        if placed.label.kind == "project" and placed.label.lines[0].face == "bold"
    }
    assert bold == {focus}
    own = [r.style for r in composition.routes if r.feature.project == focus]
    around = [r.style for r in composition.routes if r.feature.project == "espo-pipeline"]
    assert max(style.weight for style in around) < min(style.weight for style in own)
    assert {style.opacity for style in own} == {1.0}


def test_a_name_keeps_away_from_the_signs_of_others() -> None:
    point, size = np.array([[50.0, 50.0, 0.0]]), (30.0, 8.0)
    right = around(point, size, 4)
    shunned = shun(right, np.array([[90.0, 50.0]]), 8)
    best = [spots.at(int(np.argmin(spots.costs))).box for spots in (right, shunned)]
    assert best[0].x0 > 50
    assert best[1].x1 < 50


@pytest.mark.parametrize(
    "choices",
    [
        {"focus": "selikhin-nysh-railway", "size": "column-85"},
        {"bbox": (125, 36.5, 130, 40), "size": "a4"},
    ],
)
def test_the_scale_bar_lies_on_no_disc_and_no_line(
    choices: dict[str, object], compose: Compose
) -> None:
    composition = compose(**choices)
    bar = np.vstack([o for ink in inks([layer_named(composition, "scale")]) for o in ink.outlines])
    box = Box(*bar.min(axis=0).tolist(), *bar.max(axis=0).tolist())
    assert not [
        b for b in disc_boxes(list(composition.routes), composition.setting) if b.meets(box)
    ]
    lines = [shapely.LineString(line) for route in composition.routes for line in route.lines]
    assert not [line for line in lines if line.intersects(shapely.box(*box))]


# what a page refuses


def test_an_unknown_size_and_a_focus_that_is_not_drawn_are_said_at_once(compose: Compose) -> None:
    with pytest.raises(SnapshotError) as caught:
        compose(size="a3x", focus="joint-investments")
    first, second = str(caught.value).splitlines()
    assert first.startswith("--size: 'a3x' is not a size.")
    assert second.startswith("--focus: 'joint-investments' is not drawn on this map. Use one of: ")


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"bbox": (-180, -90, 180, 90)}, "--bbox: '-180,-90,180,90' shows a pole"),
        ({"bbox": (-180, -60, 180, 70)}, "--bbox"),
        ({"bbox": (100, 60, 180, 90)}, "--bbox"),
        ({"bbox": (0, -90, 180, 90)}, "--bbox"),
        ({"scale": 200_000_000}, "--scale: '1:200000000' shows a pole"),
    ],
)
def test_a_pole_and_the_edge_of_the_globe_are_refused_in_one_line(
    choices: dict[str, object], said: str, compose: Compose
) -> None:
    with pytest.raises(SnapshotError) as caught:
        compose(**choices)
    (problem,) = caught.value.problems
    assert str(problem).startswith(said)


def test_letters_that_no_font_has_are_refused_by_name(compose: Compose) -> None:
    with pytest.raises(SnapshotError) as caught:
        compose(title="שלמה ไทย 😀 x", credit="Ünïcode, 東京, 서울, Москва", subtitle="€ ไ")
    first, second = str(caught.value).splitlines()
    assert first.startswith(
        "--title: 'ש ל מ ה ไ ท ย 😀' cannot be printed. Fonts are here for Latin"
    )
    assert second.startswith("--subtitle: 'ไ' cannot be printed.")


def test_a_sheet_without_room_for_a_map_is_refused(compose: Compose) -> None:
    with pytest.raises(SnapshotError, match=r"^--size: a sheet of 60 x 60 mm has no room"):
        compose(size="60x60mm")


@pytest.mark.parametrize(("size", "cut"), [("article", False), ("column-85", True)])
def test_a_credit_is_wrapped_and_where_it_must_be_cut_the_sheet_says_so(
    compose: Compose, size: str, *, cut: bool
) -> None:
    agencies = "; ".join(f"Agency of the Far East number {n}" for n in range(40))
    texts = compose(size=size, credit=agencies).texts
    assert agencies in texts.credits
    assert (agencies in texts.printed_credits) is not cut
    assert any("The credit was cut" in note for note in texts.notes) is cut
    assert "OpenStreetMap contributors (ODbL)" in texts.printed_credits


def test_a_map_without_a_title_keeps_its_name_for_the_caption(compose: Compose) -> None:
    composition = compose(title="")
    assert not any(line.face == "bold" for line in letters_of([layer_named(composition, "title")]))
    assert caption(composition).startswith("Infrastructure named in A. Aslakhanov's address")


HOSTILE = [
    "<script>alert(1)</script> & </text></svg>",
    "\u202eevil\u202c \u200f\u2066right to left\u2069",
    "A very long title " * 110,
    "unbroken" * 250,
    "line\nfeed\ttab\x00null\x1b[31m",
    "{title} %s $x^2$ \\frac{1}{2}",
]


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_stays_a_title(title: str, compose: Compose) -> None:
    composition = compose(title=title[:2_000], subtitle=title[:2_000], credit=title[:2_000])
    for letters in letters_of(composition.page.layers):
        assert letters.text.isprintable()
        assert not set(letters.text) & set("\u202e\u202c\u200f\u2066\u2069")
        end = letters.x + composition.setting.hand.width(letters.text, letters.face, letters.size)
        assert end <= composition.page.width
