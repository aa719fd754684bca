"""What must hold of the gazetteer and of the place names in a document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from neatlas.catalog.integrity.shared import record_path
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.place import PlaceLinks


def check_places(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with places and their names: sources, references, overlaps."""
    path = catalog.folder.name_of(catalog.folder.root / "places.toml")
    for n, place in enumerate(catalog.places.values()):
        source = place.source
        if source is None or source in catalog.sources or catalog.is_unread("sources", source):
            continue
        message = unknown_word("source", source, catalog.sources, "Add it to sources.json.")
        yield Problem(path, f"places[{n}].source", message)
    for stem, links in catalog.place_links.items():
        yield from _check_links(catalog, stem, links)


def _check_links(catalog: Catalog, stem: str, links: PlaceLinks) -> Iterator[Problem]:
    path = record_path(catalog, "place_links", stem, ".toml")
    for n, mention in enumerate(links.mentions):
        if mention.place not in catalog.places and not catalog.is_unread("places", mention.place):
            message = unknown_word("place", mention.place, catalog.places, "Add it to places.toml.")
            yield Problem(path, f"mentions[{n}].place", message)
    ordered = sorted(enumerate(links.mentions), key=lambda pair: pair[1].selector.start)
    for (_, before), (n, after) in pairwise(ordered):
        if after.selector.start < before.selector.end:
            message = f"{shown(after.selector.exact)} overlaps the name before it. Keep the longer."
            yield Problem(path, f"mentions[{n}].selector", message)
