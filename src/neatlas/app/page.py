"""The one page of the app: filters at the side, the frame, and the same rows as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from neatlas.analysis.filters import country_name, filter_words
from neatlas.app import address, store
from neatlas.app.frame import Choice, last_choice, show_frame
from neatlas.app.sidebar import show_sidebar, start_widgets
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
    # Later runs may still carry the address of before the act that set them off: only the first
    # one is a link.
    if "ignored" not in st.session_state:
        _start_from_address(catalog)
    chosen = show_sidebar(catalog)
    _note_choice()
    # The next act may cut this run short: what it has to know is written before anything is shown.
    address.write_address(chosen, st.session_state["project"])
    selected = store.selection(chosen)
    show_frame(selected.spec, repr(sorted(filter_words(chosen).items())), _command())
    _warn_of_ignored(st.session_state["ignored"])
    _warn_of_hidden(catalog, selected)
    _table(selected, catalog.settings.country_names)


def _note_choice() -> None:
    """Take note of what the reader selected in the frame, once for each act there."""
    choice = last_choice()
    if choice is not None and choice["sequence"] != st.session_state.get("seen"):
        st.session_state["seen"] = choice["sequence"]
        st.session_state["project"] = choice["project"]


def _start_from_address(catalog: Catalog) -> None:
    chosen, project, ignored = address.read_address(catalog)
    start_widgets(chosen)
    st.session_state["ignored"] = ignored
    _select(project)


def _select(project: str | None) -> None:
    """Select a project in the frame: a command with a number that grows, so that it repeats."""
    before: Choice | None = st.session_state.get("command")
    sequence = before["sequence"] + 1 if before else 1
    st.session_state["project"] = project
    st.session_state["command"] = (
        Choice(project=project, passage=None, sequence=sequence) if before or project else None
    )


def _warn_of_ignored(lines: list[str]) -> None:
    if lines:
        st.warning("The link was opened without this:")
        # A warning is Markdown, which makes a link of any address, escaped or not: the words of
        # a link or a record never stand in one.
        st.text("\n".join(lines))


def _warn_of_hidden(catalog: Catalog, selected: store.Selection) -> None:
    project = st.session_state["project"]
    if project is not None and project not in {row["id"] for row in selected.rows}:
        name = catalog.projects[project].name
        st.info("The filters leave out what is selected. Show all to see it:")
        st.text(name)


def _command() -> Choice | None:
    command: Choice | None = st.session_state["command"]
    return command


def _table(selected: store.Selection, names: dict[str, str]) -> None:
    with st.expander("Table of these projects"):
        st.text(selected.spec["summary"])
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
        _select(ids[rows[0]])
