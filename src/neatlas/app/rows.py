"""The rows of a table below the map: page by page where there are many, and to take away."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from neatlas.app.labels import column_label, value_label
from neatlas.export.csv_table import write_csv_table
from neatlas.speech import say

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.export.table import Table

#: Rows that stand on one page.
ROWS = 50
#: What stands for a value that is not known.
UNKNOWN = "-"
_ORDER = ""
_NUMBERS = {"number": float, "integer": int}
#: Ends the name of a column that says another one's words as a reader reads them.
_SAID = "_label"


def show_rows(catalog: Catalog, table: Table, name: str, notice: Notice, python: str) -> None:
    """
    Show a table of words and measures, and offer it as the file that every other door writes.

    Where it has no rows the file alone is offered: what that means is for the caller to say.

    Parameters
    ----------
    catalog
        The atlas.
    table
        Its fields are named with their units, such as `length_km`.
    name
        Name of the table, for its widgets and its file.
    notice
        What the file carries beside the rows.
    python
        The Python that gives the rows.
    """
    if table.rows:
        _show_frame(catalog, frame_of(table), name)
    take_away(write_csv_table(table, notice), name, python)


def _show_frame(catalog: Catalog, frame: pd.DataFrame, name: str) -> None:
    page = one_page(frame, name).copy()
    words = list(map(str, page.select_dtypes(exclude="number")))
    for column in words:
        page[column + _SAID] = [value_label(catalog, column, value) for value in page[column]]
    shown = list(map(str, frame))
    st.dataframe(
        page,
        column_order=[column + _SAID if column in words else column for column in shown],
        hide_index=True,
        width="stretch",
        placeholder=UNKNOWN,
        column_config={
            **{column: column_label(column) for column in shown},
            **{column + _SAID: column_label(column) for column in words},
            **_formats(frame),
        },
    )


def frame_of(table: Table) -> pd.DataFrame:
    """Return a table as a frame without its geometry; an unknown number is NaN, a word None."""
    numbers = {f.name: _NUMBERS[f.kind] for f in table.fields if f.kind in _NUMBERS}
    names = [field.name for field in table.attributes]
    return pd.DataFrame(table.rows, columns=names, dtype=object).astype(numbers)


def one_page(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """
    Return the rows of the page that the reader chose, in the order that was chosen.

    A header sorts the page that it stands on, so a table of several pages can be sorted as a
    whole beside them. One of a single page has no such choices.
    """
    if len(table) <= ROWS:
        return table
    order, down, turn = st.columns([2, 1, 3], vertical_alignment="bottom")
    said = {_ORDER: say("As in the atlas")} | {one: column_label(one) for one in table.columns}
    by = order.selectbox(
        say("Sorted by"), list(said), format_func=said.__getitem__, key=f"{name}-order"
    )
    reverse = down.toggle(say("Descending"), key=f"{name}-descending", disabled=by == _ORDER)
    if by != _ORDER:
        table = table.sort_values(by, ascending=not reverse, kind="stable", key=_sortable)
    with turn:
        # Another selection has other pages, and begins with the first one.
        pages = ceil(len(table) / ROWS)
        page = st.pagination(pages, key=f"{name}-page-of-{pages}")
    return table.iloc[(page - 1) * ROWS : page * ROWS]


def take_away(csv: str, name: str, python: str) -> None:
    """Offer rows as a file, and the Python that gives them."""
    with st.container(horizontal=True):
        st.download_button(
            say("Download these rows (CSV)"),
            csv,
            file_name=f"neatlas-{name}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{name}-download",
        )
        with st.popover(say("The same in Python"), key=f"{name}-python", width="content"):
            st.code(python, language="python")


def _sortable(column: pd.Series) -> pd.Series:
    """Return what a column is sorted by: lists and words as words, numbers as they are."""
    return column.map(str) if column.dtype == object else column


def _formats(table: pd.DataFrame) -> dict[str, Any]:
    """Return how the columns of measures are written."""
    # The file has every digit; nobody reads metres off a generalised line.
    digits = {"_km": "%.1f", "_km2": "%.1f", "_lon": "%.3f", "_lat": "%.3f"}
    return {
        column: st.column_config.NumberColumn(column_label(column), format=form)
        for column in map(str, table.columns)
        for unit, form in digits.items()
        if column.endswith(unit)
    }
