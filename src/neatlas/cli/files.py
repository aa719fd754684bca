"""Writes files: as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from neatlas.errors import OutputError


def write_whole(file: Path, content: str | bytes) -> None:
    """
    Write a file as a whole or not at all; text is encoded as UTF-8.

    Raises
    ------
    OutputError
        If the folder is missing or not to be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise _refused(file, error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
        # mkstemp makes files for the owner alone; a page is to be read like any other file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(file)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(file, error) from error


def _refused(file: Path, error: OSError) -> OutputError:
    return OutputError(file, f"cannot be written: {error.strerror}. Name a folder that can be.")
