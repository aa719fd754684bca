"""The command that draws a map for print, and its flags."""

from __future__ import annotations

import gc
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from neatlas.cli.options import atlas_option, filter_options, flag
from neatlas.collecting import collecting_later

if TYPE_CHECKING:
    from collections.abc import Callable

#: Name of a choice to the type and help of its flag.
_CHOICES: dict[str, tuple[Any, str]] = {
    "size": (
        str,
        "article, square, story, a4, a4-landscape, column-85, column-180, 180x120mm, ...",
    ),
    "dpi": (int, "Dots an inch of a PNG; the size's own if left out."),
    "scale": (str, "Scale, as 1:2000000; the largest at which all is seen if left out."),
    "lang": (str, "Language: en, ko, ru. In another, as zh and ja, names alone; words in English."),
    "theme": (str, "light, dark, or print for black and white."),
    "title": (str, "Title; the atlas's own if left out."),
    "subtitle": (str, "Line under the title."),
    "credit": (str, "Credit that comes before the atlas's own."),
    "focus": (str, "Project about which the map is drawn, by id."),
    "svg_text": (str, "text, which can be edited, or outlines, which need no font."),
}
_SWITCHES = {
    "quote": "Print the sentence that speaks of it, with speaker, date and paragraph.",
    "graticule": "Draw meridians and parallels.",
    "cmyk": "Process colours in a PDF, black text printed over.",
}


def snapshot_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags of a printed map, collected in its argument `choices`."""

    @wraps(command)
    def collected(**values: Any) -> None:  # noqa: ANN401 - click passes what options yield
        choices = {name: values.pop(name) for name in (*_CHOICES, *_SWITCHES)}
        command(choices={n: v for n, v in choices.items() if v not in {None, False}}, **values)

    for name, text in reversed(_SWITCHES.items()):
        collected = click.option(flag(name), name, is_flag=True, help=text)(collected)
    for name, (kind, text) in reversed(_CHOICES.items()):
        collected = click.option(flag(name), name, type=kind, metavar="X", help=text)(collected)
    return collected


house_option = click.option(
    "--house",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="House style: fonts, colours, logo (TOML).",
)


@click.command()
@filter_options
@snapshot_options
@house_option
@atlas_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Picture to write: .png, .svg or .pdf.",
)
@click.option(
    "--kit",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder for a press kit: all formats, caption, citations, rows.",
)
@click.option(
    "--from",
    "like",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="snapshot.json of a kit, to be drawn again.",
)
@click.option("--each", is_flag=True, help="Draw one map for each project.")
def snapshot(  # noqa: PLR0913 - a command has the flags that it has
    words: dict[str, list[str]],
    choices: dict[str, Any],
    house: Path | None,
    atlas: Path | None,
    *,
    output: Path | None,
    kit: Path | None,
    like: Path | None,
    each: bool,
) -> None:
    """Draw the map for print, with legend, scale, credits, and the sentence if asked for."""
    if output is None and kit is None:
        raise click.UsageError("Say where to write: -o FILE for a picture, --kit DIR for a kit.")
    if like is not None and (words or choices or each):
        message = "--from draws what was drawn then: leave out all other choices but --house."
        raise click.UsageError(message)
    if each and "focus" in choices:
        message = "--focus draws one map, about one project, --each one for each: leave out either."
        raise click.UsageError(message)
    with collecting_later():
        from neatlas.catalog.reading import load_catalog  # noqa: PLC0415 - `--help` must not wait
        from neatlas.cli import snapshotting  # noqa: PLC0415
        from neatlas.cli.asked import Asked, read_asked  # noqa: PLC0415

        catalog = load_catalog(atlas)
        # A command ends soon: what is garbage by now may stay, and need not be looked for.
        gc.freeze()
    if like is not None:
        desk = snapshotting.reopen_desk(catalog, like, house)
    else:
        asked = Asked(words, choices, house, output, kit)
        desk = snapshotting.open_desk(catalog, *read_asked(asked, catalog))
    for line in snapshotting.draw_all(desk, output, kit, like=like, each=each):
        click.echo(line)
