"""What Streamlit's page asks before it starts: from whom it takes messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ASKED = "/_stcore/host-config"


class OwnOrigin:
    """
    Let the page take messages from itself alone, so that it can change its own theme.

    Streamlit means them for a page that embeds it, and asks that this answer be given before
    it where another is wanted. By itself it would allow hosts of its own cloud.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer that one question; pass on all others."""
        if scope["type"] != "http" or not scope["path"].endswith(_ASKED):
            await self.app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        answer = {
            # A proxy may speak https for us.
            "allowedOrigins": [f"{scheme}://{host}" for scheme in ("http", "https")],
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
        }
        headers = {"Cache-Control": "no-cache"}
        await JSONResponse(answer, headers=headers)(scope, receive, send)
