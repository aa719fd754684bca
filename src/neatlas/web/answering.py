"""Answers a request: tag, content, headers, and the one form in which errors are said.

Starlette runs these functions in a thread, because they are not asynchronous: nothing here
holds up the app's own connections.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

import neatlas
from neatlas.analysis.filters import filter_words
from neatlas.atlas import loaded_atlas
from neatlas.errors import FilterError, NeatlasError, RecordError, SnapshotError, UnknownWordError
from neatlas.web.asking import read_query
from neatlas.web.giving import COUNT, give, holds
from neatlas.web.keeping import Shelf
from neatlas.web.limits import (
    KEPT_BYTES,
    MAX_AT_ONCE,
    MAX_DRAWN_AT_ONCE,
    MAX_QUERY_BYTES,
    RETRY_AFTER_SECONDS,
    BusyError,
    Gate,
)
from neatlas.web.ranges import read_range
from neatlas.web.resource import Rows

if TYPE_CHECKING:
    from starlette.requests import Request

    from neatlas.web.ranges import ByteRange
    from neatlas.web.resource import Asked, Resource

#: What every answer says. The data are public, and a page anywhere may read them.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        f"ETag, Content-Disposition, Content-Range, Accept-Ranges, Retry-After, "
        f"Content-Crs, Link, {COUNT}"
    ),
    "X-Content-Type-Options": "nosniff",
}
_STATUS: dict[type[NeatlasError], int] = {
    FilterError: 400,
    SnapshotError: 400,
    UnknownWordError: 404,
    BusyError: 429,
    RecordError: 503,
}
#: Lets heavy answers through, of whatever route that draws nothing.
GATE = Gate(MAX_AT_ONCE)
#: Lets pictures through.
EASEL = Gate(MAX_DRAWN_AT_ONCE)
_SHELF = Shelf(KEPT_BYTES)
#: Characters of an address that stand in it as they are.
_ADDRESS = "%:/?#[]@!$&'()*+,;=~"


def answer(resource: Resource, request: Request) -> Response:
    """
    Answer a request for a resource.

    Parameters
    ----------
    resource
        The entry of the table.
    request
        A GET or HEAD request.

    Returns
    -------
    Response
        The content with its tag, or 304 where the caller holds what has that tag.

    Raises
    ------
    HTTPException
        400 for words that nobody knows, 404 for an id, 414 for a query that is too long, 416 for
        a part that a content does not have, 429 while too much is asked at once, 503 where the
        atlas itself is wrong.
    """
    check_length(request)
    try:
        words = {name: request.query_params.getlist(name) for name in request.query_params}
        asked = read_query(resource, loaded_atlas(), request.path_params, words)
        tag, wanted = _tag_and_range(resource, asked, request)
        headers = HEADERS | {"ETag": tag, "Cache-Control": "public, no-cache"}
        if holds(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
        made = _kept(resource, asked, tag) if resource.ranged else _make(resource, asked)
    except NeatlasError as error:
        _refuse(error)
    headers["Content-Type"] = resource.media_type
    if resource.ranged:
        headers["Accept-Ranges"] = "bytes"
    if resource.disposition:
        file = f"{asked.atlas.catalog.settings.id}-{resource.path.rpartition('/')[2]}"
        headers["Content-Disposition"] = f'{resource.disposition}; filename="{file}"'
    if resource.filtered and (licence := asked.atlas.catalog.settings.licence_url):
        # RFC 8288; a file without a row may have no other place for it.
        headers["Link"] = f'<{quote(licence, safe=_ADDRESS)}>; rel="license"'
    return give(made, headers, wanted)


def say_error(_request: Request, error: Exception) -> Response:
    """Say an error as one line of JSON; what is wrong with the server itself goes on its way."""
    if not isinstance(error, HTTPException):
        raise error
    return Response(
        json.dumps({"error": error.detail}, ensure_ascii=False) + "\n",
        error.status_code,
        headers=HEADERS | {"Cache-Control": "no-store"} | dict(error.headers or {}),
        media_type="application/json; charset=utf-8",
    )


def check_length(request: Request) -> None:
    """Refuse a query that is longer than allowed, with 414."""
    length = len(request.scope["query_string"])
    if length > MAX_QUERY_BYTES:
        message = f"The query has {length} bytes, more than the {MAX_QUERY_BYTES} allowed."
        raise HTTPException(414, f"{message} Ask for less at a time.")


def _make(resource: Resource, asked: Asked) -> str | bytes | Rows:
    if not resource.heavy:
        return resource.make(asked)
    with (EASEL if resource.drawn else GATE).place():
        return resource.make(asked)


def _kept(resource: Resource, asked: Asked, tag: str) -> str | bytes | Rows:
    kept = _SHELF.get(tag)
    if kept is not None:
        return kept
    made = _make(resource, asked)
    content = made.content if isinstance(made, Rows) else made
    if isinstance(content, bytes):
        _SHELF.put(tag, made, len(content))
    return made


def _refuse(error: NeatlasError) -> NoReturn:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), None)
    if status is None:
        raise error
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == _STATUS[BusyError] else None
    raise HTTPException(status, str(error), headers) from error


def _tag_and_range(
    resource: Resource, asked: Asked, request: Request
) -> tuple[str, ByteRange | None]:
    """Return the tag of what will be sent, and which part of it is wanted."""
    # A part is one of the plain bytes: the server compresses none.
    plain = _tag(resource, asked, compressed=False)
    if resource.ranged and request.headers.get("if-range", plain) == plain:
        wanted = read_range(request.headers.get("range", ""))
        if wanted is not None:
            return plain, wanted
    if "gzip" in request.headers.get("accept-encoding", ""):
        return _tag(resource, asked, compressed=True), None
    return plain, None


def _tag(resource: Resource, asked: Asked, *, compressed: bool) -> str:
    """Derive the strong tag of a content from all that it is made of, without making it."""
    # The server compresses what is large for those who take it, and other bytes need another tag.
    made_of = [
        _program(),
        asked.atlas.version,
        resource.path,
        sorted(asked.path.items()),
        sorted(filter_words(asked.chosen).items()),
        sorted((name, list(values)) for name, values in asked.words.items()),
        compressed,
    ]
    return f'"{hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:32]}"'


@cache
def _program() -> str:
    """Hash the program: what it makes of the same data changes with it."""
    root = Path(neatlas.__file__).parent
    files = sorted(f for f in root.rglob("*") if f.is_file() and f.suffix != ".pyc")
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
