"""Running headers, footers and page numbers: lines at the edge of a page that recur from page to page.

A line counts as furniture when it stands in the outer eighth of its page and its digit-masked form recurs on
at least two pages in five (of all pages, or of the odd or the even ones), or when it is nothing but a page
number or a protective marking. It leaves the text flow and is kept in ``Page.furniture``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.structure.lines import Line, body_size

EDGE_SHARE = 0.125
RECURRENCE = 0.4
EDGE_LINES = 3

# "Appendix 2" over each of three sets of minutes, and the board's name in large print below it: titles, not headers.
OPENS = re.compile(r"^(?:appendix|annex|schedule|item|agenda item|part|chapter)\s+(?:\d+|[A-Z])$", re.IGNORECASE)
TITLE_RATIO = 1.12
TITLE_RECURRENCE = 0.7

PAGE_NUMBER = re.compile(
    r"^\W*(?:page\W*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$|^page\b.{0,3}\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
MARKING = re.compile(
    r"^\W*(?:not\s+protectively\s+marked|unclassified|official(?:\W+sensitive)?|restricted|protect|confidential)\W*$",
    re.IGNORECASE,
)
# What a spreadsheet or printer adds below the page: "Printed 09:12 on 3 May 2019", "Values as at 14:05 on …".
STAMP = re.compile(
    r"^(?=.*\b\d{1,2}:\d\d\b)(?=.*\b(?:19|20)\d\d\b)(?:printed|values|report run|run|as at|generated|created|saved|exported)\b.{0,60}$",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """Form of a line in which the same footer on two pages is equal: digits masked, spaces and case ignored."""
    return re.sub(r"\s+", "", re.sub(r"\d+", "#", text)).casefold()


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the positions of its lines that are furniture.

    ``heights`` are page heights in points. A page without boxes is judged by its first and last lines.
    """
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    recurring = _recurring(pages, edges, body_size([line for lines in pages for line in lines]))
    found: list[set[int]] = []
    for number, (lines, edge) in enumerate(zip(pages, edges, strict=True)):
        page: set[int] = set()
        for position in edge:
            text = lines[position].text
            if (
                (PAGE_NUMBER.match(text) and _alone(text, number, len(pages), lines[position]))
                or MARKING.match(text)
                or STAMP.match(text)
                or (mask(text), number) in recurring
            ):
                page.add(position)
        found.append({position for position in page if not _in_row(lines, position, page)})
    return found


def _in_row(lines: Sequence[Line], position: int, page: set[int]) -> bool:
    """A bare "2024" in a row with words of the text heads a column of a table near the edge; a page number has its row alone."""
    line = lines[position]
    if not line.text.isdigit() or line.bbox is None:
        return False
    return any(
        other.bbox is not None
        and number not in page
        and min(other.bbox.bottom, line.bbox.bottom) - max(other.bbox.top, line.bbox.top) > 0.5 * line.height
        for number, other in enumerate(lines)
    )


WATERMARK_WORDS = ("DRAFT", "COPY", "CONFIDENTIAL", "SPECIMEN", "SAMPLE", "UNAPPROVED")
WATERMARK_RATIO = 1.8


def find_watermark(lines: Sequence[Line], body: float) -> tuple[set[int], str]:
    """Positions of the pieces of a word printed large across the page ("T", "AF", "DR"), and that word."""
    pieces = [
        position
        for position, line in enumerate(lines)
        if line.size > WATERMARK_RATIO * max(body, 6.0)
        and line.text.replace(" ", "").isalpha()
        and line.text.isupper()
        and len(line.text) <= 14
    ]
    texts = [lines[position].text.replace(" ", "") for position in pieces]
    for word in WATERMARK_WORDS:
        for text in ("".join(texts), "".join(reversed(texts))):
            if text and text.replace(word, "") == "":
                return set(pieces), word
    return set(), ""


def _alone(text: str, number: int, count: int, line: Line) -> bool:
    """A bare "12" at the edge is a page number only where a page number could read so."""
    digits = re.findall(r"\d+", text)
    if not digits:
        return count > 1
    return count > 1 or int(digits[0]) == number + 1 or "page" in text.lower()


def _edge_lines(lines: Sequence[Line], height: float) -> list[int]:
    if not lines:
        return []
    if any(line.bbox is None for line in lines) or height <= 0:
        last = len(lines)
        return sorted({*range(min(EDGE_LINES, last)), *range(max(0, last - EDGE_LINES), last)})
    top, bottom = height * EDGE_SHARE, height * (1 - EDGE_SHARE)
    return [
        position
        for position, line in enumerate(lines)
        if line.bbox is not None and (line.bbox.bottom <= top or line.bbox.top >= bottom)
    ]


def _recurring(pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]], body: float) -> set[tuple[str, int]]:
    """(masked line, page) of what recurs. A line that opens an appendix or is larger than the text, and is not on neighbouring pages, must be on most."""
    titles: set[str] = set()
    seen: Mapping[str, set[int]] = defaultdict(set)
    for number, edge in enumerate(edges):
        for position in edge:
            masked = mask(pages[number][position].text)
            if masked:
                seen[masked].add(number)
                line = pages[number][position]
                if OPENS.match(line.text) or (body and line.size > TITLE_RATIO * body):
                    titles.add(masked)
    count = len(pages)
    kept: set[tuple[str, int]] = set()
    for masked, where in seen.items():
        if len(where) < 2:
            continue
        neighbours = sum(number + 1 in where for number in where)
        share = TITLE_RECURRENCE if masked in titles and neighbours < len(where) // 2 else RECURRENCE
        for pool in (set(range(count)), set(range(0, count, 2)), set(range(1, count, 2)), set(range(1, count))):
            inside = where & pool
            if len(inside) >= max(2, share * len(pool)):
                kept.update((masked, number) for number in where)
                break
    return kept
