from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from neatlas.app.host import OwnOrigin

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send


def ask(path: str) -> bytes:
    """Ask the app for a path, and return what comes back; the app itself says `another`."""

    async def another(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.body", "body": b"another"})

    async def receive() -> Message:
        return {"type": "http.request"}

    given: list[bytes] = []

    async def send(message: Message) -> None:
        given.append(message.get("body", b""))

    scope: dict[str, Any] = {
        "type": "http",
        "path": path,
        "headers": [(b"host", b"atlas.example:8501")],
    }
    # In a thread of its own: a browser that is driven from this one keeps a loop running here.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(OwnOrigin(another)(scope, receive, send))).result()
    return b"".join(given)


@pytest.mark.parametrize("path", ["/_stcore/host-config", "/maps/_stcore/host-config"])
def test_the_page_takes_messages_from_itself_alone(path: str) -> None:
    allowed = json.loads(ask(path))["allowedOrigins"]
    assert allowed == ["http://atlas.example:8501", "https://atlas.example:8501"]


def test_every_other_question_is_passed_on() -> None:
    assert ask("/_stcore/health") == b"another"
