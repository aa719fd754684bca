"""The folder of an atlas: which files there are, and their bounded, contained reading.

A path is never taken from a record: files are found by their place and their stem is an id.
A file that a link leads out of the folder is refused, and so is one of unreasonable size.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from neatlas.errors import Problem, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

#: Largest file that is read; the largest basemap layer has about a megabyte.
MAX_BYTES = 20_000_000
#: Most files of one kind in an atlas.
MAX_FILES = 20_000
#: How the files of an atlas end.
SUFFIXES = {".toml", ".json", ".geojson", ".txt"}


def default_folder() -> Path:
    """Return the folder of the atlas that ships: in the package, or beside the sources."""
    packaged = Path(__file__).resolve().parents[1] / "geodata"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "geodata"


@dataclass(frozen=True)
class Folder:
    """An atlas folder."""

    root: Path

    def name_of(self, file: Path) -> str:
        """Return a file's name in messages: the folder's own name and the path within it."""
        return f"{self.root.resolve().name}/{file.relative_to(self.root).as_posix()}"

    def files(self, kind: str, suffix: str) -> list[Path]:
        """
        List the files of one kind, sorted by name.

        Raises
        ------
        RecordError
            If there are more than `MAX_FILES`.
        """
        found = sorted((self.root / kind).glob(f"*{suffix}"))
        if len(found) > MAX_FILES:
            message = f"holds {len(found)} files, more than {MAX_FILES}. Split the atlas."
            raise RecordError([Problem(self.name_of(self.root / kind), "", message)])
        return found

    def data_files(self) -> dict[str, Path]:
        """Return the files that make the data, by their path in the atlas, sorted; no links."""
        found = [*self.root.glob("*"), *self.root.glob("*/*")]
        files = [f for f in found if f.suffix in SUFFIXES and f.is_file() and not f.is_symlink()]
        return dict(sorted((file.relative_to(self.root).as_posix(), file) for file in files))

    def sha256(self) -> str:
        """
        Hash the files of the atlas, names and contents, whatever their age.

        Returns
        -------
        str
            64 hexadecimal digits. Links are left out: what they lead to is hashed in its place.

        Raises
        ------
        RecordError
            If a file cannot be read.
        """
        whole = hashlib.sha256()
        for name, file in self.data_files().items():
            content = self.read_bytes(file)
            # Names and lengths stand between contents, so that no two atlases join to one text.
            whole.update(f"{name}\0{len(content)}\0".encode())
            whole.update(content)
        return whole.hexdigest()

    def read_text(self, file: Path) -> str:
        """
        Read a text file of the atlas as UTF-8, line ends as they are.

        Raises
        ------
        RecordError
            If it is missing, lies outside the folder, is too large or is no UTF-8.
        """
        try:
            return self.read_bytes(file).decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"is not UTF-8 at byte {error.start}. Save it as UTF-8."
            raise RecordError([Problem(self.name_of(file), "", message)]) from error

    def read_bytes(self, file: Path) -> bytes:
        """
        Read a file of the atlas.

        Raises
        ------
        RecordError
            If it is missing, lies outside the folder, is too large or may not be read.
        """
        if not file.is_file():
            raise RecordError([Problem(self.name_of(file), "", "is missing. Add it.")])
        if not file.resolve().is_relative_to(self.root.resolve()):
            message = "leads out of the atlas folder. Put the file itself there."
            raise RecordError([Problem(self.name_of(file), "", message)])
        size = file.stat().st_size
        if size > MAX_BYTES:
            message = f"has {size} bytes, more than the {MAX_BYTES} allowed. Make it smaller."
            raise RecordError([Problem(self.name_of(file), "", message)])
        try:
            return file.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror}. Make it readable."
            raise RecordError([Problem(self.name_of(file), "", message)]) from error

    def read_toml(self, file: Path) -> dict[str, Any]:
        """
        Read a TOML file of the atlas.

        Raises
        ------
        RecordError
            If it cannot be read or is no TOML.
        """
        return self._parse(file, "TOML", tomllib.loads)

    def read_json(self, file: Path) -> Any:  # noqa: ANN401 - JSON holds anything
        """
        Read a JSON file of the atlas.

        Raises
        ------
        RecordError
            If it cannot be read or is no JSON.
        """
        return self._parse(file, "JSON", json.loads)

    def _parse(self, file: Path, form: str, parse: Callable[[str], T]) -> T:
        text = self.read_text(file)
        try:
            return parse(text)
        except (ValueError, RecursionError) as error:
            where = str(error)
            if isinstance(error, RecursionError):
                where = "nested too deeply"
            elif not isinstance(error, json.JSONDecodeError | tomllib.TOMLDecodeError):
                where = "a number has too many digits"
            message = f"is not {form}: {where}. Correct it there."
            raise RecordError([Problem(self.name_of(file), "", message)]) from error
