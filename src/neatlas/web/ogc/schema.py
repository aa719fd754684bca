"""Fields of tables as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neatlas.model.vocabulary import (
    MIXED,
    NO_LOCATION,
    Basis,
    MentionKind,
    Method,
    Outcome,
    Sector,
    Status,
)
from neatlas.web.ogc.store import BEGINS, ENDS

if TYPE_CHECKING:
    from neatlas.export.table import Field

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object", "additionalProperties": {"type": "string"}},
}
#: Field to the controlled words that it holds, one or several; all other texts are open.
WORDS: dict[str, tuple[str, ...]] = {
    "sectors": tuple(Sector),
    "status": (*Status, MIXED),
    "statuses": tuple(Status),
    "outcome": tuple(Outcome),
    "precisions": (*Method, NO_LOCATION),
    "mention": tuple(MentionKind),
    "basis": tuple(Basis),
}
#: What a field is to its feature (OGC 23-058, Schemas).
_ROLES = {"id": "id", BEGINS: "primary-interval-start", ENDS: "primary-interval-end"}


def field_schema(field: Field) -> dict[str, Any]:
    """Return the JSON Schema of a field's values; any of them may be null but an id."""
    role = {"x-ogc-role": _ROLES[field.name]} if field.name in _ROLES else {}
    type_ = with_words(field.name, _TYPES[field.kind])
    return {"title": field.name, "description": field.meaning, **type_, **role}


def with_words(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field with its words, where they are controlled."""
    words = {"enum": [*map(str, WORDS[name])]} if name in WORDS else {}
    if schema.get("type") == "array":
        return schema | {"items": {"type": "string"} | words}
    return schema | words
