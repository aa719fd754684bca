"""What changed between two releases, each made by changing one thing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from neatlas.analysis.changes import Change, Kind, find_changes, moved_m
from neatlas.analysis.fields import differences
from neatlas.catalog.reading import load_catalog
from neatlas.cli import main

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog

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


def test_a_source_of_a_figure_is_found_among_the_sources(tiny_atlas: Path, release: Path) -> None:
    figure = r'(part = "border-lumijoki"\nsources = \["kuriren-2016")\]'
    replace(release / "projects" / f"{RAIL}.toml", figure, r'\1, "bulletin-2009"]')
    (change,) = changes(tiny_atlas, release)
    assert (change.project, change.kind) == (RAIL, Kind.SOURCES)
    assert str(change.field).endswith(".sources")
    assert change.after == "'kuriren-2016'; 'bulletin-2009'"


RAIL, POWER = "gulf-railway", "gulf-power-line"
EVENT = (
    "date '2015-06', note 'A way across the gulf is proposed instead.', basis 'stated', "
    "sources 'kuriren-2016'"
)
#: What is changed where, and what is then said: project, field, before and after.
FIELDS = {
    "the uncertainty of a vertex": (
        f"geometries/{POWER}.geojson",
        ('Norrvik", "uncertainty_km": 20', 'Norrvik", "uncertainty_km": 35'),
        (POWER, f"geometries.{POWER}/line.vertices.Norrvik.uncertainty_km", "20.0", "35.0"),
    ),
    "a sector": (
        f"projects/{POWER}.toml",
        (r'\["power"\]', '["gas", "power"]'),
        (POWER, "sectors", "'power'", "'gas'; 'power'"),
    ),
    "the date of an earlier status": (
        f"projects/{RAIL}.toml",
        ('date = "2005"', 'date = "2006"'),
        (RAIL, "parts.norrvik-border.statuses.construction.date", "2005", "2006"),
    ),
    "the role of a country": (
        f"projects/{POWER}.toml",
        (r'party_countries = \["SE"\]', 'party_countries = []\ninvited_countries = ["SE"]'),
        (POWER, "party_countries", "'SE'", "nothing"),
    ),
    "until when a line is valid": (
        f"geometries/{POWER}.geojson",
        ('"method": "schematic"', '"method": "schematic", "valid_to": "2014"'),
        (POWER, f"geometries.{POWER}/line.valid_to", None, "2014"),
    ),
    "a figure": (
        f"projects/{RAIL}.toml",
        ("value_to = 300", "value_to = 320"),
        (RAIL, "figures.cost_million.value_to", "300.0", "320.0"),
    ),
    "an event that is gone": (
        f"projects/{RAIL}.toml",
        (r"\[\[events\]\]\n.*\n.*\n.*\n", ""),
        (RAIL, "events.2015-06", EVENT, None),
    ),
    "what a passage claims": (
        "links/harbour-speech.toml",
        ('modality = "exists"', 'modality = "expected"'),
        (RAIL, "mentions.open-line.claim.modality", "exists", "expected"),
    ),
    "what the atlas says of itself": (
        "atlas.toml",
        ("(?m)^credit = .*$", 'credit = "The others"'),
        (None, "settings.credit", "neatlas tests (CC BY 4.0).", "The others"),
    ),
}


@pytest.fixture(scope="module")
def corrected(
    tiny_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Change, ...]:
    """What is found to have changed where each of the fields was."""
    release = Path(shutil.copytree(tiny_catalog.folder.root, tmp_path_factory.mktemp("new") / "a"))
    for file, (pattern, text), _ in FIELDS.values():
        replace(release / file, pattern, text)
    return find_changes(tiny_catalog, load_catalog(release))


@pytest.mark.parametrize("what", FIELDS)
def test_every_field_that_a_reader_can_see_is_compared(
    what: str, corrected: tuple[Change, ...]
) -> None:
    said = [(c.project, c.field, c.before, c.after) for c in corrected if c.kind is Kind.RECORD]
    assert FIELDS[what][2] in said


def test_a_vertex_put_into_a_line_leaves_the_others_as_they_were() -> None:
    vertices = [{"place": name, "uncertainty_km": 1.0, "note": None} for name in "abcd"]
    more = [vertices[0], {"place": "new", "uncertainty_km": 9.0, "note": None}, *vertices[1:]]
    (found,) = differences({"vertices": vertices}, {"vertices": more})
    assert (found.path, found.before) == (("vertices", "new"), None)
    assert found.words == "vertices, new: from nothing to place 'new', uncertainty_km 9.0"


def test_records_in_another_order_say_so() -> None:
    names = [{"text": "Rajin"}, {"text": "Najin"}]
    (found,) = differences({"names": names}, {"names": names[::-1]})
    assert found.words == "names, order: from 'Rajin'; 'Najin' to 'Najin'; 'Rajin'"


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
