"""Draft, signed or approved: what the paper prints of its own standing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import DocType, PaperStatus
from ingest.structure.blocks import Block
from ingest.structure.dates import find_dates
from ingest.structure.head import WATERMARK_SIZE, HeadLine

# "DRAFT", "Draft minutes", "Minutes (draft)", "subject to approval at the next meeting"; not "Draft Budget 2021".
DRAFT_LINE = re.compile(
    r"^\W*draft\W*$|\bdraft (?:for approval|minutes|agenda|notes|v(?:ersion)?\b|copy)|\b(?:minutes|notes)\b[^.]{0,30}\bdraft\b|"
    r"\b(?:unconfirmed|unapproved|unadopted) (?:draft |minutes|notes)|\bsubject to (?:approval|confirmation|ratification)\b",
    re.IGNORECASE,
)
# A title that calls the paper itself a draft: "Draft Minutes", "Cabinet minutes (draft)"; not "Minutes of the Draft Budget Meeting".
DRAFT_TITLE = re.compile(r"^\W*draft\b|\bdraft\W*$|\(draft\)|\bdraft\b.{0,60}\b(?:minutes|agenda|notes)\b", re.IGNORECASE)
# Business about another paper: "Circulated, copy of draft minutes of …", "to approve the draft minutes".
OTHER_DRAFT = re.compile(
    r"\b(?:circulated|cop(?:y|ies) of|to (?:approve|confirm|adopt|consider|receive)|previous|last)\b", re.IGNORECASE
)
APPROVED_LINE = re.compile(
    r"^\W*(?:approved|confirmed|adopted)\W*$|\bapproved (?:minutes|at the meeting)\b|\bminutes\b[^.]{0,20}\(approved\)",
    re.IGNORECASE,
)
# Below the last minute, as web pages of meetings have it: "agreed 21 March 2024", "Minutes approved on 3 May 2019".
AGREED_ON = re.compile(
    r"(?:^|[;.]\s*|\bminutes )(?:agreed|approved|confirmed|adopted)(?: on)?:? (?:\w+day )?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}",
    re.IGNORECASE,
)
# The chairman's line under the minutes: "Chairman: B Orde", "Signed B Orde Chair", "Date: 3 May 2019".
SIGNATURE = re.compile(
    r"^(?:signed(?: by| as a true record)?|chair(?:man|person|woman)?|presiding)\b(?:\s+of (?:the )?\w+)*\s*[:;.…_-]*\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
DATED = re.compile(r"^dated?\b\s*[:;.…_-]*\s*(?P<rest>.*)$", re.IGNORECASE)
BLANK = re.compile(r"[.…_\s:–-]+")
TAIL_BLOCKS = 14


def find_status(
    head: Sequence[HeadLine],
    blocks: Sequence[Block],
    furniture: Sequence[str],
    doc_type: DocType,
    file_name: str,
    title: str,
) -> PaperStatus:
    if any(block.size >= WATERMARK_SIZE and re.search(r"draft", block.text, re.IGNORECASE) for block in blocks):
        return "draft"
    edge = [line for text in furniture for line in text.split("\n")]
    if any(re.search(r"\bdraft\b", line, re.IGNORECASE) for line in edge):
        return "draft"
    top = [
        line.text
        for line in head[:14]
        if not line.numbered and not line.item and line.cells <= 2 and len(line.text) <= 200
    ]
    if any(DRAFT_LINE.search(text) and len(text) <= 90 and not OTHER_DRAFT.search(text) for text in top):
        return "draft"
    if doc_type == "minutes" and _is_signed(blocks):
        return "signed"
    if re.search(r"(?:^|[\s_-])draft(?:$|[\s_.-])", file_name, re.IGNORECASE) and doc_type in {"minutes", "agenda"}:
        return "draft"
    if DRAFT_TITLE.search(title) and doc_type in {"minutes", "agenda"}:
        return "draft"
    if any(APPROVED_LINE.search(text) for text in top):
        return "approved"
    if doc_type == "minutes" and any(AGREED_ON.search(block.text) and len(block.text) <= 200 for block in blocks[-3:]):
        return "approved"
    return "unknown"


def _is_signed(blocks: Sequence[Block]) -> bool:
    """A name or a date filled in on the chairman's line below the last minute."""
    named = dated = False
    below = 0
    for block in blocks[-TAIL_BLOCKS:]:
        if block.table is not None and len(block.table.rows) > 4:
            continue
        for line in re.split(r"\n|\t|(?<=\S)\s+(?=[Dd]ated?\s*[:.…_])", block.text):
            if len(line) > 90:
                continue
            signature, date = SIGNATURE.match(line.strip()), DATED.match(line.strip())
            below = below - 1 if signature is None else 3
            if signature is not None:
                rest = BLANK.sub(" ", signature["rest"]).strip()
                days = [found for found in find_dates(rest) if found.is_day]
                if days:
                    dated, rest = (
                        True,
                        re.split(r",\s*(?=chair)", rest[: days[0].start], flags=re.IGNORECASE)[0].strip(),
                    )
                words = re.findall(r"\b[A-Z][A-Za-z’'.-]*", rest)
                post = re.match(r"\(?(?:chair|council|parish|committee|date|of)\b", rest, re.IGNORECASE)
                named = named or (bool(words) and not post and len(rest.split()) <= 6)
            elif below > 0 and _is_day(line):
                dated = True
            elif date is not None:
                dated = dated or any(found.is_day for found in find_dates(date["rest"]))
    return (named and dated) or (dated and _chair_line(blocks)) or (named and dated)


def _is_day(line: str) -> bool:
    """Nothing but a day, as it is written below a signature."""
    days = [found for found in find_dates(line) if found.is_day]
    return len(days) == 1 and len(BLANK.sub("", line[: days[0].start] + line[days[0].end :])) <= 2


def _chair_line(blocks: Sequence[Block]) -> bool:
    return any(re.match(r"(?:signed|chair)", block.text, re.IGNORECASE) for block in blocks[-TAIL_BLOCKS:])
