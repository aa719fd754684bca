"""The map for print by an address: the same bytes as on the command line, within bounds."""

from __future__ import annotations

import io
import json
import re
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from neatlas.atlas import Atlas, loaded_atlas
from neatlas.cli import main
from neatlas.printing import stock_of
from neatlas.render.static_map import stock
from neatlas.render.static_map.lettering import FONTS
from neatlas.web import answering
from neatlas.web.limits import Gate

if TYPE_CHECKING:
    from pathlib import Path

    from asking import Site
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.static_map.stock import Stock


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_picture_is_that_of_the_command_line(site: Site, form: str, tmp_path: Path) -> None:
    file = tmp_path / f"map.{form}"
    words = ["--sector", "rail", "--size", "square", "--theme", "dark", "--quote", "--dpi", "90"]
    drawn = CliRunner().invoke(
        main,
        ["snapshot", *words, "-o", str(file), "--atlas", str(loaded_atlas().catalog.folder.root)],
    )
    assert drawn.exit_code == 0, drawn.output
    given = site.ask(f"/atlas/map.{form}?sector=rail&size=square&theme=dark&quote=yes&dpi=90")
    assert given.status == 200
    assert given.body == file.read_bytes()
    assert given.headers["content-disposition"] == f'inline; filename="test-gulf-map.{form}"'


def test_four_who_ask_at_once_get_the_same_bytes(site: Site) -> None:
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(site.ask, ["/atlas/map.png?size=column-85&dpi=80"] * 4))
    assert {answer.status for answer in given} == {200}
    assert len({answer.body for answer in given}) == 1


def test_all_who_ask_first_share_one_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_catalog: Catalog) -> object:
        time.sleep(0.05)
        return object()

    monkeypatch.setattr(stock, "Stock", slow)
    held, together = loaded_atlas(), threading.Barrier(6)
    atlas = Atlas(held.catalog, held.anchors, held.version)

    def asked(_: int) -> Stock:
        together.wait()
        return stock_of(atlas)

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(asked, range(6)))) == 1


def test_a_kit_is_packed_and_the_same_each_time(site: Site) -> None:
    first, second = (site.ask("/atlas/kit.zip?size=square&dpi=80").body for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as kit:
        assert {"map.png", "map.svg", "map.pdf", "caption.txt", "snapshot.json"} <= {
            *kit.namelist()
        }
        assert {entry.external_attr >> 16 for entry in kit.infolist()} == {0o100644}
        assert json.loads(kit.read("snapshot.json"))["options"]["size"] == "square"


def test_a_picture_that_was_drawn_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.ask("/atlas/map.png?size=column-85&dpi=80")
    monkeypatch.setattr(answering, "EASEL", Gate(0, wait_seconds=0))
    assert site.ask("/atlas/map.png?size=column-85&dpi=80").body == first.body
    assert site.ask("/atlas/map.png?size=column-85&dpi=81").status == 429


def test_pictures_and_data_do_not_wait_for_one_another(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, picture = "/atlas/projects.csv?sector=rail", "/atlas/map.png?size=column-85&dpi=82"
    with monkeypatch.context() as patch:
        patch.setattr(answering, "EASEL", Gate(0, wait_seconds=0))
        assert (site.ask(data).status, site.ask(picture).status) == (200, 429)
    monkeypatch.setattr(answering, "GATE", Gate(0, wait_seconds=0))
    assert (site.ask(data).status, site.ask(picture).status) == (429, 200)


def test_the_fonts_that_a_picture_names_are_there(site: Site) -> None:
    drawn = site.ask("/atlas/map.svg?size=column-85").body.decode()
    named = re.findall(r"url\('([^']+)'\)", drawn)
    assert "fonts/NeatlasSans-Regular.ttf" in named
    for name in named:
        given = site.ask(f"/atlas/{name}")
        assert (given.status, given.headers["content-type"]) == (200, "font/ttf")
        assert given.body == (FONTS / name.removeprefix("fonts/")).read_bytes()
        assert site.ask(f"/atlas/{name}", If_None_Match=given.headers["etag"]).status == 304
    assert "SIL OPEN FONT LICENSE" in site.ask("/atlas/fonts/OFL.txt").body.decode()
    assert site.ask("/atlas/fonts/none.ttf").status == 404
    outlined = site.ask("/atlas/map.svg?size=column-85&svg_text=outlines").body
    assert b"font-face" not in outlined


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("size=hugee", "size: 'hugee' is not a size."),
        ("size=400x400mm&dpi=300", "size: is more than 20,000,000 pixels."),
        ("dpi=many", "dpi: "),
        ("quote=maybe", "quote: 'maybe' is not a choice."),
        ("focus=nothing", "focus: 'nothing' is not a project."),
        ("scale=half", "scale: 'half' is not a scale. Write 1:2000000."),
        ("theme=pink", "theme: "),
        ("bbox=-180,-90,180,90", "bbox: '-180,-90,180,90' shows a pole"),
        ("size=60x60mm&quote=yes", "size: a sheet of 60 x 60 mm"),
        ("lang=xx", "lang: 'xx' is not a language of this atlas."),
        ("cmyk=yes", "cmyk: '.png' has no process colours. Write a .pdf, or leave it out."),
        ("bbox=50,20,60,30&focus=gulf-railway", "bbox: '50,20,60,30' and the project"),
        ("title=%E0%B9%84", "title: 'ไ' cannot be printed. Fonts are here for Latin"),
        ("size=square&size=a4", "size: is given 2 times. Give it once."),
    ],
)
def test_what_is_no_choice_is_refused_in_one_line(site: Site, query: str, said: str) -> None:
    given = site.ask(f"/atlas/map.png?{query}")
    assert given.status == 400
    assert given.error.startswith(said)
