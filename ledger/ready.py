"""What answers and pages ask of the ledger, worked out once for a state of an archive and kept beside it.

    python -m ledger.ready ARCHIVE [--restricted]

The app runs this in a process of its own: over two thousand papers it takes minutes of one core, in which no reader
should have to wait for the interpreter. Whatever is ready already is only read.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from index import Archive
from ledger.commitments import all_threads
from ledger.conflicts import save_conflicts
from ledger.holdings import find_holdings
from ledger.papers import PaperSource
from ledger.people import find_people
from ledger.register import plain_entries

NICENESS = 10


def make_ready(archive: PaperSource) -> None:
    """What contradicts what first, as every answer asks for that; then the rest, the longest last."""
    save_conflicts(archive)
    plain_entries(archive)
    find_people(archive)
    find_holdings(archive)
    all_threads(archive)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--restricted", action="store_true", help="As those see it who may see restricted papers.")
    given = parser.parse_args()
    os.nice(NICENESS)
    with Archive.open(given.archive, restricted=given.restricted) as archive:
        make_ready(archive)


if __name__ == "__main__":
    main()
