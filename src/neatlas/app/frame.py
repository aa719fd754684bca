"""The frame that holds map and text: a Streamlit component whose page Folium composes once."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import streamlit as st
import streamlit.components.v1 as components

from neatlas.app import store
from neatlas.app.commands import hear_selected
from neatlas.collecting import keep_for_good
from neatlas.render.assets import Asset
from neatlas.render.folium_map import frame_files, said_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.app.commands import Command
    from neatlas.render.folium_map import PageData


#: Session key of the frame.
FRAME = "atlas"

#: The process ends: what still plans a language stops after it.
_ENDING = Event()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@st.cache_resource(show_spinner="Drawing the basemap ...", on_release=_remove)
def _folder() -> Path:
    """Write the frame's files once for the process; they vanish with it."""
    page = store.atlas().page
    folder = Path(tempfile.mkdtemp(prefix="neatlas-"))
    atexit.register(_remove, folder)
    for asset in frame_files(page):
        _write(folder, asset)
    # The page asks for another language until it is there; the first one must not wait for all.
    for language in page.languages:
        if language != page.language:
            _write(folder, Asset(f"said-{language}.json", "null"))
    others = Thread(target=_write_others, args=(folder, page), daemon=True)
    others.start()
    atexit.register(_end, others)
    return folder


def _end(thread: Thread) -> None:
    """Wait for a thread; one that works on while Python is taken down brings the process down."""
    _ENDING.set()
    thread.join()


def _write_others(folder: Path, page: PageData) -> None:
    for language in page.languages:
        if _ENDING.is_set():
            return
        # The folder goes when the server does, whether or not all is written.
        with suppress(FileNotFoundError):
            _write(folder, said_file(page, language))
    keep_for_good()


def _write(folder: Path, asset: Asset) -> None:
    """Write a file that nobody can read by halves."""
    part = folder / f"{asset.name}.part"
    part.write_text(asset.text, "utf-8")
    part.replace(folder / asset.name)


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    return components.declare_component("atlas", path=_folder())


def remove_frame() -> None:
    """Remove the frame's files, where they were written."""
    _folder.clear()


def show_frame(command: Command | None, selected: str | None) -> None:
    """
    Show map, filters and text. What the reader chooses there is `told`.

    Parameters
    ----------
    command
        An act in the frame, once for each new `sequence`.
    selected
        The project that a panel shows as selected, or nothing; the frame tells where it is
        another one. None while no panel shows it: then a selection runs no script.
    """
    _component()(command=command, selected=selected, height=640, key=FRAME, on_change=_hear)


def _hear() -> None:
    """Keep what the frame tells to be selected; it tells the filter, `told`, by the way."""
    hear_selected(st.session_state[FRAME]["project"])


def told() -> str | None:
    """Return the filter as the frame told it last; None before the reader's first act there."""
    value = st.session_state.get(FRAME)
    address = value.get("address") if isinstance(value, dict) else None
    return address if isinstance(address, str) else None
