"""An id never dies: a retired one leads to the project that took it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from neatlas.catalog.reading import load_catalog
from neatlas.cli import main
from neatlas.errors import UnknownWordError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def atlas(tiny_atlas: Path) -> Path:
    file = tiny_atlas / "atlas.toml"
    retired = '\n[retired]\nold-railway = "gulf-railway"\n'
    file.write_text(file.read_text("utf-8") + retired, "utf-8")
    return tiny_atlas


def test_a_retired_id_leads_to_its_successor(atlas: Path) -> None:
    assert load_catalog(atlas).project("old-railway").id == "gulf-railway"


def test_show_says_that_the_id_is_retired(atlas: Path) -> None:
    result = CliRunner().invoke(main, ["show", "old-railway", "--atlas", str(atlas)])
    assert result.exit_code == 0
    assert result.stderr == "'old-railway' is retired; this is 'gulf-railway'.\n"
    assert "Gulf railway (gulf-railway)" in result.stdout


def test_an_id_that_never_was_is_still_unknown(atlas: Path) -> None:
    with pytest.raises(UnknownWordError, match="'older-railway' is not a project"):
        load_catalog(atlas).project("older-railway")
