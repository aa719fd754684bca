"""Reads the basemap of an atlas, as `scripts/build_basemap.py` wrote it, or says what is wrong.

A map reads tens of thousands of positions each time it is made. They are built and looked at
together; only where that finds a mistake are they walked through one by one to name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely
from pydantic import ValidationError
from shapely.geometry import shape

from neatlas.catalog.geojson import MISSHAPEN, shape_problems
from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, RecordError, shown, unknown_word
from neatlas.model.basemap import (
    Basemap,
    Border,
    Country,
    Credit,
    Credits,
    Disputed,
    Land,
    Layer,
    Notes,
    Province,
    River,
    Town,
    Water,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from neatlas.catalog.folder import Folder

#: Most features of one layer.
MAX_FEATURES = 20_000

#: Name of a layer to what its features say of themselves.
LAYERS: dict[str, type[Notes]] = {
    "land_overview": Land,
    "land": Land,
    "disputed": Disputed,
    "lakes": Water,
    "borders": Border,
    "provinces": Province,
    "rivers": River,
    "towns": Town,
}

#: Layer that no map draws: the land of each country.
COUNTRIES = "countries"
#: Layer that print alone draws: coarse land of the whole world.
WORLD = "world"

N = TypeVar("N", bound=Notes)


def check_basemap(folder: Folder) -> list[Problem]:
    """Say everything that is wrong with the layers and credits of a basemap."""
    problems: list[Problem] = []
    for read in (_refuse_others, read_basemap, read_countries, read_world, read_credits):
        try:
            read(folder)
        except RecordError as error:
            problems += error.problems
    return sorted(problems)


def _refuse_others(folder: Folder) -> None:
    """Refuse a file that is no layer: under a misspelt name it would be drawn by nobody."""
    known = (*LAYERS, COUNTRIES, WORLD)
    others = [f for f in folder.files("basemap", ".geojson") if f.stem not in known]
    if others:
        raise RecordError(
            Problem(folder.name_of(file), "", unknown_word("layer of a basemap", file.stem, known))
            for file in others
        )


def read_basemap(folder: Folder) -> Basemap:
    """
    Read all layers of a basemap; those that the atlas lacks have no features.

    Raises
    ------
    RecordError
        If any layer is wrong, with all problems at once.
    """
    layers: dict[str, Layer[Any]] = {}
    problems: list[Problem] = []
    for name, notes in LAYERS.items():
        try:
            layers[name] = _read_if_there(folder, name, notes)
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return Basemap(**layers)


def read_countries(folder: Folder) -> Layer[Country]:
    """
    Read the land of countries within generalised borders; none where the atlas lacks the layer.

    Raises
    ------
    RecordError
        If the layer is wrong, with all problems at once.
    """
    return _read_if_there(folder, COUNTRIES, Country)


def read_world(folder: Folder) -> Layer[Land]:
    """
    Read the coarse land of the whole world; none where the atlas lacks the layer.

    Raises
    ------
    RecordError
        If the layer is wrong, with all problems at once.
    """
    return _read_if_there(folder, WORLD, Land)


def read_towns(folder: Folder) -> Layer[Town]:
    """
    Read the towns alone, whose names a map says in many languages; none where there are none.

    Raises
    ------
    RecordError
        If the layer is wrong, with all problems at once.
    """
    return _read_if_there(folder, "towns", Town)


def _read_if_there(folder: Folder, name: str, notes: type[N]) -> Layer[N]:
    if not (folder.root / "basemap" / f"{name}.geojson").exists():
        return Layer((), np.empty(0, dtype=object))
    return read_layer(folder, name, notes)


def read_layer(folder: Folder, name: str, notes: type[N]) -> Layer[N]:
    """
    Read one layer of a basemap.

    Parameters
    ----------
    folder
        The atlas.
    name
        Name of the layer, such as `land`.
    notes
        Record of its features' properties.

    Raises
    ------
    RecordError
        If the layer is missing or wrong, with all problems at once.
    """
    file = folder.root / "basemap" / f"{name}.geojson"
    path = folder.name_of(file)
    data = folder.read_json(file)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        message = "is not a FeatureCollection. Build the basemap anew."
        raise RecordError([Problem(path, "", message)])
    if len(features) > MAX_FEATURES:
        message = f"holds {len(features)} features, more than {MAX_FEATURES}. Simplify the layer."
        raise RecordError([Problem(path, "features", message)])
    problems: list[Problem] = []
    said: list[N] = []
    for index, feature in enumerate(features):
        try:
            said.append(_read_notes(feature, notes, path, f"features[{index}]"))
        except RecordError as error:
            problems += error.problems
    shapes = _build(features, notes.kinds)
    if shapes is None:
        problems += (
            problem
            for index, feature in enumerate(features)
            if isinstance(feature, dict)
            for problem in shape_problems(
                feature.get("geometry"), path, f"features[{index}].geometry", notes.kinds
            )
        )
    if problems or shapes is None:
        raise RecordError(problems)
    return Layer(tuple(said), shapes)


def _read_notes(
    feature: Any,  # noqa: ANN401 - whatever the file held
    notes: type[N],
    path: str,
    where: str,
) -> N:
    if not isinstance(feature, dict):
        message = f"{shown(feature)} is not a feature. Write an object."
        raise RecordError([Problem(path, where, message)])
    try:
        return notes.model_validate(feature.get("properties"))
    except ValidationError as error:
        within = (where, "properties")
        raise RecordError(problems_of(error, notes, path, within=within)) from error


def _build(features: list[Any], kinds: Collection[str]) -> NDArray[np.object_] | None:
    """Build all shapes and look at them together; None where one of them is wrong."""
    try:
        if not all(feature["geometry"]["type"] in kinds for feature in features):
            return None
        # NaN is refused below; that shapely met it is nothing to warn of.
        with np.errstate(invalid="ignore"):
            shapes = np.array([shape(feature["geometry"]) for feature in features], dtype=object)
    except MISSHAPEN:
        return None
    lon, lat = np.abs(shapely.get_coordinates(shapes)).T
    # NaN passes no comparison.
    on_earth = np.all((lon <= 180) & (lat <= 90))  # noqa: PLR2004 - degrees
    flat = on_earth and not np.any(shapely.has_z(shapes) | shapely.is_empty(shapes))
    return shapes if flat and np.all(shapely.is_valid(shapes)) else None


def read_credits(folder: Folder) -> tuple[Credit, ...]:
    """
    Read whom the basemap comes from, each once; nobody where the atlas has no basemap.

    Raises
    ------
    RecordError
        If the file of credits is wrong, with all problems at once.
    """
    file = folder.root / "basemap" / "credits.json"
    if not file.exists():
        return ()
    try:
        layers = Credits.model_validate(folder.read_json(file))
    except ValidationError as error:
        raise RecordError(problems_of(error, Credits, folder.name_of(file))) from error
    return tuple(dict.fromkeys(credit for _, own in layers for credit in own))
