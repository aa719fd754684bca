from __future__ import annotations

import base64
import io
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
import pytest
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font
from PIL import Image
from pyproj import Geod

from neatlas.analysis.select import Filter
from neatlas.errors import Problem, RecordError
from neatlas.render.palette import SECTOR_COLORS
from neatlas.render.static_map.compose import compose_map
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.house import read_house
from neatlas.render.static_map.lettering import FONTS, MISSING, OURS, properties
from neatlas.render.static_map.marks import Box, Letters, letters_of
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.placing import Board
from neatlas.render.static_map.projection import along_geodesics, choose_projection
from neatlas.render.static_map.sheet import Sheet, read_sheet
from neatlas.render.static_map.spots import around
from neatlas.render.static_map.theme import DARK, LIGHT, PRINT, luminance, shade
from neatlas.render.static_map.window import open_window, page_length

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.lettering import Face
    from neatlas.render.static_map.options import Format
    from neatlas.render.static_map.stock import Stock

WGS84 = Geod(ellps="WGS84")


# sheets


def test_a_size_in_millimetres_is_for_print() -> None:
    sheet = read_sheet("180x120mm")
    assert sheet == Sheet(180, 120, 300)
    assert sheet.pixels == (2126, 1417)


@pytest.mark.parametrize("size", ["1600x900px", "900x700px", "640x640px"])
def test_a_size_in_pixels_keeps_them(size: str) -> None:
    for dpi in (None, 150):
        sheet = read_sheet(size, dpi)
        assert isinstance(sheet, Sheet)
        assert "{}x{}px".format(*sheet.pixels) == size


@pytest.mark.parametrize(
    ("size", "dpi", "said"),
    [
        ("a44", None, "--size: 'a44' is not a size. Did you mean 'a4'?"),
        ("10x10mm", None, "--size: '10x10mm' is 10 x 10 mm. Each side must have 60 to 1000 mm."),
        ("a4", 5, "--dpi: '5' is not a usable number. Write 50 to 1200."),
        ("900x900mm", 600, "--dpi: '900x900mm' at 600 dots an inch has 452 million pixels"),
    ],
)
def test_a_size_that_cannot_be_is_refused(size: str, dpi: int | None, said: str) -> None:
    problem = read_sheet(size, dpi)
    assert isinstance(problem, Problem)
    assert str(problem).startswith(said)


# letters


def test_a_text_is_as_wide_as_the_advances_of_its_font() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - the known truth

    font = TTFont(FONTS / "NeatlasSans-Regular.ttf")
    names, advances = font.getBestCmap(), font["hmtx"]
    expected = sum(advances[names[ord(c)]][0] for c in "Rajin Раджин") / font["head"].unitsPerEm
    assert OURS.width("Rajin Раджин", "regular", 10) == pytest.approx(10 * expected, rel=0.002)


def test_no_line_begins_with_a_dash() -> None:
    text = "железная дорога Хасан - Туманган \u2013 Раджин"
    for width in range(50, 200, 10):
        lines = OURS.wrap(text, "bold", 8, width)
        assert " ".join(lines) == text
        assert not any(line.startswith(("-", "\u2013")) for line in lines)


def test_lines_are_no_wider_than_they_may_be_and_lose_no_word() -> None:
    text = "We pin great hopes on trilateral projects among Russia and Korea, 동해 日本海日本海"
    lines = OURS.wrap(text, "regular", 8, 60)
    assert max(OURS.width(line, "regular", 8) for line in lines) <= 60
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    lines, cut = OURS.fit("word " * 60, "regular", 8, 60, 3)
    assert cut
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_what_no_font_has_is_seen_to_lack() -> None:
    assert OURS.clean("Rajin \u0e44\u0e17\u0e22 a\u202eb\x00c") == f"Rajin {MISSING * 3} abc"


@pytest.mark.parametrize("face", ["regular", "bold", "water"])
def test_the_fonts_that_a_line_is_set_in_have_every_character_of_it(face: Face) -> None:
    reach = FT2Font(str(FONTS / "NeatlasCJK-Regular.ttf")).get_charmap()
    kept = "".join(c for c in map(chr, reach) if OURS.clean(c) == c)
    assert len(kept) > 5_000
    for text in (kept, "Rajin", "Раджин", "라진", "羅津", "ラジン", "罗津一丁七"):
        named = properties(OURS, Letters(text, 0, 0, face, 10, "#000000"))
        had: set[int] = set()
        for family in named.get_family():
            one = named.copy()
            one.set_family(family)
            had |= set(FT2Font(findfont(one)).get_charmap())
        assert not set(map(ord, text)) - had


def test_every_character_of_the_records_has_a_glyph(shipped_catalog: Catalog) -> None:
    texts = [name.text for p in shipped_catalog.projects.values() for name in p.names]
    texts += [p.name for p in shipped_catalog.projects.values()]
    texts += [n for sea in shipped_catalog.settings.sea_names for n in sea.names.values()]
    for said in shipped_catalog.settings.translations.values():
        texts += [said.title or "", said.point_of_view or "", *said.country_names.values()]
    assert [text for text in texts if MISSING in OURS.clean(text)] == []


# themes


def test_sectors_keep_their_contrast_on_the_ground_of_each_theme() -> None:
    for theme in (LIGHT, DARK):
        for color in SECTOR_COLORS.values():
            for ground in (theme.land, theme.sea):
                assert contrast(shade(color, theme), ground) >= 3, (theme.name, color, ground)


def test_text_keeps_its_contrast_on_paper() -> None:
    for theme in (LIGHT, DARK, PRINT):
        assert contrast(theme.ink, theme.paper) >= 7
        assert contrast(theme.quiet, theme.paper) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((relative(one), relative(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def relative(color: str) -> float:
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_sectors_are_steps_of_gray_where_there_are_no_colours() -> None:
    ramp = tuple(SECTOR_COLORS.values())[:5]
    grays = [luminance(shade(color, PRINT, ramp)) for color in ramp]
    assert min(np.diff(grays)) > 0.08


# projection and window


def test_places_along_a_line_lie_on_its_geodesic() -> None:
    ends = [(126.0, 37.0), (142.0, 52.0)]
    places = along_geodesics(ends, 50)
    assert tuple(places[0]) == ends[0]
    assert tuple(places[-1]) == ends[1]
    whole = WGS84.inv(*ends[0], *ends[1])[2]
    steps = [WGS84.inv(*a, *b)[2] for a, b in pairwise(places)]
    assert max(steps) <= 50_000
    assert sum(steps) == pytest.approx(whole, rel=1e-9)


@pytest.mark.parametrize("aspect", [1.6, 0.7])
def test_a_scale_of_one_to_two_million_is_one(aspect: float) -> None:
    box = Box(20, 30, 20 + 400 * aspect, 430)
    window = open_window((126, 35, 131, 43), box, scale=2_000_000)
    assert window.denominator == pytest.approx(2_000_000, rel=1e-9)
    # Ten kilometres are five millimetres.
    assert page_length(window, 10) == pytest.approx(5 * 72 / 25.4, rel=0.002)


def test_an_extent_lies_within_its_window() -> None:
    bounds = (125.7, 35.1, 142.8, 52.2)
    box = Box(10, 10, 500, 330)
    window = open_window(bounds, box)
    corners = np.array([[lon, lat] for lon in bounds[::2] for lat in bounds[1::2]])
    for x, y in window.to_page(corners).tolist():
        assert box.holds(Box(x, y, x, y))


def test_parallels_lie_a_sixth_in_from_the_edges() -> None:
    projection = choose_projection((120, 30, 150, 60), 1.6)
    assert projection.parallels == (35, 55)


# placing


def test_a_place_is_beside_a_point_and_not_on_ink() -> None:
    board = Board(Box(0, 0, 100, 100))
    right = np.array([[52.0, y] for y in np.linspace(40, 60, 11)])
    board.spill([np.vstack([right, right + np.array([20, 0])])], 5)
    spot = board.place(around(np.array([[50.0, 50.0, 0.0]]), (20, 8), 4))
    assert spot is not None
    assert spot.box.x1 <= 50


def test_a_place_that_is_taken_is_given_to_nobody_else() -> None:
    board = Board(Box(0, 0, 60, 60))
    spots = around(np.array([[30.0, 30.0, 0.0]]), (16, 8), 4)
    found = [board.place(spots) for _ in range(12)]
    boxes = [spot.box for spot in found if spot]
    assert 2 <= len(boxes) < 12
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


# house style


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copy(FONTS / "NeatlasSerif-Italic.ttf", tmp_path / "own.ttf")
    Image.new("RGB", (80, 20), "#005689").save(tmp_path / "logo.png")
    file = tmp_path / "house.toml"
    file.write_text(
        'credit = "The Daily Planet"\nlogo = "logo.png"\n[fonts]\nbold = "own.ttf"\n'
        '[colors]\naccent = "#005689"\nland = "#f6f4ee"\n',
        encoding="utf-8",
    )
    return file


def test_a_house_style_sets_fonts_colours_logo_and_credit(
    house: Path, stock: Stock, plan: Callable[..., MapSpec]
) -> None:
    style = read_house(house)
    composition = compose_map(plan(Filter()), stock, SnapshotOptions(), house=style)
    assert composition.setting.theme.accent == "#005689"
    assert composition.texts.credits.startswith("Map: The Daily Planet; neatlas (CC BY 4.0)")
    assert style.hand.bold[0] == house.parent / "own.ttf"
    (logo,) = (layer for layer in composition.page.layers if layer.id == "logo")
    title = next(layer for layer in composition.page.layers if layer.id == "title")
    left = min(mark.box.x0 for mark in logo.marks)  # type: ignore[union-attr]
    for text in letters_of([title]):
        assert text.x + composition.setting.hand.width(text.text, text.face, text.size) < left


def test_a_logo_keeps_its_pixels_in_vector_files_and_has_process_colours_for_the_press(
    house: Path, stock: Stock, plan: Callable[..., MapSpec]
) -> None:
    logo = Image.new("RGBA", (800, 200), (0, 0, 0, 0))
    logo.paste((200, 0, 0, 255), (100, 50, 700, 150))
    logo.save(house.parent / "logo.png")
    spec, style = plan(Filter()), read_house(house)

    def draw(form: Format, **choices: bool) -> bytes:
        options = SnapshotOptions.model_validate(choices)
        return draw_map(spec, stock, options, form, house=style).data

    drawn = re.search(rb"data:image/png;base64,([^\"]+)", draw("svg"))
    assert drawn is not None
    assert Image.open(io.BytesIO(base64.b64decode(drawn[1]))).size == (800, 200)
    with pikepdf.open(io.BytesIO(draw("pdf", cmyk=True))) as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.values()
        assert (picture.Width, picture.Height, picture.ColorSpace) == (800, 200, "/DeviceCMYK")
        middle = np.frombuffer(picture.read_bytes(), np.uint8).reshape(200, 800, 4)[100, 400]
        assert middle.tolist() == [0, 255, 255, 55]
        mask = np.frombuffer(picture.SMask.read_bytes(), np.uint8).reshape(200, 800)
        assert (mask[100, 400], mask[10, 10]) == (255, 0)


def test_all_that_is_wrong_with_a_house_style_is_said_at_once(house: Path) -> None:
    (house.parent / "own.ttf").write_bytes(b"no font")
    (house.parent / "logo.png").write_bytes(b"no picture")
    wrong = 'sky = "#000000"\nsea = "blue"\n'
    house.write_text(house.read_text("utf-8") + wrong, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_house(house)
    said = [str(problem).partition(": ")[2] for problem in caught.value.problems]
    where = [line.partition(":")[0] for line in said]
    assert where == ["colors.sea", "colors.sky", "fonts.bold", "logo"]
    assert "'own.ttf' is not a font." in said[2]
    assert "'logo.png' is not a PNG." in said[3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[colors]\naccent = 'red'", "colors.accent: 'red' is not a colour. Write it as #rrggbb"),
        ("colour = 1", "colour: is not a field of this record"),
        ("[", "is not TOML"),
    ],
)
def test_a_house_style_is_checked_like_a_record(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=said):
        read_house(file)


def test_a_line_is_bold_as_a_whole_or_not_at_all() -> None:
    assert OURS.files_for("朝鲜", "bold") == OURS.bold
    # A letter that the bold font lacks makes the line a regular one.
    assert OURS.files_for("朝鲜民主主义", "bold") == OURS.regular
    assert OURS.width("朝鲜民主主义", "bold", 10) == OURS.width("朝鲜民主主义", "regular", 10)
