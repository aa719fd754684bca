"""What is shown, measured: countries and sectors, statuses then and now, lengths, corridors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

import altair as alt
import streamlit as st

from neatlas.analysis.filters import filter_words, parse_filter
from neatlas.analysis.select import Filter, select_from
from neatlas.app import store
from neatlas.app.commands import acts, ask
from neatlas.app.in_python import (
    corridors_in_python,
    flow_in_python,
    matrix_in_python,
    measures_in_python,
)
from neatlas.app.labels import column_label, value_label
from neatlas.app.rows import UNKNOWN, frame_of, show_rows
from neatlas.export.measured import flow_dates
from neatlas.export.notice import write_notice
from neatlas.model.vocabulary import MIXED, CountryRole, Status
from neatlas.speech import say

if TYPE_CHECKING:
    import pandas as pd

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice

#: Chart to the filter that each of its fields sets.
_FILTERS = {
    "matrix": {"country": "country", "sector": "sector"},
    "flow": {"after": "status"},
    # On a map of before the text, what the text says came after.
    "backflow": {"before": "status"},
}
#: Fields of the axes of a flow.
_FLOW = ("before", "after")
_NONE = "none"
#: Roles of a country that let through whatever stands there.
_STANDING = (None, CountryRole.LOCATION, CountryRole.ANY)
#: Height of a cell, and of the words below a chart, in pixels.
_CELL, _FOOT = 30, 110
#: From this share of the greatest on a cell is so dark that a light figure reads better on it.
_DARK = 0.65
#: Every word stands beside or below its cells, and whole, however narrow these are.
_BESIDE = alt.Axis(labelLimit=260, labelOverlap=False)
_SLANTED = alt.Axis(labelLimit=260, labelOverlap=False, labelAngle=-40)
#: Statuses in the order of the scale.
_SCALE = [*Status, MIXED, None]


def show_analysis(catalog: Catalog, chosen: Filter) -> None:
    """
    Show measures of what is shown; a cell that is chosen filters the map.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter of the page.
    """
    if not store.selected_rows(chosen):
        st.info(say("No project is shown: nothing can be measured."))
        return
    notice = write_notice(catalog, chosen)
    matrix, flow = st.columns(2, gap="large")
    with matrix:
        cells = store.measures(chosen, "sector")
        _matrix(catalog, frame_of(cells), chosen)
        python = matrix_in_python(catalog, chosen)
        show_rows(catalog, cells, "countries-and-sectors", notice, python)
    with flow:
        _flow(catalog, chosen, notice)
    _heading(say("Lengths and areas"), say("geodesic, along lines that are generalised"))
    measured = store.measures(chosen, "project")
    show_rows(catalog, measured, "measures", notice, measures_in_python(catalog, chosen))
    _corridors(catalog, chosen)


def _heading(title: str, rest: str) -> None:
    st.markdown(f"**{title}**: {rest}")


def _matrix(catalog: Catalog, cells: pd.DataFrame, chosen: Filter) -> None:
    _heading(say("Countries and sectors"), say("a project of two counts under each"))
    names = {"projects": column_label("projects"), "length_km": column_label("length_km")}
    what = st.segmented_control(
        say("What is counted"),
        list(names),
        default="projects",
        key="matrix_of",
        required=True,
        format_func=names.__getitem__,
        label_visibility="collapsed",
    )
    if cells[what].isna().all():  # their greatest is NaN, which a chart cannot be told
        st.info(say("No route is drawn: nothing here has a length."))
        return
    table = _labelled(catalog, cells, ("country", "sector"))
    base = alt.Chart(table).encode(
        x=alt.X("sector_label:N", title=None, axis=_SLANTED),
        y=alt.Y("country_label:N", title=None, axis=_BESIDE),
    )
    # What is not drawn has no length: Vega would shade and write it as 0.
    known = f"isValid(datum.{what})"
    shade = _shade(what, table[what].max(), "blues")
    table["length_label"] = (
        table["length_km"].map("{:,.0f}".format).where(table["length_km"].notna(), UNKNOWN)
    )
    picked = alt.selection_point(name="cell", fields=["country", "sector"])
    boxes = base.mark_rect().encode(
        color=alt.condition(known, shade, alt.value("transparent")),
        tooltip=[
            alt.Tooltip("country_label", title=column_label("country")),
            alt.Tooltip("sector_label", title=column_label("sector")),
            alt.Tooltip("projects", title=names["projects"]),
            alt.Tooltip("length_label", title=names["length_km"]),
        ],
    )
    figures = _figures(base.transform_filter(known), what, table[what].max())
    rows = table["country"].nunique()
    _chart(alt.layer(boxes.add_params(picked), figures), "matrix", chosen, rows=rows)


def _flow(catalog: Catalog, chosen: Filter, notice: Notice) -> None:
    if not catalog.documents:
        return
    first, last = flow_dates(catalog, chosen)
    between = say("as of {first} (left) and of {last} (below)", first=first, last=last)
    _heading(say("Status"), between)
    table = store.measures(chosen, "status")
    shown = _labelled(catalog, frame_of(table).drop(columns="ids"), _FLOW)
    order = [value_label(catalog, "status", status) for status in _SCALE]
    base = alt.Chart(shown).encode(
        x=alt.X("after_label:N", title=None, axis=_SLANTED, sort=order),
        y=alt.Y("before_label:N", title=None, axis=_BESIDE, sort=order),
    )
    picked = alt.selection_point(name="cell", fields=["before", "after"])
    boxes = base.mark_rect().encode(
        color=_shade("projects", shown["projects"].max(), "oranges"),
        tooltip=[
            alt.Tooltip("before_label", title=column_label("before")),
            alt.Tooltip("after_label", title=column_label("after")),
            alt.Tooltip("projects", title=column_label("projects")),
        ],
    )
    figures = _figures(base, "projects", shown["projects"].max())
    rows = shown["before"].nunique()
    of_map = chosen.as_of or catalog.known_as_of
    name = "flow" if last.latest == of_map.latest else "backflow"
    _chart(alt.layer(boxes.add_params(picked), figures), name, chosen, rows=rows, table=shown)
    python = flow_in_python(catalog, chosen, first.latest, last.latest)
    show_rows(catalog, table, "statuses", notice, python)


def _labelled(catalog: Catalog, table: pd.DataFrame, axes: tuple[str, str]) -> pd.DataFrame:
    """Return a table with what a reader reads beside the words of the axes of its chart."""
    labelled = table.fillna(dict.fromkeys(axes, _NONE))
    for name in axes:
        labelled[f"{name}_label"] = [value_label(catalog, name, value) for value in table[name]]
    return labelled


def _shade(what: str, most: float, scheme: Literal["blues", "oranges"]) -> alt.Color:
    """Shade each cell by its share of the greatest, so that half as much looks like half."""
    scale = alt.Scale(scheme=scheme, domain=[0, most])
    return alt.Color(f"{what}:Q", legend=None, scale=scale)


def _figures(base: alt.Chart, what: str, most: float) -> alt.Chart:
    """Write the figure on each cell, light where the cell is dark."""
    dark = alt.datum[what] > most * _DARK
    color = alt.condition(dark, alt.value("white"), alt.value("#1f2a33"))
    figures: alt.Chart = base.mark_text(fontSize=12).encode(
        text=alt.Text(f"{what}:Q", format=",.0f"), color=color
    )
    return figures


def _chart(
    chart: alt.LayerChart | alt.FacetChart,
    name: str,
    chosen: Filter,
    *,
    rows: int,
    table: pd.DataFrame | None = None,
) -> None:
    # A chart keeps what was chosen in it, and would not tell the same cell twice: after each
    # act it is another one.
    turn = acts()
    st.altair_chart(
        chart.properties(height=rows * _CELL + _FOOT),
        key=f"{name}-{turn}",
        on_select=lambda: _filter_by(name, turn, chosen, table),
        selection_mode="cell",
        width="stretch",
    )


def _filter_by(name: str, turn: int, chosen: Filter, table: pd.DataFrame | None = None) -> None:
    """Filter the map by the cell that was chosen; a cell that was let go changes nothing."""
    # A run that another one cuts short may tell the cell of a chart that is gone once more.
    if turn != acts():
        return
    cells = st.session_state[f"{name}-{turn}"]["selection"].get("cell") or []
    for cell in cells[-1:]:
        words = cell_words(name, cell, chosen)
        if not words:
            st.toast(say("No filter selects just what this cell counts."))
            continue
        if table is not None:
            _tell_of_column(table, cell, words)
        ask(words=urlencode(words, doseq=True))


def _tell_of_column(table: pd.DataFrame, cell: dict[str, str], words: dict[str, list[str]]) -> None:
    if told := told_of_column(store.atlas().catalog, table, cell, words):
        st.toast(told)


def told_of_column(
    catalog: Catalog, table: pd.DataFrame, cell: dict[str, str], words: dict[str, list[str]]
) -> str:
    """
    Say how many projects the filter of a cell of the statuses selects, where it counts fewer.

    The filter knows the status of the map alone: those that came to it from another status pass
    too, and so do those of which a part has it.

    Parameters
    ----------
    catalog
        The atlas.
    table
        The cells, with `before`, `after` and `projects`.
    cell
        The one that was chosen.
    words
        The filter that it sets (`cell_words`).
    """
    (counted,) = table[(table["before"] == cell["before"]) & (table["after"] == cell["after"])][
        "projects"
    ].tolist()
    many = len(select_from(catalog, parse_filter(words, catalog)))
    if many == counted:
        return ""
    return say(
        "This cell counts {counted} of the {many} projects that have this status on the map, "
        "or a part that has it.",
        counted=counted,
        many=many,
    )


def cell_words(name: str, cell: dict[str, str], chosen: Filter) -> dict[str, list[str]]:
    """
    Return the filter that selects what a cell of a chart counts; empty where there is none.

    Parameters
    ----------
    name
        The chart: `matrix`, whose cells count what stands in a country and has a sector;
        `flow`, whose columns count what has a status on the map, or `backflow`, whose rows do.
    cell
        What the cell stands for.
    chosen
        The filter under which it was counted, which goes on to hold.
    """
    words = filter_words(chosen)
    for field, word in _FILTERS[name].items():
        # Of words of one filter any will do, so that a second one cannot narrow the first.
        if cell[field] == _NONE or cell[field] not in words.get(word, [cell[field]]):
            return {}
        words[word] = [cell[field]]
    if name == "matrix":
        # Without a role those that only act there count too.
        if chosen.countries and chosen.country_role not in _STANDING:
            return {}
        words["country_role"] = [CountryRole.LOCATION.value]
    return words


def _corridors(catalog: Catalog, chosen: Filter) -> None:
    _heading(say("Corridors"), say("projects that run near one another"))
    near, far = st.columns(2)
    within = near.slider(say("Within, km"), 1, 50, 10, key="within_km")
    least = far.slider(say("For at least, km"), 0, 200, 20, key="at_least_km")
    python = corridors_in_python(catalog, chosen, within, least)
    with st.spinner(say("Looking for corridors ...")):
        found = store.corridors(chosen, within, least)
    notice = write_notice(catalog, chosen, within_km=within, at_least_km=least)
    if not found.rows:
        st.info(say("No two of these projects run so near one another for so long."))
    show_rows(catalog, found, "corridors", notice, python)
