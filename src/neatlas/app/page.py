"""The one page of the app: the frame with map, filters and text, and the same rows as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from neatlas.analysis.filters import country_name
from neatlas.app import address, store
from neatlas.app.frame import Command, show_frame, told
from neatlas.errors import NeatlasError

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

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
    command: Command | None = st.session_state.get("command")
    show_frame(ignored, command)
    _table(catalog, store.selection(chosen))


def _table(catalog: Catalog, selected: store.Selection) -> None:
    names = catalog.settings.country_names
    with st.expander("Table of these projects"):
        st.text(f"{len(selected.rows)} of {len(catalog.projects)} projects")
        ids = [row["id"] for row in selected.rows]
        st.dataframe(
            [_words(row, names) for row in selected.rows],
            hide_index=True,
            width="stretch",
            key="table",
            on_select=lambda: _select_row(ids),
            selection_mode="single-row",
        )
        st.download_button(
            "Download these rows (CSV)",
            selected.csv,
            file_name="neatlas-projects.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _words(row: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    return {
        "Project": row["name"],
        "Sector": ", ".join(row["sectors"]),
        "Countries": ", ".join(country_name(code, names) for code in row["countries"]),
        "Status": (row["status"] or "no single asset").replace("_", " "),
        "In the text": row["mention"] or "",
        "Location": "drawn" if row["located"] else "no location",
    }


def _select_row(ids: list[str]) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    if rows:
        before: Command | None = st.session_state.get("command")
        sequence = before["sequence"] + 1 if before else 1
        st.session_state["command"] = Command(project=ids[rows[0]], sequence=sequence)
