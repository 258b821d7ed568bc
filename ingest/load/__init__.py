"""The only file reading of the project: one file in, one :class:`~ingest.load.records.RawPaper` out."""

from __future__ import annotations

from ingest.load.limits import DEFAULT_LIMITS, Limits
from ingest.load.reading import load_file
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
