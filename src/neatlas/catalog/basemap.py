"""The basemap layers of an atlas, as `scripts/build_basemap.py` wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.errors import Problem, RecordError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from neatlas.catalog.folder import Folder


def read_features(folder: Folder, layer: str) -> list[dict[str, Any]]:
    """
    Read the features of a basemap layer.

    Parameters
    ----------
    folder
        The atlas.
    layer
        Name of the layer, such as `land`.

    Returns
    -------
    list of dict
        GeoJSON features in WGS84.

    Raises
    ------
    RecordError
        If the layer is missing or is no FeatureCollection.
    """
    file = folder.root / "basemap" / f"{layer}.geojson"
    data = folder.read_json(file)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        message = "is not a FeatureCollection. Build the basemap anew."
        raise RecordError([Problem(folder.name_of(file), "", message)])
    return features


def read_layer(folder: Folder, layer: str) -> NDArray[np.object_]:
    """
    Read the geometries of a basemap layer.

    Returns
    -------
    numpy.ndarray of shapely geometries
        In WGS84, longitude first.

    Raises
    ------
    RecordError
        If the layer is missing or cannot be read.
    """
    features = read_features(folder, layer)
    try:
        return np.array([shapely.geometry.shape(f["geometry"]) for f in features], dtype=object)
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        file = folder.root / "basemap" / f"{layer}.geojson"
        message = f"holds a feature without a geometry: {error}. Build the basemap anew."
        raise RecordError([Problem(folder.name_of(file), "", message)]) from error


def read_credits(folder: Folder) -> list[str]:
    """
    Read the credit lines of the basemap, each once; none where the atlas has no basemap.

    Raises
    ------
    RecordError
        If the file of credits cannot be read.
    """
    file = folder.root / "basemap" / "credits.json"
    if not file.is_file():
        return []
    layers = folder.read_json(file)
    try:
        lines = [str(entry["credit"]) for layer in layers.values() for entry in layer]
    except (AttributeError, KeyError, TypeError) as error:
        message = "is not a list of credits by layer. Build the basemap anew."
        raise RecordError([Problem(folder.name_of(file), "", message)]) from error
    return list(dict.fromkeys(lines))
