"""What is shown, measured: countries and sectors, statuses then and now, lengths, corridors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import altair as alt
import streamlit as st

from neatlas.analysis.borders import selected_stretches
from neatlas.analysis.filters import country_name
from neatlas.analysis.measure import country_lengths, measure_projects
from neatlas.analysis.select import Filter, select_from
from neatlas.analysis.summary import country_sector, status_flow
from neatlas.app import store
from neatlas.app.commands import acts, ask
from neatlas.app.in_python import (
    corridors_in_python,
    flow_in_python,
    matrix_in_python,
    measures_in_python,
)
from neatlas.app.rows import show_rows
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.export.notice import write_notice
from neatlas.model.vocabulary import MIXED, Status

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice

#: Chart to the filter that each of its fields sets.
_FILTERS = {
    "matrix": {"country": "country", "sector": "sector"},
    "flow": {"after": "status"},
}
_NONE = "none"
#: Height of a cell, and of the words below a chart, in pixels.
_CELL, _FOOT = 30, 80
#: Every word stands below its cells, however narrow these are.
_SLANTED = alt.Axis(labelAngle=-40, labelOverlap=False)
#: Statuses in the order of the scale.
_SCALE = [*Status, MIXED, _NONE]


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
    selected = select_from(catalog, chosen)
    if selected.empty:
        st.info("No project is shown: nothing can be measured.")
        return
    day = chosen.as_of.latest if chosen.as_of else None
    stretches = selected_stretches(catalog, selected, as_of=day)
    notice = write_notice(catalog, chosen)
    matrix, flow = st.columns(2, gap="large")
    with matrix:
        cells = country_sector(selected, country_lengths(stretches))
        _matrix(catalog, cells)
        show_rows(cells, "countries-and-sectors", notice, matrix_in_python(catalog, chosen))
    with flow:
        _flow(catalog, selected, chosen, notice)
    measured = measure_projects(selected, features_frame(catalog, as_of=day), stretches)
    table = measured.rename_axis("id").reset_index()
    table.insert(1, "name", [catalog.projects[name].name for name in table["id"]])
    st.markdown("**Lengths and areas**, geodesic, along lines that are generalised")
    show_rows(table, "measures", notice, measures_in_python(catalog, chosen))
    _corridors(catalog, chosen, notice)


def _matrix(catalog: Catalog, cells: pd.DataFrame) -> None:
    st.markdown("**Countries and sectors**: a project of two counts under each")
    what = st.segmented_control(
        "Counted",
        ["projects", "length_km"],
        default="projects",
        key="matrix_of",
        required=True,
        format_func={"projects": "Projects", "length_km": "Kilometres"}.__getitem__,
        label_visibility="collapsed",
    )
    table = cells.fillna({"country": _NONE, "sector": _NONE})
    table["where"] = [
        country_name(code, catalog.settings.country_names) for code in table["country"]
    ]
    base = alt.Chart(table).encode(
        x=alt.X("sector:N", title=None, axis=_SLANTED),
        y=alt.Y("where:N", title=None),
    )
    shade = alt.Color(f"{what}:Q", legend=None, scale=alt.Scale(scheme="blues"))
    picked = alt.selection_point(name="cell", fields=["country", "sector"])
    boxes = base.mark_rect().encode(
        color=shade,
        tooltip=["where", "sector", "projects", alt.Tooltip("length_km", format=",.0f")],
    )
    figures = _figures(base, what, table[what].max())
    _chart(alt.layer(boxes.add_params(picked), figures), "matrix", rows=table["where"].nunique())


def _flow(catalog: Catalog, selected: gpd.GeoDataFrame, chosen: Filter, notice: Notice) -> None:
    said = [document.record.citation.date for document in catalog.documents.values()]
    if not said:
        return
    first = min(said, key=lambda when: when.latest)
    st.markdown(f"**Statuses** as of {first} (left) and of the map (below)")
    before = projects_frame(catalog, as_of=first.latest)
    table = status_flow(before, selected)
    shown = table.drop(columns="ids").fillna(_NONE)
    base = alt.Chart(shown).encode(
        x=alt.X("after:N", title=None, axis=_SLANTED, sort=_SCALE),
        y=alt.Y("before:N", title=None, sort=_SCALE),
    )
    picked = alt.selection_point(name="cell", fields=["after"])
    boxes = base.mark_rect().encode(
        color=alt.Color("projects:Q", legend=None, scale=alt.Scale(scheme="oranges")),
        tooltip=["before", "after", "projects"],
    )
    figures = _figures(base, "projects", shown["projects"].max())
    _chart(alt.layer(boxes.add_params(picked), figures), "flow", rows=shown["before"].nunique())
    show_rows(table, "statuses", notice, flow_in_python(catalog, chosen, first.latest))


def _figures(base: alt.Chart, what: str, most: float) -> alt.Chart:
    """Write the figure on each cell, light where the cell is dark."""
    dark = alt.datum[what] > most / 2
    color = alt.condition(dark, alt.value("white"), alt.value("#1f2a33"))
    figures: alt.Chart = base.mark_text(fontSize=12).encode(
        text=alt.Text(f"{what}:Q", format=",.0f"), color=color
    )
    return figures


def _chart(chart: alt.LayerChart | alt.FacetChart, name: str, *, rows: int) -> None:
    # A chart keeps what was chosen in it, and would not tell the same cell twice: after each
    # act it is another one.
    turn = acts()
    st.altair_chart(
        chart.properties(height=rows * _CELL + _FOOT),
        key=f"{name}-{turn}",
        on_select=lambda: _filter_by(name, turn),
        selection_mode="cell",
        width="stretch",
    )


def _filter_by(name: str, turn: int) -> None:
    """Filter the map by the cell that was chosen; a cell that was let go changes nothing."""
    # A run that another one cuts short may tell the cell of a chart that is gone once more.
    if turn != acts():
        return
    cells = st.session_state[f"{name}-{turn}"]["selection"].get("cell") or []
    for cell in cells[-1:]:
        words = cell_words(name, cell)
        if words:
            ask(words=urlencode(words))
        else:
            st.toast("No filter selects what has no country, sector or status.")


def cell_words(name: str, cell: dict[str, str]) -> dict[str, str]:
    """Return the filter that selects what a cell of a chart counts; empty where there is none."""
    if _NONE in (cell[field] for field in _FILTERS[name]):
        return {}
    words = {word: cell[field] for field, word in _FILTERS[name].items()}
    # A cell counts what stands in a country; without a role those that only act there count too.
    return words | ({"country_role": "location"} if "country" in words else {})


def _corridors(catalog: Catalog, chosen: Filter, notice: Notice) -> None:
    st.markdown("**Corridors**: projects that run near one another")
    near, far = st.columns(2)
    within = near.slider("Within, km", 1, 50, 10, key="within_km")
    least = far.slider("For at least, km", 0, 200, 20, key="at_least_km")
    python = corridors_in_python(catalog, chosen, within, least)
    show_rows(store.corridors(chosen, within, least), "corridors", notice, python)
