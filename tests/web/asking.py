"""A server of the routes on loopback, and what it answers."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette

from neatlas.web import routes
from serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        assert self.headers["content-type"] == "application/json; charset=utf-8"
        assert self.body.count(b"\n") == 1
        return str(self.json["error"])


class Site:
    """A server on loopback."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        given = connection.getresponse()
        answer = Answer(given.status, {k.lower(): v for k, v in given.getheaders()}, given.read())
        connection.close()
        return answer


@contextmanager
def serving(base_path: str = "") -> Iterator[Site]:
    """Serve the routes by themselves, without the app."""
    port = free_port()
    app = Starlette(routes=routes.atlas_routes(base_path))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Site(port)
    finally:
        server.should_exit = True
        thread.join()
