"""One process: the Streamlit app, and what stands beside it."""

from __future__ import annotations

import errno
import os
import re
import socket
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click
from starlette.middleware import Middleware
from streamlit.starlette import App

from neatlas.app.frame import remove_frame
from neatlas.app.host import OwnOrigin
from neatlas.atlas import ATLAS_VARIABLE, loaded_atlas
from neatlas.collecting import keep_for_good
from neatlas.errors import NeatlasError, Problem, ServeError, shown
from neatlas.web.routes import atlas_routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

#: The script that Streamlit runs on every rerun.
SCRIPT = Path(__file__).parent / "app" / "main.py"
DEFAULT_PORT = 8501
_LAST_PORT = 65_535
#: A name within a path that needs no escape in a URL and does not lead upwards.
_NAME = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+"
_BASE_PATH = re.compile(rf"/?(?:{_NAME}(?:/{_NAME})*/?)?")
#: First names of paths under which Streamlit lets nobody add a route.
_KEPT_NAMES = {"_stcore", "component", "media", "static"}


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """
    Read the atlas before the first reader comes, and remove the frame's files at the end.

    A signal may end the server before Python's own exit does that.
    """
    Thread(target=_warm, daemon=True).start()
    yield
    remove_frame()


def _warm() -> None:
    """Plan the page that every reader opens; what is wrong with the atlas is said to them."""
    with suppress(NeatlasError):
        page = loaded_atlas().page
        _ = page.languages[page.language]
        keep_for_good()


def app_parts(base_path: str) -> dict[str, Any]:
    """Return what an `App` has beside its script, where it stands under a path or the root."""
    return {
        "routes": atlas_routes(base_path),
        "lifespan": lifespan,
        "middleware": [Middleware(OwnOrigin)],
    }


def serve_app(
    atlas: Path | None, *, host: str, port: int | None = None, base_path: str = ""
) -> None:
    """
    Start the app and stay until it is stopped.

    Parameters
    ----------
    atlas
        Folder of the atlas; the one that ships if None.
    host
        Address to listen on.
    port
        Port; if None, the first free one from 8501 on.
    base_path
        Path under which the app stands, for a reverse proxy.

    Raises
    ------
    RecordError
        If the atlas is wrong: said here at once, not in the browser later.
    ServeError
        If the path is none, the port is taken, or nothing can listen on the address.
    """
    chosen = _check(host, port, base_path)
    if atlas is not None:
        os.environ[ATLAS_VARIABLE] = str(atlas.resolve())
    loaded_atlas()
    path = base_path.strip("/")
    named = f"[{host}]" if ":" in host else host
    click.echo(f"neatlas: http://{named}:{chosen}/{path}  (stop with Ctrl-C)")
    App(SCRIPT, **app_parts(path)).run(
        config={
            "server.address": host,
            "server.port": chosen,
            "server.baseUrlPath": path,
            "server.headless": True,
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": False,
            "client.toolbarMode": "minimal",
            # The built-in download writes formulas as they are; ours does not.
            "client.disableDataExport": True,
            "theme.base": "light",
            "theme.primaryColor": "#22306b",
            "logger.hideWelcomeMessage": True,
        }
    )


def _check(host: str, port: int | None, base_path: str) -> int:
    """Return the port to listen on."""
    problems = []
    if base_path.strip("/").split("/")[0] in _KEPT_NAMES:
        message = f"{shown(base_path)} begins with a name that Streamlit keeps. Name another."
        problems.append(Problem("--base-path", "", message))
    if not _BASE_PATH.fullmatch(base_path):
        message = (
            f"{shown(base_path)} is not a path. Write names of letters, digits and -._~ "
            "with one / between them, such as maps/atlas."
        )
        problems.append(Problem("--base-path", "", message))
    try:
        chosen = _first_free_port(host) if port is None else port
        if not _is_free(host, chosen):
            message = f"{chosen} is taken on {host}. Name another, or leave it out."
            problems.append(Problem("--port", "", message))
    except (OSError, UnicodeError) as error:
        where = "--host" if port is None else f"--host {host} --port {port}"
        problems.append(Problem(where, "", _refusal(host, error)))
    if problems:
        raise ServeError(problems)
    return chosen


def _refusal(host: str, error: OSError | UnicodeError) -> str:
    # A name that is not one, such as `a..b`, fails in Python's encoder before any look-up.
    why = error.strerror if isinstance(error, OSError) else "it is no name"
    cure = "Name an address of this machine, such as 127.0.0.1 or ::1."
    if isinstance(error, PermissionError):
        cure = "Name a port from 1024 on."
    return f"nothing can listen on {shown(host)}: {why}. {cure}"


def _first_free_port(host: str) -> int:
    ports = range(DEFAULT_PORT, _LAST_PORT + 1)
    return next((port for port in ports if _is_free(host, port)), DEFAULT_PORT)


def _is_free(host: str, port: int) -> bool:
    """Return whether a port is free; an `OSError` tells why the address itself will not do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            # As the server itself listens: for both families where the address has both.
            probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True
