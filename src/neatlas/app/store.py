"""What the app keeps for all sessions: the atlas, its frames, its plans. All of it is frozen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.export.csv_rows import write_csv
from neatlas.export.rows import project_rows
from neatlas.linking.anchors import Anchor, resolve_anchors
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from typing import Any

    from neatlas.catalog.catalog import Catalog

#: Names the atlas folder to the app, which Streamlit starts without arguments.
ATLAS_VARIABLE = "NEATLAS_ATLAS"
#: Plans of this many filters are kept; each holds about 200 kB.
_KEPT_PLANS = 200


@dataclass(frozen=True)
class Atlas:
    """The atlas that the app shows."""

    catalog: Catalog
    anchors: dict[str, Anchor]


@dataclass(frozen=True)
class Selection:
    """What a filter selects, planned and as rows."""

    spec: dict[str, Any]
    """The map's plan as the painter reads it."""
    rows: tuple[dict[str, Any], ...]
    csv: str


@st.cache_resource(show_spinner="Reading the atlas ...")
def atlas() -> Atlas:
    """Load the atlas once for the process."""
    folder = os.environ.get(ATLAS_VARIABLE)
    catalog = load_catalog(Path(folder) if folder else None)
    return Atlas(catalog, resolve_anchors(catalog))


@st.cache_resource(show_spinner=False, max_entries=_KEPT_PLANS)
def selection(chosen: Filter) -> Selection:
    """Select and plan once for each filter."""
    held = atlas()
    selected = select_from(held.catalog, chosen)
    spec = plan_map(held.catalog, held.anchors, selected, MapOptions(chosen))
    rows = project_rows(selected)
    return Selection(spec.model_dump(mode="json"), tuple(rows), write_csv(rows))
