"""What changed between two releases, each made by changing one thing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from neatlas.analysis.changes import Change, Kind, find_changes, moved_m
from neatlas.catalog.reading import load_catalog
from neatlas.cli import main

WGS84 = Geod(ellps="WGS84")


@pytest.fixture
def release(tiny_atlas: Path, tmp_path: Path) -> Path:
    """A copy of the small atlas, to be changed against it."""
    return Path(shutil.copytree(tiny_atlas, tmp_path / "release"))


def replace(file: Path, pattern: str, text: str) -> None:
    before = file.read_text("utf-8")
    after = re.sub(pattern, text, before, count=1)
    assert after != before
    file.write_text(after, "utf-8")


def changes(old: Path, new: Path) -> tuple[Change, ...]:
    return find_changes(load_catalog(old), load_catalog(new))


def test_a_release_has_no_change_from_itself(tiny_atlas: Path) -> None:
    assert changes(tiny_atlas, tiny_atlas) == ()


def test_a_place_that_moved_says_by_how_many_metres(tiny_atlas: Path, release: Path) -> None:
    lon, lat, _ = WGS84.fwd(21.1, 65.05, 30, 250)
    file = release / "geometries" / "norrvik-airport.geojson"
    replace(file, r"\[21\.1, 65\.05\]", f"[{lon}, {lat}]")
    (change,) = changes(tiny_atlas, release)
    assert (change.project, change.kind) == ("norrvik-airport", Kind.MOVED)
    assert change.moved_m == pytest.approx(250, abs=0.01)
    assert change.words.endswith("moved by 250 m")


def test_a_vertex_of_a_line_that_moved_is_measured_to_the_old_line(
    tiny_atlas: Path, release: Path
) -> None:
    replace(
        release / "geometries" / "gulf-power-line.geojson", r"\[20\.5, 62\.5\]", "[20.5, 62.49]"
    )
    (change,) = changes(tiny_atlas, release)
    assert change.moved_m == pytest.approx(WGS84.inv(20.5, 62.5, 20.5, 62.49)[2], rel=0.01)


def test_a_status_that_changed_says_from_what_to_what(tiny_atlas: Path, release: Path) -> None:
    file = release / "projects" / "gulf-power-line.toml"
    replace(file, r'status = "announced"', 'status = "shelved"')
    (change,) = changes(tiny_atlas, release)
    assert (change.kind, change.before, change.after) == (Kind.STATUS, "announced", "shelved")


def test_a_source_that_was_corrected_names_every_project_that_cites_it(
    tiny_atlas: Path, release: Path
) -> None:
    replace(release / "sources.json", r'"title": "', '"title": "The ')
    found = changes(tiny_atlas, release)
    assert found
    assert {change.kind for change in found} == {Kind.SOURCES}
    assert all("corrects" in change.words for change in found)


def test_a_project_that_appeared_has_vanished_the_other_way_round(
    shipped: Path, less: Path
) -> None:
    (appeared,) = changes(less, shipped)
    (vanished,) = changes(shipped, less)
    assert (appeared.project, appeared.kind) == ("gobitec", Kind.APPEARED)
    assert (vanished.project, vanished.kind) == ("gobitec", Kind.VANISHED)


@pytest.fixture(scope="module")
def shipped() -> Path:
    return load_catalog().folder.root


@pytest.fixture(scope="module")
def less(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas that ships without a project that nothing refers to."""
    folder = Path(shutil.copytree(shipped, tmp_path_factory.mktemp("less") / "geodata"))
    (folder / "projects" / "gobitec.toml").unlink()
    return folder


places = st.tuples(st.floats(130, 131), st.floats(42, 43))
lines = st.lists(places, min_size=2, max_size=4, unique=True).map(shapely.LineString)


@given(lines, lines)
def test_a_move_is_as_far_either_way_and_none_to_itself(
    one: shapely.LineString, other: shapely.LineString
) -> None:
    assert moved_m(one, other) == pytest.approx(moved_m(other, one), abs=1e-6)
    assert moved_m(one, one) == pytest.approx(0, abs=1e-3)


def test_the_command_says_it_in_words_and_as_geojson(tiny_atlas: Path, release: Path) -> None:
    file = release / "projects" / "gulf-power-line.toml"
    replace(file, r'status = "announced"', 'status = "shelved"')
    run = CliRunner().invoke
    lines = run(main, ["diff", str(tiny_atlas), str(release)]).stdout.splitlines()
    assert lines[0].startswith("gulf-power-line: ")
    assert lines[0].endswith("went from announced to shelved")
    assert lines[1].startswith("1 change (1 status), from 2016-11 (")
    written = run(main, ["diff", str(tiny_atlas), str(release), "--format", "geojson"]).stdout
    (feature,) = json.loads(written)["features"]
    assert feature["properties"]["change"] == "status"
    assert feature["geometry"]["type"] == "LineString"
    same = run(main, ["diff", str(tiny_atlas), str(tiny_atlas)]).stdout
    assert same.startswith("No change, from 2016-11 (")
