"""The commands. Heavy modules are imported inside them, so that `--help` answers at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from neatlas.cli.options import (
    Kilometres,
    atlas_option,
    filter_options,
    form_option,
    lang_option,
    read_filter,
)
from neatlas.cli.snapshot import snapshot
from neatlas.errors import NeatlasError

# ruff: noqa: PLC0415 - imports inside commands are the point of this module


class _Group(click.Group):
    """Turns a mistake in data or words into its clear lines; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            return super().invoke(ctx)
        except NeatlasError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run, and say a wrong call in one line: what, and where to look."""
        try:
            # Outside its standalone mode click returns the code of `ctx.exit`.
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(error.exit_code)
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "neatlas"
            click.echo(f"{error.format_message()} See '{where} --help'.", err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            sys.exit(130)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="neatlas")
def main() -> None:
    """Read an atlas in which every line on the map answers to a sentence in a document."""


@main.command()
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--press", is_flag=True, help="Fail on a status or core figure that rests on copies alone."
)
def check(atlas: Path | None, *, as_json: bool, press: bool) -> None:
    """Verify every record, link, anchor, geometry and source; exit 1 on any problem."""
    from neatlas.checking import check_atlas

    report = check_atlas(atlas, press=press)
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            click.echo(str(problem))
        anchors = ", ".join(f"{count} {state}" for state, count in report.anchors.items())
        count = len(report.problems)
        problems = "no problems" if count == 0 else f"{count} problem{'s' if count > 1 else ''}"
        beside = f" and {report.context} beside them" if report.context else ""
        click.echo(
            f"{report.projects} projects{beside}, {report.passages} passages "
            f"(anchors: {anchors}), {report.unsourced} unsourced statements: {problems}."
        )
    sys.exit(1 if report.problems else 0)


@main.command("list")
@filter_options
@atlas_option
@form_option
@lang_option
def list_(words: dict[str, list[str]], atlas: Path | None, form: str, lang: str | None) -> None:
    """List the projects that a filter selects, in the order of the text."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import listing

    catalog = load_catalog(atlas)
    listing.print_projects(catalog, read_filter(words, catalog), form, lang)


@main.command()
@click.argument("project")
@atlas_option
@click.option("--as-of", metavar="DATE", help="Leave out what came after: 2014, 2014-07, ...")
@click.option("--lang", metavar="TAG", help="Language of the name; of the words too, in ko or ru.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole ledger as JSON.")
def show(
    project: str, atlas: Path | None, as_of: str | None, lang: str | None, *, as_json: bool
) -> None:
    """Show a project: what the text says of it, what became of it, and the sources."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import showing

    catalog = load_catalog(atlas)
    chosen = read_filter({"as_of": [as_of]} if as_of else {}, catalog)
    record = catalog.project(project)
    if record.id != project:
        click.echo(f"'{project}' is retired; this is '{record.id}'.", err=True)
    if as_json:
        showing.print_json(catalog, record, chosen)
    else:
        showing.print_card(catalog, record, chosen, lang)


@main.command()
@filter_options
@atlas_option
@click.option(
    "--by",
    type=click.Choice(["project", "country", "border", "sector", "status"]),
    default="project",
    show_default=True,
    help="What a row stands for: a project, a country of it, a border that it crosses, a "
    "country and sector, or a change of status since the text.",
)
@form_option
def measure(words: dict[str, list[str]], atlas: Path | None, by: str, form: str) -> None:
    """Measure projects: length with its range, by country, over sea; areas; borders crossed."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import measuring

    catalog = load_catalog(atlas)
    measuring.print_measures(catalog, read_filter(words, catalog), by, form)


@main.command("corridors")
@filter_options
@atlas_option
@click.option(
    "--within",
    "within_km",
    type=Kilometres(0, 100, min_open=True),
    default=10,
    show_default=True,
    metavar="KM",
    help="How near two lines must run to one another, or to the place.",
)
@click.option(
    "--for",
    "at_least_km",
    type=Kilometres(0),
    default=20,
    show_default=True,
    metavar="KM",
    help="How far they must run so without a break.",
)
@click.option(
    "--near",
    metavar="PLACE",
    help="List the projects that pass near a place instead: its id or name, or lon,lat.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "geojson"]),
    default="table",
    show_default=True,
    help="How to print the rows; geojson draws the corridors, and is not for --near.",
)
def corridors_(
    words: dict[str, list[str]],
    atlas: Path | None,
    near: str | None,
    form: str,
    **distances: float,
) -> None:
    """List where projects share a corridor, or which of them pass near a place."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import corridors

    catalog = load_catalog(atlas)
    chosen = read_filter(words, catalog)
    if near is not None and form == "geojson":
        raise click.UsageError("--near has no corridors to draw. Leave it or --format geojson out.")
    if near is None:
        corridors.print_corridors(catalog, chosen, form, **distances)
    else:
        within_km = distances["within_km"]
        corridors.print_near(catalog, chosen, form, place=near, within_km=within_km)


@main.command()
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def coverage(atlas: Path | None, *, as_json: bool) -> None:
    """Report what of the text is linked: paragraphs without a link, projects without a passage."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import covering

    covering.print_coverage(load_catalog(atlas), as_json=as_json)


@main.command()
@filter_options
@atlas_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write; its ending is the format: .csv, .geojson, .gpkg, .parquet, .xlsx, ...",
)
@click.option(
    "--table",
    metavar="NAME",
    help="Table to write: projects, features, bands, names, outside_ids, parts, statuses, events, "
    "figures, sources, passages, links, documents, places.",
)
def export(
    words: dict[str, list[str]], atlas: Path | None, output: Path, table: str | None
) -> None:
    """Write the projects that a filter selects as data, with licence, citation and version."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import exporting

    catalog = load_catalog(atlas)
    click.echo(exporting.save_data(catalog, read_filter(words, catalog), output, table))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "geojson"]),
    default="text",
    show_default=True,
    help="How to print the changes.",
)
def diff(old: Path, new: Path, form: str) -> None:
    """Say what changed between two folders of an atlas: projects, places, statuses, sources."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import differing

    differing.print_changes(load_catalog(old), load_catalog(new), form)


@main.command("map")
@filter_options
@atlas_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="HTML file to write.",
)
@click.option("--embed", is_flag=True, help="Print the HTML that shows the page inside another.")
@lang_option
def map_(
    words: dict[str, list[str]], atlas: Path | None, output: Path, lang: str | None, *, embed: bool
) -> None:
    """Write the interactive map as one page that needs no network."""
    from neatlas.catalog.reading import load_catalog
    from neatlas.cli import saving

    catalog = load_catalog(atlas)
    chosen = read_filter(words, catalog)
    click.echo(saving.save_page(catalog, chosen, output, lang))
    if embed:
        click.echo(saving.embedding(catalog, chosen, output, lang))


main.add_command(snapshot)


@main.command()
@atlas_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port; the first free one from 8501.")
@click.option("--base-path", default="", metavar="PATH", help="Path under which the app stands.")
def serve(atlas: Path | None, host: str, port: int | None, base_path: str) -> None:
    """Start the app and print its address."""
    from neatlas.server import serve_app

    serve_app(atlas, host=host, port=port, base_path=base_path)
