"""Reads an atlas folder into a catalog, and says everything that is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from neatlas.catalog.catalog import Catalog, DocumentText
from neatlas.catalog.folder import Folder, default_folder
from neatlas.catalog.geojson import parse_features
from neatlas.catalog.integrity import check_integrity
from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, RecordError
from neatlas.model.document import Document
from neatlas.model.link import Links
from neatlas.model.place import Gazetteer, Place, PlaceLinks
from neatlas.model.project import Project
from neatlas.model.record import Record
from neatlas.model.settings import Settings
from neatlas.model.source import Source

if TYPE_CHECKING:
    from neatlas.model.geometry import Geometry

R = TypeVar("R", bound=Record)


@dataclass
class _Reading:
    """Collects what can be read and what cannot."""

    folder: Folder
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def files(self, kind: str, suffix: str) -> list[Path]:
        """List the files of one kind; none where there are too many."""
        try:
            return self.folder.files(kind, suffix)
        except RecordError as error:
            self.problems += error.problems
            self.unread.add(kind)
            return []

    def record(self, file: Path, model: type[R]) -> R | None:
        """Read one TOML record."""
        try:
            return model.model_validate(self.folder.read_toml(file))
        except RecordError as error:
            self.problems += error.problems
        except ValidationError as error:
            self.problems += problems_of(error, model, self.folder.name_of(file))
        return None

    def records(self, kind: str, model: type[R]) -> dict[str, R]:
        """Read all TOML records of one kind, by file stem."""
        found = {file.stem: self.record(file, model) for file in self.files(kind, ".toml")}
        self.unread |= {f"{kind}/{stem}" for stem, record in found.items() if record is None}
        return {stem: record for stem, record in found.items() if record is not None}

    def sources(self) -> dict[str, Source]:
        """Read the CSL-JSON list of sources."""
        file = self.folder.root / "sources.json"
        path = self.folder.name_of(file)
        try:
            entries = self.folder.read_json(file)
        except RecordError as error:
            self.problems += error.problems
            self.unread.add("sources")
            return {}
        if not isinstance(entries, list):
            self.unread.add("sources")
            self.problems.append(Problem(path, "", "is not a list. Write CSL-JSON: [{...}, ...]."))
            return {}
        found: dict[str, Source] = {}
        for index, entry in enumerate(entries):
            try:
                source = Source.model_validate(entry)
            except ValidationError as error:
                self.problems += problems_of(error, Source, path, within=(index,))
                if isinstance(entry, dict):
                    self.unread.add(f"sources/{entry.get('id')}")
                continue
            if source.id in found:
                message = f"'{source.id}' stands there twice. Rename or merge one."
                self.problems.append(Problem(path, f"[{index}].id", message))
            found[source.id] = source
        return found

    def geometries(self) -> dict[str, tuple[Geometry, ...]]:
        """Read all geometry files, by file stem."""
        found = {}
        for file in self.files("geometries", ".geojson"):
            try:
                data = self.folder.read_json(file)
            except RecordError as error:
                self.problems += error.problems
                self.unread.add(f"geometries/{file.stem}")
                continue
            parsed, problems = parse_features(data, self.folder.name_of(file), file.stem)
            found[file.stem] = tuple(parsed)
            self.problems += problems
        return found

    def places(self) -> dict[str, Place]:
        """Read the gazetteer; an atlas may do without one."""
        file = self.folder.root / "places.toml"
        gazetteer = self.record(file, Gazetteer) if file.exists() else Gazetteer()
        if gazetteer is None:
            self.unread.add("places")
            return {}
        found: dict[str, Place] = {}
        for n, place in enumerate(gazetteer.places):
            if place.id in found:
                message = f"'{place.id}' stands there twice. Rename or merge one."
                self.problems.append(Problem(self.folder.name_of(file), f"places[{n}].id", message))
            found[place.id] = place
        return found

    def documents(self) -> dict[str, DocumentText]:
        """Read all documents with their texts."""
        found = {}
        for stem, record in self.records("documents", Document).items():
            file = self.folder.root / "documents" / f"{stem}.txt"
            try:
                content = self.folder.read_bytes(file)
                text = self.folder.read_text(file)
            except RecordError as error:
                self.problems += error.problems
                self.unread.add(f"documents/{stem}")
                continue
            found[stem] = DocumentText(record, text, hashlib.sha256(content).hexdigest())
        return found


def read_catalog(folder: str | Path | None = None) -> tuple[Catalog | None, list[Problem]]:
    """
    Read an atlas folder and say everything that is wrong in single files.

    Parameters
    ----------
    folder
        The atlas, a path; the one that ships if None.

    Returns
    -------
    tuple of Catalog or None, and list of Problem
        The records that could be read, None if not even the settings could; and what could not.
    """
    reading = _Reading(Folder(Path(folder) if folder else default_folder()))
    if not reading.folder.root.is_dir():
        message = "is not a folder. Name the folder of an atlas, which holds an atlas.toml."
        return None, [Problem(str(reading.folder.root), "", message)]
    settings = reading.record(reading.folder.root / "atlas.toml", Settings)
    parts = (
        reading.sources(),
        reading.records("projects", Project),
        reading.geometries(),
        reading.documents(),
        reading.records("links", Links),
        reading.places(),
        reading.records("place_links", PlaceLinks),
    )
    if settings is None:
        return None, reading.problems
    return Catalog(reading.folder, settings, *parts, frozenset(reading.unread)), reading.problems


def load_catalog(folder: str | Path | None = None) -> Catalog:
    """
    Load an atlas, or say everything that is wrong with it.

    Files, references and geometry are checked; anchors and land are `neatlas check`'s.

    Parameters
    ----------
    folder
        The atlas, a path; the one that ships if None.

    Raises
    ------
    RecordError
        If any record is wrong or records disagree, with all problems at once.
    """
    catalog, problems = read_catalog(folder)
    if catalog is None or problems:
        raise RecordError(sorted(problems))
    if problems := check_integrity(catalog):
        raise RecordError(problems)
    return catalog
