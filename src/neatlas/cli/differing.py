"""Prints what changed between two releases of an atlas."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from neatlas.analysis.changes import Change, Kind, find_changes
from neatlas.analysis.select import Filter
from neatlas.export.geojson import plain_geometry
from neatlas.export.notice import write_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.catalog.catalog import Catalog


def print_changes(old: Catalog, new: Catalog, form: str) -> None:
    """
    Print what changed between two releases.

    Parameters
    ----------
    old, new
        The releases.
    form
        `text`: a line for each change; `geojson`: a feature for each, where it lies.
    """
    changes = find_changes(old, new)
    if form == "geojson":
        click.echo(_geojson(old, new, changes))
        return
    for change in changes:
        click.echo(f"{change.project or 'atlas'}: {change.words}")
    counts = Counter(change.kind for change in changes)
    said = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
    releases = f"{_release(old)} to {_release(new)}"
    many = f"{len(changes)} change{'s' if len(changes) > 1 else ''} ({said})"
    click.echo(f"{many if changes else 'No change'}, from {releases}.")


def _release(catalog: Catalog) -> str:
    return f"{catalog.known_as_of} ({catalog.version[:12]})"


def _geojson(old: Catalog, new: Catalog, changes: Sequence[Change]) -> str:
    features = [
        {
            "type": "Feature",
            "geometry": plain_geometry(change.shape) if change.shape is not None else None,
            "properties": {
                "project": change.project,
                "change": change.kind.value,
                "words": change.words,
                "part": change.part,
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "moved_m": None if change.moved_m is None else round(change.moved_m, 1),
            },
        }
        for change in changes
    ]
    collection = {
        "type": "FeatureCollection",
        **write_notice(new, Filter()).as_dict(),
        "old_version": old.version,
        "new_version": new.version,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=2)
