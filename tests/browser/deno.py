"""The painter's scripts without a page: those that need none, run by Deno."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from neatlas.render.assets import TEMPLATES

_DENO = Path(sys.executable).parent / "deno"


def answer(scripts: list[str], function: str, argument: Any) -> Any:
    """
    Load scripts and ask a function of JavaScript.

    Parameters
    ----------
    scripts
        Names of scripts, in the order in which a page loads them.
    function
        An expression that gives the function, which may be asynchronous.
    argument
        Plain data that it is called with; what it returns must be plain data too.
    """
    loaded = "\n".join((TEMPLATES / name).read_text("utf-8") for name in scripts)
    asked = f"await ({function})({json.dumps(argument)})"
    program = f"globalThis.neatlas = {{}};\n{loaded}\nconsole.log(JSON.stringify({asked}));"
    done = subprocess.run(
        [_DENO, "run", "--no-config", "--ext=js", "-"],
        input=program,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
    )
    return json.loads(done.stdout)
