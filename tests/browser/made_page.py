"""A page made for a test: land without a coast, and on it only what the test draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neatlas.render.folium_map import PageData, build_map
from neatlas.render.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from neatlas.render.spec import DocumentSpec, MapSpec, PlaceSpec, Shape

#: West, south, east and north of the land, in degrees.
REGION = (100, 30, 150, 60)


def page_data(
    shapes: dict[str, Shape],
    *,
    documents: Iterable[DocumentSpec] = (),
    places: Iterable[PlaceSpec] = (),
) -> PageData:
    """Return what a page holds beside its plan: a rectangle of land, and what is given."""
    west, south, east, north = REGION
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = [round(n) for corner in corners for n in corner]
    steps = [*ring[:2], *(b - a for a, b in zip(ring, ring[2:], strict=False))]
    return PageData(
        title="Made",
        language="en",
        basemap={
            "scale": 1,
            "polygons": {"land": [[steps]]},
            "lines": {},
        },
        shapes={name: shape.model_dump(mode="json") for name, shape in shapes.items()},
        languages={
            "en": {
                "words": page_words(),
                "names": {"towns": [], "countries": []},
                "documents": [document.model_dump(mode="json") for document in documents],
                "places": {place.id: place.model_dump(mode="json") for place in places},
            }
        },
    )


def write_page(folder: Path, data: PageData, spec: MapSpec) -> str:
    """Write the page into a folder and return its address."""
    file = folder / "map.html"
    file.write_text(build_map(data, spec).get_root().render(), "utf-8")
    return file.as_uri()
