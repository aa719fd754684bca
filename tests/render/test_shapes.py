from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from neatlas.render.shapes import kind_of, plan_shapes

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def test_a_line_keeps_its_positions_and_uncertainties(tiny_catalog: Catalog) -> None:
    shape = plan_shapes(tiny_catalog)["gulf-railway/west-shore"]
    assert shape.kind == "line"
    assert shape.lines == (((21.0, 65.0), (21.8, 65.5), (22.5, 65.6)),)
    assert shape.uncertainty_km == ((0.5, 1.0, 2.0),)


def test_an_area_is_its_closed_outline_without_a_band(tiny_catalog: Catalog) -> None:
    shape = plan_shapes(tiny_catalog)["lumijoki-harbour/basin"]
    assert shape.kind == "area"
    ((first, *_, last),) = shape.lines
    assert first == last == (22.9, 64.0)
    assert (shape.band, shape.uncertainty_km) == ((), ())


def test_a_point_has_one_position_and_a_round_band(tiny_catalog: Catalog) -> None:
    shape = plan_shapes(tiny_catalog)["norrvik-airport/reference-point"]
    assert shape.kind == "point"
    assert shape.lines == (((21.1, 65.05),),)
    (band,) = shape.band
    assert shapely.Polygon(band[0]).contains(shapely.Point(21.1, 65.05))


@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_every_band_holds_its_feature(atlas: str, request: pytest.FixtureRequest) -> None:
    for name, shape in plan_shapes(request.getfixturevalue(f"{atlas}_catalog")).items():
        bare = shape.kind == "area" or name.endswith("/spoken")
        if bare or not max(shape.uncertainty_km[0]):
            continue
        band = shapely.union_all([shapely.Polygon(p[0], p[1:]) for p in shape.band])
        for position, km in zip(shape.lines[0], shape.uncertainty_km[0], strict=True):
            assert km == 0 or band.covers(shapely.Point(position)), name


def test_what_can_be_drawn_is_a_line_a_point_or_an_area() -> None:
    shapes = [shapely.LineString([(0, 0), (1, 1)]), shapely.Point(0, 0), shapely.box(0, 0, 1, 1)]
    assert [kind_of(shape) for shape in shapes] == ["line", "point", "area"]
