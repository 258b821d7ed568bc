"""Words of a page as the table finders see them: text and box, grouped into lines of print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.load.records import RawCell, RawWord
from ingest.spans import BBox

# What stands in a column of figures: "1,817,951", "(29,201)", "-9.9", "+6.0%", "£38.50", "n/a", "-", "12-Mar", "Mar-16".
_FIGURE = re.compile(
    r"""^[(\[+\-–−~]?\s*+[£$€]?\s*+[+\-–−]?\s*+(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?\s*+(?:%|m|k|bn|pp)?\s*+[)\]]?\*{0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(
    r"^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}-[A-Z][a-z]{2}(?:-\d{2,4})?|[A-Z][a-z]{2}-\d{2,4}|\d{4}[-/]\d{2,4})$"
)
_BLANKS = frozenset({"-", "–", "—", "n/a", "nil", "na", "tbc", "£", "£-", "0", "*", ".."})


@dataclass(frozen=True, slots=True)
class TableWord:
    text: str
    bbox: BBox
    size: float
    bold: bool = False


def words_of(text: str, words: Sequence[RawWord]) -> list[TableWord]:
    return [TableWord(text[w.span.start : w.span.end], w.bbox, w.size, w.bold) for w in words]


def is_number(text: str) -> bool:
    """A figure with at least one digit."""
    compact = text.replace(" ", "")
    return any(c.isdigit() for c in compact) and bool(_FIGURE.match(compact))


def is_figure(text: str) -> bool:
    """A figure, or what is printed in place of one ("-", "n/a")."""
    return is_number(text) or text.strip().casefold() in _BLANKS


def is_datum(text: str) -> bool:
    """A figure or a short date: what stands in the columns that make a table a table."""
    return is_figure(text) or bool(_DATE.match(text))


def to_lines(words: Sequence[TableWord]) -> list[list[TableWord]]:
    """Words grouped into lines of print, top to bottom, each line from left to right.

    A word joins a line when its middle lies within the line's height; superscripts thus stay with it.
    """
    lines: list[list[TableWord]] = []
    spans: list[list[float]] = []
    for word in sorted(words, key=lambda w: ((w.bbox.top + w.bbox.bottom) / 2, w.bbox.x0)):
        middle = (word.bbox.top + word.bbox.bottom) / 2
        height = max(1.0, word.bbox.bottom - word.bbox.top)
        for at in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            top, bottom = spans[at]
            inside = min(bottom, word.bbox.bottom) - max(top, word.bbox.top)
            if abs(middle - (top + bottom) / 2) < 0.35 * max(height, bottom - top) or inside > 0.6 * min(
                height, bottom - top
            ):
                lines[at].append(word)
                if height >= 0.75 * (bottom - top):
                    count = len(lines[at])
                    spans[at] = [top + (word.bbox.top - top) / count, bottom + (word.bbox.bottom - bottom) / count]
                break
        else:
            lines.append([word])
            spans.append([word.bbox.top, word.bbox.bottom])
    order = sorted(range(len(lines)), key=lambda at: spans[at][0] + spans[at][1])
    return [sorted(lines[at], key=lambda w: w.bbox.x0) for at in order]


def join_lines(lines: Sequence[Sequence[TableWord]]) -> str:
    """Text of lines as one, single spaces; a word broken by a hyphen at a line end is closed up."""
    text = ""
    for line in lines:
        piece = " ".join(word.text for word in line)
        if text.endswith("-") and len(text) > 2 and text[-2].isalpha() and piece[:1].islower():
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}" if text else piece
    return text


def merge_columns(rows: list[list[RawCell]]) -> tuple[tuple[RawCell, ...], ...]:
    """Rows with columns put together that are one column set askew.

    These are neighbours that no row fills both, the one by headings only, the other by figures below them.
    """
    at = 0
    while rows and at + 1 < len(rows[0]) and len(rows[0]) > 2:
        left = [number for number, row in enumerate(rows) if row[at].text]
        right = [number for number, row in enumerate(rows) if row[at + 1].text]
        upper, lower = (left, right) if left and right and left[0] < right[0] else (right, left)
        heads = bool(upper and lower) and len(upper) <= 3 and max(upper) < min(lower)
        if heads and all(is_datum(rows[n][at].text or rows[n][at + 1].text) for n in lower):
            rows = [[*row[:at], row[at] if row[at].text else row[at + 1], *row[at + 2 :]] for row in rows]
        else:
            at += 1
    return tuple(map(tuple, rows))
