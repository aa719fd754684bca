"""What must hold between records: ids, references, order, words that stand where they should."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from neatlas.catalog.place_integrity import check_places
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.geometry import Geometry
    from neatlas.model.link import Links, Mention
    from neatlas.model.project import Project


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
            *(p for stem in catalog.projects for p in _check_project(catalog, stem)),
            *(p for stem in catalog.geometries for p in _check_geometries(catalog, stem)),
            *(p for stem in catalog.documents for p in _check_document(catalog, stem)),
            *(p for stem in catalog.links for p in _check_links(catalog, stem)),
            *_check_passage_ids(catalog),
            *check_places(catalog),
            *_check_mentioned(catalog),
        }
    )


def _path(catalog: Catalog, kind: str, stem: str, suffix: str) -> str:
    return catalog.folder.name_of(catalog.folder.root / kind / f"{stem}{suffix}")


def _repeated(words: Iterable[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


def _check_stems(catalog: Catalog) -> Iterator[Problem]:
    kinds: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
        ("projects", "id", ((stem, p.id) for stem, p in catalog.projects.items())),
        ("documents", "id", ((stem, d.record.id) for stem, d in catalog.documents.items())),
        ("links", "document", ((stem, li.document) for stem, li in catalog.links.items())),
    )
    for kind, field, pairs in kinds:
        for stem, own in pairs:
            if own != stem:
                message = f"{shown(own)} is not the name of the file. Write {shown(stem)}."
                yield Problem(_path(catalog, kind, stem, ".toml"), field, message)


def _check_sources(
    catalog: Catalog, path: str, used: Iterable[tuple[str, Iterable[str]]]
) -> Iterator[Problem]:
    for field, ids in used:
        for source in ids:
            if source not in catalog.sources and not catalog.is_unread("sources", source):
                cure = "Add it to sources.json."
                message = unknown_word("source", source, catalog.sources, cure)
                yield Problem(path, field, message)


def _check_labels(catalog: Catalog) -> Iterator[Problem]:
    path = catalog.folder.name_of(catalog.folder.root / "atlas.toml")
    for n, label in enumerate(catalog.settings.country_labels):
        yield from _check_countries(catalog, path, f"country_labels[{n}].country", [label.country])


def _check_project(catalog: Catalog, stem: str) -> Iterator[Problem]:
    project = catalog.projects[stem]
    path = _path(catalog, "projects", stem, ".toml")
    yield from _check_sources(catalog, path, _sources_of(project))
    roles = ("location_countries", "party_countries", "invited_countries")
    for field in roles:
        codes: tuple[str, ...] = getattr(project, field)
        yield from _check_countries(catalog, path, field, codes)
    for word in _repeated(project.sectors):
        yield Problem(path, "sectors", f"{shown(word)} stands there twice. Remove one.")
    yield from _check_parts(path, project)
    if project.replaced_by is not None and project.replaced_by not in catalog.projects:
        message = unknown_word("project", project.replaced_by, catalog.projects, "Add its record.")
        yield Problem(path, "replaced_by", message)
    drawn = stem in catalog.geometries
    if not drawn and project.no_geometry is None and not catalog.is_unread("geometries", stem):
        message = "is missing, and so is a geometry file. Add one, or say why nothing is drawn."
        yield Problem(path, "no_geometry", message)
    if drawn and project.no_geometry is not None:
        message = "is given although a geometry file exists. Remove one of the two."
        yield Problem(path, "no_geometry", message)


def _check_parts(path: str, project: Project) -> Iterator[Problem]:
    part_ids = [part.id for part in project.parts]
    for word in _repeated(part_ids):
        yield Problem(path, "parts", f"part {shown(word)} stands there twice. Rename one.")
    for n, part in enumerate(project.parts):
        for m, (before, after) in enumerate(pairwise(part.statuses), start=1):
            if after.date.latest < before.date.earliest:
                message = (
                    f"{shown(after.date)} comes before {shown(before.date)} above it. "
                    "Write statuses from oldest to newest."
                )
                yield Problem(path, f"parts[{n}].statuses[{m}].date", message)
    for n, figure in enumerate(project.figures):
        if figure.part is not None and figure.part not in part_ids:
            message = unknown_word(
                "part of this project", figure.part, part_ids, "Add it to parts."
            )
            yield Problem(path, f"figures[{n}].part", message)


def _sources_of(project: Project) -> Iterator[tuple[str, Iterable[str]]]:
    for n, name in enumerate(project.names):
        yield f"names[{n}].sources", name.sources
    for n, part in enumerate(project.parts):
        for m, entry in enumerate(part.statuses):
            yield f"parts[{n}].statuses[{m}].sources", entry.sources
    for n, event in enumerate(project.events):
        yield f"events[{n}].sources", event.sources
    for n, figure in enumerate(project.figures):
        yield f"figures[{n}].sources", figure.sources


def _check_countries(
    catalog: Catalog, path: str, field: str, codes: Collection[str]
) -> Iterator[Problem]:
    for code in _repeated(codes):
        yield Problem(path, field, f"{shown(code)} stands there twice. Remove one.")
    for code in codes:
        if code not in catalog.settings.country_names:
            message = f"{shown(code)} has no display name. Add it to country_names in atlas.toml."
            yield Problem(path, field, message)


def _check_geometries(catalog: Catalog, stem: str) -> Iterator[Problem]:
    path = _path(catalog, "geometries", stem, ".geojson")
    geometries = catalog.geometries[stem]
    if stem not in catalog.projects:
        if not catalog.is_unread("projects", stem):
            cure = "Add its record or remove the file."
            yield Problem(path, "", unknown_word("project", stem, catalog.projects, cure))
        return
    for word in _repeated(geometry.id for geometry in geometries):
        yield Problem(path, "features", f"id {shown(word)} stands there twice. Rename one.")
    parts = {part.id for part in catalog.projects[stem].parts}
    for geometry in geometries:
        notes, where = geometry.notes, geometry.id
        used = (
            (f"{where}: vertices[{n}].source", (vertex.source,))
            for n, vertex in enumerate(notes.vertices)
            if vertex.source is not None
        )
        yield from _check_sources(catalog, path, used)
        if notes.part is not None and notes.part not in parts:
            message = unknown_word("part of the project", notes.part, parts, "Add it to parts.")
            yield Problem(path, f"{where}: part", message)
        yield from _check_place(catalog, path, geometry)


def _check_place(catalog: Catalog, path: str, geometry: Geometry) -> Iterator[Problem]:
    region = catalog.settings.bbox
    if not shapely.box(*region).covers(geometry.shape):
        bounds = ", ".join(f"{n:g}" for n in geometry.shape.bounds)
        limits = ", ".join(f"{n:g}" for n in region)
        message = f"reaches over {bounds}, outside the region {limits}. Correct it or the region."
        yield Problem(path, f"{geometry.id}: coordinates", message)
    last = len(geometry.notes.vertices) - 1
    for n, crossing in enumerate(geometry.notes.crossings):
        if not crossing.first < crossing.last <= last:
            message = (
                f"runs from vertex {crossing.first} to {crossing.last}. "
                f"Give two in order from 0 to {last}."
            )
            yield Problem(path, f"{geometry.id}: crossings[{n}]", message)


def _check_document(catalog: Catalog, stem: str) -> Iterator[Problem]:
    document = catalog.documents[stem]
    record = document.record
    path = _path(catalog, "documents", stem, ".toml")
    if document.sha256 != record.sha256:
        message = (
            f"{shown(record.sha256)} is not that of the text, which is {shown(document.sha256)}. "
            "Restore the text, or check each passage and write the new one."
        )
        yield Problem(path, "sha256", message)
    for n, slip in enumerate(record.slips):
        if slip.exact not in document.text:
            message = f"{shown(slip.exact)} does not stand in the text. Quote it exactly."
            yield Problem(path, f"slips[{n}].exact", message)


def _check_links(catalog: Catalog, stem: str) -> Iterator[Problem]:
    links = catalog.links[stem]
    path = _path(catalog, "links", stem, ".toml")
    document = catalog.documents.get(stem)
    if document is None:
        if not catalog.is_unread("documents", stem):
            message = unknown_word("document", stem, catalog.documents, "Add its text and record.")
            yield Problem(path, "document", message)
        return
    for n, left_out in enumerate(links.left_out):
        if left_out.exact not in document.text:
            message = f"{shown(left_out.exact)} does not stand in the text. Quote it exactly."
            yield Problem(path, f"left_out[{n}].exact", message)
    mentioned = {mention.passage for mention in links.mentions}
    for n, passage in enumerate(links.passages):
        if passage.id not in mentioned:
            message = (
                f"passage {shown(passage.id)} mentions no project. Add a mention or remove it."
            )
            yield Problem(path, f"passages[{n}]", message)
    for pair in _repeated(f"{m.passage} and {m.project}" for m in links.mentions):
        yield Problem(path, "mentions", f"{pair} are linked twice. Remove one.")
    for n, mention in enumerate(links.mentions):
        yield from _check_mention(catalog, links, mention, path, f"mentions[{n}]")


def _check_mention(
    catalog: Catalog, links: Links, mention: Mention, path: str, where: str
) -> Iterator[Problem]:
    passages = {passage.id: passage for passage in links.passages}
    if mention.project not in catalog.projects and not catalog.is_unread(
        "projects", mention.project
    ):
        message = unknown_word("project", mention.project, catalog.projects, "Add its record.")
        yield Problem(path, f"{where}.project", message)
    if mention.passage not in passages:
        message = unknown_word("passage", mention.passage, passages, "Add it to passages.")
        yield Problem(path, f"{where}.passage", message)
        return
    quote = passages[mention.passage].selector.exact
    claim = mention.claim
    project = catalog.projects.get(mention.project)
    parts = [part.id for part in project.parts] if project else []
    for part in claim.parts if project else ():
        if part not in parts:
            message = unknown_word("part of the project", part, parts, "Add it to parts.")
            yield Problem(path, f"{where}.claim.parts", message)
    for field in ("words", "time_words", "invited_words"):
        words: str | None = getattr(claim, field)
        if words is not None and words not in quote:
            message = f"{shown(words)} does not stand in the passage. Quote it exactly."
            yield Problem(path, f"{where}.claim.{field}", message)
    for field in ("location_countries", "party_countries", "invited_countries"):
        yield from _check_countries(catalog, path, f"{where}.claim.{field}", getattr(claim, field))


def _check_passage_ids(catalog: Catalog) -> Iterator[Problem]:
    seen: set[str] = set()
    for stem, links in catalog.links.items():
        for n, passage in enumerate(links.passages):
            if passage.id in seen:
                message = f"{shown(passage.id)} stands in the atlas twice. Rename one."
                yield Problem(_path(catalog, "links", stem, ".toml"), f"passages[{n}].id", message)
            seen.add(passage.id)


def _check_mentioned(catalog: Catalog) -> Iterator[Problem]:
    if any(name.startswith("links") for name in catalog.unread):
        return
    for stem, project in catalog.projects.items():
        path = _path(catalog, "projects", stem, ".toml")
        if not project.context and not catalog.mentions[stem]:
            message = "is mentioned by no passage. Add a mention to links, or remove the record."
            yield Problem(path, "id", message)
        if project.context and catalog.mentions[stem]:
            message = "is true, but a passage mentions the project. Remove one of the two."
            yield Problem(path, "context", message)
