"""What comes out when a reader prints the page: a sheet, read back from its PDF by poppler."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas_page import AtlasPage
from conftest import watched_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: Points to an inch, millimetres to an inch.
POINTS, MILLIMETRES = 72, 25.4
#: The height of small letters on the sheet, in points.
LETTERS = 6


@dataclass(frozen=True)
class Word:
    page: int
    box: tuple[float, float, float, float]
    """Left, top, right, bottom, in points."""
    text: str

    @property
    def middle(self) -> float:
        """Height of the middle of its letters: fonts keep room for letters of any height."""
        return (self.box[1] + self.box[3]) / 2

    def covers(self, other: Word) -> bool:
        shared = min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])
        near = abs(self.middle - other.middle) < LETTERS
        return self.page == other.page and shared > 1 and near


@dataclass(frozen=True)
class Sheet:
    file: Path

    @property
    def text(self) -> str:
        """All words of the sheet, one space between them."""
        return " ".join(self.ask("pdftotext", str(self.file), "-").split())

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page, in points."""
        found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', self.boxes())
        return [(float(width), float(height)) for width, height in found]

    @property
    def words(self) -> list[Word]:
        found = []
        pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
        for number, page in enumerate(self.boxes().split("<page ")[1:], start=1):
            for *sides, text in re.findall(pattern, page):
                left, top, right, bottom = map(float, sides)
                found.append(Word(number, (left, top, right, bottom), text))
        return found

    def boxes(self) -> str:
        return self.ask("pdftotext", "-bbox", str(self.file), "-")

    def picture(self, page: int = 1) -> np.ndarray:
        """Return a page as gray levels, at 40 dots an inch."""
        stem = self.file.with_suffix("")
        numbers = [f"-f {page}", f"-l {page}", "-r 40", "-gray", "-png", "-singlefile"]
        self.ask("pdftoppm", *" ".join(numbers).split(), str(self.file), str(stem))
        return np.asarray(Image.open(stem.with_suffix(".png")).convert("L"))

    @staticmethod
    def ask(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def page(browser: Browser, saved_page: str) -> Iterator[Page]:
    with watched_page(browser) as (page, watch):
        page.goto(saved_page)
        AtlasPage(page, page).wait()
        yield page
        watch.assert_quiet()


@pytest.fixture
def reader(page: Page) -> Page:
    """The page in a dark style, a filter set, a project selected, and looked at closely."""
    page.evaluate("location.hash = 'base=dark&sector=rail&project=tumangan-rajin-railway'")
    expect(page.locator(".neatlas-card h3")).to_have_text("Tumangan-Rajin railway")
    expect(page.locator(".neatlas-map")).to_have_attribute("data-base", "dark")
    # Once the map has come to rest, its view stands in the address.
    page.wait_for_function("() => location.hash.includes('view=') && neatlasMap.getZoom() > 8")
    return page


def printed(page: Page, file: Path, *, paper: str = "A4", landscape: bool = False) -> Sheet:
    page.pdf(path=file, format=paper, landscape=landscape, print_background=True)
    return Sheet(file)


def pixels(page: Page) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(page.screenshot())).convert("L"), dtype=int)


def legend_of(text: str) -> str:
    """Return what stands before the credits, which speak of the demarcation line too."""
    return text[: text.index("neatlas (CC BY 4.0)")]


@pytest.mark.thorough
def test_the_demarcation_line_is_explained_where_only_a_piece_of_it_crosses_the_map(
    browser: Browser, saved_page: str, tmp_path: Path
) -> None:
    with watched_page(browser) as (page, _):
        page.goto(f"{saved_page}#view=13/38.3188/127.6573")
        AtlasPage(page, page).wait()
        text = printed(page, tmp_path / "sheet.pdf").text
    assert "Military Demarcation Line" in legend_of(text)


def test_the_sheet_holds_what_is_shown_and_whose_it_is(page: Page, tmp_path: Path) -> None:
    page.evaluate("location.hash = 'sector=rail&sector=port'")
    expect(page.locator(".neatlas-summary")).to_contain_text("match")
    text = printed(page, tmp_path / "sheet.pdf").text
    for what in [
        "Infrastructure named in A. Aslakhanov's address, Seoul, January 2012",
        "Filter: sector port or rail",
        "As known on 2026-02-26",
        "the true line is expected within this band",
        " km ",
        "neatlas (CC BY 4.0)",
        "GSHHG and WDBII, Wessel & Smith (LGPL)",
        "No position is taken on any claim.",
        "A. Aslakhanov, “The Growing Political and Economic Role of Russia",
        "Seoul, Korea, 2012-01",
        "reconstruction of the railway link between Tumangan and Rajin",
        "Paragraph 19",
        "Terminal at Rajin port, Pier 3 operating (newest evidence 2024-04)",
        "Vladivostok",
    ]:
        assert what in text
    assert "Military Demarcation Line" in legend_of(text)
    for what in ["gas pipeline operating", "Reset filters", "Compare with", "Find a project"]:
        assert what not in text


@pytest.mark.thorough
def test_nothing_on_it_is_cut_off_or_covered(page: Page, tmp_path: Path) -> None:
    sheet = printed(page, tmp_path / "sheet.pdf", paper="Letter")
    assert len(sheet.sizes) <= 3
    assert set(sheet.sizes) == {(612, 792)}
    margin = 10 * POINTS / MILLIMETRES
    for word in sheet.words:
        left, _, right, _ = word.box
        assert left > margin
        assert right < 612 - margin
        assert margin < word.middle < 792 - margin
    # On the first page names of the map are written twice, for the edge around their letters.
    below = [word for word in sheet.words if word.page > 1]
    assert len(below) > 100
    covered = [(a, b) for i, a in enumerate(below) for b in below[i + 1 :] if a.covers(b)]
    assert covered == []


@pytest.mark.thorough
def test_it_is_black_on_white_whatever_the_screen_wears_and_leaves_it_as_it_was(
    reader: Page, tmp_path: Path
) -> None:
    before, view = pixels(reader), AtlasPage(reader, reader).view()
    gray = printed(reader, tmp_path / "sheet.pdf").picture()
    assert np.median(gray) == 255
    assert (gray < 90).mean() < 0.1, "no dark ground"
    assert AtlasPage(reader, reader).view() == view
    # The letters of a line may be smoothed otherwise; whatever moves differs by far more.
    assert (np.abs(pixels(reader) - before) > 24).mean() < 0.002
    expect(reader.locator(".neatlas-paper")).to_have_count(0)


@pytest.mark.thorough
def test_a_selected_project_brings_its_record(reader: Page, tmp_path: Path) -> None:
    text = printed(reader, tmp_path / "sheet.pdf").text
    # Of the railways near the Tumen none is built or shelved, nor a reading. Far off are the tunnel
    # and the demarcation line.
    legend = legend_of(text)
    assert "operating" in legend
    far = "Military Demarcation Line"
    for absent in ("shelved", "construction", "an editor's reading, not named", far):
        assert absent not in legend
    assert re.search(r"Sakhalin tunnel .{0,150}not in view", text)
    assert "Claim and history" in text
    assert "2013-09-22" in text
    assert "Figures as published" in text


@pytest.mark.thorough
def test_two_dates_are_told_in_korean_on_a_sheet_that_lies(page: Page, tmp_path: Path) -> None:
    page.evaluate("location.hash = 'lang=ko&beside=2012-01&country=KR'")
    expect(page.locator(".neatlas-map")).to_have_count(2)
    sheet = printed(page, tmp_path / "sheet.pdf", landscape=True)
    width, height = sheet.sizes[0]
    assert width > height
    assert len(sheet.sizes) <= 4
    text = sheet.text
    for what in ["필터: 국가", "2012-01", "2026-02-26 기준", "한반도종단철도", "→"]:
        assert what in text


def test_a_browser_that_shows_what_would_be_printed_shows_the_sheet(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".neatlas-paper h1")).to_be_visible()
    expect(page.locator(".neatlas-rail")).to_be_hidden()
    # Names are placed within their canvas, and on paper that ends where the map does.
    names, ground = (
        page.locator(f".neatlas-paper {part}").first.bounding_box()
        for part in (".neatlas-names", ".neatlas-map")
    )
    assert names == pytest.approx(ground, abs=3)
    page.emulate_media(media="screen")
    expect(page.locator(".neatlas-paper")).to_have_count(0)
    expect(page.locator(".neatlas-rail")).to_be_visible()


@pytest.mark.thorough
def test_the_whole_app_prints_as_the_sheet_of_its_map(
    browser: Browser, app_url: str, tmp_path: Path
) -> None:
    with watched_page(browser) as (page, watch):
        page.goto(f"{app_url}?sector=port")
        atlas = AtlasPage(page, page.frame_locator("iframe[title*='atlas']")).wait()
        atlas.expect_drawn({"rajin-port-terminal"})
        sheet = printed(page, tmp_path / "app.pdf")
        assert "Filter: sector port" in sheet.text
        assert "Paragraph 19" in sheet.text
        assert "Table of these projects" not in sheet.text
        expect(page.locator(".neatlas-paper")).to_have_count(0)
        expect(page.get_by_text("Table of these projects")).to_be_visible()
        watch.assert_quiet()
