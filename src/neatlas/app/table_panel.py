"""The rows of what is shown: to sort, to choose columns of, to take away, to have in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from neatlas.analysis.filters import country_name
from neatlas.app.commands import ask
from neatlas.app.in_python import projects_in_python
from neatlas.app.rows import UNKNOWN, one_page, take_away
from neatlas.export.csv_rows import write_csv
from neatlas.export.csv_table import notice_cells
from neatlas.export.notice import write_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

#: Column of the table to the fields of a row (`export.rows.FIELDS`) that stand behind it.
_FIELDS = {
    "Project": ("name",),
    "Sector": ("sectors",),
    "Countries": ("countries", "location_countries", "party_countries", "invited_countries"),
    "Status": ("status", "statuses", "part_statuses"),
    "Outcome": ("outcome",),
    "In the text": ("mention", "passages"),
    "How it is drawn": ("precisions",),
    "Location": ("located",),
}


def show_table(catalog: Catalog, chosen: Filter, selected: Sequence[dict[str, Any]]) -> None:
    """
    Show the rows of what is shown.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter of the page.
    selected
        The rows that it selects (`export.rows`).
    """
    names = catalog.settings.country_names
    total = sum(chosen.context or not project.context for project in catalog.projects.values())
    st.text(f"{len(selected)} of {total} projects. A row that is chosen opens on the map.")
    shown = st.multiselect("Columns", list(_FIELDS), default=list(_FIELDS), key="columns")
    rows = [{"id": row["id"]} | _words(row, names) for row in selected]
    page = one_page(pd.DataFrame(rows, columns=["id", *_FIELDS]), "projects")
    st.dataframe(
        page,
        column_order=shown,
        hide_index=True,
        width="stretch",
        placeholder=UNKNOWN,
        key="table",
        on_select=lambda: _select_row(list(page["id"])),
        selection_mode="single-row",
    )
    csv = csv_of(catalog, chosen, selected, shown)
    take_away(csv, "projects", projects_in_python(catalog, chosen))


def csv_of(
    catalog: Catalog, chosen: Filter, rows: Sequence[dict[str, Any]], shown: Sequence[str]
) -> str:
    """Write the rows with the fields that stand behind the columns shown."""
    cells = notice_cells(write_notice(catalog, chosen))
    fields = ["id", *(field for column in shown for field in _FIELDS[column]), *cells]
    return write_csv((row | cells for row in rows), fields)


def _words(row: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    status = row["status"] or "no single asset"
    return {
        "Project": row["name"],
        "Sector": ", ".join(row["sectors"]),
        "Countries": ", ".join(country_name(code, names) for code in row["countries"]),
        "Status": status.replace("_", " "),
        "Outcome": (row["outcome"] or "").replace("_", " "),
        "In the text": row["mention"] or "",
        "How it is drawn": ", ".join(row["precisions"]).replace("_", " "),
        "Location": "drawn" if row["located"] else "no location",
    }


def _select_row(ids: list[str]) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    if rows:
        ask(project=ids[rows[0]])
