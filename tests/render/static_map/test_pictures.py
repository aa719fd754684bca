"""Pictures of printed maps against references that somebody looked at: `tests/golden/pictures`.

Compared are the means of blocks of pixels. Another build of the libraries may smooth an edge
otherwise; that stays within the tolerance. What stands elsewhere, or is missing, does not: the last
tests take a thing away, or move it, and the comparison must notice.
"""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from PIL import Image

from neatlas.render.static_map.marks import Layer, Letters
from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.painting import compound, edge_around, pixels_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from neatlas.render.static_map.compose import Composition

    Compose = Callable[..., Composition]
    Change = Callable[[Layer], Layer | None]

REFERENCES = Path(__file__).parents[2] / "golden" / "pictures"
#: Side of a block, in pixels, and by how much its mean may be off, in levels of 255.
BLOCK, LEVELS = 8, 4.0
#: Dots an inch: few, so that the references stay small.
DPI = 72

PICTURES: dict[str, dict[str, Any]] = {
    "article": {"size": "article"},
    "column-85-rajin-ko-print": {
        "size": "column-85",
        "lang": "ko",
        "theme": "print",
        "focus": "rajin-port-terminal",
        "quote": True,
    },
    "story-ru-dark": {"size": "story", "lang": "ru", "theme": "dark"},
}


@pytest.fixture(scope="session")
def composed(compose: Compose) -> Callable[[str], Composition]:
    return lambda name: compose(**PICTURES[name], dpi=DPI)


def picture(composition: Composition) -> Image.Image:
    with own_settings():
        return Image.fromarray(pixels_of(composition)).convert("RGB")


def means(image: Image.Image) -> NDArray[np.float64]:
    """Return the mean of each whole block, for each colour."""
    pixels = np.asarray(image, dtype=float)
    down, across = pixels.shape[0] // BLOCK, pixels.shape[1] // BLOCK
    whole = pixels[: down * BLOCK, : across * BLOCK]
    return np.asarray(whole.reshape(down, BLOCK, across, BLOCK, 3).mean(axis=(1, 3)))


def differing(one: Image.Image, other: Image.Image) -> list[tuple[int, int]]:
    """List the blocks that differ, by the pixel at their left and top."""
    assert one.size == other.size
    off = np.abs(means(one) - means(other)).max(axis=2)
    return [(int(x) * BLOCK, int(y) * BLOCK) for y, x in np.argwhere(off > LEVELS)]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_that_of_its_reference(
    composed: Callable[[str], Composition], tmp_path: Path, name: str
) -> None:
    drawn = picture(composed(name))
    reference = REFERENCES / f"{name}.png"
    if os.environ.get("NEATLAS_REFRESH_GOLDEN"):
        reference.parent.mkdir(parents=True, exist_ok=True)
        drawn.save(reference, optimize=True)
    drawn.save(tmp_path / reference.name)
    found = differing(drawn, Image.open(reference).convert("RGB"))
    assert found == [], f"compare {tmp_path / reference.name} with {reference}"


def changed(composition: Composition, change: Change) -> Composition:
    page = composition.page
    layers = tuple(new for layer in page.layers if (new := _within(layer, change)))
    return replace(composition, page=replace(page, layers=layers))


def _within(layer: Layer, change: Change) -> Layer | None:
    new = change(layer)
    if new is None:
        return None
    inner = tuple(found for one in new.layers if (found := _within(one, change)))
    return replace(new, layers=inner)


def without(layer_id: str) -> Change:
    return lambda layer: None if layer.id == layer_id else layer


def moved(text: str, points: float) -> Change:
    """Move a text to the right."""

    def change(layer: Layer) -> Layer:
        marks = tuple(
            replace(mark, x=mark.x + points)
            if isinstance(mark, Letters) and mark.text == text
            else mark
            for mark in layer.marks
        )
        return replace(layer, marks=marks)

    return change


CHANGES = {
    "without a band": ("article", without("band-russia-korea-power-line-submarine")),
    "without a line": ("article", without("route-selikhin-nysh-railway-chyorny-mys-nysh")),
    "without the names of seas": ("article", without("names-sea")),
    "without the scale": ("story-ru-dark", without("scale")),
    "with a town name moved by 2 mm": ("article", moved("Beijing", 6)),
    "with a project name moved by 2 mm": ("article", moved("Khabarovsk airport", 6)),
    "with a Korean town name moved by 2 mm": ("column-85-rajin-ko-print", moved("라진", 6)),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.values(), ids=CHANGES)
def test_a_map_would_not_pass(
    composed: Callable[[str], Composition], name: str, change: Change
) -> None:
    other = picture(changed(composed(name), change))
    assert differing(other, Image.open(REFERENCES / f"{name}.png").convert("RGB"))


def test_an_edge_that_is_smoothed_otherwise_would_pass(
    composed: Callable[[str], Composition],
) -> None:
    drawn = picture(composed("article"))
    twentieth = (1, 0, 0.05, 0, 1, 0.05)
    smoothed = drawn.transform(
        drawn.size, Image.Transform.AFFINE, twentieth, Image.Resampling.BILINEAR
    )
    assert smoothed.tobytes() != drawn.tobytes()
    assert differing(smoothed, drawn) == []


def test_an_edge_around_letters_reaches_as_far_on_all_sides() -> None:
    ring = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 60.0], [0.0, 60.0]])
    edge = edge_around(compound((ring,), closed=True), 8.0)
    box = edge.get_extents()
    assert box.extents == pytest.approx((-8, -8, 108, 68), abs=0.1)
    # The hole in its middle runs the other way, as it must to be one in every format.
    outer, inner = (shapely.LinearRing(outline) for outline in edge.to_polygons())
    assert inner.bounds == pytest.approx((8, 8, 92, 52), abs=0.1)
    assert outer.is_ccw != inner.is_ccw


def test_the_garbage_collector_waits_while_a_map_is_drawn() -> None:
    with own_settings(), own_settings():
        assert not gc.isenabled()
    assert gc.isenabled()
