"""The app's script, run without a browser."""

from __future__ import annotations

import csv
import html
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import parse_qs

import pytest
import streamlit as st
from click.testing import CliRunner
from pandas.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from neatlas.analysis.borders import selected_stretches
from neatlas.analysis.filters import parse_filter
from neatlas.analysis.select import Filter, select_from
from neatlas.analysis.summary import country_sector, status_flow
from neatlas.app import analysis_panel, commands, frame, store, table_panel
from neatlas.app import rows as table_rows
from neatlas.atlas import ATLAS_VARIABLE
from neatlas.catalog.frames import projects_frame
from neatlas.cli import main
from neatlas.export.csv_table import NOTICE_FIELDS
from neatlas.export.measured import measures_table
from neatlas.render.static_map import compose
from neatlas.web.asking import read_query
from neatlas.web.pictures import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.catalog.catalog import Catalog

MAIN = Path(store.__file__).parent / "main.py"


@pytest.fixture
def _own_atlas() -> Iterator[None]:
    """The app has read no atlas yet, and forgets the one that it reads here."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def _own_frame() -> None:
    """The files of the frame were not written yet."""
    frame._component.clear()
    frame.remove_frame()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What each run sends to the frame; the frame itself needs a browser."""
    calls: list[dict[str, Any]] = []
    build = frame._component

    def spying() -> Any:
        component = build()

        def call(**arguments: Any) -> Any:
            calls.append(arguments)
            return component(**arguments)

        return call

    monkeypatch.setattr(frame, "_component", spying)
    return calls


def started(query: str = "") -> AppTest:
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    for pair in filter(None, query.split("&")):
        name, value = pair.split("=")
        test.query_params[name] = value
    return test.run()


def told(test: AppTest, address: str) -> AppTest:
    """Run as when the frame tells what its reader chose."""
    test.session_state[frame.FRAME] = {"address": address, "sequence": 1}
    return test.run()


def rows(test: AppTest) -> list[str]:
    test.session_state["below"] = "table"
    test.run()
    return list(test.dataframe[0].value["name"])


def spoken(test: AppTest) -> str:
    """Return every word of the page below the frame, as it was sent to the browser."""
    return " ".join(str(node.proto) for node in test.main)


def test_it_runs_and_lists_every_project_of_the_text() -> None:
    test = started()
    assert not test.exception
    assert len(rows(test)) == 15


def test_the_table_follows_what_the_frame_tells() -> None:
    test = started()
    assert rows(told(test, "sector=port")) == ["Terminal at Rajin port, Pier 3"]
    assert len(rows(told(test, ""))) == 15


def test_a_link_is_read_until_the_frame_speaks() -> None:
    test = started("country=KP")
    assert len(rows(test)) == 5
    test.run()
    assert len(rows(test)) == 5
    assert len(rows(told(test, "country=KP&sector=port"))) == 1


def ran(python: str) -> Any:
    """Run what a reader would paste, and return its rows."""
    held: dict[str, Any] = {}
    exec(python, held)  # noqa: S102 - written by the app
    return held["rows"]


def test_the_python_of_a_table_gives_its_rows() -> None:
    test = started("country=KR&as_of=2012-01&text=rail")
    shown = rows(test)
    assert list(ran(test.code[0].value)["name"]) == shown


def test_a_table_of_several_pages_is_sorted_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "ROWS", 4)
    test = started()
    first = rows(test)
    test.session_state["projects-page-of-4"] = 4
    assert len(rows(test)) == 3
    assert not {*rows(test)} & {*first}
    test.session_state["projects-page-of-4"] = 1
    test.selectbox(key="projects-order").select("name").run()
    every = sorted(row["name"] for row in store.selected_rows(Filter()))
    assert rows(test) == every[:4]
    test.toggle(key="projects-descending").set_value(True).run()
    assert rows(test) == every[:-5:-1]


def test_the_file_of_a_table_has_the_fields_behind_its_columns() -> None:
    held, chosen = store.atlas().catalog, Filter(sectors={"port"})
    text = table_panel.csv_of(held, chosen, store.selected_rows(chosen), ["status"])
    (row,) = csv.DictReader(io.StringIO(text))
    assert [*row] == ["id", "status", "statuses", "part_statuses", *NOTICE_FIELDS]
    assert row["id"] == "rajin-port-terminal"
    assert row["data_selection"] == "sector=port"


def test_the_export_panel_exports_what_is_shown() -> None:
    test = started("country=KR&sector=rail")
    test.session_state["below"] = "export"
    test.run()
    assert not test.exception
    page = " ".join(node.proto.body for node in test.get("html"))
    for file in ("map.png", "map.svg", "map.pdf", "kit.zip"):
        assert f"/atlas/{file}?country=KR&amp;sector=rail&amp;size=article" in page
    assert '/atlas/projects.geojson?country=KR&amp;sector=rail"' in page
    test.selectbox(key="export_size").select("story").run()
    page = " ".join(node.proto.body for node in test.get("html"))
    assert "size=story" in page
    # With letters that no font has there is no map to show or to take: one line names them.
    title = next(field for field in test.text_input if field.label == "Title")
    title.set_value("Порты 항만 🎉 ไ").run()
    assert [line.value for line in test.warning] == ["No font here has 🎉 ไ: leave that out."]
    page = " ".join(node.proto.body for node in test.get("html"))
    assert "map.png" not in page
    assert "projects.geojson" in page


def test_the_export_panel_says_why_a_map_is_refused_in_place_of_its_picture() -> None:
    test = started("lang=ru")
    test.session_state["below"] = "export"
    test.run()
    test.selectbox(key="export_size").select("column-85").run()
    with patch.object(compose, "compose_map", wraps=compose.compose_map) as composed:
        for field in test.text_input:
            field.set_value("Ж" * 200)
        for _ in range(2):
            test.run()
            assert not test.exception
            (refusal,) = test.warning
            assert refusal.value.startswith("A sheet of 85 x 165 mm has no room for a map")
            page = " ".join(node.proto.body for node in test.get("html"))
            assert "map.png" not in page
            assert "kit.zip" not in page
            assert "projects.geojson" in page
    assert composed.call_count == 1


def test_the_preview_is_not_composed_again_when_its_picture_is_fetched() -> None:
    test = started("sector=rail&country=KR&lang=ko")
    test.session_state["below"] = "export"
    test.run()
    next(one for one in test.toggle if one.label == "문장 함께 인쇄").set_value(True)
    test.selectbox(key="export_size").select("column-85").run()
    page = html.unescape(" ".join(node.proto.body for node in test.get("html")))
    query = parse_qs(page.partition('<img src="/atlas/map.png?')[2].partition('"')[0])
    assert query["dpi"] == ["110"]
    (picture,) = [resource for resource in RESOURCES if resource.path == "map.png"]
    with patch.object(compose, "compose_map", side_effect=AssertionError):
        drawn = picture.make(read_query(picture, store.atlas(), {}, query))
    assert isinstance(drawn, bytes)
    assert drawn.startswith(b"\x89PNG")


def test_what_is_selected_matters_to_the_panels_that_show_it_alone(
    sent: list[dict[str, Any]],
) -> None:
    test = started("sector=airport&project=vladivostok-airport")
    assert sent[-1]["selected"] is None
    rows(test)
    assert sent[-1]["selected"] == "vladivostok-airport"
    assert test.session_state["table"] == {"selection": {"rows": [1]}}
    test.query_params["project"] = "khabarovsk-airport"
    rows(test)
    assert test.session_state["table"] == {"selection": {"rows": [0]}}
    del test.query_params["project"]
    rows(test)
    assert test.session_state["table"] == {"selection": {"rows": []}}
    test.session_state["below"] = "analysis"
    test.run()
    assert sent[-1]["selected"] is None


def test_a_row_selects_its_project_and_without_its_tick_lets_it_go() -> None:
    ids = ["khabarovsk-airport", "vladivostok-airport"]
    with patch.dict(st.session_state, {"table": {"selection": {"rows": [1]}}}):
        table_panel._select_row(ids)
        assert commands.selected() == "vladivostok-airport"
        st.session_state["table"]["selection"]["rows"] = []
        table_panel._select_row(ids)
        assert commands.selected() == ""
        unticked = {"project": None, "words": None, "sequence": 2}
        assert commands.last_command() == unticked
        # A tick that the script has set is told as well, and is no act.
        table_panel._tick([1])
        table_panel._select_row(ids)
        assert commands.last_command() == unticked


def test_the_export_panel_draws_a_map_about_what_is_selected() -> None:
    test = started("sector=airport&project=vladivostok-airport")
    test.session_state["below"] = "export"
    test.run()
    (about,) = [one for one in test.toggle if one.label == "About the selected project"]
    about.set_value(True).run()
    for project in ("vladivostok-airport", "khabarovsk-airport"):
        test.query_params["project"] = project
        test.run()
        page = " ".join(node.proto.body for node in test.get("html"))
        assert f"focus={project}" in page
    del test.query_params["project"]
    test.run()
    assert "focus=" not in " ".join(node.proto.body for node in test.get("html"))


def test_the_analysis_panel_measures_what_is_shown() -> None:
    test = started("sector=rail&country=KR")
    test.session_state["below"] = "analysis"
    test.run()
    assert not test.exception
    tables = [frame.value for frame in test.dataframe]
    (measured,) = [table for table in tables if "length_max_km" in table]
    assert list(measured["project"]) == ["trans-korean-railway"]
    length = measured["length_km"].item()
    assert measured["length_min_km"].item() < length < measured["length_max_km"].item()
    (cells,) = [table for table in tables if "length_km" in table and "sector" in table]
    assert cells["length_km"].sum() == pytest.approx(length, abs=0.2)


@pytest.mark.parametrize(("what", "said"), [("projects", []), ("length_km", ["No route is drawn"])])
def test_the_analysis_panel_says_where_there_is_nothing_to_draw_or_to_list(
    what: str, said: list[str]
) -> None:
    test = started("sector=airport")
    test.session_state["below"] = "analysis"
    test.session_state["matrix_of"] = what
    test.run()
    assert not test.exception
    assert [info.value.partition(":")[0] for info in test.info] == [
        *said,
        "No two of these projects run so near one another for so long.",
    ]
    assert len(test.dataframe) == 3
    charts = test.get("vega_lite_chart") or test.get("arrow_vega_lite_chart")
    assert len(charts) == 2 - len(said)
    assert "NaN" not in "".join(chart.proto.spec for chart in charts)


@pytest.mark.parametrize(
    ("by", "axis", "said"),
    [
        ("sector", "country", "No country"),
        ("sector", "sector", "no sector"),
        ("status", "after", "not known"),
    ],
)
def test_a_chart_says_what_has_no_word_on_its_axis(
    by: str, axis: str, said: str, shipped_catalog: Catalog
) -> None:
    table = table_rows.frame_of(measures_table(shipped_catalog, Filter(), by))
    (other,) = {"country", "sector", "before", "after"}.intersection(table) - {axis}
    labelled = analysis_panel._labelled(shipped_catalog, table, (axis, other))
    without = labelled[labelled[axis] == "none"]
    assert len(without) == table[axis].isna().sum() > 0
    assert set(without[f"{axis}_label"]) == {said}


def test_the_python_of_each_analysis_gives_its_rows() -> None:
    test = started("country=KP&as_of=2014")
    test.session_state["below"] = "analysis"
    test.run()
    assert len(test.code) == len(test.dataframe) == 4
    for code, table in zip(test.code, test.dataframe, strict=True):
        given = ran(code.value).reset_index()
        shared = [column for column in table.value if column in given and column != "ids"]
        assert len(shared) > 2
        # What is shown is what is taken away, which is rounded.
        assert_frame_equal(given[shared], table.value[shared], check_dtype=False, atol=6e-4)


def test_a_file_of_the_analysis_is_that_of_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files: dict[str, str] = {}
    monkeypatch.setattr(table_rows, "take_away", lambda csv, name, _: files.update({name: csv}))
    test = started("as_of=2011")
    test.session_state["below"] = "analysis"
    test.run()
    assert not test.exception
    for name, command in _COMMANDS.items():
        printed = CliRunner().invoke(main, [*command, "--as-of", "2011", "--format", "csv"])
        assert files[name].encode() == printed.stdout_bytes, name
        assert "nan" not in files[name]
    assert ";" in files["statuses"]


_COMMANDS = {
    "countries-and-sectors": ["measure", "--by", "sector"],
    "statuses": ["measure", "--by", "status"],
    "measures": ["measure"],
    "corridors": ["corridors", "--within", "10", "--for", "20"],
}


def test_a_chart_asks_once_and_one_that_is_gone_asks_nothing() -> None:
    picked = {"selection": {"cell": [{"country": "KP", "sector": "port"}]}}
    with patch.dict(st.session_state, {"matrix-0": picked}):
        for _ in range(2):
            analysis_panel._filter_by("matrix", 0, Filter())
        assert commands.last_command() == {
            "project": None,
            "words": "country=KP&sector=port&country_role=location",
            "sequence": 1,
        }


@pytest.mark.parametrize(
    ("query", "told_apart"),
    [
        ("", 9),
        ("context=yes", 9),
        ("status=operating", 4),
        ("mention=inferred", 1),
        ("outcome=completed", 1),
        ("country=KR&country=RU&text=rail", 2),
        ("country=KP&country_role=any&sector=rail", 1),
        ("country=KP&country_role=party", 0),
        ("as_of=2012-01&precision=schematic&precision=point", 1),
    ],
)
def test_a_cell_filters_by_what_it_counts(
    query: str, told_apart: int, shipped_catalog: Catalog
) -> None:
    words = parse_qs(query)
    chosen = parse_filter(words, shipped_catalog)
    day = chosen.as_of.latest if chosen.as_of else None
    selected = select_from(shipped_catalog, chosen)
    stretches = selected_stretches(shipped_catalog, selected, as_of=day)
    words = country_sector(selected, stretches)[["country", "sector", "projects"]]
    cells = words.fillna("none").to_dict("records")
    asked = [(cell, analysis_panel.cell_words("matrix", cell, chosen)) for cell in cells]
    counted = [(cell, found) for cell, found in asked if found]
    assert len(counted) >= told_apart
    assert bool(counted) == bool(told_apart)
    for cell, found in counted:
        again = select_from(shipped_catalog, parse_filter(found, shipped_catalog))
        assert len(again) == cell["projects"], cell


def test_a_column_of_the_statuses_keeps_the_filter_that_it_was_counted_under() -> None:
    chosen = Filter(sectors={"rail"}, statuses={"operating", "idle"})
    cell = {"before": "idle", "after": "operating"}
    assert analysis_panel.cell_words("flow", cell, chosen) == {
        "sector": ["rail"],
        "status": ["operating"],
    }
    assert analysis_panel.cell_words("flow", cell | {"after": "shelved"}, chosen) == {}


def test_on_a_map_of_before_the_text_a_row_of_the_statuses_filters() -> None:
    cell = {"before": "idle", "after": "operating"}
    assert analysis_panel.cell_words("backflow", cell, Filter()) == {"status": ["idle"]}


def test_a_cell_of_the_statuses_says_where_its_filter_selects_more(
    shipped_catalog: Catalog,
) -> None:
    before = projects_frame(shipped_catalog, as_of=date(2012, 1, 31))
    table = status_flow(before, select_from(shipped_catalog, Filter()))
    cells = table.drop(columns="ids").fillna("none")
    told = {}
    for cell, ids in zip(cells.to_dict("records"), table["ids"], strict=True):
        words = analysis_panel.cell_words("flow", cell, Filter())
        if words:
            selected = select_from(shipped_catalog, parse_filter(words, shipped_catalog))
            said = analysis_panel.told_of_column(shipped_catalog, cells, cell, words)
            assert bool(said) == (set(selected.index) != set(ids)), cell
            told[cell["before"], cell["after"]] = said
    assert "" in told.values()
    assert any(said.startswith("This cell counts ") for said in told.values())


def test_every_panel_follows_the_language_and_the_style_that_the_frame_tells() -> None:
    said = {
        "table": ["이 사업들의 표", "사업 15건 중 1건 해당", "이 행들 내려받기 (CSV)"],
        "export": ["내보내기", "크기", "인쇄용 지도", "흑백"],
        "analysis": ["분석", "국가와 분야", "길이와 면적", "거리, km 이내"],
    }
    test = started()
    for panel, every in said.items():
        test.session_state["below"] = panel
        english = spoken(told(test, "sector=port"))
        korean = spoken(told(test, "sector=port&lang=ko&base=dark"))
        assert not test.exception
        for words in every:
            assert words in korean
            assert words not in english
        assert '"base": 0' in english.replace("\\", "")
        assert '"base": 1' in korean.replace("\\", "")
    # Names alone are Japanese: the words are English.
    assert "Table of these projects" in spoken(told(test, "lang=ja&base=print"))
    test.session_state["below"] = "table"
    (row,) = told(test, "sector=port&lang=ru").dataframe[0].value.to_dict("records")
    assert row["sectors"] == "порт"
    assert row["countries"] == "Северная Корея (КНДР), Россия"
    assert row["status"] == "действует"


def test_the_table_says_what_context_has_not_and_what_of_a_day_is_not_known() -> None:
    test = started("context=yes&as_of=1990")
    rows(test)
    table = test.dataframe[0].value.set_index("id")
    bridge = table.loc["blagoveshchensk-heihe-bridge"]
    assert bridge[["outcome", "mention"]].tolist() == ["not named in the text"] * 2
    assert bridge["status"] == "not known"
    assert table.loc["joint-investments", "status"] == "no single asset"


def test_context_is_listed_when_it_is_asked_for() -> None:
    assert len(rows(started("context=yes"))) == 40


def test_the_table_of_a_bad_link_holds_what_the_page_shows() -> None:
    test = started("sector=gass&country=KR&contry=RU&project=nothing")
    assert not test.exception
    assert len(rows(test)) == 5


@pytest.mark.usefixtures("_own_atlas")
def test_a_wrong_atlas_is_said_in_its_own_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ATLAS_VARIABLE, str(tmp_path))
    test = started()
    assert not test.exception
    assert "atlas.toml: is missing. Add it." in test.code[0].value


@pytest.mark.usefixtures("_own_frame")
def test_a_rerun_neither_packs_the_basemap_nor_sends_it(
    sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[object] = []
    pack = frame.frame_files

    def counting(*arguments: Any) -> Any:
        packed.append(arguments)
        return pack(*arguments)

    monkeypatch.setattr(frame, "frame_files", counting)
    test = started()
    for sector in ("rail", "gas", "port"):
        told(test, f"sector={sector}")
    assert len(packed) == 1
    # The basemap has 600 kB; what a run sends does not grow with it.
    assert max(len(json.dumps(arguments, default=repr)) for arguments in sent) < 1_000
