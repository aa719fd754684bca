"""The filter that the page's address asks for. The frame writes the address; this only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

from neatlas.analysis.filters import known_words, parse_filter
from neatlas.speech import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def read_address(catalog: Catalog, told: str | None) -> Filter:
    """
    Read the filter of the page; what nobody knows in it is left out, and the frame says so.

    Parameters
    ----------
    catalog
        The atlas.
    told
        The filter as the frame told it last; None before it did: then the link that opened
        the page holds it.
    """
    return parse_filter(known_words(_held(told), catalog), catalog)


def read_look(told: str | None) -> tuple[str, str]:
    """
    Read the language of the page, as a BCP 47 tag, and what lies under the features.

    `told` is that of `read_address`. A language that the atlas does not have is not one.
    """
    held = _held(told)
    language, base = (held.get(name, [""])[0] for name in ("lang", "base"))
    return language if language in LANGUAGES else ENGLISH, base


def _held(told: str | None) -> dict[str, list[str]]:
    """Return the words of the address by name, without those that are empty."""
    if told is not None:
        return parse_qs(told)
    held = {name: st.query_params.get_all(name) for name in st.query_params}
    return {name: words for name, given in held.items() if (words := [*filter(None, given)])}
