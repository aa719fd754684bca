"""Tidy tables of the selected projects: what can be taken away, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.analysis.select import select_from
from neatlas.errors import UnknownWordError
from neatlas.export.tables.around import documents_table, places_table
from neatlas.export.tables.history import events_table, figures_table, parts_table, statuses_table
from neatlas.export.tables.naming import names_table, outside_ids_table
from neatlas.export.tables.projects import projects_table
from neatlas.export.tables.scope import Scope
from neatlas.export.tables.shapes import bands_table, features_table
from neatlas.export.tables.texts import links_table, passages_table, sources_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Table

#: Table by name. Each holds what belongs to the selected projects, in the order of the text.
TABLES: dict[str, Callable[[Scope], Table]] = {
    "projects": projects_table,
    "features": features_table,
    "bands": bands_table,
    "names": names_table,
    "outside_ids": outside_ids_table,
    "parts": parts_table,
    "statuses": statuses_table,
    "events": events_table,
    "figures": figures_table,
    "sources": sources_table,
    "passages": passages_table,
    "links": links_table,
    "documents": documents_table,
    "places": places_table,
}


def build_table(catalog: Catalog, chosen: Filter, name: str) -> Table:
    """
    Build one table of the projects that a filter selects.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter; its date leaves out what came later.
    name
        One of `TABLES`.

    Returns
    -------
    Table
        Its rows in the order of the text.

    Raises
    ------
    UnknownWordError
        If there is no such table.
    """
    if name not in TABLES:
        raise UnknownWordError("table", name, TABLES)
    return TABLES[name](scope_of(catalog, chosen))


def build_tables(catalog: Catalog, chosen: Filter) -> dict[str, Table]:
    """Build all tables of the projects that a filter selects, by name."""
    scope = scope_of(catalog, chosen)
    return {name: build(scope) for name, build in TABLES.items()}


def scope_of(catalog: Catalog, chosen: Filter) -> Scope:
    """Select what tables, and profiles that need whole records, are built from."""
    day = (chosen.as_of or catalog.known_as_of).latest
    return Scope(catalog, select_from(catalog, chosen), day, dated=chosen.as_of is not None)
