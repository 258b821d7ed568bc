"""A small archive, the app running on it, and a browser: each made once for the folder."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index import Archive
from ingest.chunk import find_passages
from ingest.load import load_file
from ingest.records import Mention, Reading
from ingest.spans import Span
from ingest.structure import build_document
from tests.ui.papers import make_hostile, make_minutes, make_patrol_report
from tests.ui.visits import Visit

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def archive_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three papers by the hashing embedder, read without tags: neither needs a model."""
    folder = tmp_path_factory.mktemp("papers")
    archive_path = tmp_path_factory.mktemp("shelf") / "archive"
    paths = [make_patrol_report(folder), make_minutes(folder), make_hostile(folder)]
    with Archive.open(archive_path, create=True, embedder="hashing") as archive:
        for path in paths:
            put_untagged(archive, path)
    return archive_path


def put_untagged(archive: Archive, path: Path) -> None:
    """Add one paper with no tags but its amounts and no findings (the upload test goes the whole way)."""
    document = build_document(load_file(path))
    mentions = tuple(
        Mention(Span(*match.span()), "MONEY", match.group(), match.group().strip("£").replace(",", ""))
        for match in re.finditer(r"£\d[\d,]*\d", document.text)
    )
    archive.put(Reading(document, mentions, (), find_passages(document, archive.embedder.count_tokens)))


@pytest.fixture(scope="session")
def app_url(archive_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real app, for staff, on a free port."""
    yield from serve(archive_dir, tmp_path_factory.mktemp("log") / "app.log")


def serve(archive_dir: Path, log: Path) -> Iterator[str]:
    """The address of the app on that archive; it ends when the iterator is closed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PANELPAPERS_")}
    with log.open("wb") as output:
        child = subprocess.Popen(
            [*command, "--", "--archive", str(archive_dir), "--staff"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url, child, log)
            yield url
        finally:
            child.terminate()
            child.wait(timeout=20)


def wait_for(url: str, child: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Returns once /health answers 200."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and child.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium at /usr/bin/chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, app_url: str) -> Iterator[Visit]:
    one = Visit(browser, app_url)
    yield one
    one.context.close()
