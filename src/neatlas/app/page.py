"""The one page of the app: filters at the side, the frame, and the same rows as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from neatlas.analysis.filters import filter_words
from neatlas.app import address, store
from neatlas.app.frame import Choice, show_frame
from neatlas.app.sidebar import show_sidebar, start_widgets
from neatlas.errors import NeatlasError

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

_STYLE = """
<style>
  .block-container { padding: 1rem 1.25rem 2rem; max-width: none; }
  [data-testid="stHeader"] { height: 0; }
  [data-testid="stSidebarHeader"] { height: 2.25rem; padding-bottom: 0; }
</style>
"""


def render() -> None:
    """Draw the page; a mistake in the atlas is said in its own clear lines."""
    st.set_page_config(page_title="neatlas", layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)
    try:
        held = store.atlas()
    except NeatlasError as error:
        st.error("The atlas cannot be shown. Mend these and start again:")
        st.code(str(error), language=None, wrap_lines=True)
        return
    _render_atlas(held.catalog)


def _render_atlas(catalog: Catalog) -> None:
    if "ignored" not in st.session_state:
        _start_from_address(catalog)
    chosen = show_sidebar(catalog)
    selected = store.selection(chosen)
    choice = show_frame(selected.spec, repr(sorted(filter_words(chosen).items())), _command())
    if choice is not None:
        st.session_state["project"] = choice["project"]
    for line in st.session_state["ignored"]:
        st.warning(f"The link was opened without this: {line}")
    _table(selected)
    address.write_address(chosen, st.session_state["project"])


def _start_from_address(catalog: Catalog) -> None:
    chosen, project, ignored = address.read_address(catalog)
    start_widgets(chosen)
    st.session_state["ignored"] = ignored
    st.session_state["project"] = project
    st.session_state["command"] = (
        Choice(project=project, passage=None, sequence=1) if project else None
    )


def _command() -> Choice | None:
    command: Choice | None = st.session_state["command"]
    return command


def _table(selected: store.Selection) -> None:
    with st.expander(f"Table: {selected.spec['summary']}"):
        rows = [{**row, "shown": _words(row)} for row in selected.rows]
        st.dataframe(
            [row["shown"] for row in rows],
            hide_index=True,
            width="stretch",
            key="table",
            on_select=lambda: _select_row([row["id"] for row in rows]),
            selection_mode="single-row",
        )
        st.download_button(
            "Download these rows (CSV)",
            selected.csv,
            file_name="neatlas-projects.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _words(row: dict[str, Any]) -> dict[str, str]:
    return {
        "Project": row["name"],
        "Sector": ", ".join(row["sectors"]),
        "Countries": ", ".join(row["countries"]),
        "Status": (row["status"] or "").replace("_", " "),
        "In the text": row["mention"] or "",
        "Location": "drawn" if row["located"] else "no location",
    }


def _select_row(ids: list[str]) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    if rows:
        before = st.session_state["command"]
        sequence = before["sequence"] + 1 if before else 1
        st.session_state["command"] = Choice(project=ids[rows[0]], passage=None, sequence=sequence)
