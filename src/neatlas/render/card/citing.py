"""Numbers the sources of a card in the order in which it cites them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from neatlas.model.vocabulary import Grade
from neatlas.render.spec import Block, Link, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.source import Source

#: Said of a fact that only copies vouch for, whose originals were not seen.
UNCONFIRMED = "Unconfirmed: only copies of its source were seen."


@dataclass
class Sources:
    """The sources of one card."""

    catalog: Catalog
    numbers: dict[str, int] = field(default_factory=dict)

    def row(
        self,
        label: str,
        value: str,
        ids: Iterable[str],
        *,
        note: str | None = None,
        mark: Literal["", "claim", "status", "event"] = "",
    ) -> Row:
        """Build a row that must have a source, and says so where it has none, or copies only."""
        named = tuple(ids)
        cited = tuple(self.numbers.setdefault(i, len(self.numbers) + 1) for i in named)
        grades = {self.catalog.sources[i].grade for i in named}
        said = [note or "", UNCONFIRMED if grades == {Grade.MIRROR} else ""]
        return Row(
            label=label,
            value=value,
            note=" ".join(s for s in said if s) or None,
            sources=cited,
            unsourced=not cited,
            mark=mark,
        )

    def block(self) -> Block:
        """Build the list of all sources that were cited."""
        links = [
            Link(text=_reference(source), url=source.url or "")
            for source in (self.catalog.sources[i] for i in self.numbers)
        ]
        return Block(heading="Sources", kind="sources", links=tuple(links))


def _reference(source: Source) -> str:
    unread = f" Not read: {source.custom.unread}" if source.custom.unread else ""
    return f"{source} [{source.grade.label}]{unread}"
