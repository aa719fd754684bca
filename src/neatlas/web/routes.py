"""The table of routes, and how they stand beside the app."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route

from neatlas.errors import shown
from neatlas.web import corridors, data, health, maps, measure, pictures
from neatlas.web.answering import answer, say_error
from neatlas.web.ogc import paths as ogc

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from neatlas.web.resource import Resource

#: Everything that can be asked for. To add a resource, add it to a module's own and, if the
#: module is new, here.
RESOURCES: tuple[Resource, ...] = (
    *health.RESOURCES,
    *data.RESOURCES,
    *corridors.RESOURCES,
    *measure.RESOURCES,
    *maps.RESOURCES,
    *pictures.RESOURCES,
)


def atlas_routes(base_path: str) -> list[Mount]:
    """
    Build the routes that stand beside the app.

    Parameters
    ----------
    base_path
        Path under which the app stands (`server.baseUrlPath`), empty for the root.

    Returns
    -------
    list of Mount
        For `streamlit.starlette.App(routes=...)`: all of it is below `<base path>/atlas/`.
    """
    routes = Starlette(
        routes=[
            Route(f"/{resource.path}", partial(answer, resource), name=resource.path)
            for resource in RESOURCES
        ]
        + [
            Route(f"/{ogc.ROOT}{path}", partial(ogc.answer_ogc, name))
            for path, name in ogc.PATHS.items()
        ],
        exception_handlers={
            404: _say_what_there_is,
            405: _say_methods,
            HTTPException: say_error,
        },
        # Answers name the origin themselves; this one answers the browser's question beforehand.
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                allow_headers=["If-None-Match", "If-Range", "Range"],
                max_age=86_400,
            )
        ],
    )
    # An address with a slash at its end is another one, not one that leads on.
    routes.router.redirect_slashes = False
    return [Mount("/".join(["", *filter(None, base_path.split("/")), "atlas"]), routes)]


def _say_what_there_is(request: Request, error: Exception) -> Response:
    """Answer a path that leads nowhere with those that do; an id speaks for itself."""
    # The router's own error has no cause; that of an id comes from the one who looked for it.
    if error.__cause__ is None:
        there_are = [*(resource.path for resource in RESOURCES), ogc.ROOT]
        known = ", ".join(f"{request.scope['root_path']}/{path}" for path in there_are)
        path = shown(request.url.path)
        error = HTTPException(404, f"{path} is not a route. There are: {known}.")
    return say_error(request, error)


def _say_methods(request: Request, _error: Exception) -> Response:
    message = f"{shown(request.method)} is not a method of a route. Use GET or HEAD."
    return say_error(request, HTTPException(405, message, {"Allow": "GET, HEAD"}))
