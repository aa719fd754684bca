"""Tables: what every writer of a format writes, whatever the format.

A field has one type in every row, so that files of different selections stack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Type of a field. `list` is a list of texts, `map` an object of texts.
Kind = Literal["text", "list", "map", "integer", "number", "boolean", "date", "geometry"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    kind: Kind
    meaning: str
    """What it holds, in words; a unit where it is a measure."""


@dataclass(frozen=True)
class Table:
    """Rows of plain data, and what their columns mean."""

    name: str
    meaning: str
    """What a row stands for."""
    fields: tuple[Field, ...]
    rows: Sequence[Row]
    """None where a value is not known; dates as ISO 8601 texts, geometries as shapely has them."""
    key: tuple[str, ...] = ("id",)
    """Fields that together name a row."""

    @property
    def geometry(self) -> str | None:
        """Name of the field that holds the geometry, None where none does."""
        return next((field.name for field in self.fields if field.kind == "geometry"), None)

    @property
    def attributes(self) -> tuple[Field, ...]:
        """The fields that are no geometry."""
        return tuple(field for field in self.fields if field.kind != "geometry")

    def where(self, rows: Iterable[Row], *, name: str) -> Table:
        """Return a table of the same fields with other rows, under another name."""
        return Table(name, self.meaning, self.fields, tuple(rows), self.key)
