"""Letterhead and signatures: lines that tell who writes and where, and are no text of the paper.

A letterhead stands at the top of the first page: the name of an office or a council, and below it an address,
telephone and e-mail, the office-holders ("Clerk: Mrs B Orde") or a line that completes the name ("for Wenmark",
"Host authority for the Wenmark Police and Crime Panel"). A name alone, with the title right below, is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.blocks import Block
from ingest.structure.bodies import OFFICE, find_names
from ingest.structure.dates import find_dates
from ingest.structure.head import CONTACT, LABELLED, natural_case
from ingest.structure.headings import KNOWN, PEOPLE, is_capitals, words_of

REACH = 16
LONGEST_NAME = 12
LONGEST_LINE = 30
TAIL = 16

# "for Wenmark", "Host authority for the Wenmark Police and Crime Panel", "c/o Wenmark County Hall": the name goes on.
COMPLETES = re.compile(r"^(?:for|of|c/o|in) (?:the )?[A-Z]|^(?i:(?:host|lead|administering) (?:authority|council))\b")
ADDRESS = re.compile(
    r"\b(?:House|Street|Road|Lane|Avenue|Hall|Square|Place|Drive|Quay|Park|Court|Centre|Buildings?|Guildhall|Way|PO Box)\b"
)
# "Chief Constable: …", "Clerk: Mrs B Orde": who holds which office.
OFFICER = re.compile(
    r"\b(?:commissioner|chief (?:executive|constable|(?:finance|fire) officer)|clerk|monitoring officer|director|leader|proper officer)"
    r"(?: (?:and|&) [\w ]{4,30})?\s*:",
    re.IGNORECASE,
)
ELECTRONIC = re.compile(r"\S+@\S+|www\.\S+|https?:\S+")
# What a paper's own head begins with, as against its letterhead.
OWN_HEAD = re.compile(
    r"\b(?:minutes|agenda|summons|notice|report|decision|action log|meeting|update|newsletter|plan|annual|draft)\b|^dear\b|^(?:by|via) email",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"^(?:the )?(?:office of|democratic services|committee services|legal (?:and|&) democratic)\b|\b(?:constabulary|democratic services)$",
    re.IGNORECASE,
)
CLOSE = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|kind regards|best wishes|(?:signed|signature)\b(?!\s+(?:up|by all|off)))",
    re.IGNORECASE,
)
SIGNED_LINES = 4


def mark_letterhead(blocks: Sequence[Block]) -> None:
    """Set ``kind`` of letterhead lines and of the lines of a signature; they stop being headings."""
    for first, end in find_letterheads(blocks):
        for block in blocks[first:end]:
            if block.table is None:
                block.kind, block.heading, block.level = "letterhead", None, 0
    for position in find_signature(blocks):
        block = blocks[position]
        block.kind, block.heading, block.level = "signature", None, 0


def find_letterheads(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """(first, end) of the paper's own letterhead and of those of papers bound in behind it, each at the top of a page."""
    found: list[tuple[int, int]] = []
    for position, block in enumerate(blocks):
        if position and block.page_no == blocks[position - 1].page_no:
            continue
        end = position + find_letterhead(blocks[position : position + REACH])
        if end > position and (position == 0 or (end - position >= 2 and _opens_paper(blocks, end))):
            found.append((position, end))
    return found


def _opens_paper(blocks: Sequence[Block], end: int) -> bool:
    """Below the letterhead somebody is addressed, a day is given or a heading stands, as in no list of addresses."""
    below = [block.text for block in blocks[end : end + REACH // 2] if block.page_no == blocks[end - 1].page_no]
    return any(LABELLED.match(text) or re.match(r"dear\b", text, re.IGNORECASE) for text in below) or any(
        block.kind == "heading" and OWN_HEAD.search(block.text) for block in blocks[end : end + 2]
    )


def is_name_line(text: str) -> bool:
    """The line is the name of a body or an office and nothing else."""
    text = re.sub(r"^the\s+", "", natural_case(text.strip(), ""), flags=re.IGNORECASE)
    if len(words_of(text)) > LONGEST_NAME:
        return False
    if OFFICE.fullmatch(text) or UNIT.search(text):
        return True
    return any(len(name) >= 0.9 * len(text) for name in find_names(text))


def find_letterhead(blocks: Sequence[Block]) -> int:
    """How many blocks at the top are letterhead; tables of office-holders among them keep their kind."""
    end = 0
    named = False
    for position, block in enumerate(blocks[:REACH]):
        text = block.text
        if block.number or block.marker or block.page_no != blocks[0].page_no or len(words_of(text)) > LONGEST_LINE:
            break
        contact = CONTACT.search(text) is not None
        if is_name_line(text):
            named = True
        elif not named and not contact:
            break
        elif OFFICER.search(text) and (end or contact):
            end = position + 1
        elif block.table is not None:
            break
        elif (contact and not OWN_HEAD.search(ELECTRONIC.sub("", text))) or (position and _completes(blocks, position)):
            end = position + 1
        elif not _is_address(text):
            break
    return end if named else 0


def _completes(blocks: Sequence[Block], position: int) -> bool:
    return COMPLETES.match(blocks[position].text) is not None and is_name_line(blocks[position - 1].text)


def _is_address(text: str) -> bool:
    own = LABELLED.match(text) or find_dates(text) or OWN_HEAD.search(text) or KNOWN.match(text) or PEOPLE.match(text)
    return not own and ADDRESS.search(text) is not None and len(words_of(text)) <= LONGEST_NAME


def find_signature(blocks: Sequence[Block]) -> list[int]:
    """Positions of the close and the name, post and date below it: "Signed: B Orde", "Chair", "Date: 3 May 2019"."""
    found: list[int] = []
    first = max(0, len(blocks) - TAIL)
    open_lines = 0
    for position in range(first, len(blocks)):
        block = blocks[position]
        short = block.table is None and block.number is None and len(words_of(block.text)) <= 14
        if short and CLOSE.match(block.text):
            open_lines = SIGNED_LINES
            found.append(position)
        elif (
            open_lines
            and short
            and block.marker is None
            and block.page_no == blocks[position - 1].page_no
            and not is_capitals(block.text)
            and block.text[-1:] not in ".?;"
            and not KNOWN.match(block.text)
        ):
            open_lines -= 1
            found.append(position)
        else:
            open_lines = 0
    return found
