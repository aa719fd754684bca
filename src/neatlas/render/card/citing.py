"""Numbers the sources of a card in the order in which it cites them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from neatlas.model.vocabulary import Grade
from neatlas.render.foreign import as_written, compose
from neatlas.render.spec import Block, Link, Row, Said
from neatlas.speech import message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.source import Source

#: Said of a fact that only copies vouch for, whose originals were not seen.
UNCONFIRMED = message("Unconfirmed: only copies of its source were seen.")


@dataclass
class Sources:
    """The sources of one card."""

    catalog: Catalog
    numbers: dict[str, int] = field(default_factory=dict)

    def row(
        self,
        label: Said,
        value: Said,
        ids: Iterable[str],
        *,
        note: str | None = None,
        mark: Literal["", "claim", "status", "event"] = "",
    ) -> Row:
        """Build a row that must have a source, and says so where it has none, or copies only."""
        named = tuple(ids)
        cited = tuple(self.numbers.setdefault(i, len(self.numbers) + 1) for i in named)
        grades = {self.catalog.sources[i].grade for i in named}
        written = as_written(note, self.catalog.settings.language) if note else None
        unconfirmed = say(UNCONFIRMED) if grades == {Grade.MIRROR} else None
        return Row(
            label=label,
            value=value,
            note=_both(written, unconfirmed),
            sources=cited,
            unsourced=not cited,
            mark=mark,
        )

    def block(self) -> Block:
        """Build the list of all sources that were cited."""
        links = [
            Link(text=self._reference(source), url=source.url or "")
            for source in (self.catalog.sources[i] for i in self.numbers)
        ]
        return Block(heading=say("Sources"), kind="sources", links=tuple(links))

    def _reference(self, source: Source) -> Said:
        reference = as_written(str(source), source.language or self.catalog.settings.language)
        graded = compose("{source} [{grade}]", source=reference, grade=source.grade.label)
        if source.custom.unread is None:
            return graded
        why = as_written(source.custom.unread, self.catalog.settings.language)
        return compose(say("{reference} Not read: {why}"), reference=graded, why=why)


def _both(note: Said | None, more: str | None) -> Said | None:
    if note is None or more is None:
        return note or more
    return compose("{note} {more}", note=note, more=more)
