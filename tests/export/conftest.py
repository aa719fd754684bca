from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.select import Filter
from neatlas.export.notice import Notice, write_notice
from neatlas.export.tables import build_tables

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Table

#: Selects nothing from the small atlas.
NOTHING = Filter(sectors=frozenset({"gas"}))


@pytest.fixture(scope="session")
def tables(tiny_catalog: Catalog) -> dict[str, Table]:
    return build_tables(tiny_catalog, Filter())


@pytest.fixture(scope="session")
def empty_tables(tiny_catalog: Catalog) -> dict[str, Table]:
    return build_tables(tiny_catalog, NOTHING)


@pytest.fixture(scope="session")
def notice(tiny_catalog: Catalog) -> Notice:
    return write_notice(tiny_catalog, Filter(sectors=frozenset({"rail", "port"})))
