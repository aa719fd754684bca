"""The rows of what is shown: to sort, to choose columns of, to take away, to have in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from neatlas.app.commands import ask
from neatlas.app.in_python import projects_in_python
from neatlas.app.labels import column_label, project_label, value_label
from neatlas.app.rows import UNKNOWN, one_page, take_away
from neatlas.export.csv_table import noticed_pieces
from neatlas.export.notice import write_notice
from neatlas.render.page_words import counted
from neatlas.render.summary import count_projects, explain_nothing
from neatlas.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

#: Column of the table to the fields of a row (`export.rows.FIELDS`) that stand behind it.
_FIELDS = {
    "name": ("name",),
    "sectors": ("sectors",),
    "countries": ("countries", "location_countries", "party_countries", "invited_countries"),
    "status": ("status", "statuses", "part_statuses"),
    "outcome": ("outcome",),
    "mention": ("mention", "passages"),
    "precisions": ("precisions",),
    "located": ("located",),
}


def show_table(
    catalog: Catalog,
    chosen: Filter,
    selected: Sequence[dict[str, Any]],
    project: str | None,
) -> None:
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
    project
        The project that is selected on the page: its row is ticked, and the tick of a row
        selects its project, or lets it go.
    """
    if not selected:
        st.text(explain_nothing(catalog, chosen))
        return
    matching = counted("matches", len(selected), total=count_projects(catalog, chosen))
    st.text(f"{matching}. {say('A row that is chosen opens on the map.')}")
    labels = {name: column_label(name) for name in _FIELDS}
    shown = st.pills(
        say("Columns"),
        list(labels),
        selection_mode="multi",
        default=list(labels),
        format_func=labels.__getitem__,
        key="columns",
    )
    rows = [{"id": row["id"]} | _words(catalog, row) for row in selected]
    page = one_page(pd.DataFrame(rows, columns=["id", *_FIELDS]), "projects")
    _tick([row for row, name in enumerate(page["id"]) if name == project])
    st.dataframe(
        page,
        column_order=shown,
        column_config=labels,
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
    fields = ["id", *(field for column in shown for field in _FIELDS[column])]
    own = ({field: row[field] for field in fields} for row in rows)
    return "".join(noticed_pieces(own, fields, write_notice(catalog, chosen)))


def _words(catalog: Catalog, row: dict[str, Any]) -> dict[str, str]:
    said = {name: value_label(catalog, name, row[name]) for name in _FIELDS}
    said["name"] = project_label(catalog, row["id"])
    if row["status"] is None and row["part_statuses"]:  # an asset without a status yet
        said["status"] = say("not known")
    return said


def _tick(rows: list[int]) -> None:
    """Tick rows of the table; one that is ticked already keeps its order and its place."""
    held = st.session_state.get("table")
    if held is None or held["selection"]["rows"] != rows:
        st.session_state["table"] = {"selection": {"rows": rows}}
    st.session_state["ticked"] = rows


def _select_row(ids: list[str]) -> None:
    rows = st.session_state["table"]["selection"]["rows"]
    # The table tells a tick that the script has set as well; that is nobody's act.
    if rows != st.session_state.get("ticked"):
        ask(project=ids[rows[0]] if rows else None)
