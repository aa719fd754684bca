"""Fixtures of the whole suite.

`NEATLAS_TEST_COUNTS=large` (`scripts/test --all`) makes Hypothesis try more examples.
`NEATLAS_REFRESH_GOLDEN=1` writes the golden files anew; read the difference before keeping it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from neatlas.catalog.frames import projects_frame
from neatlas.catalog.reading import load_catalog
from neatlas.collecting import keep_for_good
from neatlas.linking.anchors import Anchor, resolve_anchors
from serving import ROOT, neatlas
from sharing import common_file, common_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog

TESTS = Path(__file__).parent
VALID = TESTS / "data" / "valid"
GOLDEN = TESTS / "golden"

# Fixtures that examples share are frozen records: nothing to reset between examples.
_SHARED = [HealthCheck.function_scoped_fixture]
settings.register_profile(
    "small", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SHARED
)
settings.register_profile(
    "large", max_examples=2_000, deadline=None, derandomize=True, suppress_health_check=_SHARED
)
settings.load_profile(os.environ.get("NEATLAS_TEST_COUNTS", "small"))


def pytest_collection_finish() -> None:
    """
    Leave modules and tests out of what the garbage collector looks through.

    Streamlit has it look through everything after each run of a script.
    """
    keep_for_good()


@pytest.fixture
def tiny_atlas(tmp_path: Path) -> Path:
    """Folder of the small atlas, to be changed at will."""
    return Path(shutil.copytree(VALID, tmp_path / "atlas"))


@pytest.fixture(scope="session")
def tiny_catalog() -> Catalog:
    return load_catalog(VALID)


@pytest.fixture(scope="session")
def tiny_anchors(tiny_catalog: Catalog) -> dict[str, Anchor]:
    return resolve_anchors(tiny_catalog)


@pytest.fixture(scope="session")
def tiny_frame(tiny_catalog: Catalog) -> gpd.GeoDataFrame:
    return projects_frame(tiny_catalog)


@pytest.fixture(scope="session")
def shipped_catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def shipped_anchors(shipped_catalog: Catalog) -> dict[str, Anchor]:
    return resolve_anchors(shipped_catalog)


@pytest.fixture(scope="session")
def shipped_frame(shipped_catalog: Catalog) -> gpd.GeoDataFrame:
    return projects_frame(shipped_catalog)


@pytest.fixture(scope="session")
def saved_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that `neatlas map` writes, by another process with its own order of sets."""

    def save(file: Path) -> None:
        environment = {**os.environ, "PYTHONHASHSEED": "77"}
        subprocess.run(neatlas("map", "-o", str(file)), check=True, cwd=ROOT, env=environment)

    return common_file(common_folder(tmp_path_factory), "map.html", save)


@pytest.fixture
def assert_golden() -> Callable[[str, Any], None]:
    """Compare plain data with a golden file; write it where that is asked for."""

    def compare(name: str, data: Any) -> None:
        file = GOLDEN / name
        text = readable(data) + "\n"
        if os.environ.get("NEATLAS_REFRESH_GOLDEN"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert json.loads(text) == json.loads(file.read_text(encoding="utf-8"))

    return compare


def readable(data: Any, indent: str = "") -> str:
    """Write JSON with whatever fits on one line, so that a difference can be read."""
    flat = json.dumps(data, ensure_ascii=False)
    if len(indent) + len(flat) <= 100 or not isinstance(data, dict | list):
        return flat
    inner = indent + "  "
    if isinstance(data, dict):
        lines = [f"{inner}{json.dumps(k)}: {readable(v, inner)}" for k, v in data.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + readable(v, inner) for v in data) + f"\n{indent}]"
