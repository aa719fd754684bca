"""Fields of tables as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
#: What a field is to its feature (OGC 23-058, Schemas).
_ROLES = {"id": "id", BEGINS: "primary-interval-start", ENDS: "primary-interval-end"}


def field_schema(field: Field) -> dict[str, Any]:
    """Return the JSON Schema of a field's values; any of them may be null but an id."""
    role = {"x-ogc-role": _ROLES[field.name]} if field.name in _ROLES else {}
    return {"title": field.name, "description": field.meaning, **_TYPES[field.kind], **role}
