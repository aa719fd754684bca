"""pygeoapi over the atlas of this process, at the address by which it is asked."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pygeoapi.api import API, APIRequest

from neatlas.analysis.select import Filter
from neatlas.atlas import loaded_atlas
from neatlas.export.notice import write_notice
from neatlas.web.ogc.collections import COLLECTIONS
from neatlas.web.ogc.configuration import configure
from neatlas.web.ogc.openapi import openapi_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from neatlas.catalog.catalog import Catalog
    from neatlas.export.notice import Notice
    from neatlas.web.ogc.store import Store

#: How many addresses are remembered: a server has one or two, and anybody can name others.
_ADDRESSES = 8
_BUILDING = threading.Lock()


@dataclass(frozen=True)
class Service:
    """The interface at one address."""

    api: Any
    """`pygeoapi.api.API`."""
    stores: Mapping[str, Store]
    openapi: dict[str, Any]
    notice: Notice

    def call(
        self, function: Callable[..., tuple[Any, Any, Any]], *named: str, words: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], Any]:
        """
        Call a function of `pygeoapi.api`.

        Parameters
        ----------
        function
            What answers.
        named
            Collection and feature.
        words
            Parameters of the query. Headers are not passed on: pygeoapi would answer a browser
            with pages whose scripts are on other hosts.

        Returns
        -------
        tuple
            Status, headers and content, as pygeoapi gives them.
        """
        asked = SimpleNamespace(query_params=dict(words), headers={}, scope={"path": ""})
        headers, status, content = function(self.api, APIRequest(asked, self.api.locales), *named)
        return int(status), headers, content


def service_at(address: str) -> Service:
    """Return the interface of this process's atlas, with links that begin with an address."""
    atlas = loaded_atlas()
    # Whoever comes while it is built waits for it instead of building it as well.
    with _BUILDING:
        return _service(atlas.version, address)


@lru_cache(maxsize=_ADDRESSES)
def _service(version: str, address: str) -> Service:
    return build_service(loaded_atlas().catalog, _stores(version), address)


def build_service(catalog: Catalog, stores: Mapping[str, Store], address: str) -> Service:
    """Build the interface over stores of an atlas at an address."""
    settings = catalog.settings
    with _logging_left_alone():
        api = API(configure(settings, stores, address), {})
    openapi = openapi_document(settings, stores, address)
    return Service(api, stores, openapi, write_notice(catalog, Filter()))


@lru_cache(maxsize=1)
def _stores(_version: str) -> dict[str, Store]:
    catalog = loaded_atlas().catalog
    return {name: collection.open(catalog) for name, collection in COLLECTIONS.items()}


@contextmanager
def _logging_left_alone() -> Iterator[None]:
    """Undo what pygeoapi does to the logging of the whole process; its own falls silent."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        # It logs the mistakes of callers, which are said to them.
        logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)
