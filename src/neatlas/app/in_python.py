"""The Python that gives the rows of a table: what a reader copies into a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.filters import filter_words
from neatlas.catalog.folder import default_folder

if TYPE_CHECKING:
    from datetime import date

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

_SELECTED = """\
selected = na.select_from(atlas, chosen)
day = chosen.as_of.latest if chosen.as_of else None
"""
_STRETCHES = f"{_SELECTED}stretches = na.selected_stretches(atlas, selected, as_of=day)\n"


def projects_in_python(catalog: Catalog, chosen: Filter) -> str:
    """Return the Python that gives the projects that a filter selects."""
    return f"{_read(catalog, chosen)}rows = na.select_from(atlas, chosen)\n"


def matrix_in_python(catalog: Catalog, chosen: Filter) -> str:
    """Return the Python that gives their countries and sectors."""
    return f"{_read(catalog, chosen)}{_STRETCHES}rows = na.country_sector(selected, stretches)\n"


def flow_in_python(catalog: Catalog, chosen: Filter, first: date, last: date) -> str:
    """Return the Python that gives what became of their statuses from one day to another."""
    frames = (
        "selected = na.select_from(atlas, chosen)\n"
        f"before = na.projects_frame(atlas, as_of={first!r})\n"
        f"after = na.projects_frame(atlas, as_of={last!r}).loc[selected.index]\n"
    )
    rows = f"{frames}rows = na.status_flow(before, after)\n"
    return f"import datetime\n{_read(catalog, chosen)}{rows}"


def measures_in_python(catalog: Catalog, chosen: Filter) -> str:
    """Return the Python that gives their measures."""
    features = "na.features_frame(atlas, as_of=day)"
    rows = f"rows = na.measure_projects(selected, {features}, stretches)\n"
    return f"{_read(catalog, chosen)}{_STRETCHES}{rows}"


def corridors_in_python(
    catalog: Catalog, chosen: Filter, within_km: float, at_least_km: float
) -> str:
    """Return the Python that gives their corridors."""
    features = (
        "features = na.features_frame(atlas, as_of=day)\n"
        'features = features[features["project"].isin(selected.index)]\n'
    )
    distances = f"within_km={within_km}, at_least_km={at_least_km}"
    rows = f"rows = na.find_corridors(features, {distances})\n"
    return f"{_read(catalog, chosen)}{_SELECTED}{features}{rows}"


def _read(catalog: Catalog, chosen: Filter) -> str:
    root = catalog.folder.root
    # Where the server keeps another atlas is its own affair; the name says which one it is.
    folder = "" if root.resolve() == default_folder().resolve() else repr(root.resolve().name)
    return (
        "import neatlas as na\n\n"
        f"atlas = na.load_catalog({folder})\n"
        f"chosen = na.parse_filter({filter_words(chosen)!r}, atlas)\n"
    )
