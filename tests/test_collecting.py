"""Python looks for no garbage while anybody has it wait, and then does as it did before."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from neatlas.collecting import collecting_later


def test_it_waits_for_all_threads_and_goes_on_after_the_last() -> None:
    inside, leave = Event(), Event()

    def hold() -> None:
        with collecting_later():
            inside.set()
            leave.wait()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(hold)
        inside.wait()
        with collecting_later():
            leave.set()
            other.result()
            assert not gc.isenabled(), "the other thread has left, this one has not"
        assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with pytest.raises(ValueError, match="within"), collecting_later():
            raise ValueError("within")
        assert not gc.isenabled()
    finally:
        gc.enable()
