"""The one page of the app: the frame with map, filters and text, and what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from neatlas.app import address, store
from neatlas.app.analysis_panel import show_analysis
from neatlas.app.commands import last_command
from neatlas.app.export_panel import show_export
from neatlas.app.frame import show_frame, told
from neatlas.app.table_panel import show_table
from neatlas.errors import NeatlasError

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_TABLE, _EXPORT, _ANALYSIS = "Table of these projects", "Export", "Analysis"

_STYLE = """
<style>
  .block-container { padding: 1rem 1.25rem 2rem; max-width: none; }
  /* Streamlit's bar would lie over the frame and take its clicks; its buttons stay. */
  [data-testid="stHeader"] { background: none; pointer-events: none; }
  [data-testid="stHeader"] button { pointer-events: auto; }
  .stApp:has([data-testid="stExpandSidebarButton"]) .block-container { padding-top: 3rem; }
  [data-testid="stSidebarHeader"] { height: 2.25rem; padding-bottom: 0; }
</style>
"""


def render() -> None:
    """Draw the page; a mistake in the atlas is said in its own clear lines."""
    st.set_page_config(page_title="neatlas", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
    try:
        held = store.atlas()
    except NeatlasError as error:
        st.error("The atlas cannot be shown. Mend these and start again:")
        st.code(str(error), language=None, wrap_lines=True)
        return
    _render_atlas(held.catalog)


def _render_atlas(catalog: Catalog) -> None:
    chosen, ignored = address.read_address(catalog, told())
    show_frame(ignored, last_command())
    # Only the panel that is open is made; the frame above stays as it is whichever that is.
    below = st.segmented_control(
        "Below the map", [_TABLE, _EXPORT, _ANALYSIS], key="below", label_visibility="collapsed"
    )
    if below == _TABLE:
        show_table(catalog, chosen, store.selected_rows(chosen))
    elif below == _EXPORT:
        _export(catalog, chosen)
    elif below == _ANALYSIS:
        show_analysis(catalog, chosen)


@st.fragment
def _export(catalog: Catalog, chosen: Filter) -> None:
    project = st.query_params.get("project")
    show_export(catalog, chosen, project if project in catalog.projects else None)
