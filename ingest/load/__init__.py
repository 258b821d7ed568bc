"""The only file reading of the project: one file in, one :class:`~ingest.load.records.RawPaper` out."""

from __future__ import annotations

from pathlib import Path

from ingest.load.limits import DEFAULT_LIMITS, Limits
from ingest.load.records import RawBlock, RawCell, RawPage, RawPaper, RawTable, RawWord

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "RawBlock",
    "RawCell",
    "RawPage",
    "RawPaper",
    "RawTable",
    "RawWord",
    "load_file",
]


def load_file(path: Path | str, *, limits: Limits = DEFAULT_LIMITS, ocr: bool = True) -> RawPaper:
    """Read one file into raw pages (PDF) or raw blocks (all other formats); see :func:`ingest.load.reading.load_file`.

    Raises:
        IngestError: one of its kinds, with one line that says what to do.
    """
    # Imported here: the child process imports this package too, and needs none of it.
    from ingest.load.reading import load_file as read

    return read(path, limits=limits, ocr=ocr)
