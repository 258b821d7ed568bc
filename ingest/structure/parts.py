"""Where a paper within the paper begins: sets of minutes bound into a report, a second agenda in one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.blocks import Block
from ingest.structure.bodies import find_body, find_names
from ingest.structure.dates import find_dates
from ingest.structure.head import natural_case, read_head
from ingest.structure.kinds import find_kind
from ingest.structure.meeting_date import find_meeting_date
from ingest.structure.titles import before_business, find_title

MEETING = re.compile(
    r"\b(?:meeting|minutes|committee|board|panel|council|forum|assembly|cabinet|group)\b", re.IGNORECASE
)
PRESENT = re.compile(
    r"^(?:members\s+|councillors\s+|those\s+|also\s+)?(?:present|in attendance|attendance|attendees|attended by)\b\s*[:;–-]?",
    re.IGNORECASE,
)
GENERIC = re.compile(r"\W*(?:(?:draft|unconfirmed|approved|minutes|notes|meeting|of|the)\W*)+", re.IGNORECASE)
TITLE_REACH = 6
HEAD_REACH = 40
# "Item 10 – Scope of the review" over a page of an agenda pack.
ITEM = re.compile(r"^(?:agenda )?item (?:no\.? ?)?\d{1,2}[a-z]?\b", re.IGNORECASE)
MEETING_TITLE = re.compile(
    r"^\W*(?:draft |unconfirmed )?(?:agenda|minutes|notes of (?:the|a) meeting|notice of (?:the |a )?meeting)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PartStart:
    """``position`` of the block with which the part begins; ``kind``, ``title`` and ``date`` as read from its head."""

    position: int
    kind: str
    title: str
    date: str | None


def find_part_starts(blocks: Sequence[Block]) -> list[PartStart]:
    """Where the papers within the paper begin, in the order of the text; a head of minutes counts before other heads that touch it."""
    minutes, bound = find_minutes(blocks), find_bound_papers(blocks)
    starts = [*minutes, *(start for start in bound if not any(_touch(start, other) for other in minutes))]
    return sorted(starts, key=lambda start: start.position)


def _touch(start: PartStart, other: PartStart) -> bool:
    return abs(start.position - other.position) <= TITLE_REACH


def find_minutes(blocks: Sequence[Block]) -> list[PartStart]:
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
        start, title = _title_of_minutes(blocks, start, position, free_from)
        starts.append(PartStart(start, "minutes", title, dates))
        free_from = position + 1
    return starts


def find_bound_papers(blocks: Sequence[Block]) -> list[PartStart]:
    """Papers bound in that begin at the top of a page: under a letterhead of their own, or as another agenda or minutes."""
    starts: list[PartStart] = []
    pack = bool(blocks) and find_kind(read_head(blocks, True), "") == "agenda"
    for position, block in enumerate(blocks):
        if position == 0 or block.page_no == blocks[position - 1].page_no or not _has_body(blocks[:position]):
            continue
        item = pack and block.kind == "heading" and ITEM.match(block.text) is not None
        if not (item or block.kind == "letterhead" or _is_meeting_head(blocks, position)):
            continue
        head = read_head(blocks[position : position + HEAD_REACH], True)
        kind = find_kind(head, "")
        if item and kind == "other":
            kind = "report"
        body = find_body(before_business(head), "")
        title = block.text if item else find_title(head, kind, body, "", block.text)
        day, published, _ = find_meeting_date(head, kind, "", "")
        starts.append(PartStart(position, kind, title, day or published))
    return starts


def _is_meeting_head(blocks: Sequence[Block], position: int) -> bool:
    """A body, "AGENDA" or "MINUTES" and a day, all within the first lines of the page."""
    top = [block for block in blocks[position : position + TITLE_REACH] if block.page_no == blocks[position].page_no]
    for number, block in enumerate(top):
        if block.number or block.marker or block.table is not None or len(block.text) > 220:
            top = top[:number]
            break
    titled = any(block.kind == "heading" and MEETING_TITLE.match(block.text) for block in top)
    dated = any(found.is_day for block in top for found in find_dates(block.text))
    return titled and dated and any(find_names(natural_case(block.text, "")) for block in top)


def _title_of_minutes(blocks: Sequence[Block], start: int, end: int, free_from: int) -> tuple[int, str]:
    """The line that names the meeting; where that is a bare "MINUTES", the heading right above it on the same page."""
    lines = [block.text for block in blocks[start:end]]
    title = next((text for text in lines if MEETING.search(text) and not GENERIC.fullmatch(part_title(text))), None)
    if title is not None:
        return start, part_title(title)
    above = blocks[start - 1] if start > free_from else None
    if above is not None and above.kind == "heading" and above.page_no == blocks[start].page_no and not above.number:
        return start - 1, part_title(above.text)
    return start, part_title(next((text for text in lines if MEETING.search(text)), lines[0]))


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
