"""Draws printed maps and packs press kits."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from neatlas.analysis.select import select_records
from neatlas.cli.asked import format_of, read_style
from neatlas.cli.files import write_whole
from neatlas.errors import OutputError, Problem, SnapshotError, shown
from neatlas.export.press.snapshot import (
    Snapshot,
    changes_since,
    check_same,
    read_snapshot,
    style_changes_since,
    take_snapshot,
)
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.plan import MapOptions, plan_map_of
from neatlas.render.static_map.draw import draw_map
from neatlas.render.static_map.stock import Stock
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neatlas.analysis.select import Filter
    from neatlas.catalog.catalog import Catalog
    from neatlas.render.spec import MapSpec
    from neatlas.render.static_map.house import House
    from neatlas.render.static_map.options import SnapshotOptions


@dataclass(frozen=True)
class Desk:
    """An atlas and a selection of it, ready to be drawn."""

    stock: Stock
    spec: MapSpec
    snapshot: Snapshot
    house: House


def open_desk(
    catalog: Catalog,
    chosen: Filter,
    options: SnapshotOptions,
    house: Path | None,
    style: House,
) -> Desk:
    """Plan the map of what a filter selects."""
    selected = tuple(select_records(catalog, chosen))
    with speaking(options.lang):
        spec = plan_map_of(
            catalog, resolve_anchors(catalog), selected, MapOptions(chosen, told=False)
        )
    snapshot = take_snapshot(catalog, chosen, options, house=house, style=style)
    return Desk(Stock(catalog), spec, snapshot, style)


def reopen_desk(catalog: Catalog, file: Path, house: Path | None = None) -> Desk:
    """
    Open the desk as it was when a snapshot was drawn.

    Parameters
    ----------
    catalog
        The atlas.
    file
        The snapshot.
    house
        Where its house style lies by now; where the snapshot has it from if None.

    Raises
    ------
    SnapshotError
        If the house style is not found; if it or the data changed since, with the files, fonts
        and colours that did.
    """
    snapshot = read_snapshot(file)
    if house is None and snapshot.house:
        house = Path(snapshot.house)
        if not house.is_file():
            message = f"{shown(house)} is no file seen from here. Say with --house where it lies."
            raise SnapshotError([Problem(str(file), "house", message)])
    style = read_style(house)
    changed = {
        "the data": changes_since(snapshot, Stock(catalog)),
        "the house style": style_changes_since(snapshot, style),
    }
    problems = [
        Problem(
            str(file),
            "",
            f"{what} changed since it was drawn: {'; '.join(changes)}. "
            f"Draw the map anew with its flags, or take {what} of then.",
        )
        for what, changes in changed.items()
        if changes
    ]
    if problems:
        raise SnapshotError(problems)
    return open_desk(catalog, snapshot.chosen(catalog), snapshot.options, house, style)


def draw_all(
    desk: Desk, output: Path | None, kit: Path | None, *, like: Path | None, each: bool
) -> Iterator[str]:
    """Draw what is asked for; yields what was written and what did not fit, a line each."""
    if not each:
        if output is not None:
            yield from draw_file(desk, output, like=like)
        if kit is not None:
            yield from write_kit(desk, kit, like=like)
        return
    for project, own in each_project(desk):
        if output is not None:
            yield from draw_file(own, output.with_stem(f"{output.stem}-{project}"))
        if kit is not None:
            yield from write_kit(own, kit / project)


def draw_file(desk: Desk, output: Path, *, like: Path | None = None) -> list[str]:
    """
    Draw a map into a file, and lay the fonts of an SVG beside it.

    Parameters
    ----------
    desk
        What to draw.
    output
        PNG, SVG or PDF by its name.
    like
        A snapshot that the picture must equal, byte for byte.

    Returns
    -------
    list of str
        What was written and what did not fit, a sentence a line.
    """
    form = format_of(output)
    options = desk.snapshot.options
    drawing = draw_map(desk.spec, desk.stock, options, form, house=desk.house)
    data, composition = drawing.data, drawing.composition
    write_whole(output, data)
    if form == "svg" and options.svg_text == "text":
        from neatlas.export.press.fonts import font_files  # noqa: PLC0415 - SVG alone needs it

        _write_all(output.parent, font_files(composition))
    sheet = composition.sheet
    size = (
        "{} x {} pixels".format(*sheet.pixels)
        if form == "png"
        else (f"{sheet.width_mm:g} x {sheet.height_mm:g} mm")
    )
    lines = [f"{output}: {size}, {len(data) / 1000:,.0f} kB. {composition.texts.counts}"]
    lines += composition.texts.notes
    if like is not None:
        lines += _compared(read_snapshot(like), {f"map.{form}": data})
    return lines


def _compared(snapshot: Snapshot, pictures: dict[str, bytes]) -> list[str]:
    other = check_same(snapshot, pictures)
    if not other:
        return ["The picture is the same, byte for byte."]
    made = snapshot.neatlas
    why = f"it was drawn by neatlas {made}."
    if made == version("neatlas"):
        why = (
            "either the choices in the file are not those that it was drawn with, "
            "or the libraries are others."
        )
    return [f"The data are the same, the picture is not: {why}"]


def write_kit(desk: Desk, folder: Path, *, like: Path | None = None) -> list[str]:
    """Write the files of a press kit into a folder; returns what was written, in sentences."""
    from neatlas.export.press.kit import pack_kit  # noqa: PLC0415 - it brings all formats of data

    kit = pack_kit(desk.spec, desk.stock, desk.snapshot, house=desk.house)
    _write_all(folder, kit.files)
    lines = [f"{folder}: {len(kit.files)} files. {kit.composition.texts.counts}"]
    lines += kit.composition.texts.notes
    if like is not None:
        pictures = {name: data for name, data in kit.files.items() if name.startswith("map.")}
        lines += _compared(read_snapshot(like), pictures)
    return lines


def each_project(desk: Desk) -> Iterator[tuple[str, Desk]]:
    """Yield, for each project that is drawn, a desk whose map is about it; shows the progress."""
    drawn = [project.id for project in desk.spec.projects if project.bounds]
    with click.progressbar(drawn, label="Maps", file=sys.stderr) as bar:
        for project in bar:
            # A box of the filter chose the projects; each map is about its own.
            own = {"focus": project, "bbox": None}
            options = desk.snapshot.options.model_copy(update=own)
            snapshot = desk.snapshot.model_copy(update={"options": options})
            yield project, replace(desk, snapshot=snapshot)


def _write_all(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"cannot be made: {error.strerror}. Name a folder that can be."
            raise OutputError(file.parent, message) from error
        write_whole(file, data)
