"""What the ledger works out of a whole archive, kept in the archive's folder for later runs and other processes.

A file is of one state of the archive, one kind of reader (the public, or those who see restricted papers) and one state of
this program's own source; any other is passed over and made anew. It holds JSON, checked against the records' types as it
is read: whoever can write to an archive's folder can give it wrong answers, but no code to run.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ledger.papers import PaperSource, find_sequence, keep

T = TypeVar("T")
FOLDER = "ledger"
ROOMS = ("ledger", "ingest")
"""Whose source says how the findings come about."""
log = logging.getLogger("panelpapers.ledger")


def keep_on_disk(archive: PaperSource, name: str, kind: Any, work_out: Callable[[], T]) -> T:
    """As :func:`ledger.papers.keep`, and read from the archive's folder if it is there, else written to it.

    Of several processes that want the same one works it out, and the others wait for its file. ``kind`` is the type of the
    value. Nothing is written, and nothing is lost, where the folder is read-only or the archive has none.
    """
    return keep(archive, name, lambda: _read_or_make(archive, name, kind, work_out))


def read_kept(archive: PaperSource, name: str, kind: Any, *, of_all: bool = False) -> tuple[Any] | None:
    """What is kept of this state of the archive, in a tuple of one; None where nothing is. ``of_all``: what was worked out with restricted papers."""
    target = _find_file(archive, name, of_all)
    try:
        head, _, body = target.read_bytes().partition(b"\n") if target is not None else (b"", b"", b"")
        return (TypeAdapter(kind).validate_json(body),) if head and json.loads(head) == _state(archive) else None
    except (OSError, ValueError, ValidationError):
        return None


def _read_or_make(archive: PaperSource, name: str, kind: Any, work_out: Callable[[], T]) -> T:
    target = _find_file(archive, name)
    found = read_kept(archive, name, kind)
    if found is not None or target is None:
        return found[0] if found is not None else work_out()
    with _alone(target.with_suffix(".lock")) as writable:
        found = read_kept(archive, name, kind)
        if found is not None:
            return found[0]
        state = _state(archive)
        value = work_out()
        if writable:
            _write(target, state, TypeAdapter(kind).dump_json(value))
        return value


def _find_file(archive: PaperSource, name: str, of_all: bool = False) -> Path | None:
    home = getattr(archive, "path", None)
    if home is None or not Path(home).is_dir():
        return None
    readers = "whole" if of_all or getattr(archive, "shows_restricted", False) else "public"
    return Path(home) / FOLDER / f"{name.replace(' ', '-')}-{readers}.json"


def _state(archive: PaperSource) -> dict[str, Any]:
    return {"sequence": find_sequence(archive), "made_by": digest_of_source()}


def _write(target: Path, state: dict[str, Any], body: bytes) -> None:
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(json.dumps(state).encode() + b"\n" + body)
        partial.replace(target)
    except OSError as error:
        log.info("%s could not be kept: %s", target, error.strerror)
        partial.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Waits until no other process holds ``path``; False where it cannot be made. The system lets go of it when its holder dies."""
    try:
        path.parent.mkdir(exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield True
    finally:
        os.close(file)


@cache
def digest_of_source() -> str:
    """Of the rooms that findings come from: a program with other rules finds other things in the same papers."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
