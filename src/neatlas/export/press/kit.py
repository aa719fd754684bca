"""Packs a press kit: the files of one map, by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from neatlas.export.formats import FORMATS as DATA_FORMATS
from neatlas.export.notice import write_notice
from neatlas.export.press.citing import cite_map
from neatlas.export.press.fonts import font_files
from neatlas.export.press.snapshot import Snapshot, write_snapshot
from neatlas.export.references import write_bibtex, write_csl, write_ris
from neatlas.export.tables import build_table
from neatlas.render.static_map.compose import compose_map
from neatlas.render.static_map.draw import FORMATS, write_map
from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.telling import alt_text, caption

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.stock import Stock


@dataclass(frozen=True)
class Kit:
    """A press kit."""

    files: dict[str, bytes]
    """Name within the kit, such as `map.png` or `fonts/NeatlasSans-Regular.ttf`, to content."""
    composition: Composition
    """What its pictures show, and what did not fit."""


def pack_kit(
    spec: MapSpec,
    stock: Stock,
    snapshot: Snapshot,
    *,
    house: House | None = None,
) -> Kit:
    """
    Pack a press kit.

    Parameters
    ----------
    spec, stock
        The plan and the atlas that it was planned from.
    snapshot
        The filter and the choices of the map.
    house
        A newsroom's fonts, colours and logo.
    """
    options, chosen = snapshot.options, snapshot.chosen(stock.catalog)
    with own_settings():
        composition = compose_map(spec, stock, options, house=house)
        pictures = {f"map.{form}": write_map(composition, stock, options, form) for form in FORMATS}
    entries = cite_map(composition, stock)
    texts: dict[str, str | bytes] = {
        "caption.txt": caption(composition) + "\n",
        "alt.txt": alt_text(composition, stock) + "\n",
        "credit.txt": composition.texts.credits + "\n",
        "citations.json": write_csl(entries),
        "citations.bib": write_bibtex(entries),
        "citations.ris": write_ris(entries),
        "projects.csv": _rows(stock.catalog, chosen, options.focus, "csv"),
        "projects.geojson": _rows(stock.catalog, chosen, options.focus, "geojson"),
        "snapshot.json": write_snapshot(snapshot.drawn(stock, pictures)),
    }
    fonts = font_files(composition) if options.svg_text == "text" else {}
    encoded = {n: t.encode() if isinstance(t, str) else t for n, t in texts.items()}
    return Kit(pictures | encoded | fonts, composition)


def _rows(catalog: Catalog, chosen: Filter, focus: str | None, form: str) -> str | bytes:
    """Write the rows of a filter, or of the project alone that a map is about."""
    data_format = DATA_FORMATS[form]
    if focus is None:
        return data_format.write(catalog, chosen)
    table = build_table(catalog, chosen, data_format.table)
    project = "project" if any(field.name == "project" for field in table.fields) else "id"
    own = table.where((row for row in table.rows if row[project] == focus), name=table.name)
    notice = write_notice(catalog, chosen)
    words = "&".join(filter(None, [notice.selection, urlencode({"focus": focus})]))
    written = data_format.write_table(own, replace(notice, selection=words))
    return written if isinstance(written, str | bytes) else "".join(written)
