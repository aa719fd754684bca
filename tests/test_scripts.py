"""`scripts/setup`, with real virtual environments and a project that needs no network."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
# The least that pip takes for a build backend: an editable install that brings one script.
_BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tool-1-py3-none-any.whl"
    files = {
        "tool.py": "def main(): print('it runs')",
        "tool-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: tool\\nVersion: 1\\n",
        "tool-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
        "tool-1.dist-info/entry_points.txt": "[console_scripts]\\ntool = tool:main\\n",
    }
    files["tool-1.dist-info/RECORD"] = "".join(f"{file},,\\n" for file in files)
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return name
"""
# A uv that gets at nothing, as behind a mirror that only pip knows.
_UV = """
import sys

def main():
    sys.exit("uv: no route to the files")
"""
# Another Python, of a machine on which no environment can be made.
_OTHER_PYTHON = f"""#!/bin/sh
case "$*" in
  *base_prefix*) echo another ;;
  *_base_executable*) echo false ;;
  *) exec {sys.executable} "$@" ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with `scripts/setup`, an empty lock file and a project of one script."""
    folder = tmp_path / "a clone"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup", folder / "scripts")
    (folder / "requirements.lock").touch()
    (folder / "pyproject.toml").write_text(_PROJECT)
    (folder / "backend.py").write_text(_BACKEND)
    return folder


def setup(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    return subprocess.run(
        [folder / "scripts" / "setup"],
        env={**base, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def tool_says(folder: Path) -> str:
    return subprocess.run(
        [folder / ".venv" / "bin" / "tool"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.thorough
def test_an_environment_that_cannot_serve_is_made_anew_and_a_sound_one_stays(clone: Path) -> None:
    # As Debian leaves it without python3-venv: a Python, and no pip.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", clone / ".venv"], check=True)
    mended = setup(clone)
    assert mended.returncode == 0, mended.stderr
    assert tool_says(clone) == "it runs\n"
    assert setup(clone).stdout == ""
    (clone / "requirements.lock").write_text("# another state\n")
    assert setup(clone).stdout == "setup: installing requirements.lock into .venv ...\n"

    # Scripts name the folder in which they were made, so a moved clone needs new ones.
    moved = clone.rename(clone.with_name("elsewhere"))
    assert setup(moved).stdout.startswith("setup: making .venv ...\n")
    assert tool_says(moved) == "it runs\n"
    assert setup(moved).stdout == ""

    other = moved / "other-python"
    other.write_text(_OTHER_PYTHON)
    other.chmod(0o755)
    refused = setup(moved, PYTHON=str(other))
    assert refused.stdout.startswith("setup: making .venv ...\n")
    assert "setup: no virtual environment can be made." in refused.stderr
    assert setup(moved).stdout == ""


@pytest.mark.thorough
def test_pip_installs_what_uv_cannot(clone: Path) -> None:
    # Beside the clone, whose name has a space at which pip would part it.
    wheel = clone.parent / "uv-1-py3-none-any.whl"
    files = {
        "uv.py": _UV,
        "uv-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: uv\nVersion: 1\n",
        "uv-1.dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        "uv-1.dist-info/entry_points.txt": "[console_scripts]\nuv = uv:main\n",
    }
    files["uv-1.dist-info/RECORD"] = "".join(f"{file},,\n" for file in files)
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (clone / "requirements.lock").write_text(f"uv==1 \\\n    --hash=sha256:{digest}\n")
    done = setup(clone, PIP_FIND_LINKS=str(clone.parent), PIP_NO_INDEX="1")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "uv: no route to the files\n"
    assert tool_says(clone) == "it runs\n"


def test_a_python_that_is_not_there_is_said_in_one_line(clone: Path) -> None:
    done = setup(clone, PYTHON="python-that-is-not-there")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "setup: 'python-that-is-not-there' is not found. "
        "Install Python 3.11 or newer, or name one in PYTHON.\n"
    )
