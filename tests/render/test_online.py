from __future__ import annotations

import pytest
import xyzservices.providers

from neatlas.render.online import PROVIDERS, online_basemaps


@pytest.mark.parametrize("name", PROVIDERS)
def test_it_needs_no_key(name: str) -> None:
    assert not xyzservices.providers.query_name(name).requires_token()


@pytest.mark.parametrize("base", online_basemaps(), ids=PROVIDERS)
def test_nothing_is_left_to_fill_in_but_the_tile(base: dict[str, str]) -> None:
    assert base["url"].startswith("https://")
    filled = base["url"].format(s="a", z=1, x=2, y=3)
    assert "{" not in filled


@pytest.mark.parametrize("base", online_basemaps(), ids=PROVIDERS)
def test_its_credit_is_text_with_links_and_no_markup(base: dict[str, list[dict[str, str]]]) -> None:
    said = "".join(part["text"] for part in base["credit"])
    assert "©" in said
    assert "<" not in said
    assert "&" not in said
    assert all(part["url"].startswith("http") for part in base["credit"] if part["url"])
