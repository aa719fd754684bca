"""Text of a link is shown as text: it loads no picture and makes no link."""

from __future__ import annotations

import re

import pytest

from neatlas.app.plain import plain


@pytest.mark.parametrize(
    "text",
    ["![x](http://h/a.png)", "[sign in](http://evil)", "<b>*bold*</b>", ":red[x] $x$ `x`"],
)
def test_no_markup_is_left_and_every_character_stays(text: str) -> None:
    escaped = plain(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    bare = re.sub(r"\\.", "", escaped)
    assert not set(bare) & set("[](){}<>*`$:!")
