"""How a benchmark is summed up and written down."""

from __future__ import annotations

import os
import platform
import re
import statistics
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Line:
    """One measured thing: ours, the peer's, and how they stand."""

    name: str
    ours: float
    peer: float | None
    unit: str
    limit: str
    held: bool
    """Whether the limit is kept."""

    def row(self) -> str:
        """Return the line as a row of a table."""
        peer = f"{self.peer:,.3g} {self.unit}" if self.peer is not None else ""
        ratio = f"{self.ours / self.peer:.2f}" if self.peer else ""
        verdict = "kept" if self.held else "**missed**"
        return (
            f"| {self.name} | {self.ours:,.3g} {self.unit} | {peer} | {ratio} | {self.limit} "
            f"| {verdict} |"
        )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def machine(packages: Sequence[str]) -> str:
    """Say on what was measured."""
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    named = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"{os.cpu_count()} cores of {cpu}, Python {platform.python_version()}, {named}"


def publish(name: str, about: str, lines: Sequence[Line], *, write: bool) -> int:
    """
    Print a benchmark, and put it into `docs/benchmarks.md` where that is asked for.

    Returns
    -------
    int
        Exit code: 0 if every limit was kept.
    """
    head = "| | ours | peer | ratio | limit | |\n|---|---|---|---|---|---|"
    table = "\n".join([head, *(line.row() for line in lines)])
    text = f"## {name}\n\n{about}\n\n{table}\n"
    print(text)
    if write:
        page = PAGE.read_text("utf-8") if PAGE.exists() else "# Benchmarks\n"
        others = re.sub(rf"\n## {name}\n.*?(?=\n## |\Z)", "", page, flags=re.DOTALL).rstrip()
        PAGE.write_text(f"{others}\n\n{text}", "utf-8")
    return 0 if all(line.held for line in lines) else 1
