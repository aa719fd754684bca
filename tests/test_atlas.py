from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from neatlas import atlas
from neatlas.analysis.select import Filter
from neatlas.app import store
from neatlas.catalog.folder import Folder
from neatlas.errors import RecordError
from neatlas.export.notice import write_notice

if TYPE_CHECKING:
    from pathlib import Path


def test_an_atlas_is_read_once_whoever_asks(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(atlas.ATLAS_VARIABLE, str(tiny_atlas))
    read: list[object] = []
    load, ready = atlas.load_catalog, threading.Barrier(4)

    def counting(folder: Path | None) -> Any:
        read.append(folder)
        return load(folder)

    def ask(_n: int) -> atlas.Atlas:
        ready.wait()
        return atlas.loaded_atlas()

    monkeypatch.setattr(atlas, "load_catalog", counting)
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(ask, range(4)))
    store.atlas.clear()
    assert all(held is given[0] for held in [*given, store.atlas()])
    store.atlas.clear()
    assert read == [tiny_atlas]


def test_a_wrong_atlas_is_read_again_once_it_is_mended(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(atlas.ATLAS_VARIABLE, str(tiny_atlas))
    sources = (tiny_atlas / "sources.json").read_text("utf-8")
    (tiny_atlas / "sources.json").write_text("[", "utf-8")
    with pytest.raises(RecordError):
        atlas.loaded_atlas()
    (tiny_atlas / "sources.json").write_text(sources, "utf-8")
    assert atlas.loaded_atlas().catalog.settings.id == "test-gulf"


def test_an_export_names_the_version_that_was_read_whatever_became_of_the_files(
    tiny_atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(atlas.ATLAS_VARIABLE, str(tiny_atlas))
    held = atlas.loaded_atlas()
    (tiny_atlas / "documents" / "note.txt").write_text("x", "utf-8")
    assert write_notice(held.catalog, Filter()).data_version == held.version
    assert Folder(tiny_atlas).sha256() != held.version


def test_the_version_of_an_atlas_is_that_of_its_contents(tiny_atlas: Path) -> None:
    before = Folder(tiny_atlas).sha256()
    os.utime(tiny_atlas / "atlas.toml", (0, 0))
    (tiny_atlas / ".hidden").write_text("x")
    (tiny_atlas / "README.md").write_text("x")
    assert Folder(tiny_atlas).sha256() == before
    file = tiny_atlas / "projects" / "gulf-railway.toml"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    changed = Folder(tiny_atlas).sha256()
    assert changed != before
    file.rename(file.with_name("gulf-railways.toml"))
    assert Folder(tiny_atlas).sha256() not in {before, changed}
