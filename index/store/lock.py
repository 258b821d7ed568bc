"""One writer: an advisory lock on ``archive/LOCK`` that the system lets go when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from index.errors import ArchiveLockedError, StoreError


class WriterLock:
    """Held from construction to :meth:`release`. The file holds the holder's process number and is never deleted."""

    def __init__(self, path: Path, patience: float = 2.0) -> None:
        """Try for ``patience`` seconds: a reader that levels the indexes at opening holds the lock that long at most.

        :raises ArchiveLockedError: another process is writing; the message names it.
        """
        self._file = -1
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            _take(self._file, patience)
        except BlockingIOError:
            holder = os.pread(self._file, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise ArchiveLockedError(
                f"{path.parent}: process {holder} is writing to this archive; wait until it is done and try again"
            ) from None
        except OSError as error:
            if self._file >= 0:
                os.close(self._file)
            raise StoreError(f"{path}: {error.strerror}; check that you may write to the folder") from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _take(file: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
