"""The catalog: every record of an atlas, and how records are found from one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from neatlas.errors import UnknownWordError
from neatlas.model.record import PartialDate

if TYPE_CHECKING:
    from neatlas.catalog.folder import Folder
    from neatlas.model.document import Document
    from neatlas.model.geometry import Geometry
    from neatlas.model.link import Links, Mention, Passage
    from neatlas.model.place import Place, PlaceLinks
    from neatlas.model.project import Project
    from neatlas.model.settings import Settings
    from neatlas.model.source import Source


@dataclass(frozen=True)
class DocumentText:
    """A document with its text."""

    record: Document
    text: str
    sha256: str
    """Hash of the text file as it is now; `record.sha256` is what it should be."""


@dataclass(frozen=True)
class Catalog:
    """Every record of one atlas."""

    folder: Folder
    settings: Settings
    sources: dict[str, Source]
    projects: dict[str, Project]
    geometries: dict[str, tuple[Geometry, ...]]
    """Project id to its geometries."""
    documents: dict[str, DocumentText]
    links: dict[str, Links]
    """Document id to its links."""
    places: dict[str, Place]
    place_links: dict[str, PlaceLinks]
    """Document id to the place names in it."""
    unread: frozenset[str] = frozenset()
    """Records that exist and could not be read, such as `projects/x`, or all of a kind."""

    def is_unread(self, kind: str, word: str) -> bool:
        """Return whether a record exists but could not be read, so that it is not unknown."""
        return kind in self.unread or f"{kind}/{word}" in self.unread

    def project(self, project_id: str) -> Project:
        """
        Look up a project; a retired id leads to the one that took it over.

        Raises
        ------
        UnknownWordError
            If there is none with this id; it names the nearest ones.
        """
        try:
            return self.projects[self.settings.retired.get(project_id, project_id)]
        except KeyError:
            raise UnknownWordError("project", project_id, self.projects) from None

    @cached_property
    def known_as_of(self) -> PartialDate:
        """Date of the newest evidence in the records, which stands for today; never the clock."""
        dates = [project.newest_evidence for project in self.projects.values()]
        said = [document.record.citation.date for document in self.documents.values()]
        known = [when for when in (*dates, *said) if when is not None]
        return max(known, key=lambda when: when.latest, default=PartialDate("1970"))

    @cached_property
    def version(self) -> str:
        """
        Hash of the files of the atlas (`Folder.sha256`), taken when it is first asked for.

        It stays with these records, whatever happens to the files while a server runs.
        """
        return self.folder.sha256()

    @cached_property
    def passages(self) -> dict[str, tuple[str, Passage]]:
        """Passage id to its document's id and the passage, in the order of the text."""
        return {
            passage.id: (document, passage)
            for document, links in self.links.items()
            for passage in sorted(links.passages, key=lambda p: p.selector.start)
        }

    @cached_property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Project id to its mentions, in the order of the text; ids in that order too."""
        order = {passage: n for n, passage in enumerate(self.passages)}
        found: dict[str, list[Mention]] = {}
        every = [m for links in self.links.values() for m in links.mentions]
        # `sorted` keeps the order of the file within a passage: it follows the words there.
        for mention in sorted(every, key=lambda m: order.get(m.passage, len(order))):
            found.setdefault(mention.project, []).append(mention)
        for project in self.projects:
            found.setdefault(project, [])
        return {project: tuple(mentions) for project, mentions in found.items()}
