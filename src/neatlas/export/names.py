"""Names of things of an atlas in linked data.

An atlas has no address of its own that would last, so things have names, not locations:
`urn:x-neatlas:<atlas>:<kind>:<id>`. Ids never die, so neither do the names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def name_of(catalog: Catalog, kind: str, thing: str) -> str:
    """
    Name a thing of an atlas.

    Parameters
    ----------
    catalog
        The atlas.
    kind
        `project`, `passage`, `document`, `source`, `link`, or `links` for a collection of these.
    thing
        Its id.

    Returns
    -------
    str
        A URN. An id holds nothing that a URN would have to escape.
    """
    return f"urn:x-neatlas:{catalog.settings.id}:{kind}:{thing}"


def document_of(catalog: Catalog, document: str) -> str:
    """Return the address of a document where it has one, else its name."""
    url = catalog.documents[document].record.citation.url
    return url or name_of(catalog, "document", document)
