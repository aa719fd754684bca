"""What pygeoapi says too much, and what it says for others: links, conformance, times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from neatlas.web.ogc.queries import DEFAULT_LIMIT, MAX_LIMIT
from neatlas.web.ogc.schema import with_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neatlas.export.notice import Notice
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
GEOJSON = "application/geo+json"
_TITLES = {"self": "This page", "prev": "The page before", "next": "The next page"}
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


def add_notice(document: dict[str, Any], notice: Notice) -> dict[str, Any]:
    """Add what every export carries: a link to the licence, how to cite, version of the data."""
    said: dict[str, Any] = {
        "attribution": notice.citation,
        "licence": notice.licence,
        "data_version": notice.data_version,
    }
    links = list(document.get("links", ()))
    if notice.licence_url:
        links.append({"rel": "license", "title": notice.licence, "href": notice.licence_url})
    if "collections" in document:
        said["collections"] = [add_notice(one, notice) for one in document["collections"]]
    return document | said | {"links": links}


def close_queryables(document: dict[str, Any]) -> dict[str, Any]:
    """
    Say what can be asked for, and that nothing else can, which the standard leaves open.

    pygeoapi leaves out what a list holds, and which words are controlled.
    """
    properties = {name: with_words(name, said) for name, said in document["properties"].items()}
    return document | {"properties": properties, "additionalProperties": False}


def turn_pages(document: dict[str, Any], address: str, words: Mapping[str, str]) -> dict[str, Any]:
    """
    Return a page of features with links to itself and to the pages beside it.

    pygeoapi's link to itself leaves out where the page begins; it leads on from a last page that
    is full, and back from beyond the end to a page that is not there either.

    Parameters
    ----------
    document
        The page, with `numberMatched`.
    address
        Where the features are, without a query.
    words
        The query.
    """
    matched = document["numberMatched"]
    limit = min(int(words.get("limit", DEFAULT_LIMIT)), MAX_LIMIT)
    offset = int(words.get("offset", 0))
    pages = {"self": offset}
    if offset > 0:
        last = max(matched - 1, 0) // limit * limit
        pages["prev"] = max(min(offset - limit, last), 0)
    if offset + limit < matched:
        pages["next"] = offset + limit
    links = [link for link in document["links"] if link["rel"] not in {"self", "prev", "next"}]
    for relation, begins in pages.items():
        query = urlencode({**words, "offset": str(begins)} if begins else _first(words))
        href = f"{address}?{query}" if query else address
        links.append({"rel": relation, "type": GEOJSON, "title": _TITLES[relation], "href": href})
    return document | {"links": links}


def _first(words: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in words.items() if name != "offset"}


def _leads_somewhere(link: Mapping[str, Any]) -> bool:
    return link.get("type") not in _OTHER_TYPES and not link["rel"].endswith(_OTHER_RELATIONS)
