"""`snapshot.json`: what a map was drawn from, so that it can be drawn again, byte for byte."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, ValidationError

from neatlas.analysis.filters import filter_words, parse_filter
from neatlas.catalog.edition import Edition
from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, SnapshotError
from neatlas.model.record import Line, Record, Slug
from neatlas.render.static_map.options import SnapshotOptions

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.stock import Stock

#: Largest file that is read as a snapshot.
_MOST_BYTES = 5_000_000


class Snapshot(Record):
    """What a map was drawn from."""

    atlas: Slug
    filter: Annotated[dict[str, list[str]], Field(default_factory=dict)]
    """The words of the filter, as on the command line and in an address."""
    options: SnapshotOptions = SnapshotOptions()
    house: Line | None = None
    """File of the house style, relative to where the command was run."""
    house_parts: Annotated[dict[str, str], Field(default_factory=dict)]
    """Digests of what the house style set: its fonts, colours, logo and credit."""
    neatlas: Line = "0"
    data_version: Line = ""
    files: Annotated[dict[str, str], Field(default_factory=dict)]
    """Digests of the files of the atlas."""
    pictures: Annotated[dict[str, str], Field(default_factory=dict)]
    """Digests of the pictures that were drawn."""

    def chosen(self, catalog: Catalog) -> Filter:
        """Return the filter."""
        return parse_filter(self.filter, catalog)

    def drawn(self, stock: Stock, pictures: dict[str, bytes]) -> Snapshot:
        """Return the snapshot with what it was drawn from and what came of it."""
        return self.model_copy(
            update={
                "neatlas": version("neatlas"),
                "data_version": stock.version,
                "files": stock.edition.files,
                "pictures": {name: _digest(data) for name, data in pictures.items()},
            }
        )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def take_snapshot(
    catalog: Catalog,
    chosen: Filter,
    options: SnapshotOptions,
    *,
    house: Path | None = None,
    style: House | None = None,
) -> Snapshot:
    """Note what a map is to be drawn from; `style` is what the file `house` says."""
    return Snapshot(
        atlas=catalog.settings.id,
        filter=filter_words(chosen),
        options=options,
        files={},
        pictures={},
        house=str(house) if house else None,
        house_parts=style.digests() if style else {},
    )


def write_snapshot(snapshot: Snapshot) -> str:
    """Write a snapshot as JSON; `read_snapshot` reads it back."""
    data = snapshot.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_snapshot(file: Path) -> Snapshot:
    """
    Read a snapshot.

    Raises
    ------
    SnapshotError
        If the file cannot be read or is no snapshot; all problems at once.
    """
    name = str(file)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise SnapshotError([Problem(name, "", "is too large for a snapshot. Name another.")])
        return Snapshot.model_validate(json.loads(file.read_text("utf-8")))
    except OSError as error:
        message = f"cannot be read: {error.strerror}. Name a snapshot.json."
        raise SnapshotError([Problem(name, "", message)]) from error
    except ValidationError as error:
        raise SnapshotError(problems_of(error, Snapshot, path=name)) from error
    except ValueError as error:
        message = f"is not JSON: {error}. Name a snapshot.json."
        raise SnapshotError([Problem(name, "", message)]) from error


def changes_since(snapshot: Snapshot, stock: Stock) -> tuple[str, ...]:
    """Say what of the data changed since a snapshot was drawn; empty if nothing did."""
    if snapshot.atlas != stock.catalog.settings.id:
        own = stock.catalog.settings.id
        return (f"it was drawn from the atlas '{snapshot.atlas}', and this is '{own}'",)
    return Edition(snapshot.files).changes_to(stock.edition) if snapshot.files else ()


def style_changes_since(snapshot: Snapshot, style: House) -> tuple[str, ...]:
    """Say what of the house style changed since a snapshot was drawn; empty if nothing did."""
    return Edition(snapshot.house_parts).changes_to(Edition(style.digests()))


def check_same(snapshot: Snapshot, pictures: dict[str, bytes]) -> tuple[str, ...]:
    """Name the pictures that are not what the snapshot says they were."""
    return tuple(
        name
        for name, data in pictures.items()
        if name in snapshot.pictures and snapshot.pictures[name] != _digest(data)
    )
