"""One process: the Streamlit app, and what stands beside it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click
from streamlit.starlette import App

from neatlas.catalog.reading import load_catalog
from neatlas.errors import NeatlasError

#: The script that Streamlit runs on every rerun.
SCRIPT = Path(__file__).parent / "app" / "main.py"
#: Names the atlas folder to the app, which Streamlit starts without arguments.
ATLAS_VARIABLE = "NEATLAS_ATLAS"
DEFAULT_PORT = 8501


class PortTakenError(NeatlasError, OSError):
    """Something else listens on the port that was asked for."""


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
    PortTakenError
        If the port is taken.
    """
    load_catalog(atlas)
    if atlas is not None:
        os.environ[ATLAS_VARIABLE] = str(atlas.resolve())
    chosen = port if port is not None else _first_free_port(host)
    if not _is_free(host, chosen):
        message = f"--port: {chosen} is taken on {host}. Name another, or leave it out."
        raise PortTakenError(message)
    path = base_path.strip("/")
    click.echo(f"neatlas: http://{host}:{chosen}/{path}  (stop with Ctrl-C)")
    App(SCRIPT).run(
        config={
            "server.address": host,
            "server.port": chosen,
            "server.baseUrlPath": path,
            "server.headless": True,
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": False,
            "client.toolbarMode": "minimal",
            "theme.base": "light",
            "theme.primaryColor": "#22306b",
            "logger.hideWelcomeMessage": True,
        }
    )


def _first_free_port(host: str) -> int:
    return next(port for port in range(DEFAULT_PORT, 65_536) if _is_free(host, port))


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
