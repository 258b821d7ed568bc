"""Archives with the hashing embedder: nothing is loaded, so each test may have its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from tests.index.papers import SERIES


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """An empty archive, open for writing."""
    with Archive.open(home, create=True, embedder="hashing") as opened:
        yield opened


@pytest.fixture
def series(archive: Archive) -> Archive:
    for reading in SERIES:
        archive.put(reading)
    archive.commit()
    return archive
