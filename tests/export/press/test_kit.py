from __future__ import annotations

import csv
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.citing import cited_sources
from neatlas.catalog.edition import read_edition
from neatlas.errors import SnapshotError
from neatlas.export.press.fonts import font_files
from neatlas.export.press.kit import pack_kit
from neatlas.export.press.snapshot import changes_since, check_same, read_snapshot, take_snapshot
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.static_map.compose import compose_map
from neatlas.render.static_map.house import House
from neatlas.render.static_map.lettering import FONTS, Hand
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.stock import Stock
from neatlas.speech import speaking

if TYPE_CHECKING:
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog

RAIL = Filter(countries=frozenset({"KR"}), sectors=frozenset({"rail"}))


def kit_of(catalog: Catalog, chosen: Filter, **choices: Any) -> dict[str, bytes]:
    selected = select_from(catalog, chosen)
    with speaking(choices.get("lang", "en")):
        spec = plan_map(catalog, resolve_anchors(catalog), selected, MapOptions(chosen))
    snapshot = take_snapshot(catalog, chosen, SnapshotOptions(**choices))
    return pack_kit(spec, Stock(catalog), snapshot).files


@pytest.fixture(scope="module")
def kit(shipped_catalog: Catalog) -> dict[str, bytes]:
    return kit_of(shipped_catalog, RAIL, quote=True, size="square")


def test_a_kit_holds_all_that_a_desk_needs(kit: dict[str, bytes]) -> None:
    assert {
        "map.png", "map.svg", "map.pdf", "caption.txt", "alt.txt", "credit.txt", "projects.csv",
        "projects.geojson", "citations.json", "citations.bib", "citations.ris", "snapshot.json",
        "fonts/NeatlasSans-Regular.ttf", "fonts/OFL.txt",
    } <= set(kit)  # fmt: skip


def test_the_text_for_the_blind_says_the_facts(kit: dict[str, bytes]) -> None:
    alt = kit["alt.txt"].decode()
    assert "1 in view: Trans-Korean Railway (rail; Russia, North Korea (DPRK), South Korea; " in alt
    assert "mixed by part: construction, operating, severed)" in alt
    assert "Filter: country South Korea (KR), sector rail." in alt
    assert alt.rstrip().endswith("As known on 2026-02-26.")


def test_the_text_for_the_blind_follows_the_data(shipped_catalog: Catalog) -> None:
    """Each project in view is named once, with its own countries and each status drawn."""
    alt = kit_of(shipped_catalog, Filter(), size="a4")["alt.txt"].decode()
    listed = alt.partition(" in view: ")[2]
    projects = shipped_catalog.projects.values()
    for project in projects:
        drawn = not project.context and project.id in shipped_catalog.geometries
        assert listed.count(f"{project.name} (") == int(drawn), project.name
    assert "Sakhalin tunnel (rail, tunnel; Russia; shelved)" in alt
    reading = "an editor's reading, not named in the text"
    assert f"Selikhin-Nysh railway (rail; Russia; shelved; {reading})" in alt
    assert alt.count("not named in the text") == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", "Транскорейская магистраль (железные дороги; Россия, Северная Корея (КНДР), "),
        ("ko", "한반도종단철도 (철도; 러시아, 북한 (조선민주주의인민공화국), 대한민국; "),
    ],
)
def test_the_text_for_the_blind_speaks_the_language_of_the_map(
    lang: str, words: str, shipped_catalog: Catalog
) -> None:
    assert words in kit_of(shipped_catalog, RAIL, lang=lang)["alt.txt"].decode()


def test_the_caption_has_title_quote_date_and_credits(kit: dict[str, bytes]) -> None:
    caption = kit["caption.txt"].decode()
    assert caption.startswith("Infrastructure named in A. Aslakhanov's address")
    assert "“We pin great hopes on trilateral projects" in caption
    assert "paragraph 14)" in caption
    assert "As known on 2026-02-26. Map: neatlas (CC BY 4.0)" in caption


def test_the_rows_are_those_of_the_filter(kit: dict[str, bytes]) -> None:
    features = json.loads(kit["projects.geojson"])["features"]
    assert {feature["properties"]["project"] for feature in features} == {"trans-korean-railway"}
    assert kit["projects.csv"].decode().splitlines()[1].startswith("trans-korean-railway,")


def test_the_rows_of_a_map_about_a_project_are_its_own(shipped_catalog: Catalog) -> None:
    own = kit_of(shipped_catalog, Filter(), size="square", focus="rajin-port-terminal")
    collection = json.loads(own["projects.geojson"])
    named = {feature["properties"]["project"] for feature in collection["features"]}
    assert named == {"rajin-port-terminal"}
    rows = list(csv.DictReader(own["projects.csv"].decode("utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == ["rajin-port-terminal"]
    assert b"focus=rajin-port-terminal" in own["projects.geojson"]


def test_a_licence_stands_beside_no_fonts_but_ours(
    shipped_catalog: Catalog, tmp_path: Path
) -> None:
    shutil.copy(FONTS / "NeatlasSans-Regular.ttf", tmp_path / "own.ttf")
    own = (tmp_path / "own.ttf",)
    stock, options = Stock(shipped_catalog), SnapshotOptions(size="square")
    with speaking("en"):
        selected = select_from(shipped_catalog, RAIL)
        anchors = resolve_anchors(shipped_catalog)
        spec = plan_map(shipped_catalog, anchors, selected, MapOptions(RAIL))
    house = House(hand=Hand(regular=own, bold=own, water=own))
    assert set(font_files(compose_map(spec, stock, options, house=house))) == {
        "fonts/house/own.ttf"
    }


def test_the_citations_name_the_map_the_address_and_every_source(kit: dict[str, bytes]) -> None:
    entries = json.loads(kit["citations.json"])
    assert [entry["type"] for entry in entries[:2]] == ["map", "speech"]
    ids = {entry["id"] for entry in entries}
    assert len(ids) == len(entries)
    assert kit["citations.bib"].decode().count("\n@") + 1 == len(entries)
    assert kit["citations.ris"].decode().count("TY  - ") == len(entries)
    assert kit["citations.ris"].decode().count("ER  - ") == len(entries)


def test_the_map_is_by_those_who_made_it_and_its_licence_stands_apart(
    kit: dict[str, bytes], tiny_catalog: Catalog
) -> None:
    tiny = kit_of(tiny_catalog, Filter(), size="square")
    assert json.loads(tiny["citations.json"])[0]["author"] == [{"literal": "neatlas tests"}]
    made = json.loads(kit["citations.json"])[0]
    assert made["author"] == [{"literal": "neatlas"}]
    assert made["custom"] == {"licence": "CC BY 4.0"}
    licence = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/. "
    assert made["note"].startswith(licence)
    assert "  author = {{neatlas}}," in kit["citations.bib"].decode()
    assert f"  note = {{{licence}" in kit["citations.bib"].decode()
    ris = kit["citations.ris"].decode().splitlines()
    assert "AU  - neatlas" in ris
    assert any(line.startswith(f"N1  - {licence}") for line in ris)


def test_the_sources_of_what_a_map_is_about_come_first(shipped_catalog: Catalog) -> None:
    focus = "rajin-port-terminal"
    own = kit_of(shipped_catalog, Filter(), size="square", focus=focus)
    entries = json.loads(own["citations.json"])
    cited = [entry["id"] for entry in entries if entry["id"] in shipped_catalog.sources]
    about = set(cited_sources(shipped_catalog, focus)) & set(cited)
    assert set(cited[: len(about)]) == about
    assert len(cited) > len(about) > 1
    assert cited != sorted(cited), "the order of ids alone would put others first"


# drawing again


def snapshot_file(kit: dict[str, bytes], folder: Path) -> Path:
    file = folder / "snapshot.json"
    file.write_bytes(kit["snapshot.json"])
    return file


def test_a_kit_drawn_again_is_the_same_byte_for_byte(
    kit: dict[str, bytes], shipped_catalog: Catalog, tmp_path: Path
) -> None:
    snapshot = read_snapshot(snapshot_file(kit, tmp_path))
    assert changes_since(snapshot, Stock(shipped_catalog)) == ()
    again = kit_of(
        shipped_catalog, snapshot.chosen(shipped_catalog), **snapshot.options.model_dump()
    )
    assert again == kit
    assert check_same(snapshot, again) == ()


def test_a_snapshot_says_which_files_changed_since(
    tiny_catalog: Catalog, tiny_atlas: Path, tmp_path: Path
) -> None:
    from neatlas.catalog.reading import load_catalog  # noqa: PLC0415 - read once more

    kit = kit_of(tiny_catalog, Filter(), size="square")
    snapshot = read_snapshot(snapshot_file(kit, tmp_path))
    file = tiny_atlas / "projects" / "gulf-railway.toml"
    file.write_text(file.read_text("utf-8") + "\n# a remark\n", encoding="utf-8")
    assert changes_since(snapshot, Stock(load_catalog(tiny_atlas))) == (
        "projects/gulf-railway.toml changed",
    )


def test_an_edition_names_what_is_gone(tiny_atlas: Path) -> None:
    from neatlas.catalog.folder import Folder  # noqa: PLC0415 - for this alone

    before = read_edition(Folder(tiny_atlas))
    (tiny_atlas / "projects" / "gulf-railway.toml").unlink()
    after = read_edition(Folder(tiny_atlas))
    assert before.changes_to(after) == ("projects/gulf-railway.toml is gone",)
    assert after.changes_to(after) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "is not JSON"),
        ('{"atlas": "x", "colour": 1}', "colour: is not a field of this record"),
        ('{"atlas": "x", "options": {"theme": "blue"}}', "options.theme: 'blue' is not a theme"),
    ],
)
def test_a_file_that_is_no_snapshot_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "snapshot.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=re.escape(said)):
        read_snapshot(file)
