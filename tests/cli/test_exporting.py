"""`neatlas export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from click.testing import CliRunner

from neatlas.cli import main
from neatlas.export.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["export", *(str(argument) for argument in arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_of_the_file_is_the_format(
    suffix: str, tiny_atlas: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"out.{suffix.upper()}"
    result = run("--atlas", tiny_atlas, "-o", file, "--sector", "rail")
    assert result.exit_code == 0
    assert "of 1 project, " in result.stdout
    assert file.stat().st_size > 100


def test_a_table_is_written_by_name(tiny_atlas: Path, tmp_path: Path) -> None:
    run("--atlas", tiny_atlas, "-o", tmp_path / "bands.geojson", "--table", "bands")
    frame = gpd.read_file(tmp_path / "bands.geojson")
    assert set(frame.geometry.type) <= {"Polygon", "MultiPolygon"}


def test_the_notice_of_a_file_without_rows_is_said(tiny_atlas: Path, tmp_path: Path) -> None:
    result = run("--atlas", tiny_atlas, "-o", tmp_path / "none.csv", "--text", "nowhere")
    assert "of 0 projects, 0 kB. No rows. " in result.stdout
    assert "Selection: text=nowhere." in result.stdout
    some = run("--atlas", tiny_atlas, "-o", tmp_path / "some.csv")
    assert "No rows" not in some.stdout


def test_what_is_no_format_is_refused_with_those_that_are(tmp_path: Path) -> None:
    result = run("-o", tmp_path / "out.shp")
    assert result.exit_code == 1
    assert result.stderr.endswith(
        "out.shp: is not the name of a format. Let it end in one of: "
        f"{', '.join(f'.{suffix}' for suffix in FORMATS)}.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_table_and_a_needless_one_are_refused(tmp_path: Path) -> None:
    assert (
        "'link' is not a table. Did you mean 'links'"
        in run("-o", tmp_path / "out.csv", "--table", "link").stderr
    )
    assert (
        "holds all tables. Leave --table out."
        in run("-o", tmp_path / "out.gpkg", "--table", "links").stderr
    )
