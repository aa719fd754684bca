"""`render_page`: the whole atlas as one file, which its own policy forbids to load another.

Styles, scripts and data stand in it compressed, for a page is mailed and embedded; a browser
unfolds them (`templates/unfold.js`). The policy lets run those scripts alone, by their hashes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader

from neatlas.analysis.filters import filter_words
from neatlas.collecting import collecting_later
from neatlas.render.assets import TEMPLATES, painter_scripts, painter_styles
from neatlas.render.packing import pack, weave
from neatlas.render.plan import EVERYTHING

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.render.folium_map import PageData

_TEMPLATE = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template(
    "saved.html.j2"
)
_LOADER = (TEMPLATES / "unfold.js").read_text("utf-8")


def render_page(page: PageData, chosen: Filter = EVERYTHING, language: str = "") -> str:
    """
    Render the page that is saved.

    It holds the whole atlas, and its reader can filter and date it anew. The same atlas and
    filter make the same page, byte for byte.

    Parameters
    ----------
    page
        What the page keeps (`render.folium_map.plan_page`).
    chosen
        The filter with which the page opens.
    language
        The language in which it opens, one of the page's; its first if left out.
    """
    language = language or page.language
    words = page.languages[language]["words"]
    with collecting_later():
        said = pack(weave(dict(page.languages)))
    data = {
        **page.common(),
        # An address that names no language, as a link to a project does, is read in this one.
        "language": language,
        "said": said,
        "start": urlencode(filter_words(chosen), doseq=True),
        # Its policy forbids what is online, so only our own basemap is offered.
        "bases": {**page.bases, "online": []},
    }
    painter = painter_scripts().text
    return _TEMPLATE.render(
        title=page.title,
        language=words["language"],
        words=words,
        policy=_policy(_LOADER, painter),
        styles=_fold(painter_styles().text),
        scripts=_fold(painter),
        data=_fold(data),
        loader=_LOADER,
    )


def embed_snippet(address: str, title: str, alt: str) -> str:
    """
    Write the HTML that shows a saved page inside another one.

    The frame runs scripts but is kept apart from the page around it; its links open in windows of
    their own. Where no scripts run, the picture that lies beside the page stands in its place, as
    `neatlas snapshot` draws it, and leads to it.

    Parameters
    ----------
    address
        Where the saved page will be, absolute or relative to the page around it.
    title
        What the frame shows, in a line.
    alt
        What its picture shows, for those who do not see it.
    """
    page, name = escape(address), escape(title)
    picture = f"{page.removesuffix('.html').removesuffix('.htm')}.png"
    return (
        f'<iframe src="{page}" title="{name}" width="100%" height="640" style="border: 0"\n'
        '  loading="lazy" referrerpolicy="no-referrer" allow="fullscreen"\n'
        '  sandbox="allow-scripts allow-popups"></iframe>\n'
        f'<noscript><a href="{page}"><img src="{picture}" width="100%"\n'
        f'  alt="{escape(alt)}"></a></noscript>'
    )


def _fold(data: object) -> str:
    """Write data as compressed JSON, in characters that mean nothing to HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A time in the bytes would make each page differ from the one before.
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")


def _policy(*allowed: str) -> str:
    """Write a content security policy under which only the allowed scripts run."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in allowed)
    sources = " ".join(f"'sha256-{digest.decode()}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; "
        "img-src data:; form-action 'none'; base-uri 'none'"
    )
