"""Packs the basemap for a page: whole numbers, each the difference to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.catalog.basemap import read_features, read_layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.catalog.catalog import Catalog
    from neatlas.catalog.folder import Folder

#: Ten thousandths of a degree: 11 m, a fifth of a pixel at zoom 11.
SCALE = 10_000

_POLYGONS = ("land_overview", "land", "lakes", "disputed")


def pack_basemap(catalog: Catalog) -> dict[str, Any]:
    """
    Pack the basemap of an atlas as the painter reads it.

    Parameters
    ----------
    catalog
        The atlas; layers that its basemap folder lacks are packed empty.

    Returns
    -------
    dict
        `scale`; `polygons` and `lines`, layer name to geometries, each ring or line one flat
        list of whole numbers: longitude and latitude times `scale`, then differences; `towns`
        and `countries`, which hold names and positions in degrees.
    """
    folder = catalog.folder
    borders = _features(folder, "borders")
    rivers = _features(folder, "rivers")
    lines: dict[str, list[Any]] = {
        "borders": _lines(borders, "kind", "international"),
        "military_demarcation_line": _lines(borders, "kind", "military_demarcation_line"),
        "provinces": _lines(_features(folder, "provinces")),
    }
    for rank in (1, 2, 3):
        lines[f"rivers_{rank}"] = _lines(rivers, "rank", rank)
    return {
        "scale": SCALE,
        "polygons": {layer: _polygons(folder, layer) for layer in _POLYGONS},
        "lines": lines,
        "towns": [_town(feature) for feature in _features(folder, "towns")],
        "countries": [
            {
                "name": catalog.settings.country_names[label.country],
                "lon": label.lon,
                "lat": label.lat,
            }
            for label in catalog.settings.country_labels
        ],
    }


def _features(folder: Folder, layer: str) -> list[dict[str, Any]]:
    if not (folder.root / "basemap" / f"{layer}.geojson").is_file():
        return []
    return read_features(folder, layer)


def _town(feature: dict[str, Any]) -> dict[str, Any]:
    lon, lat = feature["geometry"]["coordinates"]
    properties = feature["properties"]
    return {"name": properties["name"], "lon": lon, "lat": lat, "rank": properties["rank"]}


def _polygons(folder: Folder, layer: str) -> list[list[list[int]]]:
    if not (folder.root / "basemap" / f"{layer}.geojson").is_file():
        return []
    polygons = shapely.get_parts(read_layer(folder, layer))
    return [[_pack(ring) for ring in (p.exterior, *p.interiors)] for p in polygons]


def _lines(
    features: list[dict[str, Any]], field: str | None = None, value: object = None
) -> list[list[int]]:
    chosen = [f for f in features if field is None or f["properties"].get(field) == value]
    shapes = np.array([shapely.geometry.shape(f["geometry"]) for f in chosen], dtype=object)
    return [_pack(line) for line in shapely.get_parts(shapes)]


def _pack(line: Any) -> list[int]:  # noqa: ANN401 - LineString or LinearRing
    whole: NDArray[np.int64] = np.rint(shapely.get_coordinates(line) * SCALE).astype(np.int64)
    differences = np.diff(whole, axis=0)
    moving = differences.any(axis=1)
    packed = np.vstack([whole[:1], differences[moving]])
    flat: list[int] = packed.ravel().tolist()
    return flat
