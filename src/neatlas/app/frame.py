"""The frame that holds map and text: a Streamlit component whose page Folium composes once."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import streamlit as st
import streamlit.components.v1 as components

from neatlas.app import store
from neatlas.render.folium_map import frame_files, plan_page

if TYPE_CHECKING:
    from collections.abc import Callable


#: Session key of the frame.
FRAME = "atlas"


class Choice(TypedDict):
    """What is selected, and by which act: a number that grows, so that acts can repeat."""

    project: str | None
    passage: str | None
    sequence: int


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@st.cache_resource(show_spinner="Drawing the basemap ...", on_release=_remove)
def _folder() -> Path:
    """Write the frame's files once for the process; they vanish with it."""
    held = store.atlas()
    settings = held.catalog.settings
    page = plan_page(held.catalog, held.anchors)
    folder = Path(tempfile.mkdtemp(prefix="neatlas-"))
    atexit.register(_remove, folder)
    for asset in frame_files(page, title=settings.title, language=settings.language):
        (folder / asset.name).write_text(asset.text, "utf-8")
    return folder


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    return components.declare_component("atlas", path=_folder())


def remove_frame() -> None:
    """Remove the frame's files, where they were written."""
    _folder.clear()


def show_frame(spec: dict[str, Any], spec_id: str, choice: Choice | None) -> None:
    """
    Show map and text; what the reader selects in them is `last_choice`.

    Parameters
    ----------
    spec
        The map's plan as plain data.
    spec_id
        Changes if and only if the plan does; the frame redraws by it.
    choice
        A selection to make in the frame, once for each new `sequence`.
    """
    _component()(spec=spec, spec_id=spec_id, selection=choice, height=640, key=FRAME)


def last_choice() -> Choice | None:
    """Return what the reader last selected in the frame; None before the first act there."""
    value = st.session_state.get(FRAME)
    if not isinstance(value, dict) or not isinstance(value.get("sequence"), int):
        return None
    project, passage = value.get("project"), value.get("passage")
    return Choice(
        project=project if isinstance(project, str) else None,
        passage=passage if isinstance(passage, str) else None,
        sequence=value["sequence"],
    )
