"""A page of features by box through pygeoapi: our provider against its own for GeoJSON files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pygeoapi.api import API, itemtypes

from neatlas.analysis.select import Filter
from neatlas.catalog.reading import load_catalog
from neatlas.export.notice import write_notice
from neatlas.export.table import Field, Table
from neatlas.web.ogc.answering import DOORS
from neatlas.web.ogc.configuration import configure
from neatlas.web.ogc.service import Service, build_service
from neatlas.web.ogc.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ADDRESS = "http://127.0.0.1/atlas/ogc"
#: A quarter of the ground on which the features lie: more than a page of them at any number.
_QUERY = {"bbox": "125,40,150,60", "limit": "100"}
_NAME = "projects"


def made_store(count: int) -> Store:
    """Make lines of 20 vertices with three properties."""
    rng = np.random.default_rng(3)
    starts = rng.uniform([100, 20], [150, 60], (count, 1, 2))
    lines = shapely.linestrings(starts + rng.normal(0, 0.05, (count, 20, 2)).cumsum(axis=1))
    fields = (
        Field("id", "text", "id"),
        Field("name", "text", "name"),
        Field("length_km", "number", "a number"),
        Field("geometry", "geometry", "a line"),
    )
    rows = [
        {"id": f"f{n}", "name": f"Line {n}", "length_km": n / 7, "geometry": line}
        for n, line in enumerate(lines)
    ]
    return Store(Table(_NAME, "a made line", fields, rows))


def our_page(store: Store) -> Callable[[], object]:
    """Return what makes the page through all that a request goes through but HTTP itself."""
    service = build_service(load_catalog(), {_NAME: store}, _ADDRESS)
    return lambda: json.dumps(DOORS["items"].ask(service, [_NAME], _QUERY).document)


def peer_page(store: Store, folder: Path) -> Callable[[], object]:
    """Return what makes the same page from a GeoJSON file of the same features."""
    file = folder / "made.geojson"
    features = store.features(np.arange(len(store.table.rows)))
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    configuration = configure(load_catalog().settings, {_NAME: store}, _ADDRESS)
    configuration["resources"][_NAME]["providers"] = [
        {"type": "feature", "name": "GeoJSON", "data": str(file), "id_field": "id"}
    ]
    service = Service(API(configuration, {}), {}, {}, write_notice(load_catalog(), Filter()))
    return lambda: service.call(itemtypes.get_collection_items, _NAME, words=_QUERY)
