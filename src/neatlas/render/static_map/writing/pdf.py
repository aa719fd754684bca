"""PDF: vector, fonts embedded, the layers of the page as layers that a reader can switch."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from pikepdf import Array, Dictionary, Name, String

from neatlas.render.static_map.own_settings import own_settings
from neatlas.render.static_map.painting import figure_of, layer_name
from neatlas.render.static_map.writing.cmyk import to_process_colors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.marks import Layer
    from neatlas.render.static_map.writing.metadata import Metadata


def write_pdf(composition: Composition, metadata: Metadata, *, cmyk: bool = False) -> bytes:
    """
    Write a page as PDF.

    Parameters
    ----------
    composition, metadata
        The page, and what the file says of itself.
    cmyk
        Whether colours are process colours, and black text is printed over what lies under it.
    """
    out = io.BytesIO()
    with own_settings():
        canvas = FigureCanvasPdf(figure_of(composition))
        nothing = {"CreationDate": None, "Creator": None, "Producer": None}
        canvas.print_pdf(out, metadata=nothing)  # type: ignore[no-untyped-call]
    with pikepdf.open(out) as pdf:
        _add_layers(pdf, composition.page.layers)
        _say(pdf, metadata)
        if cmyk:
            to_process_colors(pdf)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def _add_layers(pdf: pikepdf.Pdf, layers: Iterable[Layer]) -> None:
    page = pdf.pages[0]
    properties = Dictionary()
    groups: list[pikepdf.Object] = []
    order = Array([_entry(pdf, layer, properties, groups) for layer in layers])
    flat = Array([item for entry in order for item in (entry if _is_list(entry) else [entry])])
    page.obj.Resources["/Properties"] = properties
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(groups), D=Dictionary(Order=flat, ON=Array(groups), Name=String("Layers"))
    )


def _is_list(entry: pikepdf.Object) -> bool:
    return isinstance(entry, Array)


def _entry(
    pdf: pikepdf.Pdf, layer: Layer, properties: Dictionary, groups: list[pikepdf.Object]
) -> pikepdf.Object:
    """Make the group of a layer, and those within it; returns its entry in the list of layers."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(layer.title)))
    properties[f"/{layer_name(layer)}"] = group
    groups.append(group)
    if not layer.layers:
        return group
    inner = [_entry(pdf, one, properties, groups) for one in layer.layers]
    return Array([group, Array(inner)])


def _say(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    pdf.docinfo["/Title"] = metadata.title
    pdf.docinfo["/Subject"] = metadata.description
    pdf.docinfo["/Author"] = metadata.credit
    pdf.docinfo["/Creator"] = metadata.creator
    pdf.docinfo["/Keywords"] = f"data {metadata.edition}; {metadata.licence}"
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = metadata.title
        xmp["dc:description"] = metadata.description
        xmp["dc:creator"] = [metadata.credit]
        xmp["dc:rights"] = f"{metadata.licence} {metadata.licence_url}".strip()
        xmp["dc:language"] = {metadata.language}
        xmp["xmp:CreatorTool"] = metadata.creator
        xmp["dc:source"] = f"data {metadata.edition}"
