"""Lines of print joined into blocks: paragraphs, list items and headings-to-be.

A line starts a new block when it carries a paragraph number or a bullet, when the line before it ended a
sentence short of the margin, when the gap above it is larger than the leading, or when size or weight change.
A paragraph that runs over a page break is joined; a word cut at a line end is repaired.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from ingest.structure.blocks import Block
from ingest.structure.lines import Line, Token, join_boxes, make_token
from ingest.structure.numbering import Numbers

# Bullets as text layers give them: U+F0B7 and its kin are Symbol and Wingdings codes.
BULLET = re.compile(r"^(?:[•●▪◦■□➢➤►✓✔·‣⁃∙\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf06e\uf071]|[-–—*o](?=\s))\s*")
ENDS_SENTENCE = re.compile(r"[.!?:;]['\"’”)\]]*$")
ENTRY = re.compile(r"^(?P<label>[A-Z][^.,;:?!–—]{2,60}?)(?:\s[–—-]\s|:\s)\S")
SEPARATOR = re.compile(r"\s[–—-]\s|:\s")
HYPHEN_END = re.compile(r"[A-Za-z]{2,}[-\u00ad\u2010\ufffe]$")
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)+|[A-Za-z]+")
WORD_TAIL = re.compile(r"[A-Za-z]+$")
WORD_HEAD = re.compile(r"[A-Za-z]+")


def printed_words(texts: Iterable[str]) -> Counter[str]:
    """Words of the paper in lower case, hyphenated ones whole: what tells "co-operate" from "oper-ate"."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(match.group().lower() for match in WORD.finditer(text))
    return words


def join_lines(
    lines: Sequence[Line],
    numbers: Numbers,
    words: Counter[str],
    new_page: set[int],
    tables: Mapping[int, Sequence[Block]],
) -> list[Block]:
    """Blocks of body text. ``numbers`` are the accepted numbers by line position, ``new_page`` the lines that open a page.

    ``tables`` are table blocks by the position of the line before which they stand.
    """
    margins = _right_margins(lines)
    leading = _leading(lines, new_page)
    blocks: list[Block] = []
    last: Line | None = None
    for position, line in enumerate(lines):
        if position in tables:
            blocks.extend(tables[position])
            last = None
        label = numbers.labels.get(position)
        bullet = BULLET.match(line.text) if label is None else None
        gap = _gap(last, line) if last is not None and position not in new_page else 0.0
        fresh = (
            last is None
            or label is not None
            or bullet is not None
            or _breaks(blocks[-1], last, line, gap, leading, margins.get(position - 1), position in new_page)
        )
        if fresh:
            block = Block(
                kind="item" if bullet else "body",
                tokens=list(line.tokens),
                page_no=line.page_no,
                bbox=line.bbox,
                size=line.size,
                bold=line.bold,
                gap_before=gap,
            )
            if label is not None:
                block.number = label.printed
                block.nested = position in numbers.nested
            if bullet is not None:
                _set_bullet(block, bullet.end())
            elif label is None and last is not None and _awaits_text(blocks, line):
                alone = blocks.pop()
                block.tokens[0:0] = alone.tokens
                block.number, block.nested, block.gap_before = alone.number, alone.nested, alone.gap_before
                block.bbox = join_boxes((alone.bbox, line.bbox))
            blocks.append(block)
        else:
            _append_line(blocks[-1], line, words)
        last = line
    blocks.extend(block for position, placed in tables.items() if position >= len(lines) for block in placed)
    return [block for block in blocks if block.tokens or block.table is not None]


REACH_BELOW, REACH_ABOVE = 40.0, 20.0
"""Points between the tops of a number that stands on a line by itself and of the text that it numbers."""


def _awaits_text(blocks: Sequence[Block], line: Line) -> bool:
    """The last block is a number alone ("Item 2", "7.") and the line is what it numbers: right below or beside, not left of it."""
    if not _is_number_alone(blocks[-1]) or (len(blocks) > 1 and _is_number_alone(blocks[-2])):
        return False
    number, text = blocks[-1].bbox, line.bbox
    if number is None or text is None or blocks[-1].page_no != line.page_no:
        return False
    return text.x0 >= number.x0 - 2.0 and -REACH_ABOVE <= text.top - number.top <= REACH_BELOW


def _is_number_alone(block: Block) -> bool:
    return block.number is not None and block.text == block.number.strip()


def _set_bullet(block: Block, length: int) -> None:
    """Every bullet is kept as "• ", whatever sign the font had for it."""
    first = block.tokens[0]
    text = first.text
    rest = text[length:] if length < len(text) else ""
    piece = replace(first.pieces[0], text="•")
    block.marker = "•"
    bullet = make_token((piece,), first.bold, first.size)
    if rest:
        block.tokens[0:1] = [
            bullet,
            make_token((replace(first.pieces[-1], text=rest),), first.bold, first.size),
        ]
    else:
        block.tokens[0] = bullet


def _gap(last: Line, line: Line) -> float:
    if last.bbox is None or line.bbox is None:
        return 0.0
    return line.bbox.top - last.bbox.bottom


def _leading(lines: Sequence[Line], new_page: set[int]) -> float:
    """Usual distance in points between the bottom of a line and the top of the next."""
    gaps: list[float] = []
    for position in range(1, len(lines)):
        if position in new_page:
            continue
        gap = _gap(lines[position - 1], lines[position])
        if -3.0 <= gap <= 20.0:
            gaps.append(round(gap, 1))
    if not gaps:
        return 0.0
    gaps.sort()
    return median(gaps[: max(1, len(gaps) * 2 // 3)])


def _right_margins(lines: Sequence[Line]) -> dict[int, float]:
    """Right edge of the text around each line: the furthest right of the lines near it that start left of it."""
    margins: dict[int, float] = {}
    for position, line in enumerate(lines):
        if line.bbox is None:
            continue
        near = [
            other.bbox.x1
            for other in lines[max(0, position - 12) : position + 13]
            if other.bbox is not None
            and other.page_no == line.page_no
            and other.bbox.x0 < line.bbox.x1
            and other.bbox.x1 > line.bbox.x0
        ]
        margins[position] = max(near) if near else line.bbox.x1
    return margins


def _breaks(
    block: Block, last: Line, line: Line, gap: float, leading: float, margin: float | None, over_page: bool
) -> bool:
    ended = ENDS_SENTENCE.search(last.text) is not None
    lower = line.text[:1].islower()
    if HYPHEN_END.search(last.text) and lower:
        return False
    if last.bbox is None or line.bbox is None:
        return not (lower and not ended)
    if last.size and line.size and abs(last.size - line.size) > 0.8:
        return True
    if last.bold != line.bold and not (lower and not ended):
        return True
    if over_page or line.bbox.bottom < last.bbox.top:
        return not (not ended and lower) and (ended or not _full(last, line, margin) or bool(block.bold))
    if gap > leading + max(2.5, 0.35 * max(line.size, 6.0)):
        apart = gap >= leading + 1.2 * max(line.size, 6.0)
        return apart or not lower or ended or _is_short_entry(last, line, margin)
    if lower and not ended:
        return False
    if _is_entry(line.text) and _is_entry(block.text) and not re.search(r"(?:,|\b(?:and|of|the|for))$", last.text):
        return True
    if last.text.endswith(",") and margin is not None and last.bbox.x1 > 0.6 * margin:
        return False
    return not _full(last, line, margin)


def _is_entry(text: str) -> bool:
    """A line of a list without bullets: "Tolsey City Council – Councillors …", "Marlock (2): Councillors …"."""
    match = ENTRY.match(text)
    if match is None or len(SEPARATOR.findall(text)) > 1 or re.match(r"[^(]*\)", text):
        return False
    return match["label"].count("(") == match["label"].count(")")


def _is_short_entry(last: Line, line: Line, margin: float | None) -> bool:
    """Items of a list whose bullets are no text, set apart: "hay and straw" below "new bridles", far short of the margin."""
    if last.bbox is None or line.bbox is None or margin is None or abs(last.bbox.x0 - line.bbox.x0) > 2.0:
        return False
    ends_open = re.search(r"(?:,|\b(?:and|or|of|the|for|to|a|in|by|with|that))$", last.text) is not None
    return not ends_open and last.bbox.x1 < 0.75 * margin and not _full(last, line, margin)


def _full(last: Line, line: Line, margin: float | None) -> bool:
    """The last line ran to the margin: the first word of the next would not have fitted on it."""
    if last.bbox is None or margin is None:
        return True
    first = line.tokens[0].bbox
    width = (first.x1 - first.x0) if first is not None else 5.0 * len(line.tokens[0].text)
    return last.bbox.x1 + width + 0.25 * max(line.size, 6.0) > margin - 2.0


def _append_line(block: Block, line: Line, words: Counter[str]) -> None:
    tokens = list(line.tokens)
    left, right = block.tokens[-1].text, tokens[0].text
    if HYPHEN_END.search(left) and right[:1].isalpha():
        block.tokens[-1] = join_hyphen(block.tokens[-1], tokens.pop(0), words)
    block.tokens.extend(tokens)
    block.lines += 1
    if line.page_no == block.page_no:
        block.bbox = join_boxes((block.bbox, line.bbox))


def join_hyphen(left: Token, right: Token, words: Counter[str]) -> Token:
    """One token of the halves of a word; the hyphen stays only where the paper prints the word so elsewhere."""
    start, end = WORD_TAIL.search(left.text[:-1]), WORD_HEAD.match(right.text)
    head = start.group().lower() if start else ""
    tail = end.group().lower() if end else ""
    whole, hyphenated = words[head + tail], words[f"{head}-{tail}"]
    keep = (hyphenated > 0 and whole == 0) or right.text[:1].isupper()
    pieces = list(left.pieces)
    if not keep:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text[:-1])
    elif pieces[-1].text[-1] != "-":
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text[:-1] + "-")
    return make_token([piece for piece in (*pieces, *right.pieces) if piece.text], left.bold, left.size)
