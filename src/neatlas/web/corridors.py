"""Corridors over HTTP: the same rows as `neatlas corridors` has, in the formats of one table."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from neatlas.analysis.corridors import AT_LEAST_KM, WITHIN_KM
from neatlas.errors import FilterError, Problem
from neatlas.export.formats import FORMATS, Format
from neatlas.export.measured import corridors_table
from neatlas.export.notice import write_notice
from neatlas.web.resource import Resource, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from neatlas.web.resource import Asked

#: Parameter to what it is where it is left out, which values it takes, and how that is said.
_DISTANCES: dict[str, tuple[float, Callable[[float], bool], str]] = {
    "within_km": (WITHIN_KM, lambda km: 0 < km <= 100, "more than 0 and at most 100"),  # noqa: PLR2004
    "at_least_km": (AT_LEAST_KM, lambda km: 0 <= km < math.inf, "from 0 on"),
}


def read_distances(words: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """
    Read how near and how long a corridor is to be.

    Raises
    ------
    FilterError
        If a distance is none, or given twice; all problems at once.
    """
    read, problems = {}, []
    for name, (otherwise, holds, allowed) in _DISTANCES.items():
        given = words.get(name, [str(otherwise)])
        try:
            (word,) = given
            read[name] = float(word)
        except ValueError:
            read[name] = math.nan
        if not holds(read[name]):
            said = " and ".join(map(repr, given))
            message = f"is {said}. Give a number of kilometres, {allowed}."
            problems.append(Problem(name, "", message))
    if problems:
        raise FilterError(problems)
    return read


def _write(form: Format, asked: Asked) -> Rows:
    catalog = asked.atlas.catalog
    distances = read_distances(asked.words)
    table = corridors_table(catalog, asked.chosen, **distances)
    notice = write_notice(catalog, asked.chosen, **distances)
    return Rows(form.write_table(table, notice), len(table.rows))


RESOURCES = tuple(
    Resource(
        f"corridors.{suffix}",
        "Where the selected projects run near one another, a row each.",
        FORMATS[suffix].media_type,
        partial(_write, FORMATS[suffix]),
        parameters=tuple(_DISTANCES),
        disposition="attachment",
        ranged=suffix == "parquet",
    )
    for suffix in ("csv", "geojson", "parquet", "json")
)
