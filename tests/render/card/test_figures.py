from __future__ import annotations

from datetime import date, timedelta

import pytest

from neatlas.catalog.reading import load_catalog
from neatlas.render.card.figures import figures_by, known_from

CATALOG = load_catalog()
FIGURES = [
    pytest.param(project, figure, id=f"{project.id} {figure.quantity} {figure.value:g}")
    for project in CATALOG.projects.values()
    for figure in project.figures
]


@pytest.mark.parametrize("month", ["2012-01", "2013-09", "2018-06"])
def test_a_card_of_a_month_has_no_figure_that_came_out_later(month: str) -> None:
    year, number = map(int, month.split("-"))
    day = date(year, number, 28)
    for project in CATALOG.projects.values():
        for figure in figures_by(CATALOG, project, day):
            issued = [str(CATALOG.sources[s].issued or "") for s in figure.sources] or [""]
            assert min(issued)[:7] <= month, (project.id, figure)


@pytest.mark.parametrize(("project", "figure"), FIGURES)
def test_a_figure_is_on_a_card_from_the_day_on_which_it_could_be_read(
    project: object, figure: object
) -> None:
    first = known_from(CATALOG, figure)
    assert figure in figures_by(CATALOG, project, first)
    if first > date.min:
        assert figure not in figures_by(CATALOG, project, first - timedelta(days=1))
