"""Links as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from neatlas.export.names import document_of, name_of
from neatlas.model.outcome import rate_claim

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.tables.scope import Scope
    from neatlas.model.link import Mention

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(scope: Scope, notice: Notice) -> str:
    """
    Write the links of the selected projects as annotations.

    Parameters
    ----------
    scope
        The selected projects.
    notice
        Stands beside the collection, the address of its licence as `rights`.

    Returns
    -------
    str
        An AnnotationCollection with one page. Each annotation identifies a project in a passage:
        the target is the document with the selectors of the record, the bodies are the project
        and, in words, the claim.
    """
    catalog = scope.catalog
    items = [
        _annotation(catalog, number, mention, scope)
        for project in scope.projects
        for number, mention in enumerate(catalog.mentions[project.id], start=1)
    ]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": [CONTEXT, {"neatlas": "urn:x-neatlas:terms:"}],
        "id": name_of(catalog, "links", _selected(notice)),
        "type": "AnnotationCollection",
        "label": notice.citation,
        **({"rights": notice.licence_url} if notice.licence_url else {}),
        "total": len(items),
        **{f"neatlas:{name}": value for name, value in notice.as_dict().items()},
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _selected(notice: Notice) -> str:
    """Return what tells this selection of these data from every other one."""
    # A URN holds no `&`, and a filter may hold any word.
    told = f"{notice.data_version} {notice.as_of} {notice.selection}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _annotation(catalog: Catalog, number: int, mention: Mention, scope: Scope) -> dict[str, Any]:
    document, passage = catalog.passages[mention.passage]
    project, claim = catalog.projects[mention.project], mention.claim
    selector = passage.selector
    rated = rate_claim(mention, project, scope.day).outcome
    return {
        "id": name_of(catalog, "link", f"{mention.passage}/{mention.project}/{number}"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {
                "type": "SpecificResource",
                "source": name_of(catalog, "project", project.id),
                "purpose": "identifying",
                "neatlas:name": project.name,
                "neatlas:mention": mention.kind.value,
            },
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": claim.words,
                "format": "text/plain",
                "language": catalog.documents[document].record.language,
                "neatlas:modality": claim.modality.value,
                "neatlas:time": str(claim.time) if claim.time else None,
                "neatlas:outcome": rated.value,
            },
        ],
        "target": {
            "source": document_of(catalog, document),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": selector.exact,
                    "prefix": selector.prefix,
                    "suffix": selector.suffix,
                },
                {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
            ],
        },
    }
