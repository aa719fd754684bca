"""The notebook in the docs runs from top to bottom, and holds no results of its own."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from neatlas.analysis.select import Filter
from neatlas.catalog.reading import load_catalog
from neatlas.export.measured import corridors_table

NOTEBOOK = Path(__file__).parents[1] / "docs" / "analysis.ipynb"


def test_the_notebook_is_stored_without_results() -> None:
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        assert cell.get("outputs", []) == []


# The kernel is another process; its sockets and loops warn on their own account.
@pytest.mark.filterwarnings("ignore")
def test_the_notebook_runs_and_shows_a_map(tmp_path: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()
    shown = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    assert any("neatlas-data" in html for html in shown)
    # Its corridors are those of the command line, without the projects for context.
    (corridors,) = [html for html in shown if "nearest_km" in html]
    table = corridors_table(load_catalog(), Filter(), within_km=10, at_least_km=100)
    assert corridors.count("<tr>") == len(table.rows)
