from __future__ import annotations

from neatlas.web.keeping import Shelf
from neatlas.web.resource import Rows


def test_what_was_asked_for_last_is_kept() -> None:
    shelf = Shelf(10)
    for tag in "abc":
        shelf.put(tag, Rows(tag.encode() * 4, 1), 4)
        shelf.get("b")
    assert shelf.get("a") is None
    assert shelf.get("b") == Rows(b"bbbb", 1)
    assert shelf.get("c") == Rows(b"cccc", 1)


def test_what_is_larger_than_all_room_is_not_kept() -> None:
    shelf = Shelf(10)
    shelf.put("a", Rows(b"a" * 11, 1), 11)
    assert shelf.get("a") is None
