from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import neatlas

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(neatlas.__file__).parent
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def test_importing_the_package_brings_no_heavy_module() -> None:
    code = (
        "import sys, neatlas\n"
        "heavy = {'streamlit', 'folium', 'matplotlib', 'geopandas', 'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_model_brings_no_frames() -> None:
    code = (
        "import sys, neatlas.model.project, neatlas.model.link, neatlas.model.geometry\n"
        "assert not {'pandas', 'geopandas'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_list_of_projects_brings_no_frames() -> None:
    code = (
        "import sys, neatlas.cli.listing\nassert not {'pandas', 'geopandas'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_picture_is_drawn_without_frames_and_without_what_matplotlib_has_for_charts(
    tmp_path: Path,
) -> None:
    code = (
        "import sys\n"
        "from neatlas.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    charts = {'matplotlib.pyplot', 'matplotlib.figure'}\n"
        "    heavy = charts | {'pandas', 'geopandas', 'matplotlib.backends.backend_svg'}\n"
        "    assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    command = [sys.executable, "-c", code, "snapshot", "-o", str(tmp_path / "map.png")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.AST]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_and_all_that_is_public_in_it_has_a_docstring(module: str) -> None:
    tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
    bare = [getattr(node, "name", "") for node in public(tree) if not ast.get_docstring(node)]
    assert ast.get_docstring(tree)
    assert bare == []


def test_the_package_knows_its_version() -> None:
    assert neatlas.__version__.count(".") == 2
