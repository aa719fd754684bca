from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import numpy as np
import pikepdf
import pytest
from PIL import Image

from neatlas.analysis.select import Filter
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.lettering import FONTS
from neatlas.render.static_map.marks import letters_of
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.telling import alt_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.compose import Composition
    from neatlas.render.static_map.draw import Drawing
    from neatlas.render.static_map.stock import Stock

    Draw = Callable[..., Drawing]

SVG = "{http://www.w3.org/2000/svg}"
#: One title in five scripts: Latin, Cyrillic, Hangul, kana, Hanzi.
FIVE_SCRIPTS = "Rajin Раджин 라진 ラジン 罗津"


@pytest.fixture(scope="session")
def draw(stock: Stock, plan: Callable[..., MapSpec]) -> Draw:
    def drawn(form: str, **choices: Any) -> Drawing:
        spec = plan(Filter(), choices.get("lang", "en"))
        return draw_map(spec, stock, SnapshotOptions(**choices), form)  # type: ignore[arg-type]

    return drawn


def texts(composition: Composition) -> list[str]:
    return [letters.text for letters in letters_of(composition.page.layers)]


# PNG


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ("article", (1600, 900)),
        ("square", (1080, 1080)),
        ("story", (1080, 1920)),
        ("column-85", (1004, 1949)),
        ("900x700px", (900, 700)),
    ],
)
def test_a_png_has_the_pixels_of_its_size(size: str, pixels: tuple[int, int], draw: Draw) -> None:
    image = Image.open(io.BytesIO(draw("png", size=size).data))
    assert image.size == pixels


def test_the_pixels_of_a_png_have_their_checksum(draw: Draw) -> None:
    """Some readers of PNG do not look at it; zlib does."""
    data = draw("png", size="square").data
    start = data.index(b"IDAT") + 4
    length = int.from_bytes(data[start - 8 : start - 4], "big")
    assert len(zlib.decompress(data[start : start + length])) == 1080 * (1 + 3 * 1080)


def test_a_png_says_what_it_is(draw: Draw, stock: Stock) -> None:
    drawing = draw("png", title=FIVE_SCRIPTS)
    image = Image.open(io.BytesIO(drawing.data))
    said: dict[str, Any] = dict(image.text)  # type: ignore[attr-defined]
    assert said["Title"] == FIVE_SCRIPTS
    assert said["Description"] == alt_text(drawing.composition, stock)
    assert said["Copyright"].startswith("CC BY 4.0")
    assert "OpenStreetMap" in said["Author"]
    assert said["Source"] == f"data {stock.version}"
    assert image.info["dpi"] == pytest.approx((203.2, 203.2), abs=0.1)


def test_a_png_looks_as_its_svg_says(draw: Draw) -> None:
    """The sea is sea, the land is land, and where a line runs there is its colour."""
    drawing = draw("png")
    pixels = np.asarray(Image.open(io.BytesIO(drawing.data)))
    composition = drawing.composition

    def color_at(lon: float, lat: float) -> tuple[int, ...]:
        x, y = composition.window.to_page(np.array([[lon, lat]]))[0]
        scale = pixels.shape[1] / composition.page.width
        row = int((composition.page.height - y) * scale)
        return tuple(int(c) for c in pixels[row, int(x * scale)])

    theme = composition.setting.theme
    assert color_at(146.0, 36.0) == pytest.approx(rgb(theme.sea), abs=3)
    assert color_at(119.0, 46.5) == pytest.approx(rgb(theme.land), abs=3)


def rgb(color: str) -> tuple[int, ...]:
    return tuple(int(color[n : n + 2], 16) for n in (1, 3, 5))


# SVG


def test_an_svg_has_named_groups_and_its_text_as_text(draw: Draw) -> None:
    drawing = draw("svg")
    root = ET.fromstring(drawing.data)  # noqa: S314 - our own
    ids = [node.get("id") for node in root.iter(f"{SVG}g")]
    named = [name for name in ids if name and not name.startswith(("figure", "patch"))]
    assert len(set(named)) == len(named)
    assert {"ground", "bands", "borders", "projects", "names-project", "scale", "foot"} <= set(
        named
    )
    assert "route-trans-korean-gas-pipeline-goseong" in named
    written = [node.text for node in root.iter(f"{SVG}text")]
    assert written == texts(drawing.composition)


def test_an_svg_names_the_font_files_of_its_text(draw: Draw) -> None:
    text = draw("svg").data.decode()
    assert "@font-face" in text
    assert "url('fonts/NeatlasSans-Regular.ttf')" in text
    assert "NeatlasCJK" not in text
    assert "url('fonts/NeatlasCJK-Bold.ttf')" in draw("svg", lang="ko").data.decode()


def test_an_svg_with_outlines_needs_no_font(draw: Draw) -> None:
    data = draw("svg", svg_text="outlines").data
    assert not list(ET.fromstring(data).iter(f"{SVG}text"))  # noqa: S314 - our own
    assert b"@font-face" not in data


def test_an_svg_says_what_it_is(draw: Draw, stock: Stock) -> None:
    drawing = draw("svg", title="Rails & <ports>")
    text = drawing.data.decode()
    assert escape(alt_text(drawing.composition, stock)) in text
    assert "<title>Rails &amp; &lt;ports&gt;</title>" in text
    assert "CC BY 4.0" in text
    assert "<dc:date>" not in text


# PDF


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf_file(data: bytes, folder: Path) -> Path:
    file = folder / "map.pdf"
    file.write_bytes(data)
    return file


def test_a_pdf_embeds_its_fonts_as_truetype(draw: Draw, tmp_path: Path) -> None:
    fonts = run("pdffonts", pdf_file(draw("pdf", title=FIVE_SCRIPTS).data, tmp_path))
    rows = fonts.splitlines()[2:]
    assert rows
    for row in rows:
        assert "CID TrueType" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, to Unicode


def test_the_text_of_a_pdf_is_read_back_by_poppler(draw: Draw, tmp_path: Path) -> None:
    drawing = draw("pdf", title=FIVE_SCRIPTS, size="a4")
    read = run("pdftotext", "-raw", pdf_file(drawing.data, tmp_path), "-")
    flat = "".join(read.split())
    for text in texts(drawing.composition):
        assert "".join(text.split()) in flat, text


def test_no_glyph_of_five_scripts_is_missing(draw: Draw) -> None:
    """Matplotlib sets what its fonts lack in a font of boxes, which would then be embedded."""
    ours = {file.stem for file in FONTS.glob("*.ttf")}
    drawing = draw("pdf", title=FIVE_SCRIPTS, subtitle="一丁七")
    with pikepdf.open(io.BytesIO(drawing.data)) as pdf:
        embedded = {str(f.BaseFont).partition("+")[2] for f in pdf.pages[0].Resources.Font.values()}
    assert embedded <= ours
    assert {"NeatlasCJK-Bold", "NeatlasCJK-Regular", "NeatlasSans-Bold"} <= embedded


def test_a_pdf_has_layers_that_can_be_switched(draw: Draw) -> None:
    drawing = draw("pdf")
    with pikepdf.open(io.BytesIO(drawing.data)) as pdf:
        names = [str(group.Name) for group in pdf.Root.OCProperties.OCGs]
        assert {"Ground", "Projects", "Borders", "Names", "Credits"} <= set(names)
        begun = sum(str(op) == "BDC" for _, op in pikepdf.parse_content_stream(pdf.pages[0]))
        assert begun == len(names)


def test_a_pdf_says_what_it_is(draw: Draw, stock: Stock) -> None:
    drawing = draw("pdf", title=FIVE_SCRIPTS)
    with pikepdf.open(io.BytesIO(drawing.data)) as pdf:
        assert str(pdf.docinfo["/Subject"]) == alt_text(drawing.composition, stock)
        assert str(pdf.docinfo["/Title"]) == FIVE_SCRIPTS
        assert "OpenStreetMap" in str(pdf.docinfo["/Author"])
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == FIVE_SCRIPTS
            assert str(xmp["dc:rights"]).startswith("CC BY 4.0")


@pytest.mark.parametrize("theme", ["light", "print"])
def test_a_pdf_for_the_press_has_process_colours_and_black_text_over_all(
    theme: str, draw: Draw
) -> None:
    with pikepdf.open(io.BytesIO(draw("pdf", cmyk=True, theme=theme).data)) as pdf:
        overprint, fill = False, [0.0] * 4
        pending, shown, over = [], 0, 0
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            assert name not in {"rg", "RG", "g", "G", "sc", "SC", "scn", "SCN"}
            if name == "q":
                pending.append((overprint, fill))
            elif name == "Q":
                overprint, fill = pending.pop()
            elif name == "k":
                fill = [float(o) for o in operands]
                assert sum(fill) <= 3.0  # two inks and black at the most
            elif name == "gs" and str(operands[0]).startswith("/Overprint"):
                state = pdf.pages[0].Resources.ExtGState[str(operands[0])]
                overprint = bool(state.op)
                assert int(state.OPM) == int(overprint)
            elif name == "TJ":
                shown += 1
                is_black = fill[:3] == [0.0, 0.0, 0.0] and fill[3] > 0.55
                assert overprint == is_black
                over += overprint
        assert shown > 50
        assert over > shown / 2


# the same bytes


ANOTHER = """
import sys
from hashlib import sha256
from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import plan_map
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
from neatlas.speech import speaking
catalog = load_catalog()
with speaking("ko"):
    spec = plan_map(catalog, resolve_anchors(catalog), select_from(catalog, Filter()))
for form in ("png", "svg", "pdf"):
    drawing = draw_map(spec, Stock(catalog), SnapshotOptions(lang="ko", quote=True), form)
    print(form, sha256(drawing.data).hexdigest())
"""


def test_another_process_and_four_threads_give_the_same_bytes(draw: Draw) -> None:
    said = subprocess.run(
        [sys.executable, "-c", ANOTHER],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    ).stdout
    expected = dict(line.split() for line in said.splitlines())
    forms = ["png", "svg", "pdf"] * 2
    with ThreadPoolExecutor(4) as pool:
        drawn = pool.map(lambda form: draw(form, lang="ko", quote=True).data, forms)
        for form, data in zip(forms, drawn, strict=True):
            assert sha256(data).hexdigest() == expected[form], form


def test_settings_of_matplotlib_do_not_reach_the_map(draw: Draw) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - as a user would

    plain = draw("svg").data
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "lines.linewidth": 9}):
        assert draw("svg").data == plain
        assert mpl.rcParams["font.size"] == 30
