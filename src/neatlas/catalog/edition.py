"""Which edition of the data this is: a digest of every file, so that a change can be named."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neatlas.catalog.folder import Folder


@dataclass(frozen=True)
class Edition:
    """The digests of an atlas's files."""

    files: dict[str, str]
    """Path within the atlas, such as `projects/x.toml`, to the SHA-256 of its bytes."""

    def changes_to(self, newer: Edition) -> tuple[str, ...]:
        """Say which files changed, came or went, sorted, such as `projects/x.toml changed`."""
        said = []
        for path in sorted({*self.files, *newer.files}):
            before, after = self.files.get(path), newer.files.get(path)
            if before != after:
                verb = "is new" if before is None else "is gone" if after is None else "changed"
                said.append(f"{path} {verb}")
        return tuple(said)


def read_edition(folder: Folder) -> Edition:
    """
    Read the edition of an atlas.

    Raises
    ------
    RecordError
        If a file cannot be read.
    """
    files = folder.data_files().items()
    return Edition(
        {path: hashlib.sha256(folder.read_bytes(file)).hexdigest() for path, file in files}
    )
