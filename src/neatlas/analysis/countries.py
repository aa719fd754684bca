"""Countries by their codes and names: what one is called, and which code a word stands for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pycountry

from neatlas.catalog.frames import fold
from neatlas.errors import nearest, shown
from neatlas.speech import ENGLISH, country_in, words_language

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Most countries that a message proposes.
_PROPOSED = 6


def country_name(code: str, country_names: Mapping[str, str]) -> str:
    """
    Return the display name of a country, in the language that is spoken.

    The atlas's own name comes first, then that of CLDR; in English, that of ISO 3166.
    """
    if code in country_names:
        return country_names[code]
    if words_language() != ENGLISH:
        return country_in(words_language(), code) or code
    known = pycountry.countries.get(alpha_2=code)
    return str(known.name) if known else code


def read_country(word: object, country_names: Mapping[str, str] | None = None) -> str:
    """
    Return the code that a word is, in large letters; ValueError names the nearest.

    Parameters
    ----------
    word
        An ISO 3166-1 alpha-2 code, in any letters.
    country_names
        The atlas's own names by code, which are proposed first; those of ISO 3166 where no atlas
        is asked.
    """
    code = str(word).upper()
    if pycountry.countries.get(alpha_2=code) is not None:
        return code
    names = country_names or {country.alpha_2: country.name for country in pycountry.countries}
    likely = _likely_countries(names, str(word)) or list(country_names or ())
    allowed = " or ".join(f"{code} ({country_name(code, names)})" for code in likely[:_PROPOSED])
    cure = f"Did you mean {allowed}?" if allowed else "Write two letters, such as 'KR'."
    message = f"{shown(word)} is not an ISO 3166-1 alpha-2 country code. {cure}"
    raise ValueError(message)


def _likely_countries(country_names: Mapping[str, str], word: str) -> list[str]:
    """Return the codes of the countries that a name, another code or a mistyped one stands for."""
    if len(word) <= 2:  # noqa: PLR2004 - two letters are like most codes
        return []
    codes = {name: code for code, name in country_names.items()}
    likely = [code for name, code in codes.items() if fold(word) in fold(name)]
    with suppress(LookupError):
        likely.append(pycountry.countries.lookup(word).alpha_2)
    if not likely:
        alike = nearest(word, [*codes, *country_names], most=2)
        likely = [codes.get(found, found) for found in alike]
    return list(dict.fromkeys(likely))
