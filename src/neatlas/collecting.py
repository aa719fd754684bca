"""When Python looks for garbage: not while much is made that stays, and not among what stays.

To look for cycles it goes through all that lives, and an atlas with its plans is a million things.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = Lock()


class _Wait:
    """How many wait for one another to end, in all threads, and whether it was on before them."""

    holders = 0
    was_on = False


@contextmanager
def collecting_later() -> Iterator[None]:
    """Keep Python from looking for garbage inside a `with` block, whichever threads are in one."""
    with _LOCK:
        if not _Wait.holders:
            _Wait.was_on = gc.isenabled()
            gc.disable()
        _Wait.holders += 1
    try:
        yield
    finally:
        with _LOCK:
            _Wait.holders -= 1
            if not _Wait.holders and _Wait.was_on:
                gc.enable()


def keep_for_good() -> None:
    """
    Tell Python that what lives now stays, as an atlas and its plans do: it passes them over.

    Streamlit has it look through everything after each run of a script: of an atlas that takes a
    quarter of a second, in which all readers wait.
    """
    gc.collect()
    gc.freeze()
