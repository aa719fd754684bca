"""What every export carries: licence, citation, filter, and the version of the data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from neatlas import __version__
from neatlas.analysis.filters import filter_words

if TYPE_CHECKING:
    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


@dataclass(frozen=True)
class Notice:
    """What is said of an export beside its rows."""

    atlas: str
    """Id of the atlas."""
    title: str
    citation: str
    """How to cite it, in a sentence."""
    licence: str
    licence_url: str | None
    credit: str
    selection: str
    """The filter, as the address bar and HTTP write it; empty where all is selected."""
    as_of: str
    """Day for which statuses and geometries hold."""
    known_as_of: str
    """Date of the newest evidence in the data."""
    data_version: str
    """SHA-256 of the files of the atlas: another one means other data."""
    generator: str

    @property
    def sentence(self) -> str:
        """Licence, citation and selection in a line, for what cannot carry them itself."""
        return f"{self.licence}. {self.citation} Selection: {self.selection or 'everything'}."

    def as_dict(self) -> dict[str, str | None]:
        """Return the notice as plain data."""
        return asdict(self)


def write_notice(catalog: Catalog, chosen: Filter, **asked: float) -> Notice:
    """
    Say what an export of a filter carries.

    Parameters
    ----------
    catalog
        The atlas.
    chosen
        The filter.
    **asked
        What else was asked for, such as the distances of a corridor; it follows the filter.

    Returns
    -------
    Notice
        The same for the same files and filter; it holds no clock.
    """
    settings = catalog.settings
    version = catalog.version
    said = {name: [f"{value:g}"] for name, value in asked.items()}
    return Notice(
        atlas=settings.id,
        title=settings.title,
        citation=(
            f"{settings.title}. {settings.credit}, as known on {catalog.known_as_of}, "
            f"data version {version[:12]}."
        ),
        licence=settings.licence,
        licence_url=settings.licence_url,
        credit=settings.credit,
        selection=urlencode(filter_words(chosen) | said, doseq=True),
        as_of=(chosen.as_of or catalog.known_as_of).latest.isoformat(),
        known_as_of=str(catalog.known_as_of),
        data_version=version,
        generator=f"neatlas {__version__}",
    )
