"""What is shown, to take away: the map for print, the press kit, the page, the rows."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from neatlas.analysis.filters import filter_words
from neatlas.export.formats import FORMATS

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_SIZES = {
    "article": "Article, 16:9",
    "square": "Square",
    "story": "Story, 9:16",
    "a4": "A4",
    "a4-landscape": "A4 landscape",
    "column-85": "Column, 85 mm",
    "column-180": "Two columns, 180 mm",
}
_THEMES = {"light": "Light", "dark": "Dark", "print": "Black and white"}
_LANGUAGES = {"en": "English", "ko": "한국어", "ru": "Русский", "zh": "中文", "ja": "日本語"}
_PICTURES = {"map.png": "PNG", "map.svg": "SVG", "map.pdf": "PDF", "kit.zip": "Press kit"}
#: Dots an inch of the preview: enough to judge the map by, and soon drawn.
_PREVIEW_DPI = 110
_LARGE = {"a4", "a4-landscape", "column-85", "column-180"}


def show_export(catalog: Catalog, chosen: Filter, project: str | None) -> None:
    """
    Show what can be taken away of what is shown.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter of the page: what is exported is what it shows.
    project
        The selected project, about which a map can be drawn.
    """
    form, preview = st.columns([2, 3], gap="large")
    with form:
        choices = _choices(catalog, project)
    words = {name: values for name, values in filter_words(chosen).items() if values}
    with preview:
        _preview(words, choices)
    _links("The map for print", dict.fromkeys(_PICTURES, words | choices), _PICTURES)
    data = {f"projects.{suffix}": words for suffix in FORMATS}
    pages = {"map.html": words}
    names = {f"projects.{suffix}": suffix.upper() for suffix in FORMATS}
    _links("The rows, as data", data, names)
    _links("The interactive map, as one page", pages, {"map.html": "HTML"})


def _choices(catalog: Catalog, project: str | None) -> dict[str, list[str]]:
    size = st.selectbox("Size", list(_SIZES), format_func=_SIZES.__getitem__, key="export_size")
    theme = st.selectbox(
        "Colours", list(_THEMES), format_func=_THEMES.__getitem__, key="export_theme"
    )
    language = st.selectbox(
        "Language", list(_LANGUAGES), format_func=_LANGUAGES.__getitem__, key="export_lang"
    )
    title = st.text_input("Title", placeholder=catalog.settings.title, max_chars=200)
    credit = st.text_input("Your credit, before the atlas's own", max_chars=200)
    quote = st.toggle("Print the sentence", help="With speaker, date and paragraph.")
    graticule = st.toggle("Meridians and parallels")
    about = project is not None and st.toggle(
        "About the selected project", help="Drawn large, with what lies around it."
    )
    chosen = {
        "size": size,
        "theme": theme,
        "lang": language,
        "title": title.strip(),
        "credit": credit.strip(),
        "quote": "yes" if quote else "",
        "graticule": "yes" if graticule else "",
        "focus": project if about and project else "",
    }
    return {name: [value] for name, value in chosen.items() if value}


def _preview(words: dict[str, list[str]], choices: dict[str, list[str]]) -> None:
    (size,) = choices["size"]
    small = {"dpi": [str(_PREVIEW_DPI)]} if size in _LARGE else {}
    address = _address("map.png", words | choices | small)
    st.html(
        f'<img src="{html.escape(address)}" alt="The map as it will be printed" '
        'style="max-width:100%;max-height:560px;border:1px solid #d5d0c5;background:#fff">'
    )


def _links(title: str, asked: dict[str, dict[str, list[str]]], names: dict[str, str]) -> None:
    links = " ".join(
        f'<a href="{html.escape(_address(file, words))}" download '
        'style="display:inline-block;margin:2px 6px 2px 0;padding:4px 12px;border-radius:6px;'
        'border:1px solid #8d8577;color:#0b5a7a;text-decoration:none">'
        f"{html.escape(names[file])}</a>"
        for file, words in asked.items()
    )
    st.html(f"<p style='margin:8px 0 2px;font-weight:600'>{html.escape(title)}</p>{links}")


def _address(file: str, words: dict[str, list[str]]) -> str:
    """Return the address of a route, beside the app in the same process."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = "/".join(["", *filter(None, [base]), "atlas", file])
    query = urlencode(words, doseq=True)
    return f"{path}?{query}" if query else path
