"""The rows of what is shown: to sort, to choose columns of, to take away, to have in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from neatlas.analysis.filters import country_name, filter_words
from neatlas.app.commands import ask

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.app.store import Selection
    from neatlas.catalog.catalog import Catalog


def show_table(catalog: Catalog, chosen: Filter, selected: Selection) -> None:
    """
    Show the rows of what is shown.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter of the page.
    selected
        What it selects.
    """
    names = catalog.settings.country_names
    total = sum(chosen.context or not project.context for project in catalog.projects.values())
    st.text(f"{len(selected.rows)} of {total} projects. A row that is chosen opens on the map.")
    rows = [_words(row, names) for row in selected.rows]
    columns = list(_words({}, names))
    shown = st.multiselect("Columns", columns, default=columns, key="columns")
    ids = [row["id"] for row in selected.rows]
    st.dataframe(
        rows,
        column_order=shown,
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
    with st.expander("The same in Python"):
        st.code(as_python(chosen), language="python")


def as_python(chosen: Filter) -> str:
    """Return the Python that gives these rows."""
    return (
        "import neatlas as na\n\n"
        "atlas = na.load_catalog()\n"
        f"chosen = na.parse_filter({filter_words(chosen)!r}, atlas)\n"
        "rows = na.select_from(atlas, chosen)\n"
    )


def _words(row: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    status = row.get("status") or "no single asset"
    return {
        "Project": row.get("name", ""),
        "Sector": ", ".join(row.get("sectors", ())),
        "Countries": ", ".join(country_name(code, names) for code in row.get("countries", ())),
        "Status": status.replace("_", " "),
        "Outcome": (row.get("outcome") or "").replace("_", " "),
        "In the text": row.get("mention") or "",
        "How it is drawn": ", ".join(row.get("precisions", ())).replace("_", " "),
        "Location": "drawn" if row.get("located") else "no location",
    }


def _select_row(ids: list[str]) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    if rows:
        ask(project=ids[rows[0]])
