"""The docs name everything that exists: commands, flags, fields, words, files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from neatlas.analysis.filters import NAMES
from neatlas.analysis.select import Filter
from neatlas.catalog.reading import load_catalog
from neatlas.cli import main
from neatlas.export.formats import FORMATS
from neatlas.export.rows import FIELDS
from neatlas.export.tables import TABLES, build_table
from neatlas.export.tables.shapes import FEATURE_FIELDS
from neatlas.model import (
    basemap,
    document,
    geometry,
    link,
    place,
    project,
    settings,
    source,
    vocabulary,
)
from neatlas.web.routes import RESOURCES

if TYPE_CHECKING:
    from neatlas.export.table import Field, Table
    from neatlas.web.resource import Resource

ROOT = Path(__file__).parents[1]
PAGES = [
    page
    for page in (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "geodata").rglob("*.md"),
    )
    if ".venv" not in page.parts
]
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text("utf-8")
EXPORT = (ROOT / "docs" / "export.md").read_text("utf-8")
DATA = (ROOT / "docs" / "data.md").read_text("utf-8")
RECORDS = [
    *(document.Document, document.Citation, document.Slip),
    *(geometry.GeometryNotes, geometry.Vertex, geometry.Crossing),
    *(link.Links, link.Passage, link.Selector, link.Mention, link.Claim, link.LeftOut),
    *(project.Project, project.Name, project.Part, project.StatusEntry, project.Event),
    *(project.Figure, project.OutsideId),
    *(place.Place, place.Gazetteer, place.PlaceMention, place.PlaceLinks),
    *(settings.Settings, settings.SeaName, settings.CountryLabel),
    *(source.SourceNotes,),
    *(basemap.Disputed, basemap.Water, basemap.Border, basemap.Province, basemap.River),
    *(basemap.Town, basemap.Credit, basemap.Credits),
]


def signature(command: str) -> str:
    """Return how the table of commands says that a command is called."""
    (found,) = re.findall(rf"^\| `neatlas {command}\b([^`]*)` \|", CLI, flags=re.MULTILINE)
    return str(found)


def written(parameter: click.Parameter) -> set[str]:
    """Return the words for a parameter of which one stands in a signature."""
    if isinstance(parameter, click.Option):
        return set(parameter.opts)
    return {str(parameter.name).upper()}


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_docs_with_exactly_its_parameters(command: str) -> None:
    own = {p.name: written(p) for p in main.commands[command].params if p.name != "atlas"}
    if set(NAMES) <= set(own):
        own = {name: words for name, words in own.items() if name not in NAMES}
        own["filter"] = {"FILTER"}
    said = set(
        re.findall(r"(?<![\w-])(?:--?[a-z-]+|PROJECT|FILTER|OLD|NEW)(?![\w-])", signature(command))
    )
    assert [name for name, words in own.items() if not words & said] == []
    assert said <= set().union(*own.values())


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_choice_of_a_flag_is_in_the_docs(command: str) -> None:
    for parameter in main.commands[command].params:
        if isinstance(parameter.type, click.Choice):
            assert "\\|".join(map(str, parameter.type.choices)) in signature(command)


def test_every_command_takes_the_folder_of_an_atlas_as_the_docs_say() -> None:
    assert "Every command takes `--atlas DIR`" in CLI
    for name, command in main.commands.items():
        if name == "diff":
            continue
        assert "--atlas" in {word for parameter in command.params for word in parameter.opts}


@pytest.mark.parametrize("name", NAMES)
def test_every_filter_flag_is_in_the_docs(name: str) -> None:
    assert f"`--{name.replace('_', '-')} " in CLI


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_every_route_is_in_the_docs_with_its_parameters(resource: Resource) -> None:
    assert f"| `/atlas/{resource.path}` |" in HTTP
    assert all(f"`{name}`" in HTTP for name in resource.names)


@pytest.mark.parametrize("field", FEATURE_FIELDS, ids=lambda field: field.name)
def test_every_property_of_a_feature_is_in_the_docs(field: Field) -> None:
    assert f"`{field.name}`" in HTTP


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_in_the_docs_with_its_fields_and_what_they_mean(name: str) -> None:
    table = build_table(load_catalog(), Filter(), name)
    assert EXPORT.partition(f"### `{name}`\n\n")[2].startswith(dictionary(table))


def dictionary(table: Table) -> str:
    """Return how the docs say what a row and its fields are."""
    rows = [f"| `{field.name}` | {field.kind} | {field.meaning} |" for field in table.fields]
    key = ", ".join(f"`{part}`" for part in table.key)
    head = f"A row is {table.meaning}. Key: {key}.\n\n| field | type | meaning |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_in_the_docs(suffix: str) -> None:
    assert f"| `.{suffix}` |" in EXPORT


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_row_is_in_the_docs(field: str) -> None:
    assert f"`{field}`" in CLI


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_a_record_is_in_the_docs(record: type[project.Record]) -> None:
    for name, field in record.model_fields.items():
        assert f"`{field.alias or name}`" in DATA or f"[[{name}]]" in DATA or f".{name}]" in DATA, (
            name
        )


@pytest.mark.parametrize(
    "words",
    [
        words
        for words in vars(vocabulary).values()
        if isinstance(words, type)
        and issubclass(words, vocabulary.Word)
        and words is not vocabulary.Word
    ],
    ids=lambda words: words.__name__,
)
def test_every_controlled_word_is_in_the_docs(words: type[vocabulary.Word]) -> None:
    for word in words:
        assert f"`{word.value}`" in DATA


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    for decision in (ROOT / "docs" / "adr").glob("0*.md"):
        assert decision.name in listed


def test_the_examples_of_the_python_page_run() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    scope: dict[str, Any] = {}
    for example in re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL):
        exec(compile(example, "docs/python.md", "exec"), scope)  # noqa: S102 - our own page
    assert len(scope["rail"]) == 1
    shared = scope["shared"]
    own = set(scope["selected"].index)
    assert len(shared) > 2
    assert {*shared["project"], *shared["other"]} <= own
    assert set(scope["near_rajin"].index) <= own
    assert "L.circleMarker" in scope["map_"].get_root().render()
