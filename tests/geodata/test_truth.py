"""The data against what is known elsewhere: places, lengths, dates, the maps of 2012 and now.

`tests/data/gazetteer.csv` is an independent gazetteer: GeoNames for places whose vertices rest
on other sources, the World Port Index (1 to 2 km, given in minutes) for those that rest on
GeoNames. `extent_km` is how far a station or a port may lie from a town's point and still be
in the town.
"""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

from neatlas.catalog.frames import exists_at
from neatlas.catalog.geojson import positions_of
from neatlas.catalog.reading import load_catalog
from neatlas.checking.vouching import check_press
from neatlas.model.record import PartialDate
from neatlas.render.card.figures import LENGTH, measured_km

if TYPE_CHECKING:
    from datetime import date

    from neatlas.model.geometry import Geometry, Vertex

CATALOG = load_catalog()
NOW = CATALOG.known_as_of.latest
WGS84 = Geod(ellps="WGS84")
with (Path(__file__).parents[1] / "data" / "gazetteer.csv").open(encoding="utf-8") as _file:
    GAZETTEER = {row["place"]: row for row in csv.DictReader(_file)}


def line_ends() -> list[tuple[str, Vertex, tuple[float, float]]]:
    found = []
    for geometries in CATALOG.geometries.values():
        for geometry in geometries:
            if geometry.shape.geom_type != "LineString" or geometry.notes.role == "spoken":
                continue
            positions = positions_of(geometry)
            for n in (0, -1):
                vertex = geometry.notes.vertices[n]
                row = GAZETTEER.get(vertex.place)
                if row and not (vertex.source or "").startswith(row["register"]):
                    found.append((geometry.id, vertex, positions[n]))
    return found


def test_the_gazetteer_holds_enough_ends_to_mean_something() -> None:
    assert len(line_ends()) >= 25
    assert {vertex.place for _, vertex, _ in line_ends()} >= set(GAZETTEER)


@pytest.mark.parametrize(("line", "vertex", "position"), line_ends())
def test_a_line_ends_within_its_uncertainty_of_the_place_it_names(
    line: str, vertex: Vertex, position: tuple[float, float]
) -> None:
    row = GAZETTEER[vertex.place]
    _, _, metres = WGS84.inv(*position, float(row["longitude"]), float(row["latitude"]))
    allowed = vertex.uncertainty_km + float(row["extent_km"])
    assert metres / 1000 <= allowed, (line, vertex.place, row["register"])


LENGTHS = [
    (project.id, figure.part, figure.value, figure.note)
    for project in CATALOG.projects.values()
    for figure in project.figures
    if figure.quantity == LENGTH and figure.value_to is None and figure.stretch is None
    if measured_km(CATALOG, project.id, figure.part, NOW) is not None
]


#: Published lengths that ours are not near, and the words of the figure's note that say why.
EXPLAINED = {("asian-super-grid-incheon-weihai", 374.0): "the landfalls must lie elsewhere"}


@pytest.mark.parametrize(("project", "part", "published", "note"), LENGTHS)
def test_a_measured_length_is_near_the_published_one_or_explained(
    project: str, part: str | None, published: float, note: str | None
) -> None:
    """Lines drawn from place to place are shorter than built ones: a tenth to a quarter."""
    measured = measured_km(CATALOG, project, part, NOW)
    assert measured is not None
    near = 0.75 <= measured / published <= 1.05
    why = EXPLAINED.get((project, published))
    assert near == (why is None), measured / published
    assert near or str(why) in str(note)


@pytest.mark.parametrize("project", CATALOG.projects)
def test_dates_run_forward_and_end_before_the_newest_evidence(project: str) -> None:
    record = CATALOG.projects[project]
    for part in record.parts:
        for before, after in pairwise(part.statuses):
            assert before.date.earliest <= after.date.latest, (before, after)
            assert before.status != after.status or after.note, "a repeated status needs a note"
        for entry in part.statuses:
            assert entry.date.earliest <= CATALOG.known_as_of.latest


@pytest.mark.parametrize("project", CATALOG.projects)
def test_each_status_has_a_source_that_exists(project: str) -> None:
    for part in CATALOG.projects[project].parts:
        for entry in part.statuses:
            assert entry.sources
            assert set(entry.sources) <= set(CATALOG.sources)


def spoken(project: str) -> list[Geometry]:
    return [g for g in CATALOG.geometries.get(project, ()) if g.notes.role == "spoken"]


@pytest.mark.parametrize(
    ("project", "places"),
    [
        ("tumangan-rajin-railway", [["Tumangang", "Rajin"]]),
        ("rajin-port-terminal", [["Rajin"]]),
        ("khabarovsk-airport", [["Khabarovsk"]]),
        ("vladivostok-airport", [["Vladivostok"]]),
        ("trans-korean-gas-pipeline", []),
        ("russia-korea-power-line", []),
        ("trans-korean-railway", []),
        ("sakhalin-tunnel", []),
        ("selikhin-nysh-railway", []),
    ],
)
def test_the_spoken_line_has_the_ends_of_the_sentence_or_is_none(
    project: str, places: list[list[str]]
) -> None:
    assert [[v.place for v in g.notes.vertices] for g in spoken(project)] == places
    assert bool(places) != bool(CATALOG.projects[project].no_spoken)


#: Project to its status in January 2012 and as known now.
TRUTH = {
    "trans-korean-gas-pipeline": ("announced", "shelved"),
    "russia-korea-power-line": ("announced", "shelved"),
    "trans-korean-railway": ("mixed", "mixed"),
    "sakhalin-tunnel": ("announced", "shelved"),
    "selikhin-nysh-railway": ("announced", "shelved"),
    "khabarovsk-airport": ("mixed", "operating"),
    "vladivostok-airport": ("mixed", "operating"),
    "tumangan-rajin-railway": ("mixed", "operating"),
    "rajin-port-terminal": ("pre_construction", "operating"),
    "railroad-tracks": (None, None),
    "other-projects-in-russia": (None, None),
    "joint-investments": (None, None),
    "regional-energy-cooperation": (None, None),
    "border-regions-with-north-east-china": (None, None),
    "mongolia-resources": (None, None),
    "sakhalin-khabarovsk-vladivostok-pipeline": ("operating", "operating"),
    "power-of-siberia-1": (None, "operating"),
    "power-of-siberia-2": (None, "pre_construction"),
    "belogorsk-khabarovsk-pipeline": (None, "construction"),
    "far-eastern-route": (None, "construction"),
    "espo-pipeline": ("mixed", "operating"),
    "kozmino-oil-port": ("operating", "operating"),
    "sakhalin-2-lng": ("operating", "operating"),
    "bureya-hydropower-plant": ("operating", "operating"),
    "kedo-kumho": ("cancelled", "cancelled"),
    "munsan-kaesong-power-line": ("operating", "severed"),
    "primorye-rason-power-line": (None, "shelved"),
    "asian-super-grid-incheon-weihai": (None, "shelved"),
    "asian-super-grid-goseong-matsue": (None, "shelved"),
    "gobitec": (None, "shelved"),
    "baikal-amur-mainline": ("operating", "operating"),
    "trans-mongolian-railway": ("operating", "operating"),
    "tongjiang-nizhneleninskoye-bridge": ("announced", "operating"),
    "blagoveshchensk-heihe-bridge": ("announced", "operating"),
    "tumen-road-bridge": (None, "construction"),
    "tumen-rail-bridge": ("operating", "operating"),
    "hunchun-makhalino-railway": ("idle", "operating"),
    "primorye-1": (None, "operating"),
    "primorye-2": ("announced", "operating"),
    "russky-bridge": ("construction", "operating"),
}


def test_the_truth_speaks_of_every_project() -> None:
    assert set(TRUTH) == set(CATALOG.projects)


@pytest.mark.parametrize("project", TRUTH)
def test_the_map_of_2012_and_the_map_of_now(project: str) -> None:
    record = CATALOG.projects[project]
    then = record.status_at(PartialDate("2012-01").latest)
    now = record.status_at(NOW)
    assert (then, now) == TRUTH[project]


#: What in the projects of the address rests on copies alone, and so prints as unconfirmed.
UNCONFIRMED = {
    "selikhin-nysh-railway": {
        "construction of 195X",
        "operating of 195X",
        "retired of 199X",
        "length_km 120",
    },
    "trans-korean-railway": {"operating of 1951-09-28", "length_km 238"},
    "tumangan-rajin-railway": {"length_km 5"},
    "vladivostok-airport": {"cost_billion 7"},
}


def test_what_rests_on_copies_alone_in_the_projects_of_the_address_is_known() -> None:
    found: dict[str, set[str]] = {}
    for problem in check_press(CATALOG):
        project = Path(problem.path).stem
        if not CATALOG.projects[project].context:
            found.setdefault(project, set()).add(problem.message.split("'")[1])
    assert found == UNCONFIRMED


@pytest.mark.parametrize("language", ["en", "ru", "ko", "ja", "zh"])
@pytest.mark.parametrize("project", [p.id for p in CATALOG.projects.values() if not p.context])
def test_a_project_has_a_name_in_each_language_or_says_that_none_was_found(
    project: str, language: str
) -> None:
    record = CATALOG.projects[project]
    if not record.parts:  # the sentence names no single asset, which nobody has named elsewhere
        return
    tongue = {"ru": "Russian", "ko": "Korean", "ja": "Japanese", "zh": "Chinese"}.get(language)
    named = {name.lang.split("-")[0] for name in record.names}
    missing = any(tongue and tongue in said and "name" in said for said in record.unknown)
    assert language in named or missing


def test_a_name_in_another_script_has_a_romanisation() -> None:
    for record in CATALOG.projects.values():
        for name in record.names:
            assert name.text.isascii() or name.romanisation or name.lang == "en", name


def test_the_map_of_2012_has_the_lines_of_2012() -> None:
    def lines(day: date) -> set[str]:
        drawn = (g for geometries in CATALOG.geometries.values() for g in geometries)
        return {geometry.id for geometry in drawn if exists_at(geometry, day)}

    then, now = lines(PartialDate("2012-01").latest), lines(NOW)
    assert then - now == {"trans-korean-railway/busan-pohang-to-2021"}
    assert {name for name in now - then if not CATALOG.projects[name.split("/")[0]].context} == {
        "trans-korean-railway/busan-pohang",
        "trans-korean-gas-pipeline/cheorwon",
        "russia-korea-power-line/submarine",
    }


@pytest.mark.parametrize("project", CATALOG.projects)
def test_no_note_of_2012_or_before_tells_of_later(project: str) -> None:
    """A plan for a later year may be told, and so may the date of a page: they stand here."""
    plans = {"2013 to 2015", "design was still to begin in 2013", "a report of 2013", "from 2015"}
    plans |= {"28 years of negotiation before 2016"}
    for part in CATALOG.projects[project].parts:
        for entry in part.statuses:
            if entry.date.latest > PartialDate("2012-01").latest or entry.note is None:
                continue
            note = entry.note
            for plan in plans:
                note = note.replace(plan, "")
            assert not re.search(r"\b20(1[3-9]|2\d)\b", note), entry
