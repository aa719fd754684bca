"""Draws a composed page with Matplotlib, for any of its formats.

One artist paints all marks in their order through the renderer, in groups that an SVG and a PDF
keep.
"""

from __future__ import annotations

import io
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Bbox

from neatlas.render.static_map.lettering import properties
from neatlas.render.static_map.marks import Ink, Layer, Letters, Picture

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from numpy.typing import NDArray
    from PIL import Image as Pictures

    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.lettering import Hand
    from neatlas.render.static_map.marks import Page

#: Of the width that an edge around letters is given, the share by which it reaches beyond them;
#: how much it covers; and how fine it is, in hundredths of the size of the letters.
_HALO_SHARE, _HALO_OPACITY, _HALO_FINE = 0.62, 0.88, 0.6


class PageArtist(Artist):
    """Paints a page."""

    def __init__(self, page: Page, hand: Hand) -> None:
        super().__init__()
        self.page = page
        self.hand = hand
        self._scale = 1.0
        self._height = 0.0
        self._transform = Affine2D()
        self._plain = GraphicsContextBase()

    def draw(self, renderer: RendererBase) -> None:
        """Paint all layers."""
        self._scale = float(np.asarray(renderer.points_to_pixels(1.0)))
        self._height = self.page.height * self._scale
        self._transform = Affine2D().scale(self._scale)
        self._plain = renderer.new_gc()
        for layer in self.page.layers:
            self._layer(renderer, layer)

    def _layer(self, renderer: RendererBase, layer: Layer) -> None:
        renderer.open_group(layer.title, gid=layer.id)
        mark_layer(renderer, layer, opening=True)
        for inner in layer.layers:
            self._layer(renderer, inner)
        for letters in layer.marks:
            if isinstance(letters, Letters) and letters.halo:
                self._halo(renderer, letters, letters.halo)
        for mark in layer.marks:
            if isinstance(mark, Ink):
                self._ink(renderer, mark)
            elif isinstance(mark, Letters):
                self._letters(renderer, mark)
            else:
                self._picture(renderer, mark)
        mark_layer(renderer, layer, opening=False)
        renderer.close_group(layer.title)

    def _context(self, *, clipped: bool) -> GraphicsContextBase:
        # Copied in a fifth of the time in which a new one asks for Matplotlib's settings.
        context = copy(self._plain)
        if clipped:
            box = self.page.map_box
            corners = np.array([[box.x0, box.y0], [box.x1, box.y1]]) * self._scale
            context.set_clip_rectangle(Bbox(corners))
        return context

    def _ink(self, renderer: RendererBase, ink: Ink) -> None:
        if not ink.outlines:
            return
        path = compound(ink.outlines, closed=ink.closed)
        context = self._context(clipped=ink.clipped)
        context.set_antialiased(True)
        context.set_alpha(ink.opacity)
        fill = mpl.colors.to_rgba(ink.fill, ink.opacity) if ink.fill else None
        if ink.stroke:
            context.set_foreground(mpl.colors.to_rgba(ink.stroke, ink.opacity), isRGBA=True)
            context.set_linewidth(ink.width)
            context.set_capstyle("round" if ink.round else "butt")
            context.set_joinstyle("round")
            if ink.dash:
                context.set_dashes(0, list(ink.dash))
        else:
            context.set_linewidth(0)
        renderer.draw_path(context, path, self._transform, fill)
        context.restore()

    def _halo(self, renderer: RendererBase, letters: Letters, color: str) -> None:
        """Draw the edge around letters as an outline, so that the letters themselves stay text."""
        outline = self._outline(letters)
        if outline is None:
            return
        reach = letters.halo_width * _HALO_SHARE / letters.size * TextToPath.FONT_SCALE
        context = self._context(clipped=False)
        context.set_alpha(_HALO_OPACITY)
        context.set_linewidth(0)
        fill = mpl.colors.to_rgba(color, _HALO_OPACITY)
        renderer.draw_path(context, edge_around(outline, reach), self._place(letters), fill)
        context.restore()

    def _outline(self, letters: Letters) -> Outline | None:
        """Return the outline of a line of text, at the size at which outlines are kept."""
        files = self.hand.files_for(letters.text, letters.face)
        return _text_outline(letters.text, properties(self.hand, letters), files)

    def _place(self, letters: Letters) -> Affine2D:
        """Return what brings an outline to its place on the page."""
        size = letters.size / TextToPath.FONT_SCALE
        place = Affine2D().scale(size).rotate_deg(letters.angle)
        return place.translate(letters.x, letters.y).scale(self._scale)

    def _letters(self, renderer: RendererBase, letters: Letters) -> None:
        if isinstance(renderer, RendererAgg):
            # In pixels the outlines look the same, and are drawn in a fraction of the time.
            outline = self._outline(letters)
            if outline is not None:
                context = self._context(clipped=False)
                context.set_linewidth(0)
                color = mpl.colors.to_rgba(letters.color)
                renderer.draw_path(  # type: ignore[no-untyped-call]
                    context, outline, self._place(letters), color
                )
                context.restore()
            return
        font = properties(self.hand, letters)
        context = self._context(clipped=False)
        context.set_foreground(letters.color)
        context.set_alpha(1.0)
        x, y = letters.x * self._scale, letters.y * self._scale
        if renderer.flipy():
            y = self._height - y
        renderer.draw_text(context, x, y, letters.text, font, letters.angle)
        context.restore()

    def _picture(self, renderer: RendererBase, picture: Picture) -> None:
        from PIL import Image  # noqa: PLC0415 - only a house with a logo needs it

        box = picture.box
        width, height = box.width * self._scale, box.height * self._scale
        x, y = box.x0 * self._scale, box.y0 * self._scale
        image = Image.open(io.BytesIO(picture.png)).convert("RGBA")
        context = self._context(clipped=False)
        if isinstance(renderer, RendererAgg):
            size = max(1, round(width)), max(1, round(height))
            resized = image.resize(size, Image.Resampling.LANCZOS)
            renderer.draw_image(context, x, y, _upwards(resized))
        else:
            # A vector file keeps every pixel, for whoever prints it or makes it larger.
            stretch = Affine2D().scale(width, height)
            renderer.draw_image(context, x, y, _upwards(image), stretch)
        context.restore()


def _upwards(image: Pictures.Image) -> NDArray[np.uint8]:
    """Return the pixels of a picture from the lowest row up, as Matplotlib takes them."""
    return np.ascontiguousarray(np.flipud(np.asarray(image)))


@lru_cache(maxsize=1_000)
def _text_outline(text: str, font: FontProperties, _files: object) -> Outline | None:
    vertices, codes = TextToPath().get_text_path(font, text)
    return Outline(vertices, codes) if len(vertices) else None


@lru_cache(maxsize=1_000)
def edge_around(outline: Outline, reach: float) -> Outline:
    """
    Return the outline of an edge that reaches so far around letters.

    It is kept, and then filled in a fifth of the time that a stroke of that width takes.
    """
    rings: Any = [ring for ring in map(np.asarray, outline.to_polygons()) if len(ring) > 1]
    lines = shapely.simplify([shapely.LineString(ring) for ring in rings], _HALO_FINE)
    edges = shapely.get_rings(
        shapely.get_parts(shapely.buffer(shapely.multilinestrings(lines), reach, quad_segs=4))
    )
    return compound(tuple(shapely.get_coordinates(edge)[:-1] for edge in edges), closed=True)


def mark_layer(renderer: RendererBase, layer: Layer, *, opening: bool) -> None:
    """Tell a PDF where a layer begins and ends; other formats have groups."""
    file = getattr(renderer, "file", None)
    if file is None or not hasattr(file, "output"):
        return
    from matplotlib.backends.backend_pdf import Verbatim  # noqa: PLC0415 - PDF only

    name = f"/OC /{layer_name(layer)} BDC" if opening else "EMC"
    file.output(Verbatim(name.encode("ascii")))  # type: ignore[no-untyped-call]


def layer_name(layer: Layer) -> str:
    """Return the name of a layer within a PDF."""
    return "L-" + "".join(c if c.isalnum() and c.isascii() else "-" for c in layer.id)


def compound(outlines: tuple[np.ndarray[Any, Any], ...], *, closed: bool) -> Outline:
    """Join outlines to one path, so that holes are holes."""
    sizes = [len(outline) + (1 if closed else 0) for outline in outlines]
    vertices = np.zeros((sum(sizes), 2))
    codes = np.full(sum(sizes), Outline.LINETO, dtype=Outline.code_type)
    start = 0
    for outline, size in zip(outlines, sizes, strict=True):
        vertices[start : start + len(outline)] = outline
        codes[start] = Outline.MOVETO
        if closed:
            vertices[start + size - 1] = outline[0]
            codes[start + size - 1] = Outline.CLOSEPOLY
        start += size
    return Outline(vertices, codes)


def figure_of(composition: Composition) -> Figure:
    """Return a Matplotlib figure that holds a page, in points."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - a PNG does without, and starts sooner

    page = composition.page
    figure = Figure(
        figsize=(page.width / 72, page.height / 72), dpi=72, facecolor=page.paper, edgecolor="none"
    )
    figure.add_artist(PageArtist(page, composition.setting.hand), clip=False)
    return figure


def pixels_of(composition: Composition) -> NDArray[np.uint8]:
    """Return a page as pixels, red, green, blue and opacity, in the size of its sheet."""
    page, sheet = composition.page, composition.sheet
    renderer = RendererAgg(*sheet.pixels, sheet.dpi)  # type: ignore[no-untyped-call]
    pixels: NDArray[np.uint8] = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
    paper = np.rint(np.array(mpl.colors.to_rgba(page.paper)) * 255).astype(np.uint8)
    # All four parts of a pixel at once, in a twentieth of the time of each by itself.
    pixels.view(np.uint32)[:] = paper.view(np.uint32)
    PageArtist(page, composition.setting.hand).draw(renderer)
    return pixels
