"""How the page around the frame looks: its margins, its language, and Streamlit's theme.

The reader chooses a style in the frame. Streamlit knows one theme for a page once it is loaded,
but takes another from whoever embeds it, by a message that names its allowed origin: here the
page sends that message to itself (`host.OwnOrigin` allows it).
"""

from __future__ import annotations

import json

import streamlit as st

from neatlas.speech import words_language

_STYLE = """
<style>
  .block-container { padding: 1rem 1.25rem 2rem; max-width: none; }
  @media (max-width: 719px) { .block-container { padding: 0.25rem 0.25rem 1rem; } }
  /* Streamlit's bar would lie over the frame and take its clicks; its buttons stay. */
  [data-testid="stHeader"] { background: none; pointer-events: none; }
  [data-testid="stHeader"] button { pointer-events: auto; }
  .stApp:has([data-testid="stExpandSidebarButton"]) .block-container { padding-top: 3rem; }
  [data-testid="stSidebarHeader"] { height: 2.25rem; padding-bottom: 0; }
  /* Korean breaks between words, as its newspapers do. */
  .stApp:lang(ko) { word-break: keep-all; overflow-wrap: anywhere; }
</style>
"""

#: Themes in Streamlit's own words (`CustomThemeConfig`), whose base is 0 for light, 1 for dark.
_LIGHT = {"base": 0, "primaryColor": "#22306b"}
_DARK = {
    "base": 1,
    "primaryColor": "#7cc4e0",
    "backgroundColor": "#12181d",
    "secondaryBackgroundColor": "#1c242b",
    "textColor": "#eef2f5",
}


def show_look(*, dark: bool) -> None:
    """Dress the page, in the language that is spoken; `dark` as the frame is."""
    st.html(_STYLE)
    message = {
        "stCommVersion": 1,
        "type": "SET_CUSTOM_THEME_CONFIG",
        "themeInfo": _DARK if dark else _LIGHT,
    }
    script = (
        f"document.documentElement.lang = {json.dumps(words_language())};"
        f"window.postMessage({json.dumps(message)}, location.origin);"
    )
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
