from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from neatlas.analysis.select import Filter, select_from
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.record import PartialDate
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.static_map.compose import Composition, compose_map
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
from neatlas.render.static_map.telling import alt_text, caption
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.catalog.catalog import Catalog

    Compose = Callable[..., Composition]

EVERYTHING = Filter()
READING = "an editor's reading, not named in the text"


@pytest.fixture(scope="module")
def stock(shipped_catalog: Catalog) -> Stock:
    return Stock(shipped_catalog)


@pytest.fixture(scope="module")
def compose(shipped_catalog: Catalog, stock: Stock) -> Compose:
    anchors = resolve_anchors(shipped_catalog)

    def composed(chosen: Filter = EVERYTHING, **choices: Any) -> Composition:
        selected = select_from(shipped_catalog, chosen)
        with speaking(choices.get("lang", "en")):
            spec = plan_map(shipped_catalog, anchors, selected, MapOptions(chosen, told=False))
        return compose_map(spec, stock, SnapshotOptions(**choices))

    return composed


def test_what_the_text_does_not_name_is_counted_and_marked(
    compose: Compose, stock: Stock, shipped_catalog: Catalog
) -> None:
    composition = compose(Filter(context=True), size="a4")
    shown = {route.feature.project for route in composition.routes}
    context = {project for project in shown if shipped_catalog.projects[project].context}
    named = len(shown) - len(context) - 1
    counts = f"({named} named in the text, 1 an editor's reading, {len(context)} as context)"
    assert counts in composition.texts.subtitle
    assert composition.texts.title.endswith(", with context")
    alt, said = alt_text(composition, stock), caption(composition)
    assert alt.count("; not named in the text)") == len(context)
    beside = said.partition("Not named in the text: ")[2].partition(". As known")[0]
    assert beside.count("; ") + 1 == len(context)
    assert "An editor's reading, not named in the text: Selikhin-Nysh railway." in said


def test_a_reading_is_called_one_and_not_said_to_be_named(compose: Compose, stock: Stock) -> None:
    composition = compose(focus="selikhin-nysh-railway", quote=True)
    assert composition.texts.subtitle == f"rail · Russia · shelved · {READING}"
    said = caption(composition)
    assert said.startswith(f"Selikhin-Nysh railway — rail; Russia; shelved; {READING}. ")
    assert "Read by an editor from the sentence: “We are inviting businessmen" in said
    assert f"Selikhin-Nysh railway (rail; Russia; shelved; {READING})" in alt_text(
        composition, stock
    )
    # Of the tunnel the same sentence speaks by name.
    assert "Read by an editor" not in caption(compose(focus="sakhalin-tunnel", quote=True))


@pytest.mark.parametrize(
    ("lang", "filtered"),
    [
        ("en", "Filter: country South Korea (KR), sector rail, as of 2014"),
        ("ru", "Фильтр: страна: Южная Корея (KR), отрасль: железные дороги, на дату: 2014"),
        ("ko", "필터: 국가: 대한민국 (KR), 분야: 철도, 시점: 2014"),
    ],
)
def test_the_selection_is_told_in_the_language_of_the_map(
    lang: str, filtered: str, compose: Compose, stock: Stock
) -> None:
    chosen = Filter(
        countries=frozenset({"KR"}), sectors=frozenset({"rail"}), as_of=PartialDate("2014")
    )
    composition = compose(chosen, lang=lang)
    for told in (composition.texts.subtitle, caption(composition), alt_text(composition, stock)):
        assert f"{filtered}." in told


def test_counts_are_of_what_is_in_view(compose: Compose, stock: Stock) -> None:
    composition = compose(size="a4", scale=2_000_000)
    seen = {route.feature.project for route in composition.routes}
    assert 0 < len(seen) < 9
    counts = (
        f"{len(seen)} of 15 projects drawn, 6 have no location, {9 - len(seen)} are not in view."
    )
    assert composition.texts.subtitle == composition.texts.counts == counts
    assert counts in caption(composition)
    assert f"{len(seen)} in view: " in alt_text(composition, stock)


def test_parts_without_a_status_at_a_date_are_not_called_operating(
    compose: Compose, stock: Stock
) -> None:
    composition = compose(Filter(as_of=PartialDate("1990")), focus="selikhin-nysh-railway")
    mixed = "mixed by part: operating, no status known yet"
    for told in (composition.texts.subtitle, caption(composition), alt_text(composition, stock)):
        assert mixed in told


BEGINNINGS = {
    "en": "Terminal at Rajin port, Pier 3 — port; North Korea (DPRK); operating. “A const",
    "ru": "Универсальный перегрузочный терминал, порт Раджин — порт; Северная Корея (КНДР); "
    "действует. «A const",
    "ko": "라진항 3호부두 — 항만; 북한 (조선민주주의인민공화국); 운영 중. “A const",
}


@pytest.mark.parametrize("lang", BEGINNINGS)
def test_a_caption_introduces_the_project_that_it_is_about(lang: str, compose: Compose) -> None:
    said = caption(compose(focus="rajin-port-terminal", quote=True, lang=lang))
    assert said.startswith(BEGINNINGS[lang])
    source = {
        "en": "” (A. Aslakhanov, International Leadership Conference, Seoul, Korea, 2012-01, ",
        "ru": ". Аслаханов, Международная конференция лидеров, Сеул, Корея, 2012-01, абзац ",
        "ko": "” (A. 아슬라하노프, 국제지도자회의, 대한민국 서울, 2012-01, ",
    }
    assert source[lang] in said


def test_a_title_of_ones_own_stands_before_the_name(compose: Compose) -> None:
    said = caption(compose(focus="rajin-port-terminal", title="A pier", subtitle="Our map"))
    assert said.startswith(
        "A pier. Terminal at Rajin port, Pier 3 — port; North Korea (DPRK); operating. Our map."
    )
