"""Projects whose names find no room on the map: they have numbers there, and a note names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

    from neatlas.render.static_map.naming import Named
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.words import Words

Detail = Literal["all", "numbered", "counted"]
#: How much a note says of projects without names, in the order in which it is tried: all names;
#: those that have numbers, and how many others there are; how many there are.
DETAILS: tuple[Detail, ...] = ("all", "numbered", "counted")


@dataclass(frozen=True)
class Unnamed:
    """Projects that are drawn, by their ids, and found no room for their names."""

    numbered: tuple[str, ...] = ()
    """In the order of their numbers on the map, from 1."""
    bare: tuple[str, ...] = ()
    """Those for whose numbers there was no room either."""
    countries: tuple[str, ...] = ()
    """Codes of countries in view that a demarcation line parts, where none of them is named."""

    @property
    def every(self) -> tuple[str, ...]:
        """All projects of them."""
        return (*self.numbered, *self.bare)

    @property
    def numbers(self) -> dict[str, int]:
        """Project id to its number."""
        return {project: number for number, project in enumerate(self.numbered, start=1)}

    def within(self, projects: Collection[str], countries: Collection[str]) -> Unnamed:
        """Return those that are in view."""
        return Unnamed(
            tuple(project for project in self.numbered if project in projects),
            tuple(project for project in self.bare if project in projects),
            tuple(country for country in self.countries if country in countries),
        )

    def after(self, named: Named, detail: Detail) -> Unnamed:
        """Return these with what found no room for a name, or for its number, since."""
        countries = self.countries or named.countries
        # One that a note has not told, since it was not in view, may be tried again.
        new = tuple(project for project in named.unnamed if project not in self.every)
        if detail == "counted":
            # Where a note names nothing, numbers say nothing.
            return Unnamed((), (*self.bare, *new), countries)
        left = [project for project in self.numbered if project not in named.unnumbered]
        lost = [project for project in self.numbered if project in named.unnumbered]
        return Unnamed((*left, *new), (*self.bare, *lost), countries)


#: Everything has its name.
NONE = Unnamed()


def tell_unnamed(unnamed: Unnamed, stock: Stock, words: Words, detail: Detail) -> list[str]:
    """
    Say which projects have numbers instead of names, and what has neither.

    Parameters
    ----------
    unnamed, stock, words
        What is not named, the atlas that has the names, and the language of the map.
    detail
        How much of it there is room for.
    """
    # A name may have a comma of its own.
    numbered = "; ".join(
        f"{number}\u00a0{stock.project_name(project, words)}"
        for project, number in unnamed.numbers.items()
    )
    bare = "; ".join(stock.project_name(project, words) for project in unnamed.bare)
    notes = []
    if numbered:
        said = words("By number on the map, for lack of room: {names}.", names=numbered)
        notes.append(said)
    if bare and detail != "all":
        said = (
            "Drawn without a name, for lack of room: {n} more, which the file's description names."
        )
        notes.append(words(said, n=len(unnamed.bare)))
    elif bare:
        notes.append(words("Drawn without a name, for lack of room: {names}.", names=bare))
    if unnamed.countries:
        names = "; ".join(stock.country_name(code, words) for code in unnamed.countries)
        notes.append(words("Not named on the map, for lack of room: {names}.", names=names))
    return notes
