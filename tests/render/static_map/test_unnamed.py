from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.select import Filter
from neatlas.render.static_map.countries import named_in, parted_in_view
from neatlas.render.static_map.telling import alt_text
from neatlas.render.static_map.unnamed import Unnamed, tell_unnamed
from neatlas.render.static_map.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock

    Compose = Callable[..., Composition]

CONTEXT = Filter(context=True)


def ids_of(composition: Composition, kind: str) -> list[str]:
    return [one.label.id for one in composition.placed if one.label.kind == kind]


@pytest.mark.parametrize("size", ["article", "a4"])
def test_a_number_on_the_map_is_that_of_its_name_in_the_note(
    compose: Compose, stock: Stock, size: str
) -> None:
    page = compose(chosen=CONTEXT, size=size)
    on_map = {
        one.label.id: int(one.label.lines[0].text)
        for one in page.placed
        if one.label.kind == "number"
    }
    assert on_map == page.unnamed.numbers
    assert sorted(on_map.values()) == list(range(1, len(on_map) + 1))
    (note,) = (note for note in page.texts.notes if note.startswith("By number"))
    for project, number in on_map.items():
        assert f"{number}\u00a0{stock.project_name(project, page.setting.words)}" in note
    assert not set(on_map).intersection(ids_of(page, "project"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_the_text_names_is_named_before_what_it_does_not(compose: Compose, lang: str) -> None:
    page = compose(chosen=CONTEXT, size="column-180", lang=lang)
    context = {project.id for project in page.spec.projects if project.context}
    drawn = {r.feature.project for r in page.routes if r.feature.role != "spoken"}
    assert context.intersection(page.unnamed.every)
    assert drawn - context == set(ids_of(page, "project")) - context


def test_what_a_map_is_about_has_its_name_also_where_the_text_does_not_name_it(
    compose: Compose,
) -> None:
    page = compose(chosen=CONTEXT, focus="kedo-kumho", size="column-85")
    assert "kedo-kumho" in ids_of(page, "project")


def test_where_there_is_no_room_for_a_list_the_file_s_description_names_them(
    compose: Compose, stock: Stock
) -> None:
    page = compose(chosen=CONTEXT, size="column-85", lang="ru")
    assert page.unnamed.bare
    assert any(f"ещё {len(page.unnamed.bare)};" in note for note in page.texts.notes)
    told = alt_text(page, stock)
    words = page.setting.words
    assert all(stock.project_name(p, words) in told for p in page.unnamed.bare)


@pytest.mark.parametrize(
    "choices",
    [
        {"chosen": CONTEXT, "scale": 30_000_000},
        {"chosen": CONTEXT, "scale": 25_000_000, "size": "column-85", "lang": "ru"},
        {"chosen": CONTEXT, "bbox": (130.5, 37.9, 147.9, 41.3), "lang": "ru"},
        # What the note takes out of view would come back without it.
        {
            "chosen": CONTEXT,
            "bbox": (132.4551, 36.4643, 151.9526, 41.6192),
            "size": "story",
            "lang": "ru",
            "theme": "print",
            "quote": True,
            "graticule": True,
        },
        {"scale": 20_000_000, "size": "story"},
    ],
)
def test_nothing_is_said_to_lack_room_that_is_not_in_view(
    compose: Compose, stock: Stock, choices: dict[str, object]
) -> None:
    page = compose(**choices)
    drawn = {route.feature.project for route in page.routes if route.feature.role != "spoken"}
    assert set(page.unnamed.every) == drawn.difference(ids_of(page, "project"))
    assert set(page.unnamed.countries) <= set(parted_in_view(stock, page.window))


def test_a_long_credit_takes_no_name_away(compose: Compose) -> None:
    credit = "Correspondents of the paper in Seoul, Vladivostok and Khabarovsk; " * 25
    page = compose(size="column-85", lang="ru", title="Long " * 40, credit=credit)
    assert not page.unnamed.bare
    assert len(page.texts.printed_credits) < len(page.texts.credits)


def test_that_neither_korea_is_named_is_said(compose: Compose, stock: Stock) -> None:
    page = compose(size="story", quote=True, lang="ru", theme="print")
    assert not named_in(page.placed) & {"KP", "KR"}
    names = [stock.country_name(code, page.setting.words) for code in ("KP", "KR")]
    assert any(all(name in note for name in names) for note in page.texts.notes)


def test_names_are_listed_apart_though_they_have_commas(stock: Stock) -> None:
    grids = ("asian-super-grid-goseong-matsue", "asian-super-grid-incheon-weihai")
    (note,) = tell_unnamed(Unnamed(grids), stock, Words(), "all")
    assert note.endswith(
        "1\u00a0Asian super grid, Goseong-Matsue; 2\u00a0Asian super grid, Incheon-Weihai."
    )
