"""What a printed map of an atlas draws on, whatever is selected: ground, names, edition.

Layers are read when they are first needed and kept, so that a second map of the same atlas is
drawn without reading a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely

from neatlas.catalog.basemap import LAYERS, WORLD, read_layer
from neatlas.catalog.edition import Edition, read_edition
from neatlas.model.basemap import Land, Layer
from neatlas.render.shapes import plan_shape
from neatlas.render.static_map.projection import along_geodesics

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.render.spec import Shape
    from neatlas.render.static_map.words import Words

T = TypeVar("T")

#: Greatest distance between places of a line before it is projected.
_STEP_KM = 10.0
#: Digits of the version that are printed: enough that no two editions of an atlas share them.
_PRINTED = 12


@dataclass(frozen=True)
class Town:
    """A town of the basemap."""

    name: str
    names: dict[str, str]
    country: str
    """Its code."""
    lon: float
    lat: float
    rank: int
    """1 for the largest cities to 5 for places that matter to a project alone."""


@dataclass(frozen=True)
class Stretch:
    """A piece of a line, from one vertex to the next."""

    line: int
    """Number of the line that it belongs to, of those of its shape."""
    positions: NDArray[np.float64]
    """Along the geodesic, in degrees, longitude first."""
    uncertainty_km: float
    """The greater one of its ends."""
    size: float
    """Its length as a share of others of the same feature."""


@dataclass(frozen=True, eq=False)
class Stock:
    """The ground and the names of one atlas."""

    catalog: Catalog
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key; it is made when it is first asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    def layer(
        self, name: str, key: str | None = None, value: Hashable = None
    ) -> NDArray[np.object_]:
        """
        Return the geometries of a basemap layer, single ones, in WGS84 degrees.

        Parameters
        ----------
        name
            Such as `land`; a layer that the atlas lacks is empty.
        key, value
            Only the features whose property has this value.
        """
        return self.keep((name, key, value), lambda: _parts(self, name, key, value))

    @cached_property
    def beyond(self) -> NDArray[np.object_]:
        """Coarse land outside the region of the atlas, whose own land is finer."""
        region = shapely.box(*self.catalog.settings.region)
        cut: Any = shapely.difference(self.layer("world"), region)
        return np.asarray(shapely.get_parts(cut[~shapely.is_empty(cut)]))

    @cached_property
    def world(self) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
        """Outlines of the land of the whole world, dense enough for a globe, and their starts."""
        rings = shapely.get_rings(shapely.segmentize(self.layer(WORLD), 3.0))
        positions, owner = shapely.get_coordinates(rings, return_index=True)
        return positions, np.flatnonzero(np.diff(owner)) + 1

    @cached_property
    def version(self) -> str:
        """The version of the data, as it is printed: the beginning of its digest."""
        return self.catalog.version[:_PRINTED]

    @cached_property
    def edition(self) -> Edition:
        """Digests of all files of the atlas."""
        return read_edition(self.catalog.folder)

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """Towns of the basemap, the largest first."""
        layer = self.keep("towns", lambda: _layer(self, "towns"))
        found = [
            Town(notes.name, notes.names, notes.country, point.x, point.y, notes.rank)
            for notes, point in zip(layer.notes, layer.shapes, strict=True)
        ]
        return tuple(sorted(found, key=lambda town: town.rank))

    @cached_property
    def parted(self) -> tuple[Town, ...]:
        """The largest town of each country that a demarcation line parts from another."""
        layer = self.keep("borders", lambda: _layer(self, "borders"))
        lines = [notes for notes in layer.notes if notes.kind == "military_demarcation_line"]
        countries = dict.fromkeys(code for notes in lines for code in notes.countries)
        own = ([t for t in self.towns if t.country == code] for code in countries)
        return tuple(towns[0] for towns in own if towns)

    @cached_property
    def _geometries(self) -> dict[str, Geometry]:
        return {g.id: g for own in self.catalog.geometries.values() for g in own}

    def shape(self, feature: str) -> Shape:
        """Return the shape of a feature, as `render.shapes.plan_shapes` has it."""
        return self.keep(("shape", feature), lambda: plan_shape(self._geometries[feature]))

    def stretches(self, feature: str) -> tuple[Stretch, ...]:
        """Return the stretches of a line between its vertices, along geodesics."""
        return self.keep(("stretches", feature), lambda: _stretches(self, feature))

    def polygons(self, feature: str, *, band: bool) -> NDArray[np.object_]:
        """Return the polygons of a feature's band, or of the area that it is."""
        return self.keep(("polygons", feature, band), lambda: _polygons(self, feature, band=band))

    def project_name(self, project: str, words: Words) -> str:
        """Return a project's name in a language; the English one where it has none."""
        record = self.catalog.projects[project]
        name = record.name_in(words.language)
        return name.text if name and words.language != "en" else record.name

    def country_name(self, code: str, words: Words) -> str:
        """Return a country's name in a language; the atlas's own where it has none."""
        settings = self.catalog.settings
        translation = settings.translations.get(words.language)
        names = translation.country_names if translation else {}
        return names.get(code, settings.country_names.get(code, code))

    def sea_name(self, english: str, words: Words) -> str:
        """Return a sea's name in a language."""
        seas = {sea.name: sea.names for sea in self.catalog.settings.sea_names}
        return seas.get(english, {}).get(words.language, english)


def _polygons(stock: Stock, feature: str, *, band: bool) -> NDArray[np.object_]:
    shape = stock.shape(feature)
    rings = shape.band if band else (shape.lines,)
    return np.array([shapely.Polygon(p[0], p[1:]) for p in rings], dtype=np.object_)


def _stretches(stock: Stock, feature: str) -> tuple[Stretch, ...]:
    shape = stock.shape(feature)
    found = []
    for number, line in enumerate(shape.lines):
        known = shape.uncertainty_km[number] if number < len(shape.uncertainty_km) else ()
        for start, pair in enumerate(pairwise(line)):
            positions = along_geodesics(pair, _STEP_KM)
            size = float(np.hypot(*(positions[-1] - positions[0])))
            widest = max(known[start : start + 2], default=0.0)
            found.append(Stretch(number, positions, widest, size))
    return tuple(found)


def _layer(stock: Stock, name: str) -> Layer[Any]:
    folder = stock.catalog.folder
    if not (folder.root / "basemap" / f"{name}.geojson").is_file():
        return Layer((), np.empty(0, dtype=object))
    return read_layer(folder, name, Land if name == WORLD else LAYERS[name])


def _parts(stock: Stock, name: str, field: str | None, value: object) -> NDArray[np.object_]:
    layer = stock.keep(name, lambda: _layer(stock, name))
    chosen = [field is None or getattr(notes, field) == value for notes in layer.notes]
    return np.asarray(shapely.get_parts(layer.shapes[np.array(chosen, dtype=bool)]))
