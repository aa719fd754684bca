"""What may be chosen of a printed map. The record is what a snapshot file keeps of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from neatlas.model.record import LanguageTag, Record, Slug

ThemeName = Literal["light", "dark", "print"]
Format = Literal["png", "svg", "pdf"]
#: Longest title or credit that is taken; what does not fit on the sheet is cut there, and said.
MOST_CHARACTERS = 2_000

#: A text of the user; it is cleaned before it is set.
Words = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]


class SnapshotOptions(Record):
    """The choices of one printed map."""

    size: str = "article"
    """A preset, or `180x120mm`, `1600x900px`."""
    dpi: int | None = None
    """Dots an inch of a PNG; None for the sheet's own."""
    lang: LanguageTag = "en"
    theme: ThemeName = "light"
    title: Words | None = None
    """None for the plan's own."""
    subtitle: Words | None = None
    """None for how much is shown."""
    credit: Words | None = None
    """Comes before the atlas's own credits, which always stand."""
    scale: Annotated[int, Field(ge=1_000, le=200_000_000)] | None = None
    """The N of a scale 1:N; None for the largest at which all is seen."""
    bbox: tuple[float, float, float, float] | None = None
    """What is shown: west, south, east, north in degrees."""
    focus: Slug | None = None
    """A project about which the map is drawn."""
    quote: bool = False
    """Whether the quoted sentence is printed, with speaker, date and paragraph."""
    graticule: bool = False
    svg_text: Literal["text", "outlines"] = "text"
    cmyk: bool = False
    """Whether a PDF has process colours, black text printed over what lies under it."""
