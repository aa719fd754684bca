"""Words of a record in another language than the page's, so that a page can say which."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from neatlas.render.spec import Foreign
from neatlas.speech import names_language, words_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neatlas.render.spec import Said


def as_written(text: str, language: str) -> str | Foreign:
    """Return words of a record, marked where they are not in the language of the page."""
    same = language.split("-", maxsplit=1)[0] == words_language()
    return text if same else Foreign(text=text, lang=language)


def latin_tag(language: str) -> str:
    """Return the BCP 47 tag of a language written in Latin letters."""
    return f"{language.split('-', maxsplit=1)[0]}-Latn"


def name_in(names: Mapping[str, str], own: str) -> str:
    """Return the name in the language of names; the record's own where it has none."""
    language = names_language()
    alike = (name for tag, name in names.items() if tag.split("-", maxsplit=1)[0] == language)
    return names.get(language) or next(alike, own)


def compose(template: str, **values: Said) -> Said:
    """
    Put values into the places of a template; words in another language stay marked.

    Returns
    -------
    Said
        Plain text where no value is marked.
    """
    pieces = tuple(_pieces(template, values))
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(map(str, pieces))
    return pieces if len(pieces) > 1 else pieces[0]


def _pieces(template: str, values: dict[str, Said]) -> Iterator[str | Foreign]:
    for words, place in _parsed(template):
        if words:
            yield words
        if place is not None:
            value = values[place]
            yield from value if isinstance(value, tuple) else (value,)


@lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    """Take a template apart, once: the same few are filled many thousand times."""
    return tuple((words, place) for words, place, _, _ in Formatter().parse(template))


def plain(said: Said) -> str:
    """Return what is said as plain text."""
    pieces = said if isinstance(said, tuple) else (said,)
    return "".join(piece.text if isinstance(piece, Foreign) else piece for piece in pieces)
