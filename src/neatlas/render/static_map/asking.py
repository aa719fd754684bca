"""Reads the choices of a printed map from the words of a door: flags, or a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, SnapshotError
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog


def read_options(
    choices: Mapping[str, Any],
    chosen: Filter,
    catalog: Catalog,
    *,
    call: Callable[[str], str] = str,
) -> SnapshotOptions:
    """
    Read the choices of a printed map.

    Parameters
    ----------
    choices
        Name of a choice to its value, as `SnapshotOptions` has it; `scale` as `1:2000000`.
    chosen
        The filter: its box is also what is shown.
    catalog
        The atlas; its language is that of the map where none is asked for.
    call
        How the door calls a choice in messages, such as `--svg-text` for `svg_text`.

    Raises
    ------
    SnapshotError
        If a value is not one; all problems at once.
    UnknownWordError
        If there is no such project to draw the map about.
    """
    given = {"lang": catalog.settings.language, **choices}
    if "scale" in given:
        given["scale"] = _denominator(given["scale"], call)
    if chosen.bbox is not None:
        given["bbox"] = tuple(chosen.bbox)
    if "focus" in given:
        given["focus"] = catalog.project(given["focus"]).id
    try:
        options = SnapshotOptions.model_validate(given)
    except ValidationError as error:
        found = problems_of(error, SnapshotOptions, path="")
        raise SnapshotError(Problem(call(p.field), "", p.message) for p in found) from error
    sheet = read_sheet(options.size, options.dpi)
    if isinstance(sheet, Problem):
        own = sheet.path.removeprefix("--")
        raise SnapshotError([Problem(call(own), "", sheet.message)])
    return options


def _denominator(word: str, call: Callable[[str], str]) -> int:
    number = word.removeprefix("1:").replace(",", "").replace("_", "")
    if not number.isdecimal():
        message = f"'{word}' is not a scale. Write 1:2000000."
        raise SnapshotError([Problem(call("scale"), "", message)])
    return int(number)
