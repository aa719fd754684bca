"""Real servers on loopback, started for a test and ended by their own id."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def neatlas(*words: str) -> list[str]:
    """Return the command that runs `neatlas` with this Python."""
    return [sys.executable, "-c", "from neatlas.cli import main; main()", *words]


def streamlit_run(port: int, *words: str) -> list[str]:
    """Return the command that runs the app through Streamlit's own command."""
    return [
        *(sys.executable, "-m", "streamlit", "run", "streamlit_app.py"),
        *("--server.port", str(port), "--server.address", "127.0.0.1"),
        *("--server.headless", "true", *words),
    ]


@contextmanager
def running(
    command: list[str], url: str, log: Path, *, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, wait until it answers, and end it afterwards, by its own id."""
    process = start(command, url, log, environment=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def start(
    command: list[str], url: str, log: Path, *, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers; who starts it ends it."""
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=environment
        )
    try:
        _wait_for(url, process, log)
    except BaseException:
        process.terminate()
        process.wait(timeout=20)
        raise
    return process


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()}", pytrace=False)
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"no answer from {url} within {_START_SECONDS} s: {log.read_text()}", pytrace=False)
