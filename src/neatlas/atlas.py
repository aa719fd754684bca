"""The atlas that a process shows: read once, shared by the app and by the routes beside it.

A folder that changes on disk is read again when the process starts again.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import Anchor, resolve_anchors
from neatlas.render.folium_map import PageData, plan_page

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

#: Names the atlas folder to a process that Streamlit starts without arguments.
ATLAS_VARIABLE = "NEATLAS_ATLAS"

_LOADING = threading.Lock()


@dataclass(frozen=True, eq=False)
class Atlas:
    """An atlas, and what is derived from it alone."""

    catalog: Catalog
    anchors: dict[str, Anchor]
    version: str
    """Hash of its files (`Catalog.version`): another one means other data."""

    @cached_property
    def page(self) -> PageData:
        """What every saved page of it holds, whatever it shows."""
        return plan_page(self.catalog, self.anchors)


def loaded_atlas() -> Atlas:
    """
    Return the atlas of this process: that of the folder which `NEATLAS_ATLAS` names.

    Returns
    -------
    Atlas
        The same one at every call; the atlas that ships where the variable is not set.

    Raises
    ------
    RecordError
        If the atlas is wrong. The next call reads it again.
    """
    folder = os.environ.get(ATLAS_VARIABLE)
    # Whoever comes while it is read waits for it instead of reading it as well.
    with _LOADING:
        return _load(Path(folder) if folder else None)


@cache
def _load(folder: Path | None) -> Atlas:
    catalog = load_catalog(folder)
    return Atlas(catalog, resolve_anchors(catalog), catalog.version)
