"""The OpenAPI document: pygeoapi's own refers to files on other hosts, this one to none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neatlas import __version__
from neatlas.web.ogc.collections import COLLECTIONS
from neatlas.web.ogc.configuration import CRSS
from neatlas.web.ogc.queries import DEFAULT_LIMIT, MAX_LIMIT, queryables, sortables
from neatlas.web.ogc.schema import field_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neatlas.export.table import Field
    from neatlas.model.settings import Settings
    from neatlas.web.ogc.store import Store

_JSON, _GEOJSON, _SCHEMA = "application/json", "application/geo+json", "application/schema+json"


def openapi_document(
    settings: Settings, stores: Mapping[str, Store], address: str
) -> dict[str, Any]:
    """Return the OpenAPI 3.0 document of the interface at an address."""
    paths = {
        "/": _read("Landing page", _JSON),
        "/conformance": _read("Conformance classes", _JSON),
        "/openapi": _read("This document", "application/vnd.oai.openapi+json;version=3.0"),
        "/collections": _read("Collections", _JSON),
    }
    for name, store in stores.items():
        title, below = COLLECTIONS[name].title, f"/collections/{name}"
        paths[below] = _read(f"{title}: what they are", _JSON)
        paths[f"{below}/schema"] = _read(f"{title}: schema", _SCHEMA)
        paths[f"{below}/queryables"] = _read(f"{title}: queryables", _SCHEMA)
        paths[f"{below}/items"] = _read(title, _GEOJSON, _of_items(store))
        paths[f"{below}/items/{{featureId}}"] = _read(
            f"{title}: a feature", _GEOJSON, [_FEATURE, _CRS], absent=True
        )
    return {
        "openapi": "3.0.3",
        "info": {
            "title": settings.title,
            "description": settings.description,
            "version": __version__,
        },
        "servers": [{"url": address}],
        "paths": paths,
    }


def _read(
    summary: str,
    media_type: str,
    parameters: Sequence[dict[str, Any]] = (),
    *,
    absent: bool = False,
) -> dict[str, Any]:
    """Return the description of a path that is read."""
    refused = {"content": {_JSON: {"schema": _ERROR}}}
    responses = {
        "200": {"description": summary, "content": {media_type: {"schema": {"type": "object"}}}},
        "400": {"description": "A parameter is wrong."} | refused,
    }
    if absent:
        responses["404"] = {"description": "There is no such feature."} | refused
    return {
        "get": {"summary": summary, "parameters": [_F, *parameters], "responses": responses},
    }


def _of_items(store: Store) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    names = [field.name for field in store.table.attributes]
    return [
        _parameter("limit", "Features on a page.", limit),
        _parameter("offset", "Features before the page.", {"type": "integer", "minimum": 0}),
        _BBOX,
        _parameter("bbox-crs", "Reference system of the box.", _one_of(CRSS)),
        _parameter("datetime", "A time, or an interval such as 2012-01-01/..", {"type": "string"}),
        _parameter(
            "sortby", _ORDER, {"type": "array", "items": _one_of(_signed(sortables(store)))}
        ),
        _parameter("properties", "Properties to give.", {"type": "array", "items": _one_of(names)}),
        _parameter("skipGeometry", "Give no geometry.", {"type": "boolean", "default": False}),
        _CRS,
        *(_of_field(field) for field in queryables(store).values()),
    ]


def _signed(names: Sequence[str]) -> list[str]:
    return [f"{sign}{name}" for name in names for sign in ("", "+", "-")]


def _of_field(field: Field) -> dict[str, Any]:
    schema = field_schema(field)
    one = schema["items"] if field.kind == "list" else schema
    asked = {name: one[name] for name in ("type", "enum") if name in one}
    return _parameter(field.name, field.meaning, asked)


def _one_of(words: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _parameter(name: str, meaning: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": meaning,
        "schema": dict(schema),
        "style": "form",
        "explode": False,
    }


_ORDER = "Properties to sort by, the most telling first; one with a minus before it falls."
_F = _parameter("f", "Form of the answer.", _one_of(["json"]))
_CRS = _parameter("crs", "Reference system of the geometries.", _one_of(CRSS))
_BBOX = _parameter(
    "bbox",
    "West, south, east, north.",
    {
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    },
)
_FEATURE = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
_ERROR = {
    "type": "object",
    "required": ["code"],
    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
}
