"""Prints what of a document is linked and what is not."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from neatlas.analysis.countries import country_name
from neatlas.linking.anchors import resolve_anchors
from neatlas.linking.coverage import Coverage, Gap, cover

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog


def print_coverage(catalog: Catalog, *, as_json: bool) -> None:
    """Print how far links cover documents, and documents cover projects."""
    coverage = cover(catalog, resolve_anchors(catalog))
    if as_json:
        click.echo(json.dumps(asdict(coverage), ensure_ascii=False, indent=2))
        return
    click.echo(f"{coverage.linked} of {coverage.paragraphs} paragraphs hold a linked passage.")
    click.echo(f"\n{len(coverage.gaps)} speak of places or infrastructure and have no link:")
    for gap in coverage.gaps:
        click.echo(_line(gap))
    click.echo()
    _print_projects(catalog, coverage)


def _line(gap: Gap) -> str:
    said = [f"places: {', '.join(gap.places)}"] if gap.places else []
    said += [f"words: {', '.join(gap.words)}"] if gap.words else []
    said += [f"{gap.left_out} left out with a reason"] if gap.left_out else []
    return f"  {gap.document}, paragraph {gap.paragraph} ({gap.beginning}): {'; '.join(said)}"


def _print_projects(catalog: Catalog, coverage: Coverage) -> None:
    missing = ", ".join(coverage.without_passage) or "none"
    click.echo(f"Projects without a passage: {missing}.")
    names = catalog.settings.country_names
    countries = (f"{country_name(c, names)} {n}" for c, n in coverage.by_country.items())
    click.echo(f"By country: {', '.join(countries)}.")
    click.echo(f"By sector: {', '.join(f'{s} {n}' for s, n in coverage.by_sector.items())}.")
