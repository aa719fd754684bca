from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from neatlas.catalog.geojson import parse_features, positions_of

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

numbers = st.floats() | st.integers(-200, 200) | st.integers()
coordinates = st.recursive(numbers | st.none() | st.text(max_size=3), st.lists, max_leaves=12)
plain = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)
shapes = plain | st.fixed_dictionaries(
    {"type": st.sampled_from(["Point", "LineString", "Polygon", "x"]), "coordinates": coordinates}
)
features = plain | st.fixed_dictionaries({"id": st.just("p/x"), "geometry": shapes})
collections = plain | st.fixed_dictionaries(
    {"type": st.just("FeatureCollection"), "features": st.lists(features, max_size=3)}
)


@given(collections)
def test_whatever_a_file_holds_it_is_read_or_its_problems_are_named(data: Any) -> None:
    geometries, problems = parse_features(data, "atlas/geometries/p.geojson", "p")
    assert geometries or problems
    assert all(str(problem).isprintable() for problem in problems)


def test_a_polygon_has_a_position_for_each_corner(tiny_catalog: Catalog) -> None:
    (basin,) = tiny_catalog.geometries["lumijoki-harbour"]
    assert positions_of(basin) == [(22.9, 64.0), (23.1, 64.0), (23.1, 64.1), (22.9, 64.1)]


def test_a_point_has_one_position(tiny_catalog: Catalog) -> None:
    (point,) = tiny_catalog.geometries["norrvik-airport"]
    assert positions_of(point) == [(21.1, 65.05)]
