"""Canonical page text and word boxes, joined into lines of tokens.

A loader gives the text of a page line by line and, apart from it, the words with their boxes. Here the two
become :class:`Line` objects: what all later stages look at. A token remembers the pieces it was made of, so
that a word whose halves stood on two lines keeps both boxes.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.load.records import RawPage, RawWord
from ingest.spans import BBox

# "14" + "th": an ordinal ending that the page sets as a superscript and the text layer puts on a line of its own.
ORDINAL_END = re.compile(r"^(?:st|nd|rd|th)\b")
ENDS_IN_DAY = re.compile(r"(?:^|\D)\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a token that were printed together: on one page, in one box (None where the loader has no box)."""

    text: str
    page_no: int
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """Characters between two spaces; made by :func:`make_token`, which joins the text and the boxes of its pieces."""

    pieces: tuple[Piece, ...]
    text: str
    bbox: BBox | None
    bold: bool = False
    size: float = 0.0

    @property
    def page_no(self) -> int:
        return self.pieces[0].page_no


def make_token(pieces: Sequence[Piece], bold: bool = False, size: float = 0.0) -> Token:
    if len(pieces) == 1:
        return Token(tuple(pieces), pieces[0].text, pieces[0].bbox, bold, size)
    return Token(tuple(pieces), "".join(p.text for p in pieces), join_boxes(p.bbox for p in pieces), bold, size)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. ``size`` is the font size of most characters, ``bold`` that most of them are bold."""

    tokens: tuple[Token, ...]
    page_no: int
    bbox: BBox | None = None
    size: float = 0.0
    bold: bool = False
    text: str = field(default="")

    @property
    def height(self) -> float:
        return self.bbox.bottom - self.bbox.top if self.bbox else 0.0


def join_boxes(boxes: Iterable[BBox | None]) -> BBox | None:
    joined: BBox | None = None
    for box in boxes:
        if box is not None:
            joined = box if joined is None else joined.union(box)
    return joined


def make_line(tokens: Sequence[Token], page_no: int) -> Line:
    sizes: Counter[float] = Counter()
    bold = letters = 0
    for token in tokens:
        count = len(token.text)
        sizes[round(token.size * 2) / 2] += count
        letters += count
        bold += count if token.bold else 0
    return Line(
        tokens=tuple(tokens),
        page_no=page_no,
        bbox=join_boxes(token.bbox for token in tokens),
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        bold=letters > 0 and bold >= 0.7 * letters,
        text=" ".join(token.text for token in tokens),
    )


def read_lines(page: RawPage) -> list[Line]:
    """The lines of one page in the order of its text, those of one row of print rejoined."""
    lines: list[Line] = []
    words = sorted(page.words, key=lambda word: word.span.start)
    at = 0
    start = 0
    for raw in page.text.split("\n"):
        tokens: list[Token] = []
        for match in re.finditer(r"\S+", raw):
            begin, end = start + match.start(), start + match.end()
            while at < len(words) and words[at].span.end <= begin:
                at += 1
            tokens.append(_cut_token(match.group(), begin, end, words, at, page.page_no))
        if tokens:
            lines.append(make_line(tokens, page.page_no))
        start += len(raw) + 1
    return rejoin_rows(place_numbers(lines))


# "39/22", "14.", "3)", "6.1": a minute or item number that stands on a line by itself.
NUMBER_ALONE = re.compile(r"^\d{1,4}(?:/\d{2,4}|[.)]|(?:\.\d{1,2}){1,3}\.?)$")
NUMBER_REACH = 90.0
"""Points between a number in the margin and the text that it belongs to."""


def place_numbers(lines: Sequence[Line]) -> list[Line]:
    """Numbers in the margin that the text layer or OCR gives as a column of their own go before the line of their row."""
    start = 0
    placed = list(lines)
    while start < len(placed):
        end = start
        while end < len(placed) and NUMBER_ALONE.match(placed[end].text):
            end += 1
        if end - start >= 2:
            rows = [_line_of_row(placed, number, range(start, end)) for number in placed[start:end]]
            if None not in rows and _counts_on([line.text for line in placed[start:end]]):
                return place_numbers(_moved(placed, range(start, end), [row for row in rows if row is not None]))
        start = end + 1
    return placed


def _counts_on(numbers: Sequence[str]) -> bool:
    """Rising numbers; those with a point go on as paragraphs do ("6.", "6.1", "6.2", "7.0") and not as figures do."""
    values = [tuple(int(part) for part in number.split("/")[0].strip(".)").split(".")) for number in numbers]
    return all(
        left <= right
        and (
            len(left) == len(right) == 1
            or (right[: len(left)] == left and right[len(left) :] in {(0,), (1,)})
            or _next(left, right)
        )
        for left, right in itertools.pairwise(values)
    )


def _next(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """The number after ``left`` on the level of ``right`` or of a parent ("6.2" → "6.3", "6.2" → "7", "6.2" → "7.0")."""
    level = next((place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    return level is not None and right[level] - left[level] == 1 and right[level + 1 :] in {(), (0,), (1,)}


def _line_of_row(lines: Sequence[Line], number: Line, column: range) -> int | None:
    """Position of the leftmost line to the right of the number that is printed on the same row.

    Where there is none, as typists space a column of numbers by hand, the paragraph that starts right below it.
    """
    found: int | None = None
    reach = NUMBER_REACH
    for position, line in enumerate(lines):
        if position in column or line.bbox is None or number.bbox is None:
            continue
        gap = line.bbox.x0 - number.bbox.x1
        overlap = min(line.bbox.bottom, number.bbox.bottom) - max(line.bbox.top, number.bbox.top)
        if 0 < gap < reach and overlap > 0.5 * min(line.height, number.height):
            found, reach = position, gap
    return found if found is not None else _opening_below(lines, number, column)


def _opening_below(lines: Sequence[Line], number: Line, column: range) -> int | None:
    """The line to the right that begins less than two lines further down and has white space above it."""
    for position in range(column.stop, len(lines)):
        line, before = lines[position].bbox, lines[position - 1].bbox
        if line is None or number.bbox is None or not 0 < line.x0 - number.bbox.x1 < NUMBER_REACH:
            continue
        down = line.top - number.bbox.top
        if 0 <= down < 2 * number.height and (
            before is None or position == column.stop or line.top - before.bottom > 0.6 * number.height
        ):
            return position
    return None


def _moved(lines: Sequence[Line], column: range, rows: Sequence[int]) -> list[Line]:
    before = {row: glue(lines[position], lines[row], " ") for position, row in zip(column, rows, strict=True)}
    return [before.get(position, line) for position, line in enumerate(lines) if position not in column]


def _cut_token(text: str, begin: int, end: int, words: Sequence[RawWord], at: int, page_no: int) -> Token:
    pieces: list[Piece] = []
    bold = False
    size = 0.0
    done = begin
    while at < len(words) and words[at].span.start < end:
        word = words[at]
        stop = min(word.span.end, end)
        first = max(word.span.start, done)
        if stop > first:
            if first > done:
                pieces.append(Piece(text[done - begin : first - begin], page_no))
            pieces.append(Piece(text[first - begin : stop - begin], page_no, word.bbox))
            done = stop
            bold = bold or word.bold
            size = max(size, word.size)
        at += 1
    if done < end:
        pieces.append(Piece(text[done - begin :], page_no))
    return make_token(pieces, bold, size)


def rejoin_rows(lines: Sequence[Line]) -> list[Line]:
    """Put together what the text layer cut although it stands on one row: superscripts, numbers set apart."""
    joined: list[Line] = []
    for line in lines:
        if joined:
            merged = _same_row(joined[-1], line)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(line)
    return joined


def _same_row(left: Line, right: Line) -> Line | None:
    ordinal = ORDINAL_END.match(right.text) and ENDS_IN_DAY.search(left.text)
    if left.bbox is None or right.bbox is None:
        return glue(left, right, "") if ordinal else None
    overlap = min(left.bbox.bottom, right.bbox.bottom) - max(left.bbox.top, right.bbox.top)
    if overlap < 0.5 * min(left.height, right.height):
        return None
    gap = right.bbox.x0 - left.bbox.x1
    size = max(left.size, right.size, 6.0)
    if ordinal and -1.0 <= gap < 0.5 * size:
        return glue(left, right, "")
    label = len(left.tokens) == 1 and len(left.text) <= 8
    if -1.0 <= gap < (5.0 if label else 1.0) * size:
        return glue(left, right, " ")
    return None


def glue(left: Line, right: Line, between: str) -> Line:
    tokens = list(left.tokens)
    rest = list(right.tokens)
    if not between and rest:
        last = tokens[-1]
        tokens[-1] = make_token(last.pieces + rest[0].pieces, last.bold, last.size)
        rest = rest[1:]
    return make_line([*tokens, *rest], left.page_no)


def body_size(lines: Iterable[Line]) -> float:
    """Font size of most characters of the paper, 0 where no sizes are known."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
