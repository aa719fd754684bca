"""The provider through which pygeoapi reads a collection of the atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely
from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError

from neatlas.errors import shown
from neatlas.web.ogc.queries import read_wanted
from neatlas.web.ogc.schema import field_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray
    from pygeoapi.util import CrsTransformSpec

    from neatlas.web.ogc.store import Store

    Move = Callable[[NDArray[np.object_]], NDArray[np.object_]]


class StoreProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi is not typed
    """
    Reads a store that is held in memory.

    Parameters
    ----------
    provider_def
        Definition in pygeoapi's configuration; its `data` is a function that returns the store:
        pygeoapi copies its configuration, and a function is not copied.
    """

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        self.store: Store = provider_def["data"]()
        self._fields = self.get_fields()

    def get_fields(self) -> dict[str, dict[str, Any]]:
        """Return the JSON Schema of each field, by name."""
        return {field.name: field_schema(field) for field in self.store.table.attributes}

    def query(  # noqa: PLR0913 - pygeoapi's signature
        self,
        *,
        offset: int = 0,
        limit: int = 10,
        bbox: Sequence[float] = (),
        datetime_: str | None = None,
        properties: Sequence[tuple[str, str]] = (),
        select_properties: Sequence[str] = (),
        sortby: Sequence[Mapping[str, str]] = (),
        skip_geometry: bool = False,
        crs_transform_spec: CrsTransformSpec | None = None,
        **_unused: object,
    ) -> dict[str, Any]:
        """Return a page of the features that are asked for, as a feature collection."""
        wanted = read_wanted(self.store, bbox, datetime_, dict(properties))
        rows = self.store.select(wanted)
        if sortby:
            order = [(word["property"], word["order"] == "-") for word in sortby]
            rows = self.store.sort(rows, order)
        features = self.store.features(
            rows[offset : offset + limit],
            names=select_properties,
            move=_mover(crs_transform_spec),
            drawn=not skip_geometry,
        )
        return {
            "type": "FeatureCollection",
            "numberMatched": len(rows),
            "numberReturned": len(features),
            "features": features,
        }

    def get(
        self,
        identifier: str,
        crs_transform_spec: CrsTransformSpec | None = None,
        **_unused: object,
    ) -> dict[str, Any]:
        """
        Return a feature.

        Raises
        ------
        ProviderItemNotFoundError
            If there is none of this id.
        """
        rows = self.store.index("id").get(identifier)
        if rows is None:
            message = f"{shown(identifier)} is no feature of this collection. See its items."
            raise ProviderItemNotFoundError(user_msg=message)
        (feature,) = self.store.features(rows, move=_mover(crs_transform_spec))
        return feature


def _mover(spec: CrsTransformSpec | None) -> Move | None:
    """Return what takes geometries to the reference system asked for, axes in its own order."""
    if spec is None:
        return None
    moving = pyproj.Transformer.from_crs(
        pyproj.CRS.from_wkt(spec.source_crs_wkt), pyproj.CRS.from_wkt(spec.target_crs_wkt)
    )

    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(moving.transform(*positions.T))

    return lambda shapes: shapely.transform(shapes, move)
