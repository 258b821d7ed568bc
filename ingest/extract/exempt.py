"""Notices that a paper is not for the public, in its own words.

    marked      at the head of the paper, or in the running header or footer of its first page, and about the paper itself
    suggested   on a later page, or about a part of it: somebody should look

A paper that only tells of another one (the notice that an item will be taken in private, minutes that record the
resolution to exclude the public, an agenda with an exempt item) is public, and is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.records import Document
from ingest.spans import Span

HEAD_PARAGRAPHS = 12
"""A mark stands above or just below the title, with the letterhead; further down a paper speaks of other things."""
LONGEST_NOTICE = 240

MARKS = (
    # "NOT FOR PUBLICATION", "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A …"
    r"(?:this (?:report|paper|document|appendix|item) is )?not for publication\b",
    # "EXEMPT", "EXEMPT INFORMATION", "Exempt report", "EXEMPT – PARAGRAPH 3", "EXEMPT BY VIRTUE OF PARAGRAPH 1 …"
    r"exempt(?: information| report| item| paper)?(?=\s*(?:$|[-–—:(]|(?:by virtue|under|pursuant|in accordance|paragraph)\b))",
    # "This report is exempt from publication", "This report contains exempt information and is not for publication"
    r"this (?:report|paper|document) (?:is (?:exempt|confidential|restricted)|contains (?:exempt|confidential) information)\b",
    # "Part 2 – Private", "PART II (EXEMPT)", "Part B: confidential"
    r"part (?:ii|2|b)(?=\s*[-–—:(]\s*(?:private|exempt|confidential|closed|not (?:for publication|open)))",
    # "RESTRICTED", "RESTRICTED – POLICY", "OFFICIAL-SENSITIVE", "Protective marking: Restricted"
    r"(?:(?:protective marking|gscp? marking|classification|security classification)\s*:\s*)?(?:restricted|official\s*[-–—:]?\s*sensitive)(?=\s*(?:$|[-–—:(\[]))",
    # "By virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972"
    r"by virtue of paragraphs?\b.{0,60}\bschedule 12a\b",
    # "CONFIDENTIAL", "STRICTLY CONFIDENTIAL", "CONFIDENTIAL REPORT"; "private and confidential" heads many a published letter
    r"(?:strictly )?confidential(?: report| paper)?(?=\s*(?:$|[-–—]|\bnot for\b))",
)
_MARK = re.compile(r"^[\W_]*(?:" + "|".join(f"(?:{mark})" for mark in MARKS) + ")", re.IGNORECASE)
# "PART II" alone: the private part of an agenda, or of a form or a plan
_ASK = re.compile(r"^[\W_]*part ii[\W_]*$", re.IGNORECASE)
# "NOT FOR PUBLICATION: agenda item 9", "Exempt – see Appendix C", "EXEMPT INFORMATION: None": of something else, or of nothing
_ELSEWHERE = re.compile(
    r"\b(?:agenda )?items? (?:no\.? ?)?\d|\b(?:appendix|appendices|annex|annexe|enclosure)\b|\bnone\b|\bnot? applicable\b|\bn/a\b|:\s*no\b",
    re.IGNORECASE,
)
# "EXCLUSION OF THE PRESS AND PUBLIC": what is about to be resolved, not what is printed here
_RESOLVES = re.compile(r"\bexclu(?:de|ded|sion|ding)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExemptNotice:
    """``quote`` as printed; ``page_no`` None for formats without pages; ``marked``: about the paper itself, at its head."""

    quote: str
    page_no: int | None
    marked: bool


def find_exempt_notice(document: Document) -> ExemptNotice | None:
    """The notice that makes the whole paper one that is not for the public; None when none is printed at its head."""
    return next((notice for notice in find_exempt_notices(document) if notice.marked), None)


def find_exempt_notices(document: Document) -> Iterator[ExemptNotice]:
    """Notices in order: those at the head, then the first on each later page."""
    if not document.pages:
        return
    first = document.pages[0]
    number = first.page_no if document.paged else None
    heads = [document.quote(paragraph.span) for paragraph in document.paragraphs[:HEAD_PARAGRAPHS] if _starts_on(paragraph.span, first.span)]
    for line in (*first.furniture.splitlines(), *heads):
        notice = read_notice(line)
        if notice is not None:
            yield ExemptNotice(notice[0], number, notice[1])
    for page in document.pages[1:]:
        # the top of a page, where a paper bound into a pack begins
        lines = [*page.furniture.splitlines(), *document.quote(page.span)[:600].splitlines()[:6]]
        found = next((notice for line in lines if (notice := read_notice(line)) is not None), None)
        if found is not None:
            yield ExemptNotice(found[0], page.page_no, False)


def read_notice(line: str) -> tuple[str, bool] | None:
    """(the notice, whether it is about the paper that it stands on) of one printed line; None for any other line."""
    line = " ".join(line.split())
    if _ASK.match(line):
        return line, False
    match = _MARK.match(line)
    if match is None or _RESOLVES.search(line[:LONGEST_NOTICE]):
        return None
    quote = line if len(line) <= LONGEST_NOTICE else line[: LONGEST_NOTICE - 1].rsplit(" ", 1)[0] + "…"
    return quote, _ELSEWHERE.search(line[match.end() : match.end() + 80]) is None


def _starts_on(span: Span, page: Span) -> bool:
    return page.start <= span.start < page.end
