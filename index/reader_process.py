"""Reading papers in processes of their own: a paper that brings its reader down takes nothing else with it.

A reader is ``python -m index.reader_process``, fed with pickled requests over a pipe, so that the program which adds
papers is never started a second time (as multiprocessing would do under a web page's script). Messages are eight
bytes of length and a pickle; both ends are this program. Each reader loads its language model once.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import IO

from ingest.errors import PanelPapersError
from ingest.records import Reading

LENGTH = struct.Struct("<Q")
MOST_SECONDS = 3600.0
"""Of processor time for one paper: far more than the longest report needs, so that only a fault meets it."""
ROOT = Path(__file__).resolve().parents[1]


class ReaderDiedError(PanelPapersError):
    """The process ended without an answer (killed, out of memory, or a crash in a parser)."""


class ReaderProcess:
    """One reader; started at the first paper and again after it died. For one thread at a time."""

    def __init__(self, embedder: str | None, ocr: bool) -> None:
        self._settings = (embedder, ocr)
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._stopped = False

    def read(self, path: str) -> Reading:
        """:raises PanelPapersError: the file could not be read. :raises ReaderDiedError: the process died of it."""
        process = self._start()
        if process.stdin is None or process.stdout is None:
            raise ReaderDiedError(f"{path}: the reader could not be started")
        try:
            _send(process.stdin, path)
            answer = _receive(process.stdout)
        except (OSError, EOFError) as error:
            self._end(process)
            raise ReaderDiedError(f"{path}: the reader ended ({process.returncode}) while reading it") from error
        if isinstance(answer, BaseException):
            raise answer
        if not isinstance(answer, Reading):
            raise ReaderDiedError(f"{path}: the reader gave no answer")
        return answer

    def stop(self) -> None:
        """End the process, whatever it is doing; any thread may call."""
        with self._guard:
            self._stopped = True
            process = self._process
        if process is not None:
            self._end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._stopped:
                raise ReaderDiedError("reading was stopped")
            if self._process is None or self._process.poll() is not None:
                env = {**os.environ, "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
                env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH")]))
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "index.reader_process"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
                )
                if self._process.stdin is not None:
                    _send(self._process.stdin, self._settings)
            return self._process

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader any more
                    continue


def _send(pipe: IO[bytes], message: object) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> object:
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def _leave(*_: object) -> None:
    raise SystemExit(1)


class Watch:
    """Looks up every few seconds: a reader whose parent was killed ends, and a paper that will not end is given up.

    The look is a signal's, which also comes while a pattern is matched. ``limit`` is in seconds of processor time a paper.
    """

    def __init__(self, limit: float = MOST_SECONDS, every: float = 5.0) -> None:
        self._limit, self._every = limit, every
        self._parent = os.getppid()
        self._path, self._until = "", float("inf")

    def start(self) -> None:
        signal.signal(signal.SIGALRM, self.look)
        signal.setitimer(signal.ITIMER_REAL, self._every, self._every)

    def reading(self, path: str | None) -> None:
        """A paper is begun; None: it is done."""
        self._path = path or ""
        self._until = float("inf") if path is None else time.process_time() + self._limit

    def look(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """:raises SystemExit: the parent is gone. :raises ReaderDiedError: the paper took too long."""
        if os.getppid() != self._parent:
            raise SystemExit(1)
        if time.process_time() > self._until:
            raise ReaderDiedError(f"{self._path}: given up after {self._limit / 60:,.0f} minutes of processor time; please report this file")


def main() -> None:
    """Answer requests until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, _leave)  # so that the reader's own children are ended on the way out
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    requests = sys.stdin.buffer
    settings = _receive(requests)
    if not isinstance(settings, tuple):
        return
    embedder, ocr = settings
    from index.embed import EMBEDDERS, make_embedder
    from ingest.pipeline import read_paper

    watch = Watch()
    watch.start()
    count_tokens = make_embedder(embedder).count_tokens if embedder in EMBEDDERS else None
    while True:
        try:
            path = _receive(requests)
        except EOFError:
            return
        answer: object
        try:
            watch.reading(str(path))
            answer = read_paper(str(path), ocr=ocr, count_tokens=count_tokens)
        except PanelPapersError as error:
            answer = error
        except Exception as error:  # a bug met by one paper must not end the batch; its kind is shown as the reason
            answer = ReaderDiedError(f"{path}: could not be read ({type(error).__name__}: {error}); please report this file")
        finally:
            watch.reading(None)
        try:
            _send(answers, answer)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            _send(answers, ReaderDiedError(f"{path}: its reading could not be passed on ({error})"))


if __name__ == "__main__":
    main()
