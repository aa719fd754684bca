"""The filter that the page's address asks for. The frame writes the address; this only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

from neatlas.analysis.filters import NAMES, parse_filter
from neatlas.errors import FilterError, UnknownWordError
from neatlas.speech import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def read_address(catalog: Catalog, told: str | None) -> tuple[Filter, list[str]]:
    """
    Read the filter of the page.

    Parameters
    ----------
    catalog
        The atlas.
    told
        The filter as the frame told it last; None before it did: then the link that opened
        the page holds it.

    Returns
    -------
    tuple of Filter, list of str
        The filter, and what was ignored in it because nobody knows it.
    """
    held = _held(told)
    words = {name: values for name, values in held.items() if name in NAMES}
    ignored: list[str] = []
    try:
        chosen = parse_filter(words, catalog)
    except FilterError as error:
        # Each name is tried by itself, so that one bad word does not cost the good ones.
        ignored += [str(problem) for problem in error.problems]
        bad = {problem.path for problem in error.problems}
        chosen = parse_filter({n: values for n, values in words.items() if n not in bad}, catalog)
    return chosen, [*ignored, *_unknown_project(catalog, held)]


def read_look(told: str | None) -> tuple[str, str]:
    """
    Read the language of the page, as a BCP 47 tag, and what lies under the features.

    `told` is that of `read_address`. A language that the atlas does not have is not one.
    """
    held = _held(told)
    language, base = (held.get(name, [""])[0] for name in ("lang", "base"))
    return language if language in LANGUAGES else ENGLISH, base


def _held(told: str | None) -> dict[str, list[str]]:
    """Return the words of the address by name."""
    if told is not None:
        return parse_qs(told)
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _unknown_project(catalog: Catalog, held: dict[str, list[str]]) -> list[str]:
    try:
        for project in held.get("project", ()):
            catalog.project(project)
    except UnknownWordError as error:
        return [f"project: {error}"]
    return []
