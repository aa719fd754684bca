"""What the app keeps for all sessions: the atlas, its frames, its plans. All of it is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from neatlas.analysis.corridors import find_corridors
from neatlas.analysis.select import Filter, select_projects
from neatlas.atlas import Atlas, loaded_atlas
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.export.rows import project_rows

if TYPE_CHECKING:
    from typing import Any

    import geopandas as gpd

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
def corridors(chosen: Filter, within_km: float, at_least_km: float) -> pd.DataFrame:
    """Find the corridors of what a filter selects once for each filter and distances."""
    selected = select_projects(_frame(chosen.as_of), chosen)
    day = chosen.as_of.latest if chosen.as_of else None
    features = features_frame(atlas().catalog, as_of=day)
    features = features[features["project"].isin(selected.index)]
    found = find_corridors(features, within_km=within_km, at_least_km=at_least_km)
    return pd.DataFrame(found.drop(columns="geometry"))
