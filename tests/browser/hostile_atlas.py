"""An atlas whose every free text is written by someone who means ill."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

from neatlas.model.document import Document
from neatlas.model.geometry import GeometryNotes
from neatlas.model.link import Links
from neatlas.model.place import Gazetteer, PlaceLinks
from neatlas.model.project import Project
from neatlas.model.record import NO_CONTROLS, ONE_LINE
from neatlas.model.settings import Settings
from neatlas.model.source import Source
from serving import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

VALID = ROOT / "tests" / "data" / "valid"

#: Markup, script, Markdown, a formula, quotes, and marks that turn the direction of a text.
PAYLOAD = (
    "=1+1 </script><script>window.hit=1</script><img src=x onerror=window.hit=1>"
    "![x](http://evil.invalid/a.png) [y](javascript:window.hit=1) \"'`${window.hit=1}` $x$ :red[z]"
    " --> \u200f\u202e\u2067"
)
#: A part of it that no door has a reason to alter.
SEEN = "<img src=x onerror=window.hit=1>"
URL = "https://evil.invalid/'`${window.hit=1}`)](javascript:window.hit=1)"

_FREE = {ONE_LINE, NO_CONTROLS}
#: Fields that repeat words of the document, which `_spoil` has changed.
_QUOTED = {"exact", "words", "time_words", "invited_words", "as_spoken"}
#: A reason for what the small atlas does have.
_NOT_FILLED = {"no_geometry"}


def write_hostile_atlas(folder: Path) -> Path:
    """Copy the small atlas with the payload in every free text that its models know."""
    shutil.copytree(VALID, folder)
    text = (VALID / "documents/harbour-speech.txt").read_text("utf-8")
    spoilt = _spoil(text)
    (folder / "documents/harbour-speech.txt").write_text(spoilt, "utf-8")
    digest = hashlib.sha256(spoilt.encode()).hexdigest()
    _rewrite(folder / "documents/harbour-speech.toml", Document, {"sha256": digest})
    for kind, model in (("links", Links), ("place_links", PlaceLinks)):
        file = folder / kind / "harbour-speech.toml"
        _rewrite(file, model)
        _select_anew(file, text, spoilt)
    _rewrite(folder / "atlas.toml", Settings)
    _rewrite(folder / "places.toml", Gazetteer)
    for file in (folder / "projects").iterdir():
        _rewrite(file, Project)
    beside = tomllib.loads((folder / "projects/shared-studies.toml").read_text("utf-8"))
    _write(folder / "projects/beside.toml", beside | {"id": "beside", "context": True})
    _rewrite_json(folder)
    return folder


def _rewrite_json(folder: Path) -> None:
    file = folder / "sources.json"
    sources = [_poison(Source, entry) for entry in json.loads(file.read_text("utf-8"))]
    file.write_text(json.dumps(sources), "utf-8")
    for file in (folder / "geometries").iterdir():
        data = json.loads(file.read_text("utf-8"))
        for feature in data["features"]:
            feature["properties"] = _poison(GeometryNotes, feature["properties"])
        file.write_text(json.dumps(data), "utf-8")
    towns = folder / "basemap/towns.geojson"
    data = json.loads(towns.read_text("utf-8"))
    for feature in data["features"]:
        feature["properties"]["name"] += f" {PAYLOAD}"
    towns.write_text(json.dumps(data), "utf-8")
    credit = {"land": [{"credit": PAYLOAD, "licence": PAYLOAD}]}
    (folder / "basemap/credits.json").write_text(json.dumps(credit), "utf-8")


def _spoil(text: str) -> str:
    """Put the payload into a text; into any quote from it the same way."""
    return re.sub(" (the|of) ", lambda word: f" {PAYLOAD}{word[0]}", text)


def _rewrite(file: Path, model: type[BaseModel], more: dict[str, str] | None = None) -> None:
    _write(file, _poison(model, tomllib.loads(file.read_text("utf-8"))) | (more or {}))


def _poison(model: type[BaseModel], record: dict[str, Any]) -> dict[str, Any]:
    schema = model.model_json_schema()
    poisoned: dict[str, Any] = _fill(schema, record, schema.get("$defs", {}), "")
    return poisoned


def _fill(schema: dict[str, Any], value: Any, known: dict[str, Any], name: str) -> Any:
    """Put the payload before each free text of a value; None stands for one that is absent."""
    schema = _resolved(schema, known)
    if schema.get("type") == "string":
        return _fill_text(schema.get("pattern", ""), value, name)
    if value is None:
        return None
    if fields := schema.get("properties"):
        filled = {n: _fill(fields[n], value.get(n), known, n) for n in fields}
        return {n: one for n, one in filled.items() if one is not None}
    if "items" in schema:
        return [_fill(schema["items"], one, known, name) for one in value]
    if inner := schema.get("additionalProperties") or schema.get("patternProperties"):
        inner = inner if "type" in inner else next(iter(inner.values()))
        return {key: _fill(inner, one, known, name) for key, one in value.items()}
    return value


def _resolved(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return what a schema stands for: the one that it names, or the one beside null."""
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    return known[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _fill_text(pattern: str, value: str | None, name: str) -> str | None:
    if name in _QUOTED:
        return _spoil(value) if value is not None else None
    if pattern in _FREE and not (value is None and name in _NOT_FILLED):
        return f"{PAYLOAD} {value or ''}".strip(" ")
    return URL if pattern.startswith("^http") else value


def _select_anew(file: Path, text: str, spoilt: str) -> None:
    """Let selectors say where their words stand by now."""
    data = tomllib.loads(file.read_text("utf-8"))
    for entry in data.get("passages", data["mentions"]):
        selector = entry["selector"]
        exact = selector["exact"]
        # The original text up to the words says which of several like ones is meant.
        nth = _spoil(text[: selector["start"]]).count(exact)
        start = [m.start() for m in re.finditer(re.escape(exact), spoilt)][nth]
        end = start + len(exact)
        prefix, suffix = spoilt[max(0, start - 32) : start], spoilt[end : end + 32]
        selector |= {"start": start, "end": end, "prefix": prefix, "suffix": suffix}
    _write(file, data)


def _write(file: Path, record: dict[str, Any]) -> None:
    lines = [f"{name} = {_toml(value)}\n" for name, value in record.items()]
    file.write_text("".join(lines), "utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {_toml(one)}' for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
