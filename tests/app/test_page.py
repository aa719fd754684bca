"""The app's script, run without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from neatlas.app import analysis_panel, commands, frame, store
from neatlas.atlas import ATLAS_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = Path(store.__file__).parent / "main.py"


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


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
    test.session_state["below"] = "Table of these projects"
    test.run()
    return list(test.dataframe[0].value["Project"])


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


def test_the_python_of_a_table_gives_its_rows() -> None:
    test = started("country=KR&as_of=2012-01&text=rail")
    shown = rows(test)
    held: dict[str, Any] = {}
    exec(test.code[0].value, held)  # noqa: S102 - what a reader would paste
    assert list(held["rows"]["name"]) == shown


def test_the_export_panel_exports_what_is_shown() -> None:
    test = started("country=KR&sector=rail")
    test.session_state["below"] = "Export"
    test.run()
    assert not test.exception
    page = " ".join(node.proto.body for node in test.get("html"))
    for file in ("map.png", "map.svg", "map.pdf", "kit.zip"):
        assert f"/atlas/{file}?country=KR&amp;sector=rail&amp;size=article" in page
    assert '/atlas/projects.geojson?country=KR&amp;sector=rail"' in page
    test.selectbox(key="export_size").select("story").run()
    page = " ".join(node.proto.body for node in test.get("html"))
    assert "size=story" in page


def test_the_analysis_panel_measures_what_is_shown() -> None:
    test = started("sector=rail&country=KR")
    test.session_state["below"] = "Analysis"
    test.run()
    assert not test.exception
    tables = [frame.value for frame in test.dataframe]
    (measured,) = [table for table in tables if "length_max_km" in table]
    assert list(measured["id"]) == ["trans-korean-railway"]
    length = measured["length_km"].item()
    assert measured["length_min_km"].item() < length < measured["length_max_km"].item()
    (cells,) = [table for table in tables if "length_km" in table and "sector" in table]
    assert cells["length_km"].sum() == pytest.approx(length, abs=0.2)


def test_a_cell_of_a_chart_asks_the_frame_to_filter() -> None:
    picked = {"selection": {"cell": [{"country": "KP", "sector": "port"}]}}
    with patch.dict(st.session_state, {"matrix": picked}):
        analysis_panel._filter_by("matrix")
        assert commands.last_command() == {
            "project": None,
            "words": "country=KP&sector=port",
            "sequence": 1,
        }


def test_context_is_listed_when_it_is_asked_for() -> None:
    assert len(rows(started("context=yes"))) == 40


def test_a_bad_link_tells_the_frame_what_was_ignored(sent: list[dict[str, Any]]) -> None:
    test = started("sector=gass&country=KR&project=nothing")
    sector, project = sent[-1]["ignored"]
    assert sector == "sector: 'gass' is not a sector. Did you mean 'gas'?"
    assert project.startswith("project: 'nothing' is not a project.")
    assert len(rows(test)) == 5


def test_a_wrong_atlas_is_said_in_its_own_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ATLAS_VARIABLE, str(tmp_path))
    test = started()
    assert not test.exception
    assert "atlas.toml: is missing. Add it." in test.code[0].value


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
    assert max(len(json.dumps(arguments)) for arguments in sent) < 1_000
