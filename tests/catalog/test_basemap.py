from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from neatlas.catalog import basemap as basemap_module
from neatlas.catalog.basemap import (
    COUNTRIES,
    LAYERS,
    WORLD,
    check_basemap,
    read_basemap,
    read_credits,
)
from neatlas.catalog.folder import Folder
from neatlas.errors import RecordError
from neatlas.model.basemap import Credit, Credits

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog


def rewrite(atlas: Path, layer: str, **members: Any) -> list[str]:
    """Change members of a layer's first feature, and say what is then wrong."""
    file = atlas / "basemap" / f"{layer}.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    collection["features"][0] |= members
    file.write_text(json.dumps(collection), encoding="utf-8")
    return [str(problem) for problem in check_basemap(Folder(atlas))]


def test_a_layer_holds_what_its_features_say_beside_their_shapes(tiny_catalog: Catalog) -> None:
    towns = read_basemap(tiny_catalog.folder).towns
    named = {
        town.name: (point.x, point.y) for town, point in zip(towns.notes, towns.shapes, strict=True)
    }
    assert named == {"Norrvik": (21, 65), "Lumijoki": (24, 65), "Södervik": (20.5, 62.5)}


def test_a_layer_that_an_atlas_lacks_has_no_features(tiny_catalog: Catalog) -> None:
    disputed = read_basemap(tiny_catalog.folder).disputed
    assert disputed.notes == ()
    assert list(disputed.shapes) == []


def test_every_layer_can_be_credited() -> None:
    assert {*LAYERS, COUNTRIES, WORLD} == set(Credits.model_fields)


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_wrong_with_a_shape_is_said_of_its_field(layer: str, tiny_atlas: Path) -> None:
    if layer == "disputed":
        lakes = tiny_atlas / "basemap" / "lakes.geojson"
        lakes.rename(lakes.with_name("disputed.geojson"))
    found = rewrite(tiny_atlas, layer, properties={}, geometry={"type": "GeometryCollection"})
    where = f"atlas/basemap/{layer}.geojson: features[0].geometry.type: "
    assert any(line.startswith(f"{where}'GeometryCollection' is not a") for line in found)


SQUARE = [[20, 62], [21, 62], [21, 63], [20, 63], [20, 62]]


@pytest.mark.parametrize(
    ("coordinates", "message"),
    [
        ([[*SQUARE[:2], [300, 63], *SQUARE[3:]]], "'[300, 63]' is not a position."),
        ([[*SQUARE[:2], [21, float("nan")], *SQUARE[3:]]], "'[21, nan]' is not a position."),
        ([[*SQUARE[:2], [10**400, 63], *SQUARE[3:]]], "'[1000"),
        ([[*SQUARE[:2], [21, 63, 0], *SQUARE[3:]]], "'[21, 63, 0]' is not a position."),
        ([[*SQUARE[:2], [21, None], *SQUARE[3:]]], "'[21, None]' is not a position."),
        (SQUARE, "are not those of a Polygon."),
        ([SQUARE[:2]], "are not those of a Polygon."),
        ([], "holds 0 positions."),
        ([[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]], "is not valid: Self-inter"),
    ],
)
def test_coordinates_that_cannot_be_drawn_are_one_problem(
    coordinates: Any, message: str, tiny_atlas: Path
) -> None:
    geometry = {"type": "Polygon", "coordinates": coordinates}
    (line,) = rewrite(tiny_atlas, "lakes", geometry=geometry)
    field = "atlas/basemap/lakes.geojson: features[0].geometry.coordinates: "
    assert line.startswith(f"{field}{message}")


def test_a_layer_of_too_many_features_is_one_problem(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap_module, "MAX_FEATURES", 2)
    file, message = "atlas/basemap/land.geojson: features", "holds 3 features, more than 2."
    found = [str(problem) for problem in check_basemap(Folder(tiny_atlas))]
    assert f"{file}: {message} Simplify the layer." in found


def test_reading_a_broken_basemap_raises_all_problems_at_once(tiny_atlas: Path) -> None:
    for layer in ("rivers", "borders"):
        rewrite(tiny_atlas, layer, properties={})
    with pytest.raises(RecordError) as caught:
        read_basemap(Folder(tiny_atlas))
    assert {problem.field for problem in caught.value.problems} == {
        "features[0].properties.rank",
        "features[0].properties.kind",
        "features[0].properties.countries",
    }


def test_the_shipped_layers_are_valid(shipped_catalog: Catalog) -> None:
    basemap = read_basemap(shipped_catalog.folder)
    assert all(shapely.is_valid(getattr(basemap, layer).shapes).all() for layer in LAYERS)


def test_credits_are_listed_once(tiny_catalog: Catalog) -> None:
    credit = Credit(credit="Drawn for tests.", licence="CC0-1.0")
    assert read_credits(tiny_catalog.folder) == (credit,)


def test_an_atlas_without_a_basemap_credits_nobody(tmp_path: Path) -> None:
    assert read_credits(Folder(tmp_path)) == ()
