"""Tells pygeoapi what there is: its configuration, as the plain data that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neatlas import __version__
from neatlas.web.ogc.collections import COLLECTIONS
from neatlas.web.ogc.queries import DEFAULT_LIMIT, MAX_LIMIT, queryables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neatlas.model.settings import Settings
    from neatlas.web.ogc.store import Store

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
#: Reference systems in which features are given; that of the data first.
CRSS = (
    CRS84,
    "http://www.opengis.net/def/crs/EPSG/0/4326",
    "http://www.opengis.net/def/crs/EPSG/0/3857",
)
_PROVIDER = "neatlas.web.ogc.provider.StoreProvider"
#: Extent of a collection of which nothing is drawn.
_WORLD = (-180.0, -90.0, 180.0, 90.0)


def configure(settings: Settings, stores: Mapping[str, Store], address: str) -> dict[str, Any]:
    """
    Build the configuration for an address.

    Parameters
    ----------
    settings
        Of the atlas.
    stores
        Collection to its features.
    address
        Where the landing page stands; links begin with it.
    """
    return {
        "server": {
            "url": address,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {
                "default_items": DEFAULT_LIMIT,
                "max_items": MAX_LIMIT,
                "on_exceed": "throttle",
            },
            "api_rules": {"api_version": __version__},
        },
        "logging": {"level": "CRITICAL"},
        "metadata": _metadata(settings, address),
        "resources": {name: _resource(settings, name, store) for name, store in stores.items()},
    }


def _metadata(settings: Settings, address: str) -> dict[str, Any]:
    return {
        "identification": {
            "title": settings.title,
            "description": settings.description,
            "keywords": [settings.id],
            "terms_of_service": settings.licence,
            "url": address,
        },
        "license": {"name": settings.licence, "url": settings.licence_url},
        "provider": {"name": settings.credit},
        "contact": {"name": settings.credit},
    }


def _resource(settings: Settings, name: str, store: Store) -> dict[str, Any]:
    collection = COLLECTIONS[name]
    return {
        "type": "collection",
        "title": collection.title,
        "description": f"{collection.description} Licence: {settings.licence}.",
        "keywords": [settings.id],
        "extents": {"spatial": {"bbox": list(store.bounds or _WORLD), "crs": CRS84}},
        "providers": [
            {
                "type": "feature",
                "name": _PROVIDER,
                "data": lambda: store,
                "id_field": "id",
                "properties": list(queryables(store)),
                "crs": list(CRSS),
                "storage_crs": CRS84,
            }
        ],
    }
