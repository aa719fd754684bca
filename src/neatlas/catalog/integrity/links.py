"""What must hold of links: words that stand where they should, mentions both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.catalog.integrity.shared import check_countries, record_path, repeated
from neatlas.errors import Problem, shown, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.link import Links, Mention


def check_links(catalog: Catalog, stem: str) -> Iterator[Problem]:
    """Yield what is wrong with the links of a document."""
    links = catalog.links[stem]
    path = record_path(catalog, "links", stem, ".toml")
    mentioned = {mention.passage for mention in links.mentions}
    for n, passage in enumerate(links.passages):
        if passage.id not in mentioned:
            message = (
                f"passage {shown(passage.id)} mentions no project. Add a mention or remove it."
            )
            yield Problem(path, f"passages[{n}]", message)
    for pair in repeated(f"{m.passage} and {m.project}" for m in links.mentions):
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
        yield from check_countries(catalog, path, f"{where}.claim.{field}", getattr(claim, field))


def check_passage_ids(catalog: Catalog) -> Iterator[Problem]:
    """Yield passage ids that stand in the atlas twice."""
    seen: set[str] = set()
    for stem, links in catalog.links.items():
        for n, passage in enumerate(links.passages):
            if passage.id in seen:
                message = f"{shown(passage.id)} stands in the atlas twice. Rename one."
                yield Problem(
                    record_path(catalog, "links", stem, ".toml"), f"passages[{n}].id", message
                )
            seen.add(passage.id)


def check_mentioned(catalog: Catalog) -> Iterator[Problem]:
    """Yield projects that no passage mentions, and context that one does."""
    if any(name.startswith("links") for name in catalog.unread):
        return
    for stem, project in catalog.projects.items():
        path = record_path(catalog, "projects", stem, ".toml")
        if not project.context and not catalog.mentions[stem]:
            message = "is mentioned by no passage. Add a mention to links, or remove the record."
            yield Problem(path, "id", message)
        if project.context and catalog.mentions[stem]:
            message = "is true, but a passage mentions the project. Remove one of the two."
            yield Problem(path, "context", message)
