"""
An atlas in which every line on the map answers to a sentence in a document.

>>> import neatlas as na
>>> atlas = na.load_catalog()
>>> frame = na.projects_frame(atlas)
>>> korean_rail = na.select_projects(frame, na.Filter(countries={"KR"}, sectors={"rail"}))
>>> list(korean_rail.index)
['trans-korean-railway']

Each name is imported when it is first used: `import neatlas` alone is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neatlas.analysis.borders import selected_stretches, split_undeclared
    from neatlas.analysis.corridors import find_corridors
    from neatlas.analysis.filters import parse_filter
    from neatlas.analysis.measure import country_lengths, measure_projects
    from neatlas.analysis.nearby import projects_near
    from neatlas.analysis.select import Filter, select_from, select_projects
    from neatlas.analysis.summary import country_sector, status_flow
    from neatlas.catalog.catalog import Catalog
    from neatlas.catalog.frames import features_frame, projects_frame
    from neatlas.catalog.reading import load_catalog
    from neatlas.catalog.stretches import countries_frame, crossings_frame, stretches_frame
    from neatlas.errors import NeatlasError
    from neatlas.export.formats import FORMATS
    from neatlas.export.tables import build_table
    from neatlas.linking.anchors import resolve_anchors

__all__ = [
    "FORMATS",
    "Catalog",
    "Filter",
    "NeatlasError",
    "build_table",
    "countries_frame",
    "country_lengths",
    "country_sector",
    "crossings_frame",
    "features_frame",
    "find_corridors",
    "load_catalog",
    "measure_projects",
    "parse_filter",
    "projects_frame",
    "projects_near",
    "resolve_anchors",
    "select_from",
    "select_projects",
    "selected_stretches",
    "split_undeclared",
    "status_flow",
    "stretches_frame",
]

#: Public name to the module that holds it.
_HOMES = {
    "FORMATS": "export.formats",
    "Catalog": "catalog.catalog",
    "Filter": "analysis.select",
    "NeatlasError": "errors",
    "build_table": "export.tables",
    "countries_frame": "catalog.stretches",
    "country_lengths": "analysis.measure",
    "country_sector": "analysis.summary",
    "crossings_frame": "catalog.stretches",
    "features_frame": "catalog.frames",
    "find_corridors": "analysis.corridors",
    "load_catalog": "catalog.reading",
    "measure_projects": "analysis.measure",
    "parse_filter": "analysis.filters",
    "projects_frame": "catalog.frames",
    "projects_near": "analysis.nearby",
    "resolve_anchors": "linking.anchors",
    "select_from": "analysis.select",
    "select_projects": "analysis.select",
    "selected_stretches": "analysis.borders",
    "split_undeclared": "analysis.borders",
    "status_flow": "analysis.summary",
    "stretches_frame": "catalog.stretches",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import a public name, or the version, when it is first used (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - a third of a bare import

        value: Any = version("neatlas")
    elif name in _HOMES:
        value = getattr(import_module(f"neatlas.{_HOMES[name]}"), name)
    else:
        raise AttributeError(f"module 'neatlas' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, for a reader who presses tab."""
    return sorted([*globals(), *_HOMES, "__version__"])
