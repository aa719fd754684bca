"""Reads what is asked of `neatlas snapshot`, all mistakes at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from neatlas.analysis.select import Filter, select_records
from neatlas.cli.options import flag, read_filter
from neatlas.errors import (
    FilterError,
    Problem,
    RecordError,
    SnapshotError,
    UnknownWordError,
    unknown_word,
)
from neatlas.render.static_map.asking import read_options
from neatlas.render.static_map.draw import FORMATS
from neatlas.render.static_map.house import House, read_house

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neatlas.catalog.catalog import Catalog
    from neatlas.render.static_map.options import Format, SnapshotOptions

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """What is asked of the command, as it was written."""

    words: dict[str, list[str]]
    choices: dict[str, Any]
    house: Path | None
    output: Path | None
    kit: Path | None


def read_asked(
    asked: Asked, catalog: Catalog
) -> tuple[Filter, SnapshotOptions, Path | None, House]:
    """
    Read what is asked of the command.

    Raises
    ------
    SnapshotError
        If some of it cannot be read or written; all problems at once.
    """
    problems: list[Problem] = []

    def tried(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except (FilterError, SnapshotError, RecordError) as error:
            problems.extend(error.problems)
        return None

    chosen = tried(lambda: read_filter(asked.words, catalog))
    forms = [*FORMATS] if asked.kit or asked.output is None else []
    if output := asked.output:
        form = tried(lambda: format_of(output))
        forms += [form] if form else [*FORMATS]
        tried(lambda: _check_folder(output))
    # A filter that leaves nothing out is false.
    among, choices = Filter() if chosen is None else chosen, dict(asked.choices)
    if not tried(lambda: _check_focus(choices.get("focus"), among, catalog)):
        del choices["focus"]
    options = tried(lambda: read_options(choices, among, catalog, forms=forms, call=flag))
    style = tried(lambda: read_style(asked.house))
    if problems or chosen is None or options is None or style is None:
        raise SnapshotError(problems)
    return chosen, options, asked.house, style


def _check_focus(focus: str | None, chosen: Filter, catalog: Catalog) -> bool:
    """Refuse what is no project to draw a map about, with the nearest of those that are drawn."""
    try:
        return focus is None or bool(catalog.project(focus))
    except UnknownWordError as error:
        drawn = [p for p in select_records(catalog, chosen) if p in catalog.geometries]
        cure = "" if drawn else "The filter leaves none to draw."
        message = unknown_word("project", error.word, drawn, cure)
        raise SnapshotError([Problem(flag("focus"), "", message)]) from None


def read_style(house: Path | None) -> House:
    """
    Read a house style; none is ours.

    Raises
    ------
    SnapshotError
        If there is no such file.
    RecordError
        If it cannot be used.
    """
    if house is None:
        return House()
    if not house.is_file():
        message = "is not a file. Name the TOML file of a house style."
        raise SnapshotError([Problem(str(house), "", message)])
    return read_house(house)


def format_of(output: Path) -> Format:
    """Return the format that the name of a picture says."""
    form = output.suffix.lower().removeprefix(".")
    for known in FORMATS:
        if form == known:
            return known
    message = "is not the name of a picture. Let it end in .png, .svg or .pdf."
    raise SnapshotError([Problem(str(output), "", message)])


def _check_folder(output: Path) -> None:
    if not output.parent.is_dir():
        message = (
            f"cannot be written: there is no folder '{output.parent}'. Make it, or name another."
        )
        raise SnapshotError([Problem(str(output), "", message)])
