"""What pygeoapi says too much, and what it says for others: links, conformance, times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neatlas.web.ogc.store import Store

#: Conformance classes that hold; tests hold us to each.
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
)
#: Forms and services that pygeoapi has and this interface has not: its pages name outside hosts.
_OTHER_TYPES = {"text/html", "application/ld+json"}
_OTHER_RELATIONS = ("/processes", "/job-list", "/tiling-schemes")


def keep_true(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the links that lead nowhere here, and without a clock."""
    kept = {name: value for name, value in document.items() if name != "timeStamp"}
    if "links" in kept:
        kept["links"] = [link for link in kept["links"] if _leads_somewhere(link)]
    if "collections" in kept:
        kept["collections"] = [keep_true(collection) for collection in kept["collections"]]
    return kept


def add_times(document: dict[str, Any], stores: Mapping[str, Store]) -> dict[str, Any]:
    """
    Add to collections when their features hold.

    pygeoapi would refuse a `datetime` outside of it, where the standard has an empty answer.
    """
    for collection in document.get("collections", [document]):
        span = stores[collection["id"]].span
        if span is not None:
            ends = [end and f"{end.isoformat()}T00:00:00Z" for end in span]
            collection["extent"]["temporal"] = {"interval": [ends]}
    return document


def close_queryables(document: dict[str, Any]) -> dict[str, Any]:
    """Say that nothing else can be asked for, which the standard leaves open otherwise."""
    return document | {"additionalProperties": False}


def _leads_somewhere(link: Mapping[str, Any]) -> bool:
    return link.get("type") not in _OTHER_TYPES and not link["rel"].endswith(_OTHER_RELATIONS)
