"""Modules, functions, scripts and style sheets keep to sizes that can be read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import neatlas

SOURCE = Path(neatlas.__file__).parent
MODULE_LINES, FUNCTION_LINES, SCRIPT_LINES, SHEET_LINES = 300, 50, 250, 400


def files(suffix: str) -> dict[str, str]:
    """Map each file of the package with a suffix to its text."""
    return {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(SOURCE.rglob(f"*{suffix}"))
    }


def file_sizes(suffix: str) -> dict[str, int]:
    return {name: len(text.splitlines()) for name, text in files(suffix).items()}


def function_size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from its `def`, its docstring left out."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is None:
        return lines
    docstring = node.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def function_sizes() -> dict[str, int]:
    """Map each function to its size; of several with one name in a module, the largest counts."""
    sizes = [
        (f"{module}: {node.name}", function_size(node))
        for module, text in files(".py").items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return dict(sorted(sizes, key=lambda named: named[1]))


LIMITS = [
    pytest.param(file_sizes(".py"), MODULE_LINES, id="modules"),
    pytest.param(function_sizes(), FUNCTION_LINES, id="functions"),
    pytest.param(file_sizes(".js"), SCRIPT_LINES, id="scripts"),
    pytest.param(file_sizes(".css"), SHEET_LINES, id="style sheets"),
]


@pytest.mark.parametrize(("sizes", "limit"), LIMITS)
def test_it_keeps_to_a_size_that_can_be_read(sizes: dict[str, int], limit: int) -> None:
    assert sizes
    assert {name: size for name, size in sizes.items() if size > limit} == {}


def test_a_docstring_does_not_count() -> None:
    (node,) = ast.parse('def one() -> int:\n    """Say\n\n    it.\n    """\n    return 1\n').body
    assert isinstance(node, ast.FunctionDef)
    assert function_size(node) == 2
