from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from neatlas.catalog import folder as folder_module
from neatlas.catalog.reading import load_catalog
from neatlas.checking import check_atlas
from neatlas.errors import RecordError

DATA = Path(__file__).parents[1] / "data"
BROKEN = sorted(path.name for path in (DATA / "invalid").iterdir())


def lines(atlas: Path) -> list[str]:
    return [str(problem) for problem in check_atlas(atlas).problems]


def lay_over(atlas: Path, case: Path) -> list[str]:
    """Put the files of a broken case over a valid atlas, and return what is expected of it."""
    shutil.copytree(
        case,
        atlas,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("expected.txt", "removed.txt"),
    )
    removed = case / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.is_file() else []:
        (atlas / name).unlink()
    return (case / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_atlas_yields_exactly_its_problems(case: str, tiny_atlas: Path) -> None:
    expected = lay_over(tiny_atlas, DATA / "invalid" / case)
    assert expected
    assert lines(tiny_atlas) == expected


@pytest.mark.parametrize("case", BROKEN)
def test_each_problem_is_one_line_that_says_what_to_do(case: str) -> None:
    text = (DATA / "invalid" / case / "expected.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        path, _, message = line.partition(": ")
        assert path.startswith("atlas/")
        assert message.count(". ") + message.endswith((".", "?")) >= 1
        assert message.endswith((".", "?")), "a problem ends with its cure, a full sentence"
        assert line.isprintable()


def test_the_small_atlas_has_no_problem(tiny_atlas: Path) -> None:
    report = check_atlas(tiny_atlas)
    assert report.as_dict() == {
        "projects": 5,
        "passages": 5,
        "anchors": {"verified": 5, "moved": 0, "orphan": 0},
        "problems": [],
    }


def test_the_shipped_atlas_has_no_problem() -> None:
    report = check_atlas()
    assert report.as_dict() == {
        "projects": 15,
        "passages": 9,
        "anchors": {"verified": 9, "moved": 0, "orphan": 0},
        "problems": [],
    }


def test_loading_a_broken_atlas_raises_all_problems_at_once(tiny_atlas: Path) -> None:
    expected = lay_over(tiny_atlas, DATA / "invalid" / "several-problems")
    with pytest.raises(RecordError, match="is not a sector") as caught:
        load_catalog(tiny_atlas)
    read = {str(problem) for problem in caught.value.problems}
    assert read <= set(expected)
    assert len(read) == 4


def test_loading_says_what_disagrees_between_records(tiny_atlas: Path) -> None:
    lay_over(tiny_atlas, DATA / "invalid" / "unknown-source")
    with pytest.raises(RecordError, match=r"'bulletin-2008' is not a source\. Did you mean"):
        load_catalog(tiny_atlas)


def test_a_folder_that_is_none_is_one_problem(tmp_path: Path) -> None:
    cure = "Name the folder of an atlas, which holds an atlas.toml."
    assert lines(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: is not a folder. {cure}"]


@pytest.mark.parametrize(
    "name",
    [
        "atlas.toml",
        "sources.json",
        "projects/gulf-railway.toml",
        "geometries/gulf-railway.geojson",
        "documents/harbour-speech.toml",
        "documents/harbour-speech.txt",
        "links/harbour-speech.toml",
        "basemap/land.geojson",
    ],
)
def test_a_link_out_of_the_folder_is_refused(name: str, tiny_atlas: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (tiny_atlas / name).rename(outside)
    (tiny_atlas / name).symlink_to(outside)
    assert lines(tiny_atlas) == [
        f"atlas/{name}: leads out of the atlas folder. Put the file itself there."
    ]


def test_a_folder_that_a_link_leads_out_of_the_atlas_is_refused(
    tiny_atlas: Path, tmp_path: Path
) -> None:
    (tiny_atlas / "projects").rename(tmp_path / "outside")
    (tiny_atlas / "projects").symlink_to(tmp_path / "outside")
    found = lines(tiny_atlas)
    assert len(found) == 5
    assert all("leads out of the atlas folder" in line for line in found)


def test_a_link_within_the_folder_is_followed(tiny_atlas: Path) -> None:
    (tiny_atlas / "sources.json").rename(tiny_atlas / "list.json")
    (tiny_atlas / "sources.json").symlink_to(tiny_atlas / "list.json")
    assert lines(tiny_atlas) == []


def test_a_link_to_nowhere_is_a_missing_file(tiny_atlas: Path) -> None:
    (tiny_atlas / "sources.json").unlink()
    (tiny_atlas / "sources.json").symlink_to(tiny_atlas / "sources.json")
    assert lines(tiny_atlas) == ["atlas/sources.json: is missing. Add it."]


def test_an_oversized_file_is_refused_unread(tiny_atlas: Path) -> None:
    with (tiny_atlas / "geometries" / "gulf-railway.geojson").open("r+b") as file:
        file.truncate(20_000_001)
    message = "has 20000001 bytes, more than the 20000000 allowed. Make it smaller."
    assert lines(tiny_atlas) == [f"atlas/geometries/gulf-railway.geojson: {message}"]


def test_too_many_files_are_one_problem_a_kind(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "MAX_FILES", 3)
    assert lines(tiny_atlas) == [
        "atlas/basemap: holds 7 files, more than 3. Split the atlas.",
        "atlas/geometries: holds 4 files, more than 3. Split the atlas.",
        "atlas/projects: holds 5 files, more than 3. Split the atlas.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("sources.json", "[" * 100_000, "is not JSON: nested too deeply. Correct it there."),
        (
            "projects/gulf-railway.toml",
            "x = " + "[" * 100_000,
            "is not TOML: nested too deeply. Correct it there.",
        ),
        (
            "projects/gulf-railway.toml",
            "x = " + "9" * 5_000,
            "is not TOML: a number has too many digits. Correct it there.",
        ),
    ],
)
def test_a_file_made_to_break_the_reader_is_one_problem(
    name: str, text: str, message: str, tiny_atlas: Path
) -> None:
    (tiny_atlas / name).write_text(text, encoding="utf-8")
    assert lines(tiny_atlas) == [f"atlas/{name}: {message}"]


def test_a_hostile_value_stays_on_the_line_of_its_problem(tiny_atlas: Path) -> None:
    file = tiny_atlas / "projects" / "norrvik-airport.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('["airport"]', r'["a\nb\u001b[31m\u202e"]'), encoding="utf-8")
    (line,) = lines(tiny_atlas)
    assert r"sectors[0]: 'a\nb\x1b[31m\u202e' is not a sector." in line
    assert line.isprintable()
