"""Measures and exports of atlases that lack what most have: geometries, documents, projects."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from neatlas.cli import main
from neatlas.export.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path


def bare(atlas: Path, lacking: str) -> Path:
    """Take something out of the small atlas."""
    if lacking in {"geometries", "documents"}:
        shutil.rmtree(atlas / "geometries")
        for file in (atlas / "projects").glob("*.toml"):
            text = file.read_text("utf-8")
            if "no_geometry" not in text:
                text = f'no_geometry = "Not drawn."\n{text}'
            if lacking == "documents":  # what no text names is context
                text = f"context = true\n{text}"
            file.write_text(text, "utf-8")
    if lacking == "projects":
        for folder in ("projects", "geometries"):
            shutil.rmtree(atlas / folder)
    if lacking in {"documents", "projects"}:
        for folder in ("documents", "links", "place_links"):
            shutil.rmtree(atlas / folder)
    return atlas


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    "lacking",
    [
        "geometries",
        *(pytest.param(name, marks=pytest.mark.thorough) for name in ("documents", "projects")),
    ],
)
def test_an_atlas_without_something_is_measured_and_taken_away(
    lacking: str, tiny_atlas: Path, tmp_path: Path
) -> None:
    atlas = bare(tiny_atlas, lacking)
    context = ("--context", "yes", "--atlas", atlas)
    for by in ("project", "country", "border", "sector", "status"):
        assert run("measure", "--by", by, *context)
    assert run("corridors", *context).startswith("No rows.")
    assert run("corridors", "--near", "20,60", *context).startswith("No rows.")
    for suffix in FORMATS:
        assert run("export", *context, "-o", tmp_path / f"out.{suffix}")
    assert run("diff", atlas, atlas).startswith("No change")
