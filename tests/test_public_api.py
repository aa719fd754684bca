"""What `import neatlas` offers, and that its examples are true."""

from __future__ import annotations

import contextlib
import doctest
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import neatlas as na
from neatlas.analysis.select import Filter
from neatlas.app.in_python import projects_in_python

if TYPE_CHECKING:
    from pathlib import Path


def test_the_public_names_are_sorted_and_each_is_there_and_documented() -> None:
    assert sorted(na.__all__) == sorted(na._HOMES)
    for name in na.__all__:
        assert name in dir(na)
        if name != "FORMATS":
            assert getattr(na, name).__doc__


def test_a_public_name_is_the_one_of_its_module() -> None:
    assert na.Filter is Filter


def test_a_name_that_is_none_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="module 'neatlas' has no attribute 'filter'"):
        _ = na.filter


def test_the_examples_of_the_package_are_true() -> None:
    results = doctest.testmod(na)
    assert results.attempted > 0
    assert results.failed == 0


def test_a_filter_takes_any_set_and_keeps_one_that_cannot_change() -> None:
    words = {"KR"}
    chosen = na.Filter(countries=words)
    words.add("RU")
    assert chosen.countries == frozenset({"KR"})
    assert hash(chosen) == hash(na.Filter(countries=frozenset({"KR"})))
    with pytest.raises(TypeError, match="countries must be a set of words, got 'KR'"):
        na.Filter(countries="KR")  # type: ignore[arg-type]


def test_an_atlas_is_read_by_the_text_of_its_path(tiny_atlas: Path) -> None:
    atlas, finnish = na.load_catalog(str(tiny_atlas)), na.Filter(countries={"FI"})
    rows: dict[str, Any] = {}
    # What the app offers as Python names the folder alone: it stands where that is.
    with contextlib.chdir(tiny_atlas.parent):
        exec(projects_in_python(atlas, finnish), rows)  # noqa: S102
    assert list(rows["rows"].index) == list(
        na.select_from(atlas, na.Filter(countries={"FI"})).index
    )


def test_listing_needs_no_grammar_of_dates() -> None:
    code = (
        "import sys\nfrom neatlas.catalog.reading import load_catalog\nload_catalog()\n"
        "assert 'edtf' not in sys.modules and 'pyparsing' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_list_of_projects_waits_for_no_frame() -> None:
    code = (
        "import sys\nfrom neatlas.cli import main\nsys.argv = ['neatlas', 'list', '--bbox', "
        "'120,30,140,50']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert not {'pandas', 'geopandas', 'pyproj'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "trans-korean-railway" in done.stdout
