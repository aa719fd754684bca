"""Several geometries as one lose nothing of any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.catalog.shapes import collect_shapes

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

LINE = shapely.LineString([(0, 0), (1, 1)])
POINT = shapely.Point(0.5, 0.5)
AREA = shapely.box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("shapes", "kind"),
    [
        ([LINE], "LineString"),
        ([LINE, LINE], "MultiLineString"),
        ([POINT, POINT], "MultiPoint"),
        ([AREA, shapely.box(2, 2, 3, 3)], "MultiPolygon"),
        ([AREA, shapely.box(0.5, 0.5, 3, 3)], "GeometryCollection"),
        ([AREA, LINE, POINT], "GeometryCollection"),
        ([shapely.GeometryCollection([AREA, LINE]), POINT], "GeometryCollection"),
    ],
)
def test_parts_of_a_kind_make_a_multipart_others_a_collection(
    shapes: list[shapely.Geometry], kind: str
) -> None:
    made = collect_shapes(shapes)
    assert made is not None
    assert made.geom_type == kind
    assert made.is_valid
    assert shapely.get_parts(made).tolist() == shapely.get_parts(shapes).tolist()


def test_nothing_makes_nothing() -> None:
    assert collect_shapes([]) is None


def test_a_project_holds_every_part_that_is_drawn_of_it(shipped_catalog: Catalog) -> None:
    features = features_frame(shipped_catalog)
    shown = features[features["role"].isin(["best", "area"])].geometry.groupby(features["project"])
    projects = projects_frame(shipped_catalog).geometry
    for project, shapes in shown:
        assert shapely.get_parts(projects[project]).tolist() == shapes.tolist(), project
