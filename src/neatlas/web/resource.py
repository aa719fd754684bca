"""What can be asked for over HTTP, as data: an entry of the table of routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.analysis.filters import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from neatlas.analysis.select import Filter
    from neatlas.atlas import Atlas


@dataclass(frozen=True)
class Asked:
    """What a request asks of a resource, read and checked."""

    atlas: Atlas
    chosen: Filter
    """The filter in the query; it lets everything through where the resource takes none."""
    path: Mapping[str, str]
    """Parameters in the path."""
    words: Mapping[str, Sequence[str]]
    """Values of the resource's own parameters, by name."""


@dataclass(frozen=True)
class Rows:
    """A content of which it is known how many rows it holds."""

    content: str | bytes | Iterator[str]
    """Pieces where it can be given on while it is written."""
    matched: int
    """How many rows or features the filter matched; all of them are in the content."""


@dataclass(frozen=True)
class Resource:
    """
    Something that is made for whoever asks: a line in the table, and the function that makes it.

    What is made must depend on `Asked` alone, never on a clock or on chance: its tag (`ETag`)
    is derived from those, and stands for the bytes.
    """

    path: str
    """Path below `/atlas/`, such as `map.html`, or `collections/{name}` with a parameter."""
    summary: str
    """What it is, in a line, for people."""
    media_type: str
    make: Callable[[Asked], str | bytes | Rows]
    """
    Makes the content, text as UTF-8. A `FilterError` answers 400, an `UnknownWordError` 404.
    """
    filtered: bool = True
    """Whether the query takes the words of a filter."""
    parameters: tuple[str, ...] = ()
    """Names of its own parameters in the query."""
    disposition: str = ""
    """`attachment` for a file to keep, `inline` for one to look at, empty for neither."""
    ranged: bool = False
    """Whether parts of it can be asked for: a file that readers skip through."""
    heavy: bool = True
    """Whether it takes so long to make that only a few may be made at a time."""
    drawn: bool = False
    """Whether it is a heavy one that is drawn: pictures wait among themselves alone."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names that its query takes."""
        return (*(NAMES if self.filtered else ()), *self.parameters)
