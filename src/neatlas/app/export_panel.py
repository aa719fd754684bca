"""What is shown, to take away: the map for print, the press kit, the page, the rows."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from neatlas.analysis.filters import filter_words
from neatlas.app import store
from neatlas.errors import SnapshotError
from neatlas.export.formats import FORMATS
from neatlas.printing import page_of
from neatlas.render.page_words import word
from neatlas.speech import LANGUAGES, message, names_language, say

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_SIZES = {
    "article": message("Article, 16:9"),
    "square": message("Square"),
    "story": message("Story, 9:16"),
    "a4": "A4",
    "a4-landscape": message("A4 landscape"),
    "column-85": message("Column, 85 mm"),
    "column-180": message("Two columns, 180 mm"),
}
_THEMES = {
    "light": message("Light"),
    "dark": message("Dark"),
    "print": message("Black and white"),
}
_PICTURES = {
    "map.png": "PNG",
    "map.svg": "SVG",
    "map.pdf": "PDF",
    "kit.zip": message("Press kit"),
}
#: Dots an inch of the preview: enough to judge the map by, and soon drawn.
_PREVIEW_DPI = 110
#: Most letters that are named of those that no font has.
_MOST_LETTERS = 20
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
    # A map about a project shows what lies around it, whatever box the rows are from.
    printed = replace(chosen, bbox=None) if "focus" in choices else chosen
    words = _words(chosen)
    # Whatever else can be taken away does not wait for the map.
    prints = st.container()
    data = {f"projects.{suffix}": words for suffix in FORMATS}
    names = {f"projects.{suffix}": suffix.upper() for suffix in FORMATS}
    _links(say("The rows, as data"), data, names)
    _links(say("The interactive map, as one page"), {"map.html": words}, {"map.html": "HTML"})
    refusal = _refusal(printed, choices)
    with preview:
        if refusal:
            st.warning(refusal)
            return
        _preview(_words(printed), choices)
    pictures = {name: say(label) for name, label in _PICTURES.items()}
    asked = dict.fromkeys(_PICTURES, _words(printed) | choices)
    with prints:
        _links(say("The map for print"), asked, pictures)


def _words(chosen: Filter) -> dict[str, list[str]]:
    return {name: values for name, values in filter_words(chosen).items() if values}


def _choices(catalog: Catalog, project: str | None) -> dict[str, list[str]]:
    size = _select(say("Size"), _SIZES, "export_size")
    theme = _select(say("Colours"), _THEMES, "export_theme")
    language = st.selectbox(
        word("languageLabel"),
        list(LANGUAGES),
        index=list(LANGUAGES).index(names_language()),
        format_func=LANGUAGES.__getitem__,
        key="export_lang",
    )
    title = st.text_input(say("Title"), placeholder=catalog.settings.title, max_chars=200)
    credit = st.text_input(say("Your credit, before the atlas's own"), max_chars=200)
    quote = st.toggle(say("Print the sentence"), help=say("With speaker, date and paragraph."))
    graticule = st.toggle(say("Meridians and parallels"))
    about = project is not None and st.toggle(
        say("About the selected project"), help=say("Drawn large, with what lies around it.")
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


def _select(label: str, names: dict[str, str], key: str) -> str:
    said = {name: say(text) for name, text in names.items()}
    return st.selectbox(label, list(said), format_func=said.__getitem__, key=key)


def _without_font(choices: dict[str, list[str]]) -> str:
    """Name the letters of title and credit with which no map is drawn, since no font has them."""
    text = "".join(choices.get("title", []) + choices.get("credit", []))
    if text.isascii():
        return ""
    from neatlas.render.static_map.lettering import OURS  # noqa: PLC0415 - few have such letters

    return " ".join(OURS.lacking(text)[:_MOST_LETTERS])


def _refusal(chosen: Filter, choices: dict[str, list[str]]) -> str:
    """Say why no map is drawn as chosen; where one is, its page is kept for who fetches it."""
    # Matplotlib is slow to import, and most sessions draw nothing.
    from neatlas.render.static_map.asking import read_options  # noqa: PLC0415

    lacking = _without_font(choices)
    if lacking:
        return say("No font here has {letters}: leave that out.", letters=lacking)
    atlas = store.atlas()
    asked = {name: value for name, (value,) in _previewed(choices).items()}
    try:
        page_of(atlas, chosen, read_options(asked, chosen, atlas.catalog, forms=["png"]))
    except SnapshotError as error:
        sentences = (problem.message for problem in error.problems)
        return " ".join(said[:1].upper() + said[1:] for said in sentences)
    return ""


def _previewed(choices: dict[str, list[str]]) -> dict[str, list[str]]:
    (size,) = choices["size"]
    return choices | ({"dpi": [str(_PREVIEW_DPI)]} if size in _LARGE else {})


def _preview(words: dict[str, list[str]], choices: dict[str, list[str]]) -> None:
    address = _address("map.png", words | _previewed(choices))
    alt = html.escape(say("The map as it will be printed"))
    st.html(
        f'<img src="{html.escape(address)}" alt="{alt}" '
        'style="max-width:100%;max-height:560px;border:1px solid #d5d0c5;background:#fff">'
    )


def _links(title: str, asked: dict[str, dict[str, list[str]]], names: dict[str, str]) -> None:
    links = " ".join(
        f'<a href="{html.escape(_address(file, words))}" download '
        'style="display:inline-block;margin:2px 6px 2px 0;padding:4px 12px;border-radius:6px;'
        'border:1px solid currentColor;color:inherit;text-decoration:none">'
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
