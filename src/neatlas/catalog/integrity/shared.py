"""What the checks of all records share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from neatlas.catalog.catalog import Catalog


def record_path(catalog: Catalog, kind: str, stem: str, suffix: str) -> str:
    """Name the file of a record as messages do."""
    return catalog.folder.name_of(catalog.folder.root / kind / f"{stem}{suffix}")


def repeated(words: Iterable[str]) -> list[str]:
    """Return the words that stand more than once, sorted."""
    return sorted(word for word, count in Counter(words).items() if count > 1)


def check_sources(
    catalog: Catalog, path: str, used: Iterable[tuple[str, Iterable[str]]]
) -> Iterator[Problem]:
    """Yield the sources that are used, by field, and do not exist."""
    for field, ids in used:
        for source in ids:
            if source not in catalog.sources and not catalog.is_unread("sources", source):
                cure = "Add it to sources.json."
                message = unknown_word("source", source, catalog.sources, cure)
                yield Problem(path, field, message)


def check_countries(
    catalog: Catalog, path: str, field: str, codes: Collection[str]
) -> Iterator[Problem]:
    """Yield countries that stand twice or have no display name."""
    for code in repeated(codes):
        yield Problem(path, field, f"{shown(code)} stands there twice. Remove one.")
    for code in codes:
        if code not in catalog.settings.country_names:
            message = f"{shown(code)} has no display name. Add it to country_names in atlas.toml."
            yield Problem(path, field, message)
