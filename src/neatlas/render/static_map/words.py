"""The words of a printed map in other languages than English.

A catalogue is a text file, English to the other language. What it lacks stands in English.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    """What a map says, in one language."""

    language: str = "en"
    catalogue: dict[str, str] = field(default_factory=dict)

    def __call__(self, english: str, /, **values: object) -> str:
        """Return a text in this language, its `{names}` filled in."""
        text = self.catalogue.get(english, english)
        return text.format(**values) if values else text

    def has(self, english: str) -> bool:
        """Return whether a text need not fall back to English."""
        return self.language == "en" or english in self.catalogue


def languages() -> tuple[str, ...]:
    """Return the languages in which a map can speak."""
    return ("en", *sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def read_words(language: str) -> Words:
    """Read the words of a language, by its primary tag; English where there is no catalogue."""
    primary = language.split("-", maxsplit=1)[0]
    file = _FOLDER / f"{primary}.toml"
    if not file.is_file():
        return Words(language)
    return Words(language, tomllib.loads(file.read_text("utf-8")))
