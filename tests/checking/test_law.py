"""The law of `neatlas check`: what it accepts, every command can show.

Each field of each file of the small atlas is broken in each of many ways. Whatever the check
lets through, the commands must print and paint; whatever it refuses, it must say in one line.
"""

from __future__ import annotations

import copy
import json
import math
import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from neatlas.analysis.select import Filter, select_projects
from neatlas.catalog.frames import projects_frame
from neatlas.catalog.reading import load_catalog
from neatlas.checking import check_atlas
from neatlas.cli import main
from neatlas.linking.anchors import resolve_anchors
from neatlas.render.folium_map import frame_files, plan_page
from neatlas.render.plan import plan_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VALID = Path(__file__).parents[1] / "data" / "valid"
FILES = sorted(p for p in VALID.rglob("*") if p.suffix in {".toml", ".json", ".geojson"})

#: What a field is replaced by.
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 0.5, 10**30, 10**400, 1e300, math.nan, math.inf),
    *("", "x", "2012", "x" * 401, "x" * 4_001, "</script><b>", "{{ 7 * 7 }}"),
    *("\ud800", "a\x00b", "a\x1b[31mb", "a\u202eb", "a\u2028b", "a\nb"),
    *([], {}, [None], [[]], [0, 0], [[0, 0], [0, 0]]),
)

Step = str | int
Place = tuple[Step, ...]
Breakage = tuple[Path, Place, str, Any]


def remove(holder: Any, step: Any, _: object) -> None:
    del holder[step]


def replace(holder: Any, step: Any, value: object) -> None:
    holder[step] = value


def repeat(holder: Any, step: Any, _: object) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[step]))


def rename(holder: Any, step: Any, name: str) -> None:
    if isinstance(holder, dict):
        holder[name] = holder.pop(step)


BREAK: dict[str, Callable[[Any, Any, Any], None]] = {
    "remove": remove,
    "replace": replace,
    "repeat": repeat,
    "rename": rename,
}


def parse(file: Path) -> Any:
    text = file.read_text(encoding="utf-8")
    return tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)


def toml(value: Any) -> str:
    """Write a value as TOML does within one line; TOML has no null and no half characters."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(k)} = {toml(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value) if isinstance(value, float) else json.dumps(value)


def write(file: Path, data: Any) -> None:
    text = json.dumps(data)
    if file.suffix == ".toml":
        text = "\n".join(f"{json.dumps(k)} = {toml(v)}" for k, v in data.items())
    file.write_text(text, encoding="utf-8")


def places(data: Any, at: Place = ()) -> Iterator[Place]:
    """Yield where each member of nested data stands."""
    if at:
        yield at
    pairs = data.items() if isinstance(data, dict) else ()
    for step, inner in enumerate(data) if isinstance(data, list) else pairs:
        yield from places(inner, (*at, step))


@cache
def breakages() -> list[Breakage]:
    ways = [("remove", None), ("repeat", None), ("rename", "x"), ("rename", "\ud800")]
    ways += [("replace", value) for value in VALUES]
    return [(file, at, *way) for file in FILES for at in places(parse(file)) for way in ways]


def damage(breakage: Breakage) -> Any:
    """Break one field of a file, and return what it then holds."""
    file, (*way, last), how, value = breakage
    data = parse(file)
    holder = data
    for step in way:
        holder = holder[step]
    BREAK[how](holder, last, value)
    return data


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(VALID, tmp_path_factory.mktemp("law") / "atlas"))


def run_every_command(atlas: Path) -> None:
    calls = [["list", "--context", "yes", "--format", form] for form in ("table", "json", "csv")]
    calls += [["coverage"], ["coverage", "--json"], ["map", "-o", str(atlas.parent / "map.html")]]
    for project in load_catalog(atlas).projects:
        calls += [["show", project, "--lang", "sv"], ["show", project, "--json"]]
    for name, *arguments in calls:
        outcome = CliRunner().invoke(main, [name, "--atlas", str(atlas), *arguments])
        assert outcome.exit_code == 0, (name, *arguments, outcome.output, outcome.exception)


def serve_every_file(atlas: Path) -> None:
    """Make what the app sends to a browser: its frame's files, and the plan."""
    catalog = load_catalog(atlas)
    anchors = resolve_anchors(catalog)
    page = plan_page(catalog, anchors)
    for file in frame_files(page):
        assert file.text.encode("utf-8")
    selected = select_projects(projects_frame(catalog), Filter(context=True))
    spec = plan_map(catalog, anchors, selected).model_dump(mode="json")
    # JSON as a browser reads it has no NaN and no infinity.
    assert json.dumps(
        [page.common(), page.languages[page.language], spec], allow_nan=False, ensure_ascii=False
    ).encode("utf-8")


@given(breakage=st.sampled_from(breakages()))
def test_what_check_accepts_every_command_can_show(breakage: Breakage, atlas: Path) -> None:
    original = breakage[0]
    file = atlas / original.relative_to(VALID)
    write(file, damage(breakage))
    try:
        problems = [str(problem) for problem in check_atlas(atlas).problems]
        for line in problems:
            assert line.isprintable()
            assert line.endswith((".", "?"))
        if not problems:
            run_every_command(atlas)
            serve_every_file(atlas)
    finally:
        shutil.copyfile(original, file)


def test_an_unbroken_atlas_is_accepted_as_this_test_writes_it(atlas: Path) -> None:
    for original in FILES:
        write(atlas / original.relative_to(VALID), parse(original))
    assert check_atlas(atlas).problems == ()
    run_every_command(atlas)
    serve_every_file(atlas)
