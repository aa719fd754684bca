"""The projects as data: a route for each format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neatlas.export.formats import FORMATS, Format
from neatlas.web.resource import Resource

if TYPE_CHECKING:
    from neatlas.web.resource import Asked


def _write(form: Format, asked: Asked) -> str | bytes:
    return form.write(asked.atlas.catalog, asked.chosen)


RESOURCES = tuple(
    Resource(
        f"projects.{suffix}",
        f"The selected projects as data, {form.summary}.",
        form.media_type,
        partial(_write, form),
        disposition="attachment",
    )
    for suffix, form in FORMATS.items()
)
