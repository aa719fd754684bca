"""What stands around the projects: the documents that mention them, and the places they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from neatlas.export.table import Field, Table
from neatlas.export.tables.scope import DATE_FIELDS, dates

if TYPE_CHECKING:
    from neatlas.export.tables.scope import Scope


def documents_table(scope: Scope) -> Table:
    """Build the table of documents that mention a selected project."""
    rows = []
    for document_id in _documents(scope):
        document = scope.catalog.documents[document_id]
        citation = document.record.citation
        rows.append(
            {
                "id": document_id,
                "title": document.record.title,
                "language": document.record.language,
                "author": citation.author,
                "event": citation.event,
                "place": citation.place,
                **dates(citation.date),
                "publisher": citation.publisher,
                "url": citation.url,
                "sha256": document.sha256,
                "note": citation.note,
            }
        )
    fields = (
        Field("id", "text", "id of the document"),
        Field("title", "text", "its title"),
        Field("language", "text", "its language, a BCP 47 tag"),
        Field("author", "text", "who speaks"),
        Field("event", "text", "on what occasion"),
        Field("place", "text", "where"),
        *DATE_FIELDS,
        Field("publisher", "text", "who published it"),
        Field("url", "text", "where it is"),
        Field("sha256", "text", "hash of the text, which the positions of passages count in"),
        Field("note", "text", "what the record says beside it"),
    )
    meaning = "a document that mentions a selected project; dates are when it was given"
    return Table("documents", meaning, fields, rows)


def places_table(scope: Scope) -> Table:
    """Build the table of places that a document names which mentions a selected project."""
    named = {
        mention.place
        for document in _documents(scope)
        if document in scope.catalog.place_links
        for mention in scope.catalog.place_links[document].mentions
    }
    rows = [
        {
            "id": place.id,
            "name": place.name,
            "kind": place.kind.value,
            "country": place.country,
            "lon": place.lon,
            "lat": place.lat,
            "uncertainty_km": place.uncertainty_km,
            "source": place.source,
            "note": place.note,
            "geometry": shapely.Point(place.lon, place.lat),
        }
        for place in scope.catalog.places.values()
        if place.id in named
    ]
    fields = (
        Field("id", "text", "id of the place"),
        Field("name", "text", "display name in English"),
        Field("kind", "text", "what it is: `country`, `city`, `waters` ..."),
        Field("country", "text", "code of the country"),
        Field("lon", "number", "longitude, WGS84 degrees"),
        Field("lat", "number", "latitude, WGS84 degrees"),
        Field("uncertainty_km", "number", "how far off it may be, or the radius that covers it"),
        Field("source", "text", "id of the source; none where the editor placed it"),
        Field("note", "text", "what the record says beside it"),
        Field("geometry", "geometry", "Point, WGS84"),
    )
    return Table("places", "a place that a document names", fields, rows)


def _documents(scope: Scope) -> list[str]:
    """List the documents that mention a selected project."""
    mentioned = {document for row in scope.selected["documents"] for document in row}
    return [document for document in scope.catalog.documents if document in mentioned]
