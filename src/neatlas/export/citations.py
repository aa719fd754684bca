"""The sources of the selected projects, for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.catalog.citing import cited_sources
from neatlas.export import references
from neatlas.export.references import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.export.notice import Notice
    from neatlas.export.tables.scope import Scope
    from neatlas.model.source import Source


def _sources(scope: Scope) -> Iterator[Source]:
    """Yield the sources that records of selected projects cite, in the order of the file."""
    cited = {s for project in scope.selected.index for s in cited_sources(scope.catalog, project)}
    return (source for id_, source in scope.catalog.sources.items() if id_ in cited)


def write_csl(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as CSL-JSON, as the records have them, with the atlas itself at the head.

    Returns
    -------
    str
        A list of items. Grade and licence stand under `custom`.
    """
    atlas = {
        "id": scope.catalog.settings.id,
        "type": "dataset",
        "title": notice.title,
        "version": notice.data_version,
        "note": f"{notice.citation} {notice.licence}. Selection: {notice.selection or 'all'}.",
    }
    head = {name: value for name, value in atlas.items() if value is not None}
    return references.write_csl([head, *map(entry_of, _sources(scope))])


def write_bibtex(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as BibTeX (UTF-8, as Biber reads it).

    Returns
    -------
    str
        An entry for each source, after a comment with the notice.
    """
    head = "".join(f"% {name}: {value}\n" for name, value in notice.as_dict().items() if value)
    return f"{head}\n{references.write_bibtex(map(entry_of, _sources(scope)))}"


def write_ris(scope: Scope, notice: Notice) -> str:
    """
    Write the sources as RIS.

    Returns
    -------
    str
        A record for the atlas with the notice, and one for each source; lines end in CR LF.
    """
    said = [(name, value) for name, value in notice.as_dict().items() if value]
    said = [("N1", f"{name}: {value}") for name, value in notice.as_dict().items() if value]
    head = references.ris_record([("TY", "DATA"), ("TI", notice.title), *said])
    return head + references.write_ris(map(entry_of, _sources(scope)))
