from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from neatlas.catalog.basemap import read_basemap
from neatlas.catalog.reading import load_catalog
from neatlas.render.basemap import SCALE, pack_basemap, plan_names

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog


def unpack(flat: list[int]) -> list[tuple[float, float]]:
    lons, lats = accumulate(flat[::2]), accumulate(flat[1::2])
    return [(lon / SCALE, lat / SCALE) for lon, lat in zip(lons, lats, strict=True)]


def assert_packed(packed: list[int], original: shapely.Geometry) -> None:
    """Hold what is unpacked against the original: nowhere farther off than one unit."""
    unpacked = unpack(packed)
    assert all(isinstance(number, int) for number in packed)
    line = shapely.LineString(original.coords)
    shapely.prepare(line)
    assert np.all(shapely.dwithin(line, shapely.points(unpacked), 1e-4))
    ends = [unpacked[0], unpacked[-1]]
    assert np.allclose(ends, [line.coords[0], line.coords[-1]], atol=1e-4)
    if len(unpacked) > 1:
        again = shapely.LineString(unpacked)
        shapely.prepare(again)
        assert np.all(shapely.dwithin(again, shapely.points(line.coords), 1e-4))


def test_land_is_unpacked_exactly(tiny_catalog: Catalog) -> None:
    land = pack_basemap(tiny_catalog)["polygons"]["land"]
    assert [unpack(ring) for ring in land[0]] == [
        [(19, 61), (22, 61), (22, 65.2), (19, 65.2), (19, 61)]
    ]
    assert len(land) == 3


@pytest.mark.parametrize("layer", ["land", "land_overview", "lakes", "disputed"])
def test_shipped_polygons_are_unpacked_within_a_ten_thousandth_of_a_degree(
    layer: str, shipped_catalog: Catalog
) -> None:
    packed = pack_basemap(shipped_catalog)["polygons"][layer]
    basemap = read_basemap(shipped_catalog.folder)
    polygons = shapely.get_parts(getattr(basemap, layer).shapes)
    assert len(packed) == len(polygons)
    for rings, polygon in zip(packed, polygons, strict=True):
        for ring, original in zip(rings, [polygon.exterior, *polygon.interiors], strict=True):
            assert_packed(ring, original)


def test_shipped_lines_are_unpacked_within_a_ten_thousandth_of_a_degree(
    shipped_catalog: Catalog,
) -> None:
    packed = pack_basemap(shipped_catalog)["lines"]["provinces"]
    lines = shapely.get_parts(read_basemap(shipped_catalog.folder).provinces.shapes)
    for flat, line in zip(packed, lines, strict=True):
        assert_packed(flat, line)


def test_the_demarcation_line_is_packed_apart_from_borders(shipped_catalog: Catalog) -> None:
    lines = pack_basemap(shipped_catalog)["lines"]
    kinds = [border.kind for border in read_basemap(shipped_catalog.folder).borders.notes]
    assert kinds.count("military_demarcation_line") > 0
    assert lines["military_demarcation_line"]
    for flat in lines["military_demarcation_line"]:
        assert all(126 < lon < 129 and 37 < lat < 39 for lon, lat in unpack(flat))


def test_rivers_are_packed_by_rank(tiny_catalog: Catalog) -> None:
    lines = pack_basemap(tiny_catalog)["lines"]
    assert [len(lines[f"rivers_{rank}"]) for rank in (1, 2, 3)] == [1, 0, 0]


def test_towns_and_countries_carry_their_names(tiny_catalog: Catalog) -> None:
    packed = plan_names(tiny_catalog)
    assert [town["name"] for town in packed["towns"]] == ["Norrvik", "Lumijoki", "Södervik"]
    assert packed["countries"][0] == {"name": "Sweden", "lon": 21.0, "lat": 63.5}


def test_a_layer_that_an_atlas_lacks_is_packed_empty(tiny_atlas: Path) -> None:
    for name in ("lakes", "rivers", "borders"):
        (tiny_atlas / "basemap" / f"{name}.geojson").unlink()
    packed = pack_basemap(load_catalog(tiny_atlas))
    assert packed["polygons"]["lakes"] == packed["lines"]["borders"] == []


def test_a_layer_without_features_is_packed_empty(tiny_atlas: Path) -> None:
    file = tiny_atlas / "basemap" / "lakes.geojson"
    file.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert pack_basemap(load_catalog(tiny_atlas))["polygons"]["lakes"] == []
