"""The wheel carries the atlas, the painter and nothing else that it needs from a checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked into an empty folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation"]
    quiet = ["--quiet", "--disable-pip-version-check", "--wheel-dir", str(folder)]
    subprocess.run([*command, *quiet], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("neatlas-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def installed(unpacked: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `neatlas` from the unpacked wheel, in a folder that is no checkout."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        code = (
            "import neatlas, sys; assert neatlas.__file__.startswith(sys.argv.pop(1)); "
            "from neatlas.cli import main; main()"
        )
        return subprocess.run(
            [sys.executable, "-c", code, str(unpacked), *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(unpacked)},
            check=False,
            capture_output=True,
            text=True,
        )

    return run


def test_the_wheel_carries_the_whole_atlas(unpacked: Path) -> None:
    shipped = {p.relative_to(ROOT / "geodata") for p in (ROOT / "geodata").rglob("*.*")}
    packed = unpacked / "neatlas" / "geodata"
    assert {p.relative_to(packed) for p in packed.rglob("*.*")} == shipped


def test_check_and_list_work_outside_the_checkout(
    installed: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    checked = installed("check", "--json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    report = json.loads(checked.stdout)
    assert (report["projects"], report["passages"], report["problems"]) == (15, 9, [])
    assert installed("list", "--country", "KR").returncode == 0


@pytest.mark.thorough
def test_a_map_is_saved_outside_the_checkout(
    installed: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert installed("map", "-o", "map.html").returncode == 0
    assert "neatlas-data" in (tmp_path / "map.html").read_text("utf-8")


def test_no_registry_stands_in_the_lock_files() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "http" not in text
        assert text.count("--hash=sha256:") > text.count("==") > 0
