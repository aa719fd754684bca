"""Projects whose names find no room on the map: they have numbers there, and a note names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.render.static_map.naming import Named
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.words import Words


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

    def after(self, named: Named, *, short: bool = False) -> Unnamed:
        """
        Return these with what found no room for a name, or for its number, since.

        Where there is no room for a list of names beside the map either, numbers say nothing.
        """
        countries = self.countries or named.countries
        if short:
            return Unnamed((), (*self.bare, *named.unnamed), countries)
        left = [project for project in self.numbered if project not in named.unnumbered]
        lost = [project for project in self.numbered if project in named.unnumbered]
        return Unnamed((*left, *named.unnamed), (*self.bare, *lost), countries)


def tell_unnamed(unnamed: Unnamed, stock: Stock, words: Words, *, short: bool = False) -> list[str]:
    """
    Say which projects have numbers instead of names, and what has neither.

    Parameters
    ----------
    unnamed, stock, words
        What is not named, the atlas that has their names, and the language of the map.
    short
        Whether of projects without number it is only said how many they are, where there is no
        room for more.
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
    if bare and short:
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
