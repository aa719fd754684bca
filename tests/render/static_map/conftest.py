from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from neatlas.analysis.select import Filter, select_from
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.static_map.compose import Composition, compose_map
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import MapSpec

EVERYTHING = Filter()


@pytest.fixture(scope="session")
def stock(shipped_catalog: Catalog) -> Stock:
    return Stock(shipped_catalog)


@pytest.fixture(scope="session")
def plan(shipped_catalog: Catalog) -> Callable[..., MapSpec]:
    """Plan the map of what a filter selects."""

    def planned(chosen: Filter = EVERYTHING, lang: str = "en") -> MapSpec:
        selected = select_from(shipped_catalog, chosen)
        anchors = resolve_anchors(shipped_catalog)
        with speaking(lang):
            return plan_map(shipped_catalog, anchors, selected, MapOptions(chosen))

    return planned


@pytest.fixture(scope="session")
def compose(stock: Stock, plan: Callable[..., MapSpec]) -> Callable[..., Composition]:
    """Compose the page of what a filter selects, with choices by name."""

    def composed(chosen: Filter = EVERYTHING, **choices: Any) -> Composition:
        spec = plan(chosen, choices.get("lang", "en"))
        return compose_map(spec, stock, SnapshotOptions(**choices))

    return composed
