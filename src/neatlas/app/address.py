"""The address bar: it holds the filter and the selected project, so that a link restores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from neatlas.analysis.filters import NAMES, filter_words, parse_filter
from neatlas.errors import FilterError, UnknownWordError

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def read_address(catalog: Catalog) -> tuple[Filter, str | None, list[str]]:
    """
    Read filter and selected project from the address.

    Returns
    -------
    tuple of Filter, str or None, list of str
        The filter, the project's id, and what was ignored because nobody knows it.
    """
    ignored: list[str] = []
    words = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    try:
        chosen = parse_filter(words, catalog)
    except FilterError as error:
        # Each name is tried by itself, so that one bad word does not cost the good ones.
        ignored += [str(problem) for problem in error.problems]
        bad = {problem.path for problem in error.problems}
        good = {name: values for name, values in words.items() if name not in bad}
        chosen = parse_filter(good, catalog)
    project = st.query_params.get("project")
    try:
        project = catalog.project(project).id if project is not None else None
    except UnknownWordError as error:
        ignored.append(f"project: {error}")
        project = None
    return chosen, project, ignored


def write_address(chosen: Filter, project: str | None) -> None:
    """Write filter and selected project into the address, once for each change."""
    wanted = filter_words(chosen) | ({"project": [project]} if project else {})
    held = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: values for name, values in held.items() if name not in {*NAMES, "project"}}
    if held != kept | wanted:
        st.query_params.from_dict(kept | wanted)
