"""What the app keeps for all sessions: the atlas, its frames, its plans. All of it is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from neatlas.analysis.select import Filter, select_projects
from neatlas.atlas import Atlas, loaded_atlas
from neatlas.catalog.frames import projects_frame
from neatlas.export.measured import corridors_table, measures_table
from neatlas.export.rows import project_rows

if TYPE_CHECKING:
    from typing import Any

    import geopandas as gpd

    from neatlas.export.table import Table
    from neatlas.model.record import PartialDate

#: Rows of this many filters are kept; each holds about 20 kB.
_KEPT = 500
#: Frames of this many dates are kept; each holds about 200 kB.
_KEPT_DATES = 100


@st.cache_resource(show_spinner="Reading the atlas ...")
def atlas() -> Atlas:
    """Return the atlas of this process; who comes first waits until it is read."""
    return loaded_atlas()


@st.cache_resource(show_spinner=False, max_entries=_KEPT_DATES)
def _frame(as_of: PartialDate | None) -> gpd.GeoDataFrame:
    """Build the frame of a date once."""
    return projects_frame(atlas().catalog, as_of=as_of.latest if as_of else None)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def selected_rows(chosen: Filter) -> tuple[dict[str, Any], ...]:
    """Return the rows that a filter selects; they are selected once for each filter."""
    return tuple(project_rows(select_projects(_frame(chosen.as_of), chosen)))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def measures(chosen: Filter, by: str) -> Table:
    """Measure what a filter selects once for each filter."""
    return measures_table(atlas().catalog, chosen, by)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def corridors(chosen: Filter, within_km: float, at_least_km: float) -> Table:
    """Find the corridors of what a filter selects once for each filter and distances."""
    catalog = atlas().catalog
    return corridors_table(catalog, chosen, within_km=within_km, at_least_km=at_least_km)
