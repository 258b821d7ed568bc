"""The only maker of a :class:`~answer.records.Citation`.

Page, paragraph number, section, boxes and label are looked up from the span; nothing here is stated by anyone
else. ``quote == document.text[span]`` holds for every citation that leaves this module.
"""

from __future__ import annotations

import re
from typing import Protocol

from answer.records import Citation
from answer.words import find_initials
from ingest.errors import QuoteMismatchError
from ingest.records import Document, Part
from ingest.spans import Region, Span

MONTH_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class PaperSource(Protocol):
    """What citing needs of an archive."""

    def document(self, doc_id: str) -> Document: ...

    def find_regions(self, doc_id: str, span: Span) -> tuple[Region, ...]: ...


def make_citation(archive: PaperSource, doc_id: str, span: Span, quote: str | None = None) -> Citation:
    """Cite ``document.text[span]``.

    ``quote`` is what the caller believes to stand there; a difference raises QuoteMismatchError, as does
    a span that is empty or outside the paper.
    """
    document = archive.document(doc_id)
    span = trim_span(document.text, span)
    printed = document.quote(span)
    if not printed or span.end > len(document.text):
        raise QuoteMismatchError(f"{document.file}: nothing stands at {span.start}..{span.end}; rebuild the archive")
    if quote is not None and quote != printed:
        raise QuoteMismatchError(f"{document.file}: {quote[:60]!r} is not what stands at {span.start}..{span.end}")
    page = document.page_at(span.start)
    paragraph = document.paragraph_at(span.start)
    section = document.section_of(paragraph) if paragraph else None
    number = paragraph.cited_number if paragraph else None
    heading = None
    if section is not None:
        heading = f"{section.number} {section.heading}" if section.number else section.heading
    meeting_date = find_meeting_date(document, span.start)
    return Citation(
        doc_id=doc_id,
        file=document.file,
        title=document.title,
        meeting_date=meeting_date,
        span=span,
        quote=printed,
        page_no=page.page_no if page else None,
        paragraph_number=number,
        section=heading,
        regions=archive.find_regions(doc_id, span),
        label=to_label(document, span.start, number, page.page_no if page else None),
    )


def split_at_pages(document: Document, span: Span) -> tuple[Span, ...]:
    """A quote that runs over a page break is cited page by page, so that each piece is verbatim on its page."""
    if not document.paged:
        return (span,)
    pieces = []
    for page in document.pages:
        start, end = max(span.start, page.span.start), min(span.end, page.span.end)
        if start < end and document.text[start:end].strip():
            pieces.append(trim_span(document.text, Span(start, end)))
    return tuple(pieces) or (span,)


def trim_span(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty where it holds nothing else."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))


def find_meeting_date(document: Document, offset: int) -> str | None:
    """Date of the part that holds ``offset`` (minutes bound into a report), else of the paper's meeting, else of publication."""
    part = document.part_at(offset)
    if part is not None and part.date:
        return part.date
    return document.meeting_date or document.published_on


def to_label(document: Document, offset: int, number: str | None, page_no: int | None) -> str:
    """The members' form: "PCP 13 Nov 2018, para 2.2, p.2"; "minutes" is named where a paper holds minutes of another day."""
    part = document.part_at(offset)
    day = find_meeting_date(document, offset)
    pieces = [f"{find_short_name(document)} {_minutes_of(document, part)}{to_short_date(day)}".strip()]
    if number:
        pieces.append(f"para {number}")
    if page_no is not None:
        pieces.append(f"p.{page_no}")
    return ", ".join(pieces)


def _minutes_of(document: Document, part: Part | None) -> str:
    if part is None or not part.date or part.date == document.meeting_date or part.kind != "minutes":
        return ""
    return "minutes "


def to_short_date(day: str | None) -> str:
    """``2018-11-13`` → ``13 Nov 2018``, ``2019-11`` → ``Nov 2019``; intervals as "1 Apr 2018 – 31 Mar 2019"."""
    if not day:
        return ""
    if "/" in day:
        first, last = day.split("/", 1)
        return f"{to_short_date(first)} – {to_short_date(last)}"
    bits = day.split("-")
    if len(bits) == 1:
        return day
    month = MONTH_NAMES[int(bits[1])]
    return f"{month} {bits[0]}" if len(bits) == 2 else f"{int(bits[2])} {month} {bits[0]}"


def find_short_name(document: Document) -> str:
    """Short form of the body: the abbreviation that the paper prints after its name, else initials of three or more
    capitalised words, else the name itself; without a body the first words of the title."""
    body = document.body
    if not body:
        words = document.title.split()
        return " ".join(words[:5]) + ("…" if len(words) > 5 else "") if words else document.file
    # "Wenmark Police and Crime Panel (PCP)": the brackets follow the name or its end
    last_word = re.escape(body.split()[-1])
    for match in re.finditer(rf"(?i:{last_word})\s+\(['‘“\"]?([A-Z][A-Za-z&]{{1,7}})['’”\"]?\)", document.text):
        if _abbreviates(match.group(1), body):
            return match.group(1)
    initials = find_initials(body)
    if 3 <= len(initials) <= 6:
        return initials
    return body if len(body) <= 40 else " ".join(body.split()[:4])


def _abbreviates(short: str, name: str) -> bool:
    """The letters of the short form are initials of the name's words, in order, ending with the last word's."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z]+", name)]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return True
