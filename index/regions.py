"""A span of text → boxes on the page images: one a line of print, over page breaks too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.records import Word
from ingest.spans import BBox, Region, Span

SAME_LINE = 0.5
"""Words share a line when they overlap in height by half of the lower one."""


def find_lines(words: Sequence[Word], span: Span) -> list[BBox]:
    """One box a line of the words of ``span``, in reading order."""
    lines: list[BBox] = []
    for word in words:
        if not word.span.overlaps(span):
            continue
        box = word.bbox
        if lines and _same_line(lines[-1], box):
            lines[-1] = lines[-1].union(box)
        else:
            lines.append(box)
    return lines


def to_regions(pages: Iterable[tuple[int, Sequence[Word]]], span: Span) -> tuple[Region, ...]:
    """``pages``: (page number, its words) of the pages that the span touches, in order."""
    return tuple(Region(page_no, box) for page_no, words in pages for box in find_lines(words, span))


def _same_line(line: BBox, box: BBox) -> bool:
    height = min(line.bottom - line.top, box.bottom - box.top)
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    # text flows to the right; a word far back to the left at the same height is another column's
    return shared >= SAME_LINE * height > 0 and box.x0 >= line.x0 - 1
