"""Basemaps of others, from the network, off until a reader chooses one: whose, and from where.

The list of their addresses and credits is that of `xyzservices`; those named here need no key.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import xyzservices.providers

#: As `xyzservices` names them, which is how an address has them.
PROVIDERS = ("OpenStreetMap.Mapnik", "OpenTopoMap", "CyclOSM", "Esri.WorldImagery")
_SUBDOMAINS = "abc"
_MAX_ZOOM = 17


class _Credit(HTMLParser):
    """Takes a credit of markup apart into its texts and links."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.parts: list[dict[str, str]] = []
        self._url = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._url = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._url = ""

    def handle_data(self, data: str) -> None:
        self.parts.append({"text": data, "url": self._url})


def online_basemaps() -> list[dict[str, Any]]:
    """
    Describe the basemaps of others, as the painter reads them.

    Returns
    -------
    list of dict
        `id` and `name`; `url`, a template with `{s}`, `{z}`, `{x}` and `{y}`; `subdomains`;
        `max_zoom`; `credit`, texts each with its `url` or an empty one. Nothing is asked of the
        network here.
    """
    return [_describe(name) for name in PROVIDERS]


def _describe(name: str) -> dict[str, Any]:
    provider = xyzservices.providers.query_name(name)
    return {
        "id": name,
        "name": name.replace(".", " "),
        "url": provider.url.replace("{variant}", provider.get("variant", "")),
        "subdomains": provider.get("subdomains", _SUBDOMAINS),
        "max_zoom": provider.get("max_zoom", _MAX_ZOOM),
        "credit": _Credit(provider.html_attribution).parts,
    }
