"""Parts of a content: one range of bytes, as RFC 9110 (section 14) has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: One range, `first-last`, `first-` or `-length of the end`.
_ONE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class ByteRange:
    """The bytes that a `Range` header asks for, whatever the length of the content."""

    first: int | None
    """Position of the first byte; None for the end of the content."""
    last: int | None
    """Position of the last byte, None for all that follow; how many, at the end."""

    def positions(self, length: int) -> range:
        """Return the positions in a content of a length; empty where it has none of them."""
        if self.first is None:
            return range(max(0, length - (self.last or 0)), length)
        return range(self.first, length if self.last is None else min(self.last + 1, length))


def read_range(header: str) -> ByteRange | None:
    """
    Read a `Range` header.

    Returns
    -------
    ByteRange or None
        None where it asks for no range, for several, or for something that is none: the
        standard lets a server answer such a one with the whole.
    """
    found = _ONE.fullmatch(header)
    if found is None or not any(found.groups()):
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    if first is not None and last is not None and last < first:
        return None
    return ByteRange(first, last)
