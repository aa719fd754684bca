"""Answers a request for the interface: checks it, asks pygeoapi, keeps what is true here."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pygeoapi.api as core
from pygeoapi.api import itemtypes
from starlette.responses import Response

from neatlas.errors import FilterError, NeatlasError, RecordError, UnknownWordError
from neatlas.web import answering
from neatlas.web.giving import COUNT, holds
from neatlas.web.ogc.documents import (
    CONFORMANCE,
    GEOJSON,
    add_notice,
    add_times,
    close_queryables,
    keep_true,
    turn_pages,
)
from neatlas.web.ogc.paths import address_of
from neatlas.web.ogc.queries import (
    COMMON,
    OF_ITEM,
    OF_ITEMS,
    check_query,
    read_order,
    write_order,
)
from neatlas.web.ogc.service import service_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from neatlas.web.ogc.service import Service

_JSON, _SCHEMA = "application/json", "application/schema+json"
_ERRORS: dict[type[NeatlasError], tuple[int, str]] = {
    FilterError: (400, "InvalidParameterValue"),
    UnknownWordError: (404, "NotFound"),
    RecordError: (503, "ServiceUnavailable"),
}


@dataclass(frozen=True)
class Answer:
    """What an answer says, before it is written."""

    status: int
    document: dict[str, Any]
    crs: str | None = None
    """The `Content-Crs` header of features."""


@dataclass(frozen=True)
class Door:
    """What answers on a path."""

    media_type: str
    ask: Callable[[Service, list[str], dict[str, str]], Answer]
    """Takes the service, the names in the path and the checked words of the query."""
    parameters: tuple[str, ...] = COMMON
    noticed: bool = False
    """Whether it gives data, or says what they are: then it carries licence and citation."""


def _asking(
    function: Callable[..., Any], *changes: Callable[[dict[str, Any]], dict[str, Any]]
) -> Callable[[Service, list[str], dict[str, str]], Answer]:
    """Return what asks a function of pygeoapi and changes the document that it gives."""

    def ask(service: Service, named: list[str], words: dict[str, str]) -> Answer:
        status, headers, content = service.call(function, *named, words=words)
        document = json.loads(content)
        if status == OK:
            for change in changes:
                document = change(document)
        return Answer(status, document, headers.get("Content-Crs"))

    return ask


def _describe(service: Service, named: list[str], words: dict[str, str]) -> Answer:
    answer = _asking(core.describe_collections, keep_true)(service, named, words)
    return Answer(answer.status, add_times(answer.document, service.stores))


def _page(service: Service, named: list[str], words: dict[str, str]) -> Answer:
    address = f"{service.api.config['server']['url']}/collections/{named[0]}/items"
    turned = partial(turn_pages, address=address, words=words)
    return _asking(itemtypes.get_collection_items, keep_true, turned)(service, named, words)


def _conformance(_service: Service, _named: list[str], _words: dict[str, str]) -> Answer:
    # pygeoapi claims pages and editing whatever it is configured to.
    return Answer(OK, {"conformsTo": list(CONFORMANCE)})


def _openapi(service: Service, _named: list[str], _words: dict[str, str]) -> Answer:
    return Answer(OK, service.openapi)


OK = 200
#: What answers, by its name in `paths.PATHS`.
DOORS = {
    "landing": Door(_JSON, _asking(core.landing_page, keep_true), noticed=True),
    "conformance": Door(_JSON, _conformance),
    "openapi": Door("application/vnd.oai.openapi+json;version=3.0", _openapi),
    "collections": Door(_JSON, _describe, noticed=True),
    "collection": Door(_JSON, _describe, noticed=True),
    "schema": Door(_SCHEMA, _asking(core.get_collection_schema)),
    "queryables": Door(_SCHEMA, _asking(itemtypes.get_collection_queryables, close_queryables)),
    "items": Door(GEOJSON, _page, OF_ITEMS, noticed=True),
    "item": Door(GEOJSON, _asking(itemtypes.get_collection_item, keep_true), OF_ITEM, noticed=True),
}


def answer_path(name: str, request: Request) -> Response:
    """
    Answer a request.

    Parameters
    ----------
    name
        What answers: a value of `paths.PATHS`.
    request
        A GET or HEAD request.

    Returns
    -------
    Response
        JSON with a weak tag, 304 where the caller holds it, or what is wrong as the standard
        has it: an object with `code` and `description`.
    """
    answering.check_length(request)
    door = DOORS[name]
    try:
        answer = _answer(name, door, request)
    except NeatlasError as error:
        found = next((said for kind, said in _ERRORS.items() if isinstance(error, kind)), None)
        if found is None:
            raise
        answer = Answer(found[0], {"code": found[1], "description": str(error)})
    return _write(answer, door, request)


def _answer(name: str, door: Door, request: Request) -> Answer:
    service = service_at(address_of(request))
    named = list(request.path_params.values())
    if named and named[0] not in service.stores:
        raise UnknownWordError("collection", named[0], service.stores)
    store = service.stores[named[0]] if name == "items" else None
    check_query(request.query_params.multi_items(), door.parameters, store)
    # JSON is the only form, and without its name links do not carry it on.
    words = {word: value for word, value in request.query_params.items() if word != "f"}
    if "sortby" in words:
        words["sortby"] = write_order(read_order(words["sortby"]))
    answer = door.ask(service, named, words)
    if not door.noticed or answer.status != OK:
        return answer
    return replace(answer, document=add_notice(answer.document, service.notice))


def _write(answer: Answer, door: Door, request: Request) -> Response:
    body = json.dumps(answer.document, ensure_ascii=False, separators=(",", ":")).encode()
    if answer.status != OK:
        headers = answering.HEADERS | {"Cache-Control": "no-store"}
        return Response(body, answer.status, headers=headers, media_type=_JSON)
    headers = answering.HEADERS | {
        # Weak: on its way the same document may be compressed.
        "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Cache-Control": "public, no-cache",
        "Vary": "X-Forwarded-Host, X-Forwarded-Proto",
        "Content-Type": door.media_type,
    }
    if answer.crs is not None:
        headers["Content-Crs"] = answer.crs
    if "numberMatched" in answer.document:
        headers[COUNT] = str(answer.document["numberMatched"])
    if holds(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers)
