"""The language that the atlas speaks: its own words, through gettext catalogues.

Messages are written in English where they are said; `locale/` holds their translations. What
records say is not translated: it stands in the language in which it was written.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Languages of names on a map, as BCP 47 tags, each as it calls itself.
LANGUAGES = {"en": "English", "ru": "Русский", "ko": "한국어", "zh": "中文", "ja": "日本語"}
#: Those of them in which the atlas itself speaks; for the others it does so in English.
INTERFACE = ("en", "ru", "ko")
ENGLISH = "en"

_CHOSEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Catalogue(NamedTuple):
    """Translations into one language."""

    messages: dict[tuple[str, str], tuple[str, ...]]
    """Context and message to its translation; of a counted one to its forms."""
    form: Callable[[int], int]
    """Number to the number of the form that it asks for."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """
    Speak a language inside a `with` block.

    Parameters
    ----------
    language
        A BCP 47 tag. Names are said in it; words too where it is one of `INTERFACE`, whatever
        its script or region.
    """
    primary = language.split("-", maxsplit=1)[0]
    token = _CHOSEN.set(primary if primary in INTERFACE else language)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def names_language() -> str:
    """Return the language in which names are said, as a BCP 47 tag."""
    return _CHOSEN.get()


def words_language() -> str:
    """Return the language in which the atlas's own words are said, as a BCP 47 tag."""
    chosen = _CHOSEN.get()
    return chosen if chosen in INTERFACE else ENGLISH


def say(message: str, *, context: str = "", **values: object) -> str:
    """
    Say a message in the language that is spoken.

    Parameters
    ----------
    message
        The message in English, values named in braces.
    context
        What it is part of, where the English words could mean several things.
    **values
        Values; without any the message keeps its braces.
    """
    said = message
    if words_language() != ENGLISH:
        said = _catalogue(words_language()).messages.get((context, message), (message,))[0]
    return said.format(**values) if values else said


def message(text: str, *, context: str = "") -> str:  # noqa: ARG001 - for the catalogues
    """Mark a message that is said elsewhere, so that the catalogues have it."""
    return text


def say_counted(one: str, many: str, n: int, *, context: str = "") -> str:
    """Say a message, braces and all, in the form that a number asks for."""
    language = words_language()
    forms: tuple[str, ...] = ()
    if language != ENGLISH:
        catalogue = _catalogue(language)
        forms = catalogue.messages.get((context, one), ())
        if forms:
            return forms[catalogue.form(n)]
    return one if n == 1 else many


def plural_categories() -> dict[str, int]:
    """Return the plural categories (CLDR) of the language that is spoken, each with an example."""
    from babel import Locale  # noqa: PLC0415 - its data takes time that plain English need not

    rule = Locale.parse(words_language()).plural_form
    # Small numbers show every category that whole numbers have; `other` is also for fractions.
    return {"other": 5} | {rule(n): n for n in reversed(range(25))}


def country_in(language: str, code: str) -> str | None:
    """Return the name of a country in a language as CLDR has it, None where it has none."""
    from babel import Locale  # noqa: PLC0415 - as above

    return Locale.parse(language).territories.get(code)


def language_name(language: str) -> str:
    """Return the name of a language, in the language that is spoken."""
    from babel import Locale  # noqa: PLC0415 - as above

    return str(Locale.parse(words_language()).languages.get(language, language))


def say_number(value: float, digits: int | None = None) -> str:
    """Write a number as the language that is spoken does; with as many digits as it has."""
    text = f"{value:,.10g}" if digits is None else f"{value:,.{digits}f}"
    return text if words_language() == ENGLISH else text.translate(_signs(words_language()))


@cache
def _signs(language: str) -> dict[int, str]:
    """Map the signs in a number as English writes it to those of a language."""
    from babel import Locale  # noqa: PLC0415 - as above

    symbols = Locale.parse(language).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})


@cache
def _catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language, once for the process."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    file = files("neatlas") / "locale" / language / "LC_MESSAGES" / "neatlas.po"
    held = read_po(BytesIO(file.read_bytes()), locale=language)
    messages = {}
    for message in held:
        identity = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else tuple(said)
        if identity and all(forms):
            messages[message.context or "", identity] = forms
    return Catalogue(messages, gettext.c2py(held.plural_expr))
