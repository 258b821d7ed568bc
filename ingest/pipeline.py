"""One file → one :class:`~ingest.records.Reading`: load, structure, attendance, tags, obligations, passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.chunk import approximate_tokens, find_passages
from ingest.extract import extract_obligations, find_attendance
from ingest.load import load_file
from ingest.load.limits import DEFAULT_LIMITS, Limits
from ingest.load.records import RawPaper
from ingest.records import Reading
from ingest.structure import build_document
from ingest.tag import tag_document


def read_paper(
    path: Path | str,
    *,
    limits: Limits | None = None,
    ocr: bool = True,
    count_tokens: Callable[[str], int] | None = None,
) -> Reading:
    """Read the file at ``path``. ``count_tokens`` is the embedder's tokenizer; without it sizes are estimated.

    Raises :class:`~ingest.errors.IngestError` where the file cannot become a paper.
    """
    return read_raw(load_file(path, limits=limits or DEFAULT_LIMITS, ocr=ocr), count_tokens=count_tokens)


def read_raw(raw: RawPaper, *, count_tokens: Callable[[str], int] | None = None) -> Reading:
    """All stages after loading: pure, no file is touched."""
    document = find_attendance(build_document(raw))
    mentions = tag_document(document)
    obligations = extract_obligations(document, mentions)
    passages = find_passages(document, count_tokens or approximate_tokens)
    return Reading(document, mentions, obligations, passages)
