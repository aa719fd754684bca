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
from neatlas.app.commands import ask
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.export.csv_rows import write_csv
from neatlas.model.vocabulary import MIXED, Status

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from neatlas.catalog.catalog import Catalog

#: Chart to the filter that each of its fields sets.
_FILTERS = {
    "matrix": {"country": "country", "sector": "sector"},
    "flow": {"after": "status"},
}
_NONE = "none"
#: Height of a cell, and of the words below a chart, in pixels.
_CELL, _FOOT = 30, 80
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
    matrix, flow = st.columns(2, gap="large")
    with matrix:
        _matrix(catalog, country_sector(selected, country_lengths(stretches)))
    with flow:
        _flow(catalog, selected, chosen)
    measured = measure_projects(selected, features_frame(catalog, as_of=day), stretches)
    table = measured.rename_axis("id").reset_index()
    table.insert(1, "name", [catalog.projects[name].name for name in table["id"]])
    st.markdown("**Lengths and areas**, geodesic, along lines that are generalised")
    _table(table, "measures")
    _corridors(chosen)


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
        x=alt.X("sector:N", title=None, axis=alt.Axis(labelAngle=-40)),
        y=alt.Y("where:N", title=None),
    )
    shade = alt.Color(f"{what}:Q", legend=None, scale=alt.Scale(scheme="blues"))
    picked = alt.selection_point(name="cell", fields=["country", "sector"])
    boxes = base.mark_rect().encode(
        color=shade,
        tooltip=["where", "sector", "projects", alt.Tooltip("length_km", format=",.0f")],
    )
    figures = base.mark_text(fontSize=12).encode(
        text=alt.Text(f"{what}:Q", format=",.0f"),
        color=alt.condition(
            alt.datum[what] > table[what].max() / 2, alt.value("white"), alt.value("#1f2a33")
        ),
    )
    _chart(alt.layer(boxes.add_params(picked), figures), "matrix", rows=table["where"].nunique())
    _table(cells, "countries-and-sectors")


def _flow(catalog: Catalog, selected: gpd.GeoDataFrame, chosen: Filter) -> None:
    said = [document.record.citation.date for document in catalog.documents.values()]
    if not said:
        return
    first = min(said, key=lambda when: when.latest)
    now = projects_frame(catalog, as_of=chosen.as_of.latest if chosen.as_of else None)
    st.markdown(f"**Statuses** as of {first} (left) and of the map (below)")
    before = projects_frame(catalog, as_of=first.latest)
    table = status_flow(before, now.loc[selected.index])
    shown = table.drop(columns="ids").fillna(_NONE)
    base = alt.Chart(shown).encode(
        x=alt.X("after:N", title=None, axis=alt.Axis(labelAngle=-40), sort=_SCALE),
        y=alt.Y("before:N", title=None, sort=_SCALE),
    )
    picked = alt.selection_point(name="cell", fields=["after"])
    boxes = base.mark_rect().encode(
        color=alt.Color("projects:Q", legend=None, scale=alt.Scale(scheme="oranges")),
        tooltip=["before", "after", "projects"],
    )
    figures = base.mark_text(fontSize=12).encode(text="projects:Q")
    _chart(alt.layer(boxes.add_params(picked), figures), "flow", rows=shown["before"].nunique())
    _table(table, "statuses")


def _chart(chart: alt.LayerChart | alt.FacetChart, key: str, *, rows: int) -> None:
    st.altair_chart(
        chart.properties(height=rows * _CELL + _FOOT),
        key=key,
        on_select=lambda: _filter_by(key),
        selection_mode="cell",
        width="stretch",
    )


def _filter_by(key: str) -> None:
    """Filter the map by the cell that was chosen; a cell that was let go changes nothing."""
    cells = st.session_state[key]["selection"].get("cell") or []
    for cell in cells[-1:]:
        words = {
            name: cell[field]
            for field, name in _FILTERS[key].items()
            if cell.get(field) not in {None, _NONE}
        }
        if words:
            ask(words=urlencode(words))


def _corridors(chosen: Filter) -> None:
    st.markdown("**Corridors**: projects that run near one another")
    near, far = st.columns(2)
    within = near.slider("Within, km", 1, 50, 10, key="within_km")
    least = far.slider("For at least, km", 0, 200, 20, key="at_least_km")
    _table(store.corridors(chosen, within, least), "corridors")


def _table(table: pd.DataFrame, name: str) -> None:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.to_numpy()]
    # The download has every digit; nobody reads metres off a generalised line.
    digits = {column: 1 for column in table.columns if str(column).endswith(("_km", "_km2"))}
    st.dataframe(table.round(digits), hide_index=True, width="stretch")
    st.download_button(
        "Download (CSV)",
        write_csv(rows, list(table.columns)),
        file_name=f"neatlas-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )
