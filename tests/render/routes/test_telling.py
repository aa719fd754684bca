from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from neatlas.analysis.measure import country_lengths, measure_projects
from neatlas.analysis.select import Filter, select_from
from neatlas.catalog.frames import features_frame, projects_frame
from neatlas.catalog.reading import load_catalog
from neatlas.catalog.stretches import crossings_frame, stretches_frame
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.record import PartialDate
from neatlas.render.plan import MapOptions, plan_map
from neatlas.render.routes.telling import km_words
from neatlas.speech import speaking

if TYPE_CHECKING:
    from neatlas.render.routes.spec import RouteSpec

CATALOG = load_catalog()
ANCHORS = resolve_anchors(CATALOG)


def routes(as_of: str | None = None) -> dict[str, RouteSpec]:
    chosen = Filter(as_of=PartialDate(as_of) if as_of else None, context=True)
    spec = plan_map(CATALOG, ANCHORS, select_from(CATALOG, chosen), MapOptions(chosen))
    return {route.project: route for route in spec.routes}


NOW = routes()


def test_lengths_are_those_of_neatlas_measure() -> None:
    features = features_frame(CATALOG)
    measured = measure_projects(projects_frame(CATALOG), features, stretches_frame(CATALOG))
    for project, row in measured.iterrows():
        said = NOW[str(project)].length
        if row["length_km"] != row["length_km"]:
            assert said == ""
            continue
        ends = f"({row['length_min_km']:,.0f} to {row['length_max_km']:,.0f})"
        assert said == f"{km_words(row['length_km'])} {ends}"


def test_runways_are_told_as_runways_and_are_no_length_of_a_route() -> None:
    route = NOW["khabarovsk-airport"]
    assert route.prose[0] == "Its runways together measure 7.5 km (7 to 8)."
    assert (route.length, {country.km for country in route.countries}) == ("", {""})


def test_each_country_has_the_length_that_runs_in_it() -> None:
    lengths = country_lengths(stretches_frame(CATALOG))
    sums = lengths.groupby(["project", "country"], sort=False)["length_km"].sum()
    for (project, country), km in sums.items():
        assert km_words(km) in {one.km for one in NOW[project].countries}, (project, country)


def test_every_declared_crossing_of_a_best_line_is_told_with_its_place() -> None:
    crossings = crossings_frame(CATALOG)
    best = crossings[crossings["role"] == "best"]
    assert len(best)
    for _, row in best.iterrows():
        told = [line for line in NOW[row["project"]].prose if line.startswith("It crosses")]
        assert any(row["place"] in line for line in told), row["place"]


def test_the_railway_is_told_from_place_to_place_in_order() -> None:
    first, second, *_ = NOW["trans-korean-railway"].drawn
    assert first.label == "Busan to Seoul, Gyeongbu line"
    order = [first.places.index(name) for name in ("Busan", "Daejeon", "Suwon", "Seoul")]
    assert order == sorted(order)
    assert second.places[-1] == "Dorasan"


def test_gas_and_power_run_together_and_each_says_so() -> None:
    gas, power = NOW["trans-korean-gas-pipeline"], NOW["russia-korea-power-line"]
    with_gas = {one.project: one.words for one in gas.together}
    assert with_gas["russia-korea-power-line"].startswith("for 740 km")
    assert "trans-korean-gas-pipeline" in {one.project for one in power.together}
    assert "khabarovsk-airport" not in with_gas


def test_at_a_date_before_its_route_a_project_has_none_and_runs_with_nothing() -> None:
    gas = routes("2009")["trans-korean-gas-pipeline"]
    assert gas.prose == ("It had no route yet at that date.",)
    assert gas.together == gas.drawn == ()
    power = routes("2009")["russia-korea-power-line"]
    assert "trans-korean-gas-pipeline" not in {one.project for one in power.together}
    assert "trans-korean-railway" in {one.project for one in power.together}


def test_what_has_no_location_says_why() -> None:
    (said,) = NOW["railroad-tracks"].prose
    assert said == "No location: The sentence names no line."


@pytest.mark.parametrize(("language", "said"), [("ru", "1 086 км"), ("ko", "1,086 km")])
def test_it_is_told_in_the_language_that_is_spoken(language: str, said: str) -> None:
    with speaking(language):
        length = routes()["trans-korean-gas-pipeline"].length
    assert length.replace("\xa0", " ").startswith(said)


def test_a_day_is_as_good_as_the_date_that_holds_it() -> None:
    assert routes(date(2012, 1, 31).isoformat()) == routes("2012-01")
