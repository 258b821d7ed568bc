"""Runs :mod:`ingest.load.worker` for one file and takes its answer, whatever becomes of the child.

A child that dies or stalls on a page of a PDF is started again at that page, which is then read without
PDFium (it aborts the whole process on some pages), and at the next attempt left out with a warning.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ingest import errors
from ingest.errors import IngestError, TimeLimitError, TooLargeError, UnreadableFileError
from ingest.load.limits import Limits
from ingest.load.records import RawBlock, RawPage
from ingest.load.wire import block_from_wire, page_from_wire, warnings_from_wire
from ingest.records import PaperWarning

_LOG = logging.getLogger(__name__)
_MOST_STARTS = 8
_ROOT = Path(__file__).resolve().parents[2]


@dataclasses.dataclass(slots=True)
class Answer:
    """What one child said before it ended; ``end`` is None when it never finished."""

    pages: list[RawPage] = dataclasses.field(default_factory=list)
    blocks: list[RawBlock] = dataclasses.field(default_factory=list)
    page_count: int = 0
    current: int = 0
    end: dict[str, Any] | None = None
    stalled: bool = False
    sha256: str = ""


def _environment() -> dict[str, str]:
    keep = ("PATH", "HOME", "LANG", "LC_ALL", "TESSDATA_PREFIX", "VIRTUAL_ENV", "SYSTEMROOT")
    env = {name: os.environ[name] for name in keep if name in os.environ}
    env |= {
        "PYTHONPATH": str(_ROOT),
        "PYTHONIOENCODING": "utf-8",
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
    return env


def read_in_child(path: Path, content: Path, kind: str, limits: Limits, *, ocr: bool) -> Answer:
    """Parse ``content`` in a child process. ``path`` is only for messages.

    Raises:
        IngestError: one of its kinds, as the child reports it or as its death tells.
    """
    deadline = time.monotonic() + limits.seconds
    answer = Answer()
    alone: set[int] = set()  # pages to be read by pypdf alone
    left_out: set[int] = set()
    first, with_pdfium = 1, True
    for _ in range(_MOST_STARTS):
        answer.stalled = False
        request = {"first": first, "alone": sorted(alone), "ocr": ocr, "with_pdfium": with_pdfium}
        _run(answer, path, content, kind, limits, deadline, request)
        if answer.end is not None:
            return answer
        if time.monotonic() >= deadline or kind != "pdf":
            break
        broken = answer.current
        if not broken:
            # It died before the first page: PDFium cannot even open the file.
            if not with_pdfium:
                break
            with_pdfium = False
        elif broken in alone or not with_pdfium:
            left_out.add(broken)
            warning = PaperWarning("pages_skipped", "This page breaks the reader and was left out.", broken)
            answer.pages.append(RawPage(broken, str(broken), 595.0, 842.0, "", "none", warnings=(warning,)))
            first = broken + 1
            if first > answer.page_count:
                answer.end = {}
                return answer
        else:
            alone.add(broken)
            first = broken
    if answer.stalled or time.monotonic() >= deadline:
        raise TimeLimitError(path, f"reading took more than {limits.seconds:.0f} seconds; split the file")
    if kind == "pdf":
        raise UnreadableFileError(path, "the PDF breaks the reader; repair it (for example with qpdf) or print it anew")
    raise UnreadableFileError(path, "the file breaks the reader; open it in an office program and save it anew")


def _run(
    answer: Answer, path: Path, content: Path, kind: str, limits: Limits, deadline: float, extra: dict[str, Any]
) -> None:
    """One child; what it says is added to ``answer``."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="panelpapers-"))
        request = extra | {
            "path": str(content.resolve()),
            "format": kind,
            "limits": dataclasses.asdict(limits),
            "folder": folder,
        }
        noise = stack.enter_context(open(Path(folder) / "stderr", "wb"))
        child = subprocess.Popen(
            [sys.executable, "-m", "ingest.load.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            cwd=folder,
            env=_environment() | {"TMPDIR": folder},
            start_new_session=True,
        )
        try:
            with contextlib.suppress(BrokenPipeError):
                assert child.stdin is not None
                child.stdin.write(json.dumps(request).encode() + b"\n")
                child.stdin.close()
            _listen(child, answer, path, Path(folder), limits, deadline)
        finally:
            _end(child)
        if answer.end is None:
            words = (Path(folder) / "stderr").read_bytes()[-2000:].decode("utf-8", "replace").strip()
            _LOG.info("reader of %s ended with %s at page %s: %s", path, child.returncode, answer.current, words)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole process group (Tesseract included) and collect it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    if child.stdout is not None:
        child.stdout.close()
    child.wait()


def _listen(
    child: subprocess.Popen[bytes], answer: Answer, path: Path, folder: Path, limits: Limits, deadline: float
) -> None:
    """Read the child's lines until it ends, stalls or says too much."""
    assert child.stdout is not None
    descriptor = child.stdout.fileno()
    heard = time.monotonic()
    pending = bytearray()
    total = 0
    while True:
        now = time.monotonic()
        wait = min(deadline - now, heard + limits.page_seconds - now)
        if wait <= 0:
            answer.stalled = True
            return
        if not select.select([descriptor], [], [], wait)[0]:
            continue
        chunk = os.read(descriptor, 1 << 20)
        if not chunk:
            return
        total += len(chunk)
        if total > limits.output_bytes:
            raise TooLargeError(path, "holds more text than can be read; split it")
        pending += chunk
        if b"\n" not in chunk:
            continue
        heard = time.monotonic()
        *lines, rest = bytes(pending).split(b"\n")
        pending = bytearray(rest)
        for line in lines:
            _take(json.loads(line), answer, path, folder)
        if answer.end is not None:
            return


def _take(message: dict[str, Any], answer: Answer, path: Path, folder: Path) -> None:
    if "page" in message:
        picture = folder / f"{int(message['page']['page_no'])}.png"
        image = None
        if picture.exists():
            image = picture.read_bytes()
            picture.unlink()
        answer.pages.append(page_from_wire(message["page"], image))
    elif "blocks" in message:
        answer.blocks.extend(block_from_wire(value) for value in message["blocks"])
    elif "begin" in message:
        answer.current = int(message["begin"])
    elif "pages" in message:
        answer.page_count = int(message["pages"])
    elif "sha256" in message:
        answer.sha256 = str(message["sha256"])
    elif "error" in message:
        kind = getattr(errors, str(message["error"]), UnreadableFileError)
        if not (isinstance(kind, type) and issubclass(kind, IngestError)):
            kind = UnreadableFileError
        raise kind(path, str(message["reason"]))
    elif "end" in message:
        answer.end = message["end"]


def warnings_of(answer: Answer) -> tuple[PaperWarning, ...]:
    return warnings_from_wire((answer.end or {}).get("warnings", ()))
