from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from neatlas.analysis.select import Filter
from neatlas.catalog.reading import load_catalog
from neatlas.render.static_map.countries import named_in
from neatlas.render.static_map.marks import letters_of
from neatlas.render.static_map.stock import Stock
from neatlas.render.static_map.whose_land import whose_land

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.render.static_map.compose import Composition

    Compose = Callable[..., Composition]

VALID = Path(__file__).parents[2] / "data" / "valid"
#: A map of each place that has none of the places on record for names of countries in view, and
#: the countries that it is about.
ABOUT = [
    ({"focus": "rajin-port-terminal", "size": "a4-landscape"}, {"KP"}),
    ({"focus": "selikhin-nysh-railway", "size": "column-85"}, {"RU"}),
    ({"focus": "tumangan-rajin-railway", "size": "square"}, {"KP", "RU"}),
    ({"focus": "khabarovsk-airport", "size": "square"}, {"RU"}),
    ({"focus": "sakhalin-tunnel", "size": "column-85", "lang": "ru"}, {"RU"}),
    ({"bbox": (129, 42, 133, 44), "size": "square"}, {"RU", "KP"}),
]


@pytest.mark.parametrize(("choices", "about"), ABOUT)
def test_the_countries_of_the_subject_are_named(
    choices: dict[str, object], about: set[str], compose: Compose, stock: Stock
) -> None:
    composition = compose(**choices)
    names = stock.catalog.settings.country_names
    inset = [layer for layer in composition.page.layers if layer.id == "locator"]
    said = [letters.text for letters in letters_of(inset)]
    located = {code for code, name in names.items() if name.partition(" (")[0] in said}
    on_map = named_in(composition.placed)
    assert about <= on_map | located
    # A neighbour is named alone neither on the map nor in the locator.
    assert not on_map or on_map & about
    assert not located or located & about


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        # There is room for both once they come before all others,
        ({"chosen": Filter(context=True), "size": "square", "lang": "ru"}, {"KP", "KR"}),
        # for neither,
        ({"size": "story", "quote": True, "lang": "ru", "theme": "print"}, set()),
        # the other is not in view,
        ({"focus": "rajin-port-terminal", "size": "a4-landscape"}, {"KP"}),
        # or both are, though no town of either is.
        (
            {
                "chosen": Filter(context=True),
                "focus": "kedo-kumho",
                "size": "square",
                "bbox": (127.3, 38.22, 127.55, 38.5),
            },
            {"KP", "KR"},
        ),
    ],
)
def test_both_koreas_are_named_or_neither_where_both_are_in_view(
    choices: dict[str, object], named: set[str], compose: Compose
) -> None:
    composition = compose(**choices)
    assert named_in(composition.placed) & {"KP", "KR"} == named


def test_no_neighbour_is_named_where_there_is_no_room_for_both_koreas(compose: Compose) -> None:
    context = Filter(context=True)
    focus, scale = "rajin-port-terminal", 20_000_000
    composition = compose(context, focus=focus, size="column-85", scale=scale)
    assert named_in(composition.placed) == set()


@pytest.mark.parametrize("choices", [choices for choices, _ in ABOUT[:3]])
def test_the_name_of_a_country_lies_on_its_land(
    choices: dict[str, object], compose: Compose, stock: Stock
) -> None:
    composition = compose(**choices)
    for placed in composition.placed:
        if placed.label.kind == "country" and placed.spot.anchor is None:
            box = placed.box
            middle = np.array([[(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2]])
            (code,) = whose_land(stock, composition.window.to_ground(middle))
            assert placed.label.id == f"country-{code}"


def test_a_place_belongs_to_the_country_of_the_nearest_place_on_its_side_of_the_border(
    stock: Stock,
) -> None:
    # Hunchun, Khasan and Rajin, near where three countries meet; Kaesong and Paju.
    places = [(130.37, 42.86), (130.64, 42.43), (130.30, 42.25), (126.55, 37.98), (126.78, 37.76)]
    assert whose_land(stock, np.array(places)).tolist() == ["CN", "RU", "KP", "KP", "KR"]


def test_an_atlas_that_knows_no_places_has_no_country_at_any(tmp_path: Path) -> None:
    folder = shutil.copytree(VALID, tmp_path / "atlas")
    (folder / "basemap" / "towns.geojson").unlink()
    settings = folder / "atlas.toml"
    labels = re.compile(r"\[\[country_labels\]\]\n(?:\w.*\n)*")
    settings.write_text(labels.sub("", settings.read_text()))
    stock = Stock(load_catalog(folder))
    assert not stock.catalog.settings.country_labels
    assert whose_land(stock, np.array([[25.0, 60.0], [26.0, 61.0]])).tolist() == ["", ""]
