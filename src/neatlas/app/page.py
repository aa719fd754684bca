"""The one page of the app: the frame with map, filters and text, and what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from neatlas.app import address, store
from neatlas.app.analysis_panel import show_analysis
from neatlas.app.commands import last_command, selected
from neatlas.app.export_panel import show_export
from neatlas.app.frame import show_frame, told
from neatlas.app.look import show_look
from neatlas.app.table_panel import show_table
from neatlas.errors import NeatlasError
from neatlas.speech import message, names_language, say, speaking

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_BELOW = {
    "table": message("Table of these projects"),
    "export": message("Export"),
    "analysis": message("Analysis"),
}
#: Panels that show which project is selected.
_SELECTING = {"table", "export"}
#: Brings the panel into view; the name makes it another script for each.
_SEE = (
    '<script data-panel="{panel}">document.querySelector(".st-key-below").scrollIntoView()</script>'
)


def render() -> None:
    """Draw the page; a mistake in the atlas is said in its own clear lines."""
    st.set_page_config(page_title="neatlas", layout="wide", initial_sidebar_state="collapsed")
    language, base = address.read_look(told())
    with speaking(language):
        show_look(dark=base == "dark")
        try:
            held = store.atlas()
        except NeatlasError as error:
            st.error(say("The atlas cannot be shown. Mend these and start again:"))
            st.code(str(error), language=None, wrap_lines=True)
            return
        _render_atlas(held.catalog)


def _render_atlas(catalog: Catalog) -> None:
    chosen = address.read_address(catalog, told())
    # What is selected matters to a panel that shows it, and to no other run of the script.
    project = selected() if st.session_state.get("below") in _SELECTING else None
    show_frame(last_command(), project)
    # Only the panel that is open is made; the frame above stays as it is whichever that is.
    names = {name: say(text) for name, text in _BELOW.items()}
    below = st.segmented_control(
        say("Below the map"),
        list(names),
        format_func=names.__getitem__,
        key="below",
        label_visibility="collapsed",
    )
    # A panel that is opened stands below the fold. Where it stays open, the script runs no more.
    seen = st.empty()
    if below == "table":
        show_table(catalog, chosen, store.selected_rows(chosen), project)
    elif below == "export":
        # A project that is not drawn has no map about it.
        drawn = project if catalog.geometries.get(project or "") else None
        _export(catalog, chosen, drawn, names_language())
    elif below == "analysis":
        show_analysis(catalog, chosen)
    if below:
        seen.html(_SEE.format(panel=below), unsafe_allow_javascript=True)


@st.fragment
def _export(catalog: Catalog, chosen: Filter, project: str | None, language: str) -> None:
    # It runs by itself too, when nobody around it speaks.
    with speaking(language):
        show_export(catalog, chosen, project)
