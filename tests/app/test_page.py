"""The app's script, run without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from neatlas.app import frame, store

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


def shown(sent: list[dict[str, Any]]) -> list[str]:
    return [project["id"] for project in sent[-1]["spec"]["projects"]]


def test_it_runs_and_sends_every_project(sent: list[dict[str, Any]]) -> None:
    test = started()
    assert not test.exception
    assert len(shown(sent)) == 15


def test_a_filter_changes_what_is_sent_and_the_address(sent: list[dict[str, Any]]) -> None:
    test = started()
    test.multiselect(key="sectors").select("port").run()
    assert shown(sent) == ["rajin-port-terminal"]
    assert test.query_params["sector"] == "port"
    test.button[0].click().run()
    assert len(shown(sent)) == 15
    assert "sector" not in test.query_params


def test_the_same_filter_has_the_same_plan_id_and_another_has_not(
    sent: list[dict[str, Any]],
) -> None:
    test = started()
    test.run()
    test.multiselect(key="countries").select("KR").run()
    assert sent[0]["spec_id"] == sent[1]["spec_id"] != sent[2]["spec_id"]


def test_a_link_restores_filters_and_the_project(sent: list[dict[str, Any]]) -> None:
    test = started("country=KP&project=rajin-port-terminal")
    assert test.multiselect(key="countries").value == ["KP"]
    assert sent[-1]["selection"]["project"] == "rajin-port-terminal"
    assert len(shown(sent)) == 5


def test_a_link_keeps_filters_that_have_no_widget(sent: list[dict[str, Any]]) -> None:
    test = started("as_of=2012-01&status=construction")
    test.run()
    assert set(shown(sent)) == {
        "trans-korean-railway",
        "tumangan-rajin-railway",
        "vladivostok-airport",
    }
    assert test.query_params["as_of"] == "2012-01"


def test_the_switch_shows_the_map_of_the_text_or_as_known_now(sent: list[dict[str, Any]]) -> None:
    test = started()
    test.segmented_control(key="as_of").set_value("2012-01").run()
    statuses = {p["id"]: p["status"] for p in sent[-1]["spec"]["projects"]}
    assert statuses["tumangan-rajin-railway"] == "mixed"
    assert statuses["trans-korean-gas-pipeline"] == "announced"
    drawn = {feature["id"] for feature in sent[-1]["spec"]["features"]}
    assert "trans-korean-gas-pipeline/goseong" in drawn
    assert "trans-korean-gas-pipeline/cheorwon" not in drawn
    assert test.query_params["as_of"] == "2012-01"
    test.segmented_control(key="as_of").set_value("now").run()
    statuses = {p["id"]: p["status"] for p in sent[-1]["spec"]["projects"]}
    assert statuses["trans-korean-gas-pipeline"] == "shelved"


def test_outcomes_and_context_have_their_widgets(sent: list[dict[str, Any]]) -> None:
    test = started()
    test.multiselect(key="outcomes").select("completed_later").run()
    assert shown(sent) == ["rajin-port-terminal"]
    test.button[0].click().run()
    test.toggle(key="context").set_value(True).run()
    assert len(shown(sent)) == 40


def test_a_bad_link_names_what_was_ignored(sent: list[dict[str, Any]]) -> None:
    test = started("sector=gass&country=KR")
    assert test.warning[0].value == "The link was opened without this:"
    said = [text.value for text in test.text]
    assert "sector: 'gass' is not a sector. Did you mean 'gas'?" in said
    assert len(shown(sent)) == 5


def test_a_wrong_atlas_is_said_in_its_own_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEATLAS_ATLAS", str(tmp_path))
    test = started()
    assert not test.exception
    assert "atlas.toml: is missing. Add it." in test.code[0].value


def test_a_rerun_neither_packs_the_basemap_nor_sends_it(
    sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[object] = []
    plan = frame.plan_page

    def counting(*arguments: Any) -> Any:
        packed.append(arguments)
        return plan(*arguments)

    monkeypatch.setattr(frame, "plan_page", counting)
    test = started()
    for sector in ("rail", "gas", "port"):
        test.multiselect(key="sectors").select(sector).run()
    assert len(packed) == 1
    assert all("basemap" not in arguments and "shapes" not in arguments for arguments in sent)
    # The basemap has 600 kB; a plan with every card must stay far below it.
    assert max(len(json.dumps(arguments)) for arguments in sent) < 300_000
