"""Gives a content on: whole, piece by piece, a part of it, or the word that it is unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from neatlas.web.limits import PIECE_CHARACTERS, WHOLE_ROWS
from neatlas.web.resource import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.web.ranges import ByteRange

#: Header that says how many rows or features the filter matched.
COUNT = "OGC-NumberMatched"


def give(
    made: str | bytes | Rows, headers: dict[str, str], wanted: ByteRange | None = None
) -> Response:
    """
    Give a content on.

    Parameters
    ----------
    made
        What the resource made. A content in pieces goes out while it is written where it has
        many rows, and whole, with its length, where it has few.
    headers
        What the answer says.
    wanted
        The part that is asked for, of a content in bytes; None for all.

    Raises
    ------
    HTTPException
        416 where the content has nothing of the part.
    """
    content: str | bytes | Iterator[str]
    if isinstance(made, Rows):
        content = made.content
        headers = headers | {COUNT: str(made.matched)}
        if not isinstance(content, str | bytes):
            if made.matched > WHOLE_ROWS:
                return StreamingResponse(_gathered(content), headers=headers)
            content = "".join(content)
    else:
        content = made
    if wanted is None or isinstance(content, str):
        return Response(content, headers=headers)
    return _part(content, headers, wanted)


def holds(held: str, tag: str) -> bool:
    """Return whether an `If-None-Match` names a tag; it compares weakly (RFC 9110, 13.1.2)."""
    return tag.removeprefix("W/") in {name.strip().removeprefix("W/") for name in held.split(",")}


def _part(content: bytes, headers: dict[str, str], wanted: ByteRange) -> Response:
    length = len(content)
    at = wanted.positions(length)
    if not at:
        message = f"The content has {length} bytes and none of those. Ask for some of them."
        raise HTTPException(416, message, {"Content-Range": f"bytes */{length}"})
    said = headers | {"Content-Range": f"bytes {at.start}-{at.stop - 1}/{length}"}
    return Response(content[at.start : at.stop], 206, headers=said)


def _gathered(pieces: Iterator[str]) -> Iterator[str]:
    """Gather small pieces to larger ones: each is carried by a thread of its own."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE_CHARACTERS:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
