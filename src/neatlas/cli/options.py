"""Options that several commands share: the atlas, and the flags of a filter."""

from __future__ import annotations

import math
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from neatlas.speech import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog

#: Filter name to its help. The names are those of the address bar, with hyphens.
_MANY = {
    "country": "Country where it stands or that acts, as ISO code: KR, KP, RU, ...",
    "sector": "Sector: gas, power, rail, port, airport, ...",
    "status": "Status of the project or of one of its parts: operating, shelved, ...",
    "outcome": "What became of a claim: completed, completed_later, not_rated, ...",
    "precision": "How its best line came about: surveyed, traced, schematic, none, ...",
    "mention": "How the text speaks of it: named, described, collective, inferred.",
    "document": "Document that mentions it, by id.",
}
_ONE = {
    "country_role": "How the country belongs to it: location, party, invited or any.",
    "context": "yes shows projects that the text does not name as well.",
    "as_of": "Date for which statuses hold, to its end: 2014, 2014-07, 2014-07-18.",
    "text": "Words that stand in its names, notes or sentences.",
    "bbox": "Box that it touches: west,south,east,north in degrees.",
}

atlas_option = click.option(
    "--atlas",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the atlas; the one that ships if left out.",
)

lang_option = click.option(
    "--lang",
    type=click.Choice(list(LANGUAGES)),
    help="Language of names, and of words where it is en, ru or ko.",
)

form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the rows.",
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """
    Give a command the flags of a filter, collected in its argument `words`.

    Repeating a flag means "or", different flags mean "and".
    """

    @wraps(command)
    def collected(**values: Any) -> None:  # noqa: ANN401 - click passes what options yield
        words = {name: values.pop(name) for name in (*_MANY, *_ONE)}
        command(words={name: list(given) for name, given in words.items() if given}, **values)

    for name, text in reversed({**_MANY, **_ONE}.items()):
        # Flags for one value may be repeated as far as click knows: the filter says the mistake.
        collected = click.option(flag(name), name, multiple=True, metavar="X", help=text)(collected)
    return collected


def flag(name: str) -> str:
    """Write a filter name as a flag: `--as-of` for `as_of`."""
    return f"--{name.replace('_', '-')}"


class Kilometres(click.FloatRange):
    """A range of distances, of which not-a-number and infinity are none."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a distance, or say what it must be."""
        distance = float(super().convert(value, param, ctx))
        if not math.isfinite(distance):
            self.fail(f"{value} is not a number of kilometres.", param, ctx)
        return distance


def read_filter(words: dict[str, list[str]], catalog: Catalog) -> Filter:
    """
    Read the flags of a filter.

    Raises
    ------
    FilterError
        If a value is unknown; messages name the flag.
    """
    # Analysis brings geopandas, which `--help` must not wait for.
    from neatlas.analysis.filters import parse_filter  # noqa: PLC0415

    return parse_filter(words, catalog, call=flag)
