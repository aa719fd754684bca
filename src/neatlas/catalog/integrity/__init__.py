"""What must hold between records: ids, references, order, words that stand where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.catalog.integrity.documents import check_document, check_spoken_of
from neatlas.catalog.integrity.geometries import check_geometries
from neatlas.catalog.integrity.links import check_links, check_mentioned, check_passage_ids
from neatlas.catalog.integrity.places import check_places
from neatlas.catalog.integrity.projects import check_project
from neatlas.catalog.integrity.shared import check_countries, record_path
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neatlas.catalog.catalog import Catalog


def check_integrity(catalog: Catalog) -> list[Problem]:
    """
    Check all records of a catalog against one another.

    Parameters
    ----------
    catalog
        The records; anchors and land are checked elsewhere, they need more than the records.

    Returns
    -------
    list of Problem
        Everything that is wrong, sorted by file and field.
    """
    return sorted(
        {
            *_check_stems(catalog),
            *_check_labels(catalog),
            *(p for stem in catalog.projects for p in check_project(catalog, stem)),
            *(p for stem in catalog.geometries for p in check_geometries(catalog, stem)),
            *(p for stem in catalog.documents for p in check_document(catalog, stem)),
            *(p for stem in catalog.links for p in check_links(catalog, stem)),
            *check_passage_ids(catalog),
            *check_spoken_of(catalog, "links", catalog.links),
            *check_spoken_of(catalog, "place_links", catalog.place_links),
            *_check_retired(catalog),
            *check_places(catalog),
            *check_mentioned(catalog),
        }
    )


def _check_stems(catalog: Catalog) -> Iterator[Problem]:
    kinds: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
        ("projects", "id", ((stem, p.id) for stem, p in catalog.projects.items())),
        ("documents", "id", ((stem, d.record.id) for stem, d in catalog.documents.items())),
        ("links", "document", ((stem, li.document) for stem, li in catalog.links.items())),
        ("place_links", "document", ((s, li.document) for s, li in catalog.place_links.items())),
    )
    for kind, field, pairs in kinds:
        for stem, own in pairs:
            if own != stem:
                message = f"{shown(own)} is not the name of the file. Write {shown(stem)}."
                yield Problem(record_path(catalog, kind, stem, ".toml"), field, message)


def _check_labels(catalog: Catalog) -> Iterator[Problem]:
    path = catalog.folder.name_of(catalog.folder.root / "atlas.toml")
    for n, label in enumerate(catalog.settings.country_labels):
        yield from check_countries(catalog, path, f"country_labels[{n}].country", [label.country])


def _check_retired(catalog: Catalog) -> Iterator[Problem]:
    path = catalog.folder.name_of(catalog.folder.root / "atlas.toml")
    for old, new in catalog.settings.retired.items():
        if old in catalog.projects:
            message = f"{shown(old)} is retired, but its record stands. Remove one of the two."
            yield Problem(path, f"retired.{old}", message)
        if new not in catalog.projects and not catalog.is_unread("projects", new):
            message = unknown_word(
                "project", new, catalog.projects, "Name the one that took it over."
            )
            yield Problem(path, f"retired.{old}", message)
