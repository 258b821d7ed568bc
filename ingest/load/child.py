"""Runs :mod:`ingest.load.worker` for one file and takes its answer, whatever becomes of the child.

A child that dies or stalls on a page is started again without PDFium (which aborts the process on some
files); when that fails too, the file is unreadable.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
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

_ROOT = Path(__file__).resolve().parents[2]


@dataclasses.dataclass(slots=True)
class Answer:
    """What one child said before it ended; ``end`` is None when it never finished."""

    pages: list[RawPage] = dataclasses.field(default_factory=list)
    blocks: list[RawBlock] = dataclasses.field(default_factory=list)
    page_count: int = 0
    end: dict[str, Any] | None = None
    stalled: bool = False
    seconds: float = 0.0


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
    answer = _run(path, content, kind, limits, ocr=ocr, with_pdfium=True)
    if answer.end is not None:
        return answer
    if kind != "pdf":
        if answer.stalled:
            raise TimeLimitError(path, f"reading took more than {limits.seconds:.0f} seconds; split the file")
        raise UnreadableFileError(path, "the parser broke down on it; open it in an office program and save it anew")
    again = _run(path, content, kind, limits, ocr=False, with_pdfium=False)
    if again.end is None:
        if answer.stalled or again.stalled:
            raise TimeLimitError(path, f"reading took more than {limits.seconds:.0f} seconds; split the file")
        raise UnreadableFileError(path, "the PDF breaks the parser; repair it (for example with qpdf) or print it anew")
    return again


def _run(path: Path, content: Path, kind: str, limits: Limits, *, ocr: bool, with_pdfium: bool) -> Answer:
    with tempfile.TemporaryDirectory(prefix="panelpapers-") as folder:
        request = {
            "path": str(content.resolve()),
            "format": kind,
            "limits": dataclasses.asdict(limits),
            "ocr": ocr,
            "with_pdfium": with_pdfium,
            "folder": folder,
        }
        start = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-m", "ingest.load.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment() | {"TMPDIR": folder},
            start_new_session=True,
        )
        try:
            assert child.stdin is not None
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.close()
            answer = _listen(child, path, Path(folder), limits)
        except BrokenPipeError:
            answer = Answer()
        finally:
            _end(child)
        answer.seconds = time.monotonic() - start
        return answer


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole process group (Tesseract included) and collect it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    if child.stdout is not None:
        child.stdout.close()
    child.wait()


def _listen(child: subprocess.Popen[bytes], path: Path, folder: Path, limits: Limits) -> Answer:
    """Read the child's lines until it ends, stalls or says too much."""
    assert child.stdout is not None
    answer = Answer()
    descriptor = child.stdout.fileno()
    deadline = time.monotonic() + limits.seconds
    heard = time.monotonic()
    pending = bytearray()
    total = 0
    while True:
        now = time.monotonic()
        wait = min(deadline - now, heard + limits.page_seconds - now)
        if wait <= 0:
            answer.stalled = True
            return answer
        if not select.select([descriptor], [], [], wait)[0]:
            continue
        chunk = os.read(descriptor, 1 << 20)
        if not chunk:
            return answer
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
            return answer


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
    elif "pages" in message:
        answer.page_count = int(message["pages"])
    elif "error" in message:
        kind = getattr(errors, str(message["error"]), UnreadableFileError)
        if not (isinstance(kind, type) and issubclass(kind, IngestError)):
            kind = UnreadableFileError
        raise kind(path, str(message["reason"]))
    elif "end" in message:
        answer.end = message["end"]


def warnings_of(answer: Answer) -> tuple[PaperWarning, ...]:
    return warnings_from_wire((answer.end or {}).get("warnings", ()))
