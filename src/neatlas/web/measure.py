"""Measures over HTTP: the same rows as `neatlas measure` has, as CSV and as JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neatlas.errors import FilterError, Problem, unknown_word
from neatlas.export.formats import FORMATS, Format
from neatlas.export.measured import MEASURES, measures_table
from neatlas.export.notice import write_notice
from neatlas.web.resource import Resource, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neatlas.web.resource import Asked


def read_by(words: Mapping[str, Sequence[str]]) -> str:
    """
    Read what a row stands for; a project where nothing is said.

    Raises
    ------
    FilterError
        If it is no such word, or given twice.
    """
    given = words.get("by", ["project"])
    if len(given) > 1:
        message = f"is given {len(given)} times. Give it once."
        raise FilterError([Problem("by", "", message)])
    if given[0] not in MEASURES:
        raise FilterError([Problem("by", "", unknown_word("row of measures", given[0], MEASURES))])
    return given[0]


def _write(form: Format, asked: Asked) -> Rows:
    catalog = asked.atlas.catalog
    table = measures_table(catalog, asked.chosen, read_by(asked.words))
    notice = write_notice(catalog, asked.chosen)
    return Rows(form.write_table(table, notice), len(table.rows))


RESOURCES = tuple(
    Resource(
        f"measure.{suffix}",
        "Measures of the selected projects, by project, country, border, sector or status.",
        FORMATS[suffix].media_type,
        partial(_write, FORMATS[suffix]),
        parameters=("by",),
        disposition="attachment",
    )
    for suffix in ("csv", "json")
)
