"""What the first readers of an app would otherwise wait for, made ready behind their backs.

One thread, from the start of the server on: the models first, as every question needs them, while a process of its own
(:mod:`ledger.ready`) works out what the ledger needs the whole archive for (who is who, what became of each promise); that
takes half a minute for 500 papers, and an interpreter that is at it answers nobody. Then what it has kept is read.
Afterwards the thread looks whether papers have come, and makes their state ready once no more come.
"""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
import time
from pathlib import Path

from index.records import Filters
from index.rerank import make_reader
from ingest.errors import PanelPapersError
from ledger.commitments import all_threads
from ledger.ready import make_ready
from ui.examples import check_examples
from ui.shelf import Shelf, open_shelf

log = logging.getLogger("panelpapers.warming")
ROOT = Path(__file__).resolve().parent.parent
LOOK_EVERY = 20.0
"""Seconds. Papers that are being added come faster than that, one after another."""

FIRST_PAGE = 5.0
"""Seconds that the first reader has for a page before the models are read, which takes an interpreter seconds and a page of the app needs none of."""
AFTER_PAGE = 1.0
"""Seconds that its browser has for the page's own files, without which Enter asks nothing."""

_page_drawn = threading.Event()
_warmed: set[tuple[Path, bool]] = set()
_guard = threading.Lock()


def keep_warm(path: Path, *, restricted: bool = False) -> None:
    """Start the thread, once for an archive and its kind of reader. A failure is left for the first reader, who is told what is wrong."""
    with _guard:
        if (path, restricted) in _warmed:
            return
        _warmed.add((path, restricted))
    threading.Thread(target=_watch, args=(path, restricted), name="warming", daemon=True).start()


def note_page() -> None:
    """A page has been drawn: nobody waits for the first one any more."""
    _page_drawn.set()


def _watch(path: Path, restricted: bool) -> None:
    if _page_drawn.wait(FIRST_PAGE):
        time.sleep(AFTER_PAGE)
    ready = seen = -1
    while True:
        try:
            shelf = open_shelf(path, restricted=restricted)
            if ready < 0 or (shelf.sequence != ready and shelf.sequence == seen):
                warm(shelf)
                ready = shelf.sequence
            seen = shelf.sequence
        except PanelPapersError as error:
            log.info("%s", error)
        except Exception:
            log.exception("what the first readers need could not be made ready")
            return
        time.sleep(LOOK_EVERY)


def warm(shelf: Shelf) -> None:
    """Models, then the lists beside the search box, then the ledger."""
    archive = shelf.archive
    worker = start_worker(archive.path, restricted=archive.shows_restricted)
    shelf.keep("papers", archive.papers)
    archive.embedder.embed_query("warm up")
    use_one_thread()
    make_reader(archive.embedder.name)
    shelf.facets(Filters())
    _, complaint = worker.communicate()
    if worker.returncode:
        log.warning("what the ledger needs is worked out in the app itself, and slows it: %s", complaint.strip().rpartition("\n")[2])
    make_ready(archive)
    shelf.keep("threads", lambda: all_threads(archive))
    check_examples(shelf)
    # what was loaded stays until papers come: no collection needs to go through it again
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def start_worker(path: Path, *, restricted: bool) -> subprocess.Popen[str]:
    """The ledger's own process; it ends by itself, and with nothing lost when it is killed."""
    command = [sys.executable, "-m", "ledger.ready", str(path.absolute()), *(["--restricted"] if restricted else [])]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def use_one_thread() -> None:
    """One question, one core: each page is drawn in a thread of its own, and a pool of threads for each of them makes all wait."""
    import torch

    torch.set_num_threads(1)
