from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asking import Site, serving
from neatlas.atlas import ATLAS_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

VALID = Path(__file__).parents[1] / "data" / "valid"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ATLAS_VARIABLE, str(VALID))
        with serving() as site:
            yield site
