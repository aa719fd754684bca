"""How much may be asked for: the length of a query, and how many heavy answers at a time."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from neatlas.errors import NeatlasError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longest query, in bytes; a filter with every word of the vocabulary has about 1,000.
MAX_QUERY_BYTES = 4_000
#: Heavy answers that are made at the same time; the app's own runs share the processor.
MAX_AT_ONCE = 4
#: Pictures that are drawn or wait to be: they are drawn one after another, and have a bound of
#: their own, so that a burst of them does not shut out the data.
MAX_DRAWN_AT_ONCE = 4
#: How long an answer waits for its turn, in seconds, before it is refused.
WAIT_SECONDS = 2.0
#: After how many seconds it is worth asking again; a heavy answer takes about one.
RETRY_AFTER_SECONDS = 2

#: An answer of more rows is given on piece by piece while it is written, without its length.
WHOLE_ROWS = 5_000
#: Size of such a piece, in characters: smaller ones cost more than they carry.
PIECE_CHARACTERS = 65_536
#: How much of files that are read by ranges is kept for the next range, in bytes.
KEPT_BYTES = 33_554_432


class BusyError(NeatlasError):
    """As much is being made as may be at a time."""


class Gate:
    """Lets a number of threads through at a time; others wait a while, then are turned away."""

    def __init__(self, places: int, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._free = threading.BoundedSemaphore(places)
        self._wait_seconds = wait_seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        """
        Hold a place.

        Raises
        ------
        BusyError
            If none becomes free in time.
        """
        if not self._free.acquire(timeout=self._wait_seconds):
            message = f"The server is busy. Ask again in {RETRY_AFTER_SECONDS} seconds."
            raise BusyError(message)
        try:
            yield
        finally:
            self._free.release()
