"""A house style: fonts, colours and logo of a newsroom, from a TOML file, checked like a record."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, get_args

from matplotlib.ft2font import FT2Font
from pydantic import Field, StringConstraints, ValidationError

from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, RecordError, unknown_word
from neatlas.model.record import Line, Record
from neatlas.render.static_map.lettering import OURS, Face, Hand, is_ours
from neatlas.render.static_map.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

#: Largest font or logo that is read.
_MOST_BYTES = 30_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
#: The colours of a theme that a house may set.
COLORS = tuple(f.name for f in fields(Theme) if f.type == "str" and f.name != "name")

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class _Fonts(Record):
    """Font files, relative to the house file; ours stand in for characters that they lack."""

    regular: Line | None = None
    bold: Line | None = None
    water: Line | None = None
    """For names of seas; an italic is usual."""


class _HouseRecord(Record):
    """The file of a house style."""

    fonts: _Fonts = _Fonts()
    colors: Annotated[dict[str, Color], Field(default_factory=dict)]
    logo: Line | None = None
    """A PNG, relative to the house file; it stands at the foot of the map."""
    credit: Line | None = None


@dataclass(frozen=True)
class House:
    """A house style, ready to be used."""

    hand: Hand = OURS
    colors: tuple[tuple[str, str], ...] = ()
    logo: bytes | None = None
    credit: str | None = None

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each thing that it sets, such as `fonts.bold`, by its name."""
        parts = {f"colors.{name}": color.encode() for name, color in self.colors}
        for face in get_args(Face):
            file = self.hand.files(face)[0]
            if not is_ours(file):
                parts[f"fonts.{face}"] = file.read_bytes()
        if self.logo is not None:
            parts["logo"] = self.logo
        if self.credit is not None:
            parts["credit"] = self.credit.encode()
        return {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}


def read_house(file: Path) -> House:
    """
    Read a house style.

    Raises
    ------
    RecordError
        If the file, or a font or logo that it names, cannot be used; all problems at once.
    """
    data = _read_toml(file)
    problems: list[Problem] = []
    try:
        record = _HouseRecord.model_validate(data)
    except ValidationError as error:
        problems += problems_of(error, _HouseRecord, path=str(file))
    # What the record refuses does not hide what is wrong with the files and colours that it names.
    problems += [
        Problem(
            str(file),
            f"colors.{name}",
            unknown_word("colour of a map", name, COLORS, f"Use one of: {', '.join(COLORS)}."),
        )
        for name in _table(data, "colors")
        if name not in COLORS
    ]
    problems += [problem for name, path in _files(data) if (problem := _refused(file, name, path))]
    if problems:
        raise RecordError(problems)
    return House(
        hand=Hand(
            regular=_with_ours(file, "regular", record.fonts.regular),
            bold=_with_ours(file, "bold", record.fonts.bold),
            water=_with_ours(file, "water", record.fonts.water),
        ),
        colors=tuple(record.colors.items()),
        logo=(file.parent / record.logo).read_bytes() if record.logo else None,
        credit=record.credit,
    )


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError([Problem(str(file), "", f"cannot be read: {error}.")]) from error
    except tomllib.TOMLDecodeError as error:
        message = f"is not TOML: {error}. Correct it there."
        raise RecordError([Problem(str(file), "", message)]) from error


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    held = data.get(name)
    return held if isinstance(held, dict) else {}


def _files(data: dict[str, Any]) -> list[tuple[str, str]]:
    """List the files that a house names, as far as it names them as it should."""
    fonts = {f"fonts.{face}": path for face, path in _table(data, "fonts").items()}
    known = {f"fonts.{face}" for face in get_args(Face)}
    named = {name: path for name, path in fonts.items() if name in known}
    named["logo"] = data.get("logo")
    return [(name, path) for name, path in named.items() if path and isinstance(path, str)]


def _refused(house: Path, field: str, path: str) -> Problem | None:
    file = house.parent / path
    if not file.is_file() or file.stat().st_size > _MOST_BYTES:
        message = f"'{path}' is no file beside the house style, or too large. Put it there."
        return Problem(str(house), field, message)
    if field == "logo":
        good = file.read_bytes().startswith(_PNG)
        return None if good else Problem(str(house), field, f"'{path}' is not a PNG. Make it one.")
    try:
        FT2Font(str(file))
    except (RuntimeError, OSError):
        message = f"'{path}' is not a font. Name a TrueType or OpenType file."
        return Problem(str(house), field, message)
    return None


def _with_ours(house: Path, face: Face, path: str | None) -> tuple[Path, ...]:
    ours = OURS.files(face)
    return (house.parent.resolve() / path, *ours) if path else ours
