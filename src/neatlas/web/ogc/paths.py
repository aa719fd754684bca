"""Paths of the interface, and by which address it is asked; light, for the table of routes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.requests import Request
    from starlette.responses import Response

#: Path below `/atlas/` of the landing page.
ROOT = "ogc"
#: Path below the landing page to the name of what answers there.
PATHS = {
    "": "landing",
    "/": "landing",
    "/conformance": "conformance",
    "/openapi": "openapi",
    "/collections": "collections",
    "/collections/{collection}": "collection",
    "/collections/{collection}/schema": "schema",
    "/collections/{collection}/queryables": "queryables",
    "/collections/{collection}/items": "items",
    "/collections/{collection}/items/{feature}": "item",
}
_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_SCHEMES = {"http", "https"}


def answer_ogc(name: str, request: Request) -> Response:
    """Answer a request for a path of `PATHS`; the first one imports pygeoapi."""
    from neatlas.web.ogc.answering import answer_path  # noqa: PLC0415

    return answer_path(name, request)


def address_of(request: Request) -> str:
    """
    Return the address of the landing page as the caller knows it.

    A proxy in front says its own host and scheme in `X-Forwarded-Host` and `X-Forwarded-Proto`.
    What is no host or scheme is passed over: the address stands in every link.
    """
    url = request.url
    host = _forwarded(request.headers, "x-forwarded-host")
    scheme = _forwarded(request.headers, "x-forwarded-proto")
    if not _HOST.fullmatch(host):
        host = url.netloc if _HOST.fullmatch(url.netloc) else "127.0.0.1"
    if scheme not in _SCHEMES:
        scheme = url.scheme
    return f"{scheme}://{host}{request.scope['root_path']}/{ROOT}"


def _forwarded(headers: Headers, name: str) -> str:
    """Return what the proxy nearest to the caller says: the first of a list."""
    return headers.get(name, "").partition(",")[0].strip()
