"""What a file says of itself: title, description, credit, licence, edition of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.render.static_map.compose import Composition


@dataclass(frozen=True)
class Metadata:
    """What stands in the file, whatever its format."""

    title: str
    description: str
    credit: str
    licence: str
    licence_url: str
    language: str
    creator: str
    edition: str


def metadata_of(composition: Composition, *, description: str, licence: str, url: str) -> Metadata:
    """Gather what a file of a page says of itself."""
    texts = composition.texts
    return Metadata(
        title=texts.name,
        description=description,
        credit=texts.credits,
        licence=licence,
        licence_url=url,
        language=composition.setting.words.language,
        creator=_creator(),
        edition=texts.version,
    )


@cache
def _creator() -> str:
    """Return name and version of what drew the page, for which a file has to be read."""
    return f"neatlas {version('neatlas')}"
