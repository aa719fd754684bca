"""Settings of our own for Matplotlib, whose settings are global.

So drawing is done under a lock, one map at a time, whatever a user's `matplotlibrc` says.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from neatlas.collecting import collecting_later

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = threading.RLock()
_HOLDER = threading.local()
_SETTINGS: Any = {
    "svg.hashsalt": "neatlas",
    "svg.image_inline": True,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    "text.hinting": "none",
    "text.usetex": False,
    "text.parse_math": False,
}


# To look at the backend would make Matplotlib choose one, and load all of pyplot.
_DEFAULTS: Any = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}


@contextmanager
def own_settings(**more: Any) -> Iterator[None]:  # noqa: ANN401 - settings of any kind
    """
    Hold the lock of the drawing, and settings that do not depend on a user's own.

    The garbage collector waits meanwhile: to look through an atlas takes longer than a drawing.
    """
    with _LOCK:
        held = getattr(_HOLDER, "held", False)
        if held and not more:
            # Within, they are ours already.
            yield
            return
        _HOLDER.held = True
        # Each of hundreds is checked when it is set.
        ours: Any = more if held else _DEFAULTS | _SETTINGS | more
        others = {n: v for n, v in ours.items() if mpl.rcParams[n] != v}
        try:
            with collecting_later(), mpl.rc_context(others):
                yield
        finally:
            _HOLDER.held = held
