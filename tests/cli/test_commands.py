from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from neatlas.cli import main

if TYPE_CHECKING:
    from click.testing import Result


def run(*arguments: str | Path) -> Result:
    """Run a command as a shell would; a traceback is never a result."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run("list", "--format", "json", *arguments)
    assert result.exit_code == 0
    return list(json.loads(result.stdout))


# check


def test_check_of_a_sound_atlas_exits_0(tiny_atlas: Path) -> None:
    result = run("check", "--atlas", tiny_atlas)
    assert result.exit_code == 0
    assert result.stdout == (
        "5 projects, 5 passages (anchors: 5 verified, 0 moved, 0 orphan), "
        "2 unsourced statements: no problems.\n"
    )


def test_check_of_a_broken_atlas_prints_each_problem_and_exits_1(tiny_atlas: Path) -> None:
    (tiny_atlas / "sources.json").write_text("[", encoding="utf-8")
    result = run("check", "--atlas", tiny_atlas)
    assert result.exit_code == 1
    where = "Expecting value: line 1 column 2 (char 1)"
    assert result.stdout.splitlines() == [
        f"atlas/sources.json: is not JSON: {where}. Correct it there.",
        (
            "5 projects, 5 passages (anchors: 5 verified, 0 moved, 0 orphan), "
            "2 unsourced statements: 1 problem."
        ),
    ]


def test_check_as_json_has_the_promised_shape(tiny_atlas: Path) -> None:
    assert json.loads(run("check", "--json", "--atlas", tiny_atlas).stdout) == {
        "projects": 5,
        "passages": 5,
        "anchors": {"verified": 5, "moved": 0, "orphan": 0},
        "problems": [],
    }
    (tiny_atlas / "projects" / "norrvik-airport.toml").unlink()
    result = run("check", "--json", "--atlas", tiny_atlas)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"] == [
        {
            "path": "atlas/geometries/norrvik-airport.geojson",
            "field": "",
            "message": "'norrvik-airport' is not a project. Add its record or remove the file.",
        },
        {
            "path": "atlas/links/harbour-speech.toml",
            "field": "mentions[2].project",
            "message": "'norrvik-airport' is not a project. Add its record.",
        },
    ]


def test_check_of_no_folder_is_one_line(tmp_path: Path) -> None:
    result = run("check", "--atlas", tmp_path / "none")
    assert result.exit_code == 1
    assert "none: is not a folder. Name the folder of an atlas" in result.stdout


# list


def test_list_prints_a_table_in_the_order_of_the_text(tiny_atlas: Path) -> None:
    result = run("list", "--atlas", tiny_atlas)
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[2:7]] == [
        "gulf-railway",
        "norrvik-airport",
        "gulf-power-line",
        "lumijoki-harbour",
        "shared-studies",
    ]
    assert lines[-1] == "5 of 5 projects, 4 with a location. As known on 2016-11."


def test_list_as_json_has_the_promised_fields(tiny_atlas: Path) -> None:
    first, *_, last = rows("--atlas", tiny_atlas)
    promised = ("id", "name", "sectors", "countries", "status", "mention", "located", "passages")
    assert {field: first[field] for field in promised} == {
        "id": "gulf-railway",
        "name": "Gulf railway",
        "sectors": ["rail"],
        "countries": ["SE", "FI"],
        "status": "mixed",
        "mention": "named",
        "located": True,
        "passages": ["open-line", "railway"],
    }
    assert (last["status"], last["located"], last["sectors"]) == (None, False, [])


def test_a_mixed_status_comes_with_that_of_each_part(tiny_atlas: Path) -> None:
    now, then = rows("--atlas", tiny_atlas)[0], rows("--as-of", "2004", "--atlas", tiny_atlas)[0]
    assert now["part_statuses"] == {
        "norrvik-border": "operating",
        "border-lumijoki": "construction",
    }
    assert then["part_statuses"] == dict.fromkeys(now["part_statuses"])


def test_list_as_csv_reads_back_as_the_same_rows(tiny_atlas: Path) -> None:
    result = run("list", "--format", "csv", "--atlas", tiny_atlas)
    read = list(csv.DictReader(io.StringIO(result.stdout)))
    expected = rows("--atlas", tiny_atlas)
    assert [row["id"] for row in read] == [row["id"] for row in expected]
    assert read[0]["countries"] == "SE;FI"
    assert [row["located"] for row in read] == ["true", "true", "true", "true", "false"]


def test_list_filters(tiny_atlas: Path) -> None:
    def ids(*arguments: str) -> list[str]:
        return [row["id"] for row in rows(*arguments, "--atlas", tiny_atlas)]

    assert ids("--country", "fi", "--sector", "rail", "--sector", "port") == [
        "gulf-railway",
        "lumijoki-harbour",
    ]
    assert ids("--country", "FI", "--country-role", "invited") == ["norrvik-airport"]
    assert ids("--text", "VIKBANAN") == ["gulf-railway"]
    assert ids("--status", "construction") == ["gulf-railway"]
    assert ids("--status", "construction", "--as-of", "2010") == []
    assert ids("--mention", "inferred") == ["gulf-power-line"]
    assert ids("--bbox", "20,62,21,63") == ["gulf-power-line"]
    assert ids("--document", "harbour-speech", "--sector", "airport") == ["norrvik-airport"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_list_of_nothing_says_so_and_is_no_error(form: str, tiny_atlas: Path) -> None:
    result = run("list", "--country", "NO", "--format", form, "--atlas", tiny_atlas)
    assert result.exit_code == 0
    assert "No project matches: the text names none in Norway." in result.output
    if form == "json":
        assert json.loads(result.stdout) == []
    if form == "csv":
        assert result.stdout.count("\n") == 1


def test_the_address_names_no_project_in_japan() -> None:
    result = run("list", "--country", "JP")
    assert result.exit_code == 0
    assert result.stdout == "No project matches: the text names none in Japan.\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["list", "--country", "Japan"],
            "--country: 'Japan' is not an ISO 3166-1 alpha-2 country code. Did you mean JP (Ja",
        ),
        (["list", "--sector", "gaz"], "--sector: 'gaz' is not a sector. Did you mean 'gas'?"),
        (["map", "-o", "x.html", "--sector", "gaz"], "--sector: 'gaz' is not a sector. Did you"),
        (["show", "sakhalin-tunel"], "'sakhalin-tunel' is not a project. Did you"),
        (["show", "sakhalin-tunnel", "--as-of", "x"], "--as-of: 'x' is not a date. Write 2014, "),
    ],
)
def test_an_unknown_word_is_one_line_with_the_nearest_ones(arguments: list[str], line: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


def test_several_unknown_words_are_a_line_each() -> None:
    result = run("list", "--sector", "gaz", "--country", "Japan", "--as-of", "x", "--as-of", "y")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "--country",
        "--sector",
        "--as-of",
        "--as-of",
        "--as-of",
    ]


@pytest.mark.parametrize("command", [["list"], ["show", "gulf-railway"], ["map", "-o", "x.html"]])
def test_a_broken_atlas_is_refused_by_every_command(command: list[str], tiny_atlas: Path) -> None:
    (tiny_atlas / "sources.json").unlink()
    result = run(*command, "--atlas", tiny_atlas)
    assert result.exit_code == 1
    assert result.stderr == "atlas/sources.json: is missing. Add it.\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_is_neutralised_in_csv(start: str, tiny_atlas: Path) -> None:
    formula = f'{start}HYPERLINK("x","y"),2'
    file = tiny_atlas / "projects" / "norrvik-airport.toml"
    text = file.read_text(encoding="utf-8")
    named = text.replace('name = "Norrvik airport"', f"name = {json.dumps(formula)}", 1)
    file.write_text(named, encoding="utf-8")
    result = run("list", "--sector", "airport", "--format", "csv", "--atlas", tiny_atlas)
    read = list(csv.reader(io.StringIO(result.stdout, newline="")))
    assert read[1][1] == f"'{formula}"
    assert rows("--sector", "airport", "--atlas", tiny_atlas)[0]["name"] == formula


# show


def test_show_prints_the_card(tiny_atlas: Path) -> None:
    result = run("show", "norrvik-airport", "--atlas", tiny_atlas)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Norrvik airport (norrvik-airport)\n"
        "=================================\n"
        "Status: operating (newest evidence 2012-10)\n"
        "In the text: named; others are invited to it\n"
        "As known on 2016-11\n"
    )
    assert "2012-10: operating [unsourced]" in result.stdout
    assert "Also invited: “builders from the east shore”" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 88


def test_show_numbers_its_sources(tiny_atlas: Path) -> None:
    result = run("show", "gulf-railway", "--atlas", tiny_atlas)
    assert "2005: Norrvik to the border: construction [1]" in result.stdout
    assert "[1] Railway Office of Norrvik, Works on the Norrvik line, 2009-05" in result.stdout


def test_show_of_a_date_leaves_out_what_came_after(tiny_atlas: Path) -> None:
    result = run("show", "gulf-railway", "--as-of", "2010", "--atlas", tiny_atlas)
    assert "Status: mixed by part: operating, announced" in result.stdout
    assert "Status of 2010, as known on 2016-11" in result.stdout
    card = result.stdout.split("What the text says")[1].split("Cite and correct")[0]
    assert "2016" not in card


def test_show_as_json_is_the_record_with_its_mentions(tiny_atlas: Path) -> None:
    result = run("show", "gulf-railway", "--json", "--atlas", tiny_atlas)
    data = json.loads(result.stdout)
    assert (data["id"], data["status"]) == ("gulf-railway", "mixed")
    assert [m["passage"] for m in data["mentions"]] == ["open-line", "railway"]
    assert [p["id"] for p in data["parts"]] == ["norrvik-border", "border-lumijoki"]
    early = run("show", "gulf-railway", "--json", "--as-of", "2009", "--atlas", tiny_atlas)
    assert json.loads(early.stdout)["status"] == "operating"


def test_show_of_the_tunnel_quotes_the_address() -> None:
    result = run("show", "sakhalin-tunnel")
    assert "Paragraph 16: “We are inviting businessmen from Korea" in result.stdout
    assert "Sector: rail (inferred, not stated)" in result.stdout


# map


def test_map_writes_a_whole_page(tiny_atlas: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    result = run("map", "-o", output, "--atlas", tiny_atlas)
    assert result.exit_code == 0
    page = output.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    size = f"{output.stat().st_size / 1000:,.0f} kB"
    assert result.stdout == f"{output}: 4 of 5 projects drawn, 1 has no location. {size}.\n"


def test_map_makes_the_same_page_twice(tiny_atlas: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "one.html", tmp_path / "two.HTM"]
    for output in outputs:
        assert run("map", "-o", output, "--atlas", tiny_atlas).exit_code == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_map_replaces_an_older_page_and_leaves_nothing_beside_it(
    tiny_atlas: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "out.html").write_text("older", encoding="utf-8")
    assert run("map", "-o", folder / "out.html", "--atlas", tiny_atlas).exit_code == 0
    assert [file.name for file in folder.iterdir()] == ["out.html"]
    assert (folder / "out.html").stat().st_size > 100_000
    (folder / "plain").touch()
    modes = {file.stat().st_mode for file in folder.iterdir()}
    assert len(modes) == 1, "a page may be read like any other file"


def test_map_prints_how_to_embed_it_where_it_is_asked(tiny_atlas: Path, tmp_path: Path) -> None:
    words = ("map", "-o", tmp_path / "my map.html", "--atlas", tiny_atlas)
    assert "<iframe" not in run(*words).stdout
    said = run(*words, "--embed", "--lang", "en").stdout
    assert '<iframe src="my%20map.html" title="' in said
    assert 'src="my%20map.png"' in said
    alt = said.partition('alt="')[2].partition('"')[0]
    assert " in view: " in alt
    assert "Gulf railway (" in alt


def test_map_of_nothing_is_a_page_that_says_so(tiny_atlas: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    result = run("map", "--country", "NO", "-o", output, "--atlas", tiny_atlas)
    assert result.exit_code == 0
    assert "the text names none in Norway" in result.stdout
    text = output.read_text(encoding="utf-8")
    (packed,) = re.findall(r'id="neatlas-data">([^<]+)<', text)
    assert json.loads(gzip.decompress(base64.b64decode(packed)))["start"] == "country=NO"


@pytest.mark.parametrize("name", ["map.png", "map", "map.html.txt"])
def test_map_refuses_a_name_that_is_no_page(name: str, tiny_atlas: Path, tmp_path: Path) -> None:
    result = run("map", "-o", tmp_path / name, "--atlas", tiny_atlas)
    assert result.exit_code == 1
    expected = f"{tmp_path / name}: is not the name of a page. Let it end in .html.\n"
    assert result.stderr == expected
    assert not (tmp_path / name).exists()


def test_map_into_a_folder_that_is_none_leaves_nothing(tiny_atlas: Path, tmp_path: Path) -> None:
    output = tmp_path / "none" / "out.html"
    result = run("map", "-o", output, "--atlas", tiny_atlas)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{output}: cannot be written: No such file or directory. Name a folder that can be.\n"
    )
    assert not output.parent.exists()


def test_map_into_a_file_as_if_it_were_a_folder_is_refused(
    tiny_atlas: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    result = run("map", "-o", tmp_path / "file" / "out.html", "--atlas", tiny_atlas)
    assert result.exit_code == 1
    assert "cannot be written: Not a directory." in result.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


# the whole program


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list", "--help"]])
def test_help_answers_without_the_heavy_modules(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom neatlas.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit as end: assert end.code == 0\n"
        "heavy = {'geopandas', 'pandas', 'shapely', 'folium', 'streamlit', 'matplotlib'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_has_help() -> None:
    result = run("--help")
    commands = re.findall(r"^  (\w+)  +\S", result.stdout.split("Commands:")[1], re.MULTILINE)
    assert commands == [
        "check",
        "corridors",
        "coverage",
        "diff",
        "export",
        "list",
        "map",
        "measure",
        "serve",
        "show",
        "snapshot",
    ]


def test_a_command_works_outside_the_checkout(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("neatlas")
    done = subprocess.run(
        [program, "list", "--format", "csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 16
    assert done.stderr == ""
