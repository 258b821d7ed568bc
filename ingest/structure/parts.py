"""Where a paper within the paper begins: sets of minutes bound into a report, a second agenda in one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.blocks import Block
from ingest.structure.dates import find_dates

MEETING = re.compile(r"\b(?:meeting|minutes|committee|board|panel|council|forum|assembly|cabinet)\b", re.IGNORECASE)
PRESENT = re.compile(
    r"^(?:members\s+|councillors\s+|those\s+|also\s+)?(?:present|in attendance|attendance|attendees|attended by)\b\s*[:;–-]?",
    re.IGNORECASE,
)
TITLE_REACH = 6


@dataclass(frozen=True, slots=True)
class PartStart:
    """``position`` of the block with which the part begins; ``kind``, ``title`` and ``date`` as read from its head."""

    position: int
    kind: str
    title: str
    date: str | None


def find_part_starts(blocks: Sequence[Block]) -> list[PartStart]:
    """Sets of minutes after the first page's own head: a title with a meeting and a date, then who was present."""
    starts: list[PartStart] = []
    free_from = 0
    seen_own = False
    for position, block in enumerate(blocks):
        if not PRESENT.match(block.text) or position < free_from:
            continue
        head = _head_before(blocks, position, free_from)
        if head is None:
            continue
        start, dates = head
        if start == 0 or (not seen_own and not _has_body(blocks[:start])):
            seen_own = True
            free_from = position + 1
            continue
        title_block = next((b for b in blocks[start:position] if MEETING.search(b.text)), blocks[start])
        starts.append(PartStart(start, "minutes", part_title(title_block.text), dates))
        free_from = position + 1
    return starts


def _has_body(blocks: Sequence[Block]) -> bool:
    return any(len(block.text) > 200 or block.number for block in blocks)


def _head_before(blocks: Sequence[Block], position: int, free_from: int) -> tuple[int, str | None] | None:
    """Title lines right above: short blocks, one naming a meeting, one with a full date."""
    start = position
    named = False
    date: str | None = None
    while start > free_from and position - start < TITLE_REACH:
        block = blocks[start - 1]
        if block.table is not None or block.kind == "item" or block.number or len(block.text) > 220:
            break
        days = [found.iso for found in find_dates(block.text) if found.is_day]
        meeting = MEETING.search(block.text) is not None
        if block.text.rstrip().endswith(".") and not meeting:
            break
        if re.match(r"^(?:none\b|date of next|any other)", block.text, re.IGNORECASE):
            break
        start -= 1
        named = named or meeting
        if days:
            date = days[0]
        if meeting and (days or date) and (start == 0 or blocks[start - 1].page_no != blocks[start].page_no):
            break
    if not named or date is None:
        return None
    while start < position and not (MEETING.search(blocks[start].text) or find_dates(blocks[start].text)):
        start += 1
    return start, date


def part_title(text: str) -> str:
    """The title line up to its date, time and place: "Estates Board Friday 3 May 2019 2pm Hall" → "Estates Board"."""
    dates = find_dates(text)
    cut = text[: dates[0].start] if dates else text
    cut = re.sub(
        r"\b(?:held\s+)?(?:on\s+)?(?:the\s+)?(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\W*$",
        "",
        cut,
        flags=re.IGNORECASE,
    )
    cut = re.sub(r"\b(?:held\s+)?(?:on|at|of)?\s*$", "", cut.strip(" ,–-"), flags=re.IGNORECASE).strip(" ,–-")
    return cut or text
