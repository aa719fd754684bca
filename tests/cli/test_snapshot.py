from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from neatlas.cli import main
from neatlas.render.static_map.lettering import FONTS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*arguments: str | Path) -> Result:
    """Run a snapshot as a shell would; a traceback is never a result."""
    result = CliRunner().invoke(main, ["snapshot", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_the_name_of_the_file_says_the_format(name: str, begins: bytes, tmp_path: Path) -> None:
    result = run("-o", tmp_path / name, "--size", "square", "--country", "KR")
    assert result.exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert result.stdout.startswith(f"{tmp_path / name}: ")
    fonts = {file.name for file in (tmp_path / "fonts").glob("*")}
    assert ("OFL.txt" in fonts) == (name == "a.svg")


def test_a_kit_is_drawn_again_the_same(tiny_atlas: Path, tmp_path: Path) -> None:
    atlas = ("--atlas", tiny_atlas)
    assert run("--kit", tmp_path / "kit", "--size", "square", *atlas).exit_code == 0
    again = run("--from", tmp_path / "kit" / "snapshot.json", "--kit", tmp_path / "two", *atlas)
    assert again.exit_code == 0
    assert "The picture is the same, byte for byte." in again.stdout
    for file in (tmp_path / "kit").glob("map.*"):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_kit_of_other_data_is_not_drawn_again(tiny_atlas: Path, tmp_path: Path) -> None:
    atlas = ("--atlas", tiny_atlas)
    run("--kit", tmp_path / "kit", "--size", "square", *atlas)
    file = tiny_atlas / "projects" / "gulf-railway.toml"
    file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
    again = run("--from", tmp_path / "kit" / "snapshot.json", "-o", tmp_path / "b.png", *atlas)
    assert again.exit_code == 1
    assert "the data changed since it was drawn: projects/gulf-railway.toml changed" in again.stderr
    assert not (tmp_path / "b.png").exists()


def test_a_kit_finds_its_house_style_where_it_lies_by_now(tiny_atlas: Path, tmp_path: Path) -> None:
    house, moved = tmp_path / "house.toml", tmp_path / "moved.toml"
    house.write_text('[colors]\nland = "#f6f4ee"\n', encoding="utf-8")
    atlas = ("--atlas", tiny_atlas)
    run("--kit", tmp_path / "kit", "--size", "square", "--house", house, *atlas)
    house.rename(moved)
    file = tmp_path / "kit" / "snapshot.json"
    wanted = ("--from", file, "-o", tmp_path / "map.png", *atlas)
    lost = run(*wanted)
    assert lost.exit_code == 1
    said = "is no file seen from here. Say with --house where it lies."
    assert lost.stderr == f"{file}: house: '{house}' {said}\n"
    assert "The picture is the same, byte for byte." in run(*wanted, "--house", moved).stdout
    moved.write_text('[colors]\nland = "#ffffff"\n', encoding="utf-8")
    assert "colors.land changed" in run(*wanted, "--house", moved).stderr


def test_a_kit_of_another_house_style_is_not_drawn_again(tiny_atlas: Path, tmp_path: Path) -> None:
    shutil.copy(FONTS / "NeatlasSerif-Italic.ttf", tmp_path / "own.ttf")
    house = tmp_path / "house.toml"
    style = 'credit = "The Planet"\n[fonts]\nbold = "own.ttf"\n[colors]\nland = "#f6f4ee"\n'
    house.write_text(style, encoding="utf-8")
    atlas = ("--atlas", tiny_atlas)
    run("--kit", tmp_path / "kit", "--size", "square", "--house", house, *atlas)
    wanted = ("--from", tmp_path / "kit" / "snapshot.json", "-o", tmp_path / "map.png", *atlas)
    fonts = {
        file.relative_to(tmp_path / "kit" / "fonts").as_posix()
        for file in (tmp_path / "kit" / "fonts").rglob("*.*")
    }
    assert {"house/own.ttf", "NeatlasSans-Regular.ttf", "OFL.txt"} <= fonts
    assert "url('fonts/house/own.ttf')" in (tmp_path / "kit" / "map.svg").read_text("utf-8")
    house.write_text(f"# a remark\n{style}", encoding="utf-8")
    assert "The picture is the same, byte for byte." in run(*wanted).stdout
    house.write_text(style.replace("f6f4ee", "ffffff").partition("\n")[2], encoding="utf-8")
    shutil.copy(FONTS / "NeatlasSans-Bold.ttf", tmp_path / "own.ttf")
    again = run(*wanted)
    assert again.exit_code == 1
    said = "colors.land changed; credit is gone; fonts.bold changed."
    assert f"the house style changed since it was drawn: {said}" in again.stderr


def test_a_picture_that_differs_is_said_to_be_of_another_program_or_of_other_choices(
    tiny_atlas: Path, tmp_path: Path
) -> None:
    atlas = ("--atlas", tiny_atlas)
    run("--kit", tmp_path / "kit", "--size", "square", *atlas)
    file = tmp_path / "kit" / "snapshot.json"
    drawn = json.loads(file.read_text("utf-8"))
    for change, said in (
        ({"options": {"size": "square", "graticule": True}}, "either the choices in the file are"),
        ({"neatlas": "0.0.1", "pictures": {"map.png": "0" * 64}}, "it was drawn by neatlas 0.0.1."),
    ):
        file.write_text(json.dumps(drawn | change), encoding="utf-8")
        again = run("--from", file, "-o", tmp_path / "map.png", *atlas)
        assert again.exit_code == 0
        assert f"The data are the same, the picture is not: {said}" in again.stdout


def test_each_makes_one_for_each_project_that_is_drawn(tiny_atlas: Path, tmp_path: Path) -> None:
    result = run("--each", "-o", tmp_path / "m.png", "--size", "square", "--atlas", tiny_atlas)
    assert result.exit_code == 0
    drawn = sorted(file.stem for file in tmp_path.glob("m-*.png"))
    written = [line for line in result.stdout.splitlines() if line.startswith(str(tmp_path))]
    assert len(drawn) == len(written)
    assert "m-gulf-railway" in drawn


def test_all_that_is_wrong_with_a_call_is_said_at_once(tmp_path: Path) -> None:
    wrong = ["--lang", "xx", "--scale", "big", "--theme", "blue", "--country", "Q9", "--cmyk"]
    wrong += ["--size", "tiny"]
    result = run("-o", tmp_path / "new" / "x.png", "--house", tmp_path / "none.toml", *wrong)
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert len(said) == 8
    named = ("--lang: 'xx'", "--scale: 'big'", "--theme: 'blue'", "--country: 'Q9'", "--cmyk")
    for name in (*named, "--size: 'tiny'"):
        assert sum(name in line for line in said) == 1, name
    assert sum("there is no folder" in line for line in said) == 1
    assert sum("none.toml: is not a file" in line for line in said) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "x.gif"], 1, "x.gif: is not the name of a picture. Let it end in .png, .svg"),
        ([], 2, "Say where to write: -o FILE for a picture, --kit DIR for a kit."),
        (["-o", "x.png", "--theme", "blue"], 1, "--theme: 'blue' is not a theme."),
        (["-o", "x.png", "--scale", "big"], 1, "--scale: 'big' is not a scale. Write 1:2000000."),
        (
            ["-o", "x.png", "--focus", "nowhere", "--country", "MN"],
            1,
            "--focus: 'nowhere' is not a project. The filter leaves none to draw.",
        ),
        (
            ["-o", "x.png", "--focus", "nowhere", "--sector", "gas"],
            1,
            "--focus: 'nowhere' is not a project. Use one of: trans-korean-gas-pipeline.",
        ),
        (
            ["-o", "x.png", "--focus", "heihe", "--context", "yes"],
            1,
            "is not a project. Did you mean 'blagoveshchensk-heihe-bridge'?",
        ),
        (
            ["-o", "x.png", "--focus", "rajin"],
            1,
            "is not a project. Did you mean 'rajin-port-terminal' or 'tumangan-rajin-railway'?",
        ),
        (["-o", "x.png", "--house", "h.toml"], 1, "h.toml: is not a file. Name the TOML file of"),
        (["-o", "x.png", "--size", "a9"], 1, "--size: 'a9' is not a size."),
        (["-o", "x.png", "--from", "s.json", "--lang", "ko"], 2, "--from draws what was drawn"),
        (["-o", "x.png", "--from", "s.json", "--each"], 2, "--from draws what was drawn then"),
        (["-o", "x.png", "--focus", "sakhalin-tunnel", "--each"], 2, "--each one for each: leave"),
        (["-o", "x.png", "--from", "none.json"], 1, "none.json: cannot be read"),
        (["-o", "no/such/x.png"], 1, "x.png: cannot be written: there is no folder 'no/such'."),
        (["-o", "x.png", "--lang", "xx"], 1, "--lang: 'xx' is not a language of this atlas. Use"),
        (["-o", "x.png", "--cmyk"], 1, "--cmyk: '.png' has no process colours. Write a .pdf"),
        (["-o", "x.pdf", "--svg-text", "text"], 1, "--svg-text: '.pdf' has no such letters."),
        (
            ["-o", "x.png", "--bbox", "120,30,150,50", "--focus", "sakhalin-tunnel"],
            1,
            "--bbox: '120,30,150,50' and the project 'sakhalin-tunnel' both say what is shown.",
        ),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
