from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from neatlas.render.static_map.ground import on_page
from neatlas.render.static_map.places import Land
from neatlas.render.static_map.spots import Spots

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.stock import Stock


@pytest.mark.parametrize("size", ["article", "a4"])
def test_the_share_of_a_place_on_land_is_that_of_its_area(
    compose: Callable[..., Composition], stock: Stock, size: str
) -> None:
    window = compose(size=size).window
    inside = window.box.grown(-60)
    random = np.random.default_rng(6)
    corners = random.uniform(inside[:2], inside[2:], (300, 2))
    boxes = np.hstack([corners, corners + random.uniform((12, 8), (60, 20), (300, 2))])
    shapes = on_page(stock.layer("land_overview"), window)
    land = shapely.union_all([shape for shape in shapes if shape is not None])
    areas = shapely.area(shapely.intersection(land, shapely.box(*boxes.T)))
    true = areas / np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    assert 0 < true.mean() < 1
    places = Spots(boxes, np.zeros(300), np.full((300, 2), np.nan))
    off = Land(stock, window).dryness(places) - true
    assert np.abs(off).max() < 0.13
    assert np.abs(off).mean() < 0.02
