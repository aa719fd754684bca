"""What the test processes of one run have in common: whoever comes first makes it."""

from __future__ import annotations

import json
import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock

from serving import start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

#: Servers that this process started: Python must not think that one was forgotten.
_STARTED: list[subprocess.Popen[bytes]] = []


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run that all of its processes see."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def common_file(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return a file that is made once."""
    file = folder / name
    with FileLock(folder / f"{name}.lock"):
        if not file.exists():
            part = folder / f"part-{name}"
            make(part)
            part.rename(file)
    return file


@dataclass(frozen=True)
class _Held:
    """A server and how many processes use it."""

    url: str
    pid: int
    users: int


@contextmanager
def common_server(
    folder: Path, name: str, command: Callable[[], tuple[list[str], str]]
) -> Iterator[str]:
    """
    Give the address of a server that the first process starts and the last one ends.

    Parameters
    ----------
    folder
        Where the processes leave word for one another (`common_folder`).
    name
        The server among others.
    command
        Gives the command that starts it and the address at which it will answer.
    """
    lock, note = FileLock(folder / f"{name}.lock"), folder / f"{name}.json"

    def held() -> _Held | None:
        return _Held(**json.loads(note.read_text())) if note.exists() else None

    def leave_word(server: _Held) -> None:
        note.write_text(json.dumps(vars(server)))

    with lock:
        server = held()
        if server is None:
            words, url = command()
            process = start(words, url, folder / f"{name}.log")
            _STARTED.append(process)
            server = _Held(url, process.pid, 0)
        leave_word(_Held(server.url, server.pid, server.users + 1))
    yield server.url
    with lock:
        server = held()
        assert server is not None
        if server.users > 1:
            leave_word(_Held(server.url, server.pid, server.users - 1))
        else:
            note.unlink()
            os.kill(server.pid, signal.SIGTERM)
