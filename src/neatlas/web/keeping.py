"""Contents kept for a while: who reads a file by ranges asks for it many times."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.web.resource import Rows


class Shelf:
    """
    Keeps the contents that were asked for last, by tag.

    Parameters
    ----------
    most_bytes
        How much it keeps in all; a larger content is not kept.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[str, tuple[str | bytes | Rows, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> str | bytes | Rows | None:
        """Return the content of a tag, None where it is not kept."""
        with self._lock:
            if tag not in self._kept:
                return None
            self._kept.move_to_end(tag)
            return self._kept[tag][0]

    def put(self, tag: str, made: str | bytes | Rows, size: int) -> None:
        """Keep a content of a size in bytes; let go of those asked for longest ago."""
        with self._lock:
            self._kept[tag] = (made, size)
            self._kept.move_to_end(tag)
            while sum(size for _, size in self._kept.values()) > self._most:
                self._kept.popitem(last=False)
