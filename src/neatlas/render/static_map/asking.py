"""Reads the choices of a printed map from the words of a door: flags, or a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from neatlas.catalog.wording import problems_of
from neatlas.errors import Problem, SnapshotError, UnknownWordError, unknown_word
from neatlas.render.static_map.options import SnapshotOptions
from neatlas.render.static_map.sheet import read_sheet
from neatlas.speech import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.static_map.options import Format


def read_options(
    choices: Mapping[str, Any],
    chosen: Filter,
    catalog: Catalog,
    *,
    forms: Collection[Format],
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
    forms
        The formats that are to be written.
    call
        How the door calls a choice in messages, such as `--svg-text` for `svg_text`.

    Raises
    ------
    SnapshotError
        If a value is not one, there is no such project to draw the map about, or two choices do
        not go together; all problems at once.
    """
    given = {"lang": catalog.settings.language, **choices}
    if chosen.bbox is not None:
        given["bbox"] = tuple(chosen.bbox)
    said = _apart(given, forms)
    for name, read in (
        ("scale", _denominator),
        ("focus", lambda project: catalog.project(project).id),
        ("lang", _language(catalog)),
    ):
        if isinstance(given.get(name), str):
            try:
                given[name] = read(given[name])
            except (UnknownWordError, ValueError) as error:
                said[name] = str(error)
    known = {name: value for name, value in given.items() if name not in said}
    problems = [Problem(call(name), "", message) for name, message in said.items()]
    options, wrong = _validated(known)
    problems += [Problem(call(one.field), "", one.message) for one in wrong]
    # A size that is none is said beside other mistakes.
    names = {"size", "dpi"} - {one.field for one in wrong}
    right = {name: value for name, value in known.items() if name in names}
    sized = SnapshotOptions.model_validate(right)
    sheet = read_sheet(sized.size, sized.dpi)
    if isinstance(sheet, Problem):
        problems.append(Problem(call(sheet.path.removeprefix("--")), "", sheet.message))
    if problems or options is None:
        raise SnapshotError(problems)
    return options


def _validated(given: Mapping[str, Any]) -> tuple[SnapshotOptions | None, list[Problem]]:
    try:
        return SnapshotOptions.model_validate(given), []
    except ValidationError as error:
        return None, problems_of(error, SnapshotOptions, path="")


def _apart(given: Mapping[str, Any], forms: Collection[Format]) -> dict[str, str]:
    """Say which choices do not go with the others, or with what is written."""
    said = {}
    written = ", ".join(f".{form}" for form in forms)
    if given.get("cmyk") and "pdf" not in forms:
        said["cmyk"] = f"'{written}' has no process colours. Write a .pdf, or leave it out."
    if "svg_text" in given and "svg" not in forms:
        said["svg_text"] = f"'{written}' has no such letters. Write an .svg, or leave it out."
    if "bbox" in given and "focus" in given:
        box = ",".join(f"{degrees:g}" for degrees in given["bbox"])
        said["bbox"] = (
            f"'{box}' and the project '{given['focus']}' both say what is shown. Leave one out."
        )
    return said


def _language(catalog: Catalog) -> Callable[[str], str]:
    """Return what refuses a language in which nothing of an atlas is on record."""
    settings = catalog.settings
    named = {name.lang for project in catalog.projects.values() for name in project.names}
    known = sorted({*LANGUAGES, settings.language, *settings.translations, *named})

    def read(tag: str) -> str:
        if tag.partition("-")[0] not in {word.partition("-")[0] for word in known}:
            use = f"Use one of: {', '.join(known)}."
            raise ValueError(unknown_word("language of this atlas", tag, known, use))
        return tag

    return read


def _denominator(word: str) -> int:
    number = word.removeprefix("1:").replace(",", "").replace("_", "")
    if not number.isdecimal():
        message = f"'{word}' is not a scale. Write 1:2000000."
        raise ValueError(message)
    return int(number)
