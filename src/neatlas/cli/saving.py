"""Writes the interactive map as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from neatlas.analysis.select import select_from
from neatlas.cli.files import write_whole
from neatlas.errors import OutputError
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.folium_map import plan_page
from neatlas.render.foreign import plain
from neatlas.render.plan import MapOptions, plan_map, said_of_itself
from neatlas.render.saved_page import embed_snippet, render_page
from neatlas.speech import ENGLISH, speaking

if TYPE_CHECKING:
    from pathlib import Path

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


def embedding(catalog: Catalog, chosen: Filter, output: Path, lang: str | None = None) -> str:
    """
    Write the HTML that shows a saved page inside another one, both in the same folder.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter, with which the picture beside the page is drawn as well.
    output
        The page.
    lang
        The language in which it opens; English if None.
    """
    from neatlas.cli.snapshotting import open_desk  # noqa: PLC0415 - no other page needs a picture
    from neatlas.render.static_map.compose import compose_map  # noqa: PLC0415
    from neatlas.render.static_map.house import House  # noqa: PLC0415
    from neatlas.render.static_map.options import SnapshotOptions  # noqa: PLC0415
    from neatlas.render.static_map.telling import alt_text  # noqa: PLC0415

    with speaking(lang or ENGLISH):
        title = plain(said_of_itself(catalog.settings).title)
    options = SnapshotOptions(lang=lang or ENGLISH, bbox=chosen.bbox)
    desk = open_desk(catalog, chosen, options, None, House())
    alt = alt_text(compose_map(desk.spec, desk.stock, options), desk.stock)
    return embed_snippet(quote(output.name), title, alt)
