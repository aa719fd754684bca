"""The page's own filter leaves, and draws, what the same filter does in Python."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from atlas_page import AtlasPage
from neatlas.analysis.filters import filter_words, parse_filter
from neatlas.analysis.select import select_from
from neatlas.catalog.reading import load_catalog
from neatlas.linking.anchors import resolve_anchors
from neatlas.model.vocabulary import (
    MIXED,
    UNKNOWN,
    CountryRole,
    MentionKind,
    Method,
    Outcome,
    Sector,
    Status,
)
from neatlas.render.plan import MapOptions, plan_map

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Watch

pytestmark = pytest.mark.browser

CATALOG = load_catalog()
ANCHORS = resolve_anchors(CATALOG)
COUNT = 300 if os.environ.get("NEATLAS_TEST_COUNTS") == "large" else 60

#: Reads an address and chooses, as the page does on every change.
CHOOSE = """async addresses => {
  const data = await neatlas.unfold("neatlas-data");
  const said = neatlas.unweave(neatlas.unpack(data.said), "en");
  const { plan } = said;
  return addresses.map((address) => {
    const { state, ignored } = neatlas.state.read(address, plan, []);
    const { spec } = neatlas.choose(plan, state, data.shapes, said.words);
    return { spec, ignored, written: neatlas.state.write(state) };
  });
}"""

WORDS = {
    "country": ["RU", "KR", "KP", "CN", "MN", "JP", "NO"],
    "sector": [*Sector],
    "status": [*Status, MIXED, UNKNOWN],
    "outcome": [*Outcome],
    "precision": [*Method, "none"],
    "mention": [*MentionKind],
    "document": [*CATALOG.documents],
}
ONE = {
    "country_role": [*CountryRole],
    "context": ["yes", "no"],
    "as_of": ["2012-01", "1930", "2009", "2011-09-15", "2013-09", "2014", "2019-12-31", "2030"],
    "text": ["tunnel", "КОРЕЯ", "rajin port", "철도", "Ré", "of the", "zzz"],
    "bbox": ["126,36,129,38", "130.2,42.2,130.4,42.4", "135,45,145,55", "0,0,1,1"],
}


def some_words(seed: int) -> dict[str, list[str]]:
    """Make the words of a filter; most names are left out, so that something is left."""
    chance = random.Random(seed)  # noqa: S311 - a filter is no secret
    many = {
        name: sorted(chance.sample(words, min(len(words), chance.randint(1, 3))))
        for name, words in WORDS.items()
        if chance.random() < 0.25
    }
    one = {name: [chance.choice(words)] for name, words in ONE.items() if chance.random() < 0.25}
    return many | one


def unmarked(value: Any) -> Any:
    """Return plain data without the mark that words are English, which says nothing here."""
    if isinstance(value, list):
        return [unmarked(held) for held in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"text", "lang"} and value["lang"] == "en":
        return value["text"]
    return {key: unmarked(held) for key, held in value.items()}


@pytest.fixture(scope="module")
def expected() -> list[tuple[dict[str, list[str]], Any]]:
    made = []
    for seed in range(COUNT):
        words = some_words(seed)
        chosen = parse_filter(words, CATALOG)
        spec = plan_map(CATALOG, ANCHORS, select_from(CATALOG, chosen), MapOptions(chosen))
        made.append((filter_words(chosen), spec.model_dump(mode="json")))
    return made


def test_every_filter_leaves_the_same_and_is_said_in_the_same_words(
    watched: tuple[Page, Watch], saved_page: str, expected: list[tuple[dict[str, list[str]], Any]]
) -> None:
    page, _ = watched
    page.goto(saved_page)
    AtlasPage(page, page).wait()
    addresses = [urlencode(words, doseq=True) for words, _ in expected]
    found = page.evaluate(CHOOSE, addresses)
    for (words, spec), own in zip(expected, found, strict=True):
        assert own["ignored"] == [], words
        for name in spec:
            assert unmarked(own["spec"][name]) == unmarked(spec[name]), (words, name)


def test_an_address_that_is_read_is_written_as_every_other_door_writes_it(
    watched: tuple[Page, Watch], saved_page: str, expected: list[tuple[dict[str, list[str]], Any]]
) -> None:
    page, _ = watched
    page.goto(saved_page)
    AtlasPage(page, page).wait()
    addresses = [urlencode(words, doseq=True) for words, _ in expected]
    found = page.evaluate(CHOOSE, addresses)
    for address, own in zip(addresses, found, strict=True):
        assert own["written"] == address.replace("%2C", ","), address
