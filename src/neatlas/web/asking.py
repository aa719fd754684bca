"""Reads a request into what it asks, and says everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.filters import NAMES, parse_filter
from neatlas.analysis.select import Filter
from neatlas.errors import FilterError, Problem, unknown_word
from neatlas.web.resource import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from neatlas.atlas import Atlas
    from neatlas.web.resource import Resource


def read_query(
    resource: Resource,
    atlas: Atlas,
    path: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
) -> Asked:
    """
    Read what is asked of a resource.

    Parameters
    ----------
    resource
        The entry of the table.
    atlas
        The atlas that is asked.
    path
        Parameters in the path.
    words
        Names in the query, each with its values.

    Raises
    ------
    FilterError
        If names or values are unknown: all problems at once.
    """
    problems = [
        Problem("", "", unknown_word("parameter here", name, resource.names, "Leave it out."))
        for name in words
        if name not in resource.names
    ]
    own = {name: words[name] for name in resource.parameters if name in words}
    filtering = {name: words[name] for name in words if name in NAMES and name in resource.names}
    chosen = Filter()
    try:
        chosen = parse_filter(filtering, atlas.catalog)
    except FilterError as error:
        problems += error.problems
    if problems:
        raise FilterError(problems)
    return Asked(atlas, chosen, path, own)
