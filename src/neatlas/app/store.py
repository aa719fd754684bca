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

if TYPE_CHECKING:
    from typing import Any

    from neatlas.catalog.catalog import Catalog

#: Names the atlas folder to the app, which Streamlit starts without arguments.
ATLAS_VARIABLE = "NEATLAS_ATLAS"
#: Rows of this many filters are kept; each holds about 20 kB.
_KEPT = 500


@dataclass(frozen=True)
class Atlas:
    """The atlas that the app shows."""

    catalog: Catalog
    anchors: dict[str, Anchor]


@dataclass(frozen=True)
class Selection:
    """What a filter selects, as rows."""

    rows: tuple[dict[str, Any], ...]
    csv: str


@st.cache_resource(show_spinner="Reading the atlas ...")
def atlas() -> Atlas:
    """Load the atlas once for the process."""
    folder = os.environ.get(ATLAS_VARIABLE)
    catalog = load_catalog(Path(folder) if folder else None)
    return Atlas(catalog, resolve_anchors(catalog))


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def selection(chosen: Filter) -> Selection:
    """Select once for each filter."""
    rows = project_rows(select_from(atlas().catalog, chosen))
    return Selection(tuple(rows), write_csv(rows))
