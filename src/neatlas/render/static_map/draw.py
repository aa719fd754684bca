"""`draw_map`: from the plan of a map to the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neatlas.render.static_map.compose import Composition, compose_map
from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.telling import alt_text
from neatlas.render.static_map.writing.metadata import metadata_of
from neatlas.render.static_map.writing.png import write_png

if TYPE_CHECKING:
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.options import Format, SnapshotOptions
    from neatlas.render.static_map.stock import Stock

#: Format to media type.
FORMATS: dict[Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Drawing:
    """A printed map as the bytes of a file."""

    data: bytes
    media_type: str
    composition: Composition
    """What was drawn, and what did not fit."""


def draw_map(
    spec: MapSpec,
    stock: Stock,
    options: SnapshotOptions,
    form: Format,
    *,
    house: House | None = None,
) -> Drawing:
    """
    Draw a map for print.

    The same arguments give the same bytes, in any process and from any thread: drawing is done
    one map at a time, since Matplotlib's settings are global.

    Parameters
    ----------
    spec
        The plan (`render.plan.plan_map`), made while the language of the map was spoken.
    stock
        Ground, shapes and names of the atlas that it was planned from.
    options
        Size, theme, language, titles, extent.
    form
        `png`, `svg` or `pdf`.
    house
        A newsroom's fonts, colours and logo.

    Raises
    ------
    SnapshotError
        If it cannot be drawn as asked.
    """
    with own_settings():
        composition = compose_map(spec, stock, options, house=house)
        data = write_map(composition, stock, options, form)
    return Drawing(data, FORMATS[form], composition)


def write_map(
    composition: Composition, stock: Stock, options: SnapshotOptions, form: Format
) -> bytes:
    """Write a composed page in a format, described for those who cannot see it."""
    settings = stock.catalog.settings
    metadata = metadata_of(
        composition,
        description=alt_text(composition, stock),
        licence=settings.licence,
        url=settings.licence_url or "",
    )
    if form == "png":
        return write_png(composition, metadata)
    if form == "svg":
        from neatlas.render.static_map.writing.svg import write_svg  # noqa: PLC0415 - SVG alone

        return write_svg(composition, metadata, text=options.svg_text)
    from neatlas.render.static_map.writing.pdf import write_pdf  # noqa: PLC0415 - PDF alone

    return write_pdf(composition, metadata, cmyk=options.cmyk)
