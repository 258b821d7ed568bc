"""What the first page says of the paper: title, body, kind, dates, status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import DocType, PaperStatus
from ingest.structure.blocks import Block
from ingest.structure.bodies import find_body, find_office, spell_out
from ingest.structure.head import read_head
from ingest.structure.kinds import find_kind
from ingest.structure.meeting_date import find_meeting_date
from ingest.structure.status import find_status
from ingest.structure.titles import before_business, find_title

PAPER_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """``date_from_file_name``: the paper itself prints no date of the meeting."""

    title: str
    body: str | None
    doc_type: DocType
    meeting_date: str | None
    published_on: str | None
    status: PaperStatus
    date_from_file_name: bool = False


def read_metadata(
    blocks: Sequence[Block], file_name: str, furniture: Sequence[str], hint: str | None, paged: bool
) -> Metadata:
    """``furniture`` is the text of each page's running headers and footers; ``hint`` the title in the file's properties."""
    head = read_head(blocks, paged)
    paper = "\n".join([*furniture[:2], *(block.text for block in blocks)])[:PAPER_CHARACTERS]
    kind = find_kind(head, file_name)
    body = find_office(head, kind, paper) or find_body(before_business(head), paper) or find_body(head, paper)
    fallback = hint or re.sub(r"[_-]+", " ", re.sub(r"\.\w{2,5}$", "", file_name))
    title = find_title(head, kind, body, paper, fallback)
    meeting, published, from_name = find_meeting_date(head, kind, file_name, paper)
    status = find_status(head, blocks, furniture, kind, file_name, title)
    return Metadata(title, spell_out(body) if body else None, kind, meeting, published, status, from_name)
