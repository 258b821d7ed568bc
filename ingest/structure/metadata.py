"""What the first page says of the paper: title, body, kind, dates, status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import DocType, PaperStatus
from ingest.structure.blocks import Block
from ingest.structure.dates import date_in_file_name, find_dates, with_year

HEAD_BLOCKS = 25

BODY = re.compile(
    r"\b((?:the\s+)?(?:[A-Z][\w’'&.-]+\s+(?:(?:and|of|for|the|&|cum|on)\s+)*){0,7}"
    r"(?:Council|Committee|Panel|Board|Cabinet|Forum|Assembly|Authority|Trustees|User Group|Commission))\b"
)
TYPE_CUES: tuple[tuple[DocType, re.Pattern[str]], ...] = (
    ("agenda", re.compile(r"\bagenda\b|\byou are (?:hereby )?(?:summoned|invited)\b|\bsummons\b", re.IGNORECASE)),
    ("minutes", re.compile(r"\bminutes\b|\bnotes of (?:the|a) meeting\b", re.IGNORECASE)),
    ("performance_report", re.compile(r"\bperformance (?:monitoring )?report\b", re.IGNORECASE)),
    ("newsletter", re.compile(r"\bnewsletter\b", re.IGNORECASE)),
    (
        "accounts",
        re.compile(
            r"\b(?:statement of accounts|bank reconciliation|accounting statements|income and expenditure account)\b",
            re.IGNORECASE,
        ),
    ),
    ("notice", re.compile(r"\b(?:public )?notice\b", re.IGNORECASE)),
    ("decision", re.compile(r"\b(?:record of decision|decision notice|proposed record of decision)\b", re.IGNORECASE)),
    ("letter", re.compile(r"^dear\b", re.IGNORECASE | re.MULTILINE)),
    ("report", re.compile(r"\breport\b", re.IGNORECASE)),
)
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str
    body: str | None
    doc_type: DocType
    meeting_date: str | None
    published_on: str | None
    status: PaperStatus
    date_from_file_name: bool = False


def read_metadata(blocks: Sequence[Block], file_name: str, furniture: Sequence[str], hint: str | None) -> Metadata:
    head = [block for block in blocks[:HEAD_BLOCKS] if block.table is None]
    head_text = "\n".join(block.text for block in head)
    doc_type = _doc_type(head, file_name)
    title = _title(head, doc_type, file_name, hint)
    date, from_name = _meeting_date(head, file_name)
    published = None
    if doc_type in {"letter", "newsletter", "notice"}:
        published, date, from_name = date, None, False
    body = BODY.search(head_text)
    status: PaperStatus = (
        "draft" if DRAFT.search(title) or any(DRAFT.search(text) for text in furniture[:4]) else "unknown"
    )
    return Metadata(title, body[1] if body else None, doc_type, date, published, status, from_name)


def _doc_type(head: Sequence[Block], file_name: str) -> DocType:
    text = "\n".join(block.text for block in head)
    if re.search(r"^dear\b", text, re.IGNORECASE | re.MULTILINE):
        return "letter"
    name = re.sub(r"[_-]", " ", file_name)
    for source in (name, *(block.text for block in head[:12])):
        for kind, cue in TYPE_CUES:
            if cue.search(source):
                return kind
    return "other"


def _title(head: Sequence[Block], doc_type: DocType, file_name: str, hint: str | None) -> str:
    best: Block | None = None
    for block in head:
        words = len(block.text.split())
        if (
            not 1 <= words <= 30
            or "@" in block.text
            or re.match(r"(?:tel|email|website|dear)\b", block.text, re.IGNORECASE)
        ):
            continue
        if best is None or block.size > best.size + 0.6:
            best = block
        if block.number:
            break
    if best is None:
        return hint or re.sub(r"\.\w+$", "", file_name)
    return best.text


def _meeting_date(head: Sequence[Block], file_name: str) -> tuple[str | None, bool]:
    from_name = date_in_file_name(file_name)
    for block in head:
        for found in find_dates(block.text):
            if found.is_day:
                return found.iso, False
            if found.iso.startswith("--") and from_name:
                return with_year(found.iso, from_name), False
    return from_name, from_name is not None
