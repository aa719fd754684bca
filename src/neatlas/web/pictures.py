"""The map for print, and its press kit: the same as `neatlas snapshot` draws, by an address."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neatlas.errors import FilterError, Problem, SnapshotError, unknown_word
from neatlas.printing import page_of, plan_of, stock_of
from neatlas.render import static_map
from neatlas.web.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from neatlas.render.static_map.options import Format, SnapshotOptions
    from neatlas.web.resource import Asked

# ruff: noqa: PLC0415 - Matplotlib is slow to import, and most servers draw nothing

_WORDS = ("size", "scale", "lang", "theme", "title", "subtitle", "credit", "focus", "svg_text")
_SWITCHES = ("quote", "graticule", "cmyk")
#: What may be chosen of a picture, as the flags of `neatlas snapshot` with `_` for `-`.
PARAMETERS = (*_WORDS, "dpi", *_SWITCHES)

#: Largest picture that is drawn for an address: an A3 sheet at 300 dots an inch has 17 million.
MOST_PIXELS = 20_000_000
#: The fonts of a picture's text, with their licence.
_FONTS = sorted((Path(static_map.__file__).parent / "fonts").iterdir())
#: Every entry of a kit bears this time, so that the same kit is the same file.
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: What a ZIP calls a system whose files have permissions.
_UNIX = 3


def read_choices(words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """
    Read the choices of a picture from a query.

    Raises
    ------
    FilterError
        If a name comes twice, or a switch or a number is none; all problems at once.
    """
    problems = [
        Problem(name, "", f"is given {len(values)} times. Give it once.")
        for name, values in words.items()
        if len(values) > 1
    ]
    choices: dict[str, Any] = {}
    for name, (word, *_) in words.items():
        if name in _SWITCHES:
            choices[name] = word == "yes"
            if word not in {"yes", "no"}:
                message = unknown_word("choice", word, ("yes", "no"), "Use yes or no.")
                problems.append(Problem(name, "", message))
        elif name == "dpi":
            choices[name] = int(word) if word.isdecimal() and word.isascii() else word
        else:
            choices[name] = word
    if problems:
        raise FilterError(problems)
    return choices


def _picture(form: Format, asked: Asked) -> bytes:
    from neatlas.render.static_map.draw import write_map
    from neatlas.render.static_map.own_settings import own_settings

    options = _options(asked, form)
    with own_settings(), _in_words_of_a_query():
        page = page_of(asked.atlas, asked.chosen, options)
        return write_map(page, stock_of(asked.atlas), options, form)


def _kit(asked: Asked) -> bytes:
    from neatlas.export.press.kit import pack_kit
    from neatlas.export.press.snapshot import take_snapshot

    atlas, options = asked.atlas, _options(asked, *_FORMS)
    spec = plan_of(atlas, asked.chosen, options.lang)
    snapshot = take_snapshot(atlas.catalog, asked.chosen, options)
    held = io.BytesIO()
    with _in_words_of_a_query():
        files = pack_kit(spec, stock_of(atlas), snapshot).files
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            # As on any system, whatever the server's: a file that its owner writes and all read.
            entry.create_system, entry.external_attr = _UNIX, 0o100644 << 16
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


@contextmanager
def _in_words_of_a_query() -> Iterator[None]:
    """Let problems name the parameter of an address, where those of the map name a flag."""
    try:
        yield
    except SnapshotError as error:
        named = (
            replace(p, path=p.path.removeprefix("--").replace("-", "_")) for p in error.problems
        )
        raise SnapshotError(named) from error


def _options(asked: Asked, *forms: Format) -> SnapshotOptions:
    from neatlas.render.static_map.asking import read_options
    from neatlas.render.static_map.sheet import Sheet, read_sheet

    choices, catalog = read_choices(asked.words), asked.atlas.catalog
    options = read_options(choices, asked.chosen, catalog, forms=forms)
    sheet = read_sheet(options.size, options.dpi)
    if isinstance(sheet, Sheet) and sheet.pixels[0] * sheet.pixels[1] > MOST_PIXELS:
        message = f"is more than {MOST_PIXELS:,} pixels. Ask for fewer, or draw it by command."
        raise FilterError([Problem("size", "", message)])
    return options


def _font(file: Path, _asked: Asked) -> bytes:
    return file.read_bytes()


_FORMS: dict[Format, tuple[str, str]] = {
    "png": ("a picture", "image/png"),
    "svg": ("groups that can be edited", "image/svg+xml; charset=utf-8"),
    "pdf": ("vectors with layers", "application/pdf"),
}

RESOURCES = (
    *(
        Resource(
            f"map.{form}",
            f"The map for print, as {said}.",
            media_type,
            partial(_picture, form),
            parameters=PARAMETERS,
            disposition="inline",
            ranged=True,
            drawn=True,
        )
        for form, (said, media_type) in _FORMS.items()
    ),
    Resource(
        "kit.zip",
        "A press kit: the map in all formats, caption, alt text, citations, rows.",
        "application/zip",
        _kit,
        parameters=PARAMETERS,
        disposition="attachment",
        ranged=True,
        drawn=True,
    ),
    *(
        Resource(
            f"fonts/{file.name}",
            "A font that the text of `map.svg` names by this address, or their licence.",
            "font/ttf" if file.suffix == ".ttf" else "text/plain; charset=utf-8",
            partial(_font, file),
            filtered=False,
            heavy=False,
        )
        for file in _FONTS
    ),
)
