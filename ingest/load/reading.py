"""Open one file, find its format by its content, and have it read within the limits."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import IngestError, NoTextError, TooLargeError, UnreadableFileError, UnsupportedFormatError
from ingest.load.child import read_in_child, warnings_of
from ingest.load.flow_text import read_blocks
from ingest.load.limits import DEFAULT_LIMITS, Limits
from ingest.load.records import RawPage, RawPaper
from ingest.load.sniff import MEDIA_TYPES, find_format

_CHUNK = 1 << 20
_HEAD = 1 << 16


UNREAD = frozenset({"ocr_missing", "ocr_off", "ocr_skipped", "ocr_failed"})
"""Warnings of pages that are not blank and were not read."""


def _fingerprint(path: Path, limits: Limits) -> tuple[str, bytes]:
    """SHA-256 of the file and its first 64 KiB."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFileError(path, "not a file; give the path of a paper")
            if status.st_size == 0:
                raise UnreadableFileError(path, "the file is empty; fetch it again")
            if status.st_size > limits.file_bytes:
                raise TooLargeError(
                    path, f"{status.st_size / 1e6:.0f} MB, more than the limit of {limits.file_bytes / 1e6:.0f} MB; split it"
                )
            digest = hashlib.sha256()
            head = b""
            while chunk := file.read(_CHUNK):
                if not head:
                    head = chunk[:_HEAD]
                digest.update(chunk)
    except FileNotFoundError as error:
        raise UnreadableFileError(path, "no such file; check the path") from error
    except IsADirectoryError as error:
        raise UnreadableFileError(path, "a folder, not a file; give the path of a paper") from error
    except PermissionError as error:
        raise UnreadableFileError(path, "no permission to read it; change its permissions") from error
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read ({error.strerror}); check the disk") from error
    return digest.hexdigest(), head


def _left_unread(pages: Sequence[RawPage]) -> bool:
    """Whether some page shows something that nobody tried to read, or that could not be read this time."""
    return any(warning.code in UNREAD for page in pages for warning in page.warnings)


def load_file(path: Path | str, *, limits: Limits = DEFAULT_LIMITS, ocr: bool = True) -> RawPaper:
    """Read one file into raw pages (PDF) or raw blocks (all other formats).

    ``ocr`` False leaves pages without readable text as they are, with a warning. Nothing is fetched.

    Raises:
        UnsupportedFormatError: the content is none of the known formats.
        UnreadableFileError: missing, empty, cut short or broken.
        EncryptedFileError: a password is needed (an empty one is tried).
        TooLargeError, TimeLimitError: a limit was passed.
        NoTextError: it opens but holds no words, not even after OCR. A scan that OCR was not there to read is no
            such error: it is a paper whose every page carries a warning, so that it is never missing in silence.
    """
    path = Path(path)
    start = time.perf_counter()
    sha256, head = _fingerprint(path, limits)
    kind, seems = find_format(head, path)
    if kind is None:
        raise UnsupportedFormatError(path, f"cannot be read: {seems}")
    if kind in ("text", "markdown"):
        try:
            blocks = read_blocks(path.read_bytes(), markdown=kind == "markdown")
        except FileNotFoundError as error:
            raise UnreadableFileError(path, "the file vanished while it was read; add it again") from error
        if not any(block.text.strip() for block in blocks):
            raise NoTextError(path, "holds no words")
        took = round(time.perf_counter() - start, 4)
        return RawPaper(str(path), sha256, MEDIA_TYPES[kind], blocks=blocks, seconds=(("parse", took), ("total", took)))
    try:
        answer = read_in_child(path, path, kind, limits, ocr=ocr)
    except IngestError as error:
        if not path.exists():
            raise UnreadableFileError(path, "the file vanished while it was read; add it again") from error
        raise
    if answer.sha256 and answer.sha256 != sha256:
        raise UnreadableFileError(path, "the file changed while it was read; add it again")
    words = any(page.text.strip() for page in answer.pages) or any(block.text.strip() for block in answer.blocks)
    if not words and not _left_unread(answer.pages):
        raise NoTextError(path, "holds no words that can be read; find another copy")
    end = answer.end or {}
    seconds = [(str(name), round(float(value), 4)) for name, value in (end.get("seconds") or {}).items()]
    seconds.append(("total", round(time.perf_counter() - start, 4)))
    return RawPaper(
        path=str(path),
        sha256=sha256,
        media_type=MEDIA_TYPES[kind],
        pages=tuple(answer.pages),
        blocks=tuple(answer.blocks),
        furniture=str(end.get("furniture") or ""),
        title=end.get("title"),
        warnings=warnings_of(answer),
        seconds=tuple(seconds),
    )
