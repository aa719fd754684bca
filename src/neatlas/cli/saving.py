"""Writes the interactive map as one page."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from neatlas.analysis.select import select_from
from neatlas.errors import OutputError
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.folium_map import plan_page, render_page
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def save_page(catalog: Catalog, chosen: Filter, output: Path, lang: str | None = None) -> str:
    """
    Write the map as a page that opens with a filter, which its reader can change.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    output
        HTML file to write; an older one is replaced once the new one is whole.
    lang
        The language in which it opens, one of `neatlas.speech.LANGUAGES`; English if None.

    Returns
    -------
    str
        What was written, in a sentence.

    Raises
    ------
    OutputError
        If the file cannot be written, or its name says that it is no page.
    """
    if output.suffix.lower() not in {".html", ".htm"}:
        raise OutputError(output, "is not the name of a page. Let it end in .html.")
    anchors = resolve_anchors(catalog)
    spec = plan_map(catalog, anchors, select_from(catalog, chosen), MapOptions(chosen))
    text = render_page(plan_page(catalog, anchors), chosen, lang or "")
    write_whole(output, text)
    return f"{output}: {spec.summary} {len(text.encode()) / 1000:,.0f} kB."


def write_whole(file: Path, content: str | bytes) -> None:
    """
    Write a file as a whole or not at all; text is encoded as UTF-8.

    Raises
    ------
    OutputError
        If the folder is missing or not to be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise _refused(file, error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
        # mkstemp makes files for the owner alone; a page is to be read like any other file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(file)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(file, error) from error


def _refused(file: Path, error: OSError) -> OutputError:
    return OutputError(file, f"cannot be written: {error.strerror}. Name a folder that can be.")
