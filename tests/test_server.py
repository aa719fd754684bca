"""Where the app listens, what it refuses, and what it leaves behind."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import socket
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect

from neatlas import server
from neatlas.atlas import ATLAS_VARIABLE, loaded_atlas
from neatlas.cli import main
from serving import free_port, neatlas, running, streamlit_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The settings with which the app was started; it starts nothing."""
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(server.App, "run", lambda _self, *, config: calls.append(config))
    return calls


def serve(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which something listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield int(held.getsockname()[1])


def test_a_port_that_is_taken_is_said_in_one_line(
    taken: int, started: list[dict[str, object]]
) -> None:
    code, said = serve("--port", str(taken))
    assert (code, started) == (1, [])
    assert said == f"--port: {taken} is taken on 127.0.0.1. Name another, or leave it out.\n"


def test_without_a_port_the_first_free_one_is_taken(
    taken: int, started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "DEFAULT_PORT", taken)
    code, said = serve()
    port = started[0]["server.port"]
    assert code == 0
    assert isinstance(port, int)
    assert port > taken
    assert said == f"neatlas: http://127.0.0.1:{port}/  (stop with Ctrl-C)\n"


def test_an_address_of_another_machine_is_refused_at_once(
    started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    is_free = server._is_free

    def counting(host: str, port: int) -> bool:
        tried.append(port)
        return is_free(host, port)

    monkeypatch.setattr(server, "_is_free", counting)
    # 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
    code, said = serve("--host", "192.0.2.1")
    assert (code, started, len(tried)) == (1, [], 1)
    assert said == (
        "--host: nothing can listen on '192.0.2.1': Cannot assign requested address. "
        "Name an address of this machine, such as 127.0.0.1 or ::1.\n"
    )


@pytest.mark.parametrize(
    ("host", "error"),
    [
        ("nohost.invalid", socket.gaierror(-2, "Name or service not known")),
        ("a..b", UnicodeError("label empty or too long")),
        ("127.0.0.1", PermissionError(13, "Permission denied")),
    ],
)
def test_what_the_system_refuses_is_said_in_one_line(
    host: str,
    error: Exception,
    started: list[dict[str, object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_socket: socket.socket, _address: object) -> None:
        raise error

    monkeypatch.setattr(socket.socket, "bind", refuse, raising=False)
    code, said = serve("--host", host, "--port", "80")
    assert (code, started) == (1, [])
    assert re.fullmatch(rf"--host {host} --port 80: nothing can listen on '{host}': .+\n", said)


def test_an_ipv6_address_stands_in_brackets(started: list[dict[str, object]]) -> None:
    port = free_port()
    code, said = serve("--host", "::1", "--port", str(port), "--base-path", "maps/atlas")
    if "nothing can listen" in said:
        pytest.skip("this machine has no IPv6")
    assert code == 0
    assert said == f"neatlas: http://[::1]:{port}/maps/atlas  (stop with Ctrl-C)\n"
    assert started[0]["server.address"] == "::1"


@pytest.mark.parametrize("path", ["", "/", "atlas", "/atlas/", "maps/atlas", "v1.2/~me/a_b-c/..."])
def test_a_base_path_is_names_with_slashes_between(
    path: str, started: list[dict[str, object]]
) -> None:
    assert serve("--port", str(free_port()), "--base-path", path)[0] == 0
    assert started[0]["server.baseUrlPath"] == path.strip("/")


@pytest.mark.parametrize(
    "path",
    [
        "a b",
        "..",
        ".",
        "a/../b",
        "a/./b",
        "a//b",
        "//a",
        "a//",
        "a?b",
        "a#b",
        "%2e",
        "é",
        "a\n",
        "{a}",
    ],
)
def test_any_other_base_path_is_refused_in_one_line(
    path: str, started: list[dict[str, object]]
) -> None:
    code, said = serve("--port", str(free_port()), "--base-path", path)
    assert (code, started) == (1, [])
    assert said.count("\n") == 1
    assert said.startswith("--base-path: '")
    assert said.endswith(
        "is not a path. Write names of letters, digits and -._~ "
        "with one / between them, such as maps/atlas.\n"
    )


def test_all_that_is_wrong_is_said_at_once(taken: int, started: list[dict[str, object]]) -> None:
    code, said = serve("--port", str(taken), "--base-path", "..")
    assert (code, started) == (1, [])
    assert [line.split(":")[0] for line in said.splitlines()] == ["--base-path", "--port"]


@pytest.mark.parametrize(
    "door", [pytest.param("neatlas serve", marks=pytest.mark.thorough), "streamlit run"]
)
def test_each_door_has_the_routes_beside_the_app_and_leaves_no_file_behind(
    door: str, tmp_path: Path
) -> None:
    port = free_port()
    command = {
        "neatlas serve": neatlas("serve", "--port", str(port), "--base-path", "atlas"),
        "streamlit run": streamlit_run(port, "--server.baseUrlPath", "atlas"),
    }[door]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    url = f"http://127.0.0.1:{port}/atlas/"
    with running(command, url, tmp_path / "log", environment=environment) as process:
        with urllib.request.urlopen(f"{url}atlas/ogc/collections/projects/items") as features:
            assert f"{url}atlas/ogc/collections/projects" in features.read().decode()
        with urllib.request.urlopen(f"{url}atlas/health") as health:
            assert json.load(health)["atlas"] == "north-east-asia-2012"
        stream = f"ws://127.0.0.1:{port}/atlas/_stcore/stream"
        with connect(stream, subprotocols=["streamlit"], proxy=None, ping_interval=None) as session:
            session.send(BackMsg(rerun_script={"query_string": ""}).SerializeToString())
            wait_until(lambda: any(temporary.glob("neatlas-*/*.js")))
            process.terminate()
            process.wait(timeout=20)
    assert [file.name for file in temporary.iterdir()] == []


def test_once_it_is_planned_the_collector_passes_the_atlas_over(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ATLAS_VARIABLE, str(tiny_atlas))

    async def start() -> None:
        async with server.lifespan(server.App(server.SCRIPT)):
            await asyncio.to_thread(wait_until, lambda: gc.get_freeze_count() > 0)

    gc.unfreeze()
    # A browser of another test may hold the event loop of this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, start()).result()
    kept = id(loaded_atlas().catalog)
    assert kept not in {id(one) for one in gc.get_objects()}
    gc.unfreeze()
    assert kept in {id(one) for one in gc.get_objects()}


@pytest.mark.parametrize("path", ["static", "/media/x", "_stcore"])
def test_a_base_path_that_streamlit_keeps_is_refused(
    path: str, started: list[dict[str, object]]
) -> None:
    code, said = serve("--port", str(free_port()), "--base-path", path)
    assert (code, started) == (1, [])
    assert said == f"--base-path: '{path}' begins with a name that Streamlit keeps. Name another.\n"


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)
