"""In what unit a table's figures are printed, and what they are to be multiplied with.

The unit stands in a header cell ("£000s"), in the caption ("All figures in £m"), or on the page before where the
table goes on overleaf.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.blocks import Block
from ingest.structure.tables import column_lefts

# Longest first; multiplier in the currency printed.
UNITS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"[£€]\s?['’‘`]?\s?0{3}['’‘`]?\s?s?(?![\d.,]\d)", re.IGNORECASE), 1_000),
    (re.compile(r"[£€]\s?(?:thousands?|k)\b", re.IGNORECASE), 1_000),
    (re.compile(r"[£€]\s?['’‘`]?\s?(?:millions?|m)(?:illions?)?s?\b", re.IGNORECASE), 1_000_000),
    (re.compile(r"[£€]\s?(?:billions?|bn)\b", re.IGNORECASE), 1_000_000_000),
)
# A sentence or bracket that speaks of a unit: "All figures in £m", "(£'000)", "amounts are shown in €000s".
STATED = re.compile(
    r"(?:figures|amounts|values|sums|all|shown|stated|expressed|in)\b[^.£€\n]{0,30}(?P<unit>[£€]\s?['’]?\s?(?:0{3}['’]?s?|m(?:illions?)?|k|thousands?|bn)\b)"
    r"|\(\s*(?P<bracket>[£€]\s?['’]?\s?(?:0{3}['’]?s?|m(?:illions?)?|k|bn))\s*\)",
    re.IGNORECASE,
)
POUND_ONLY = re.compile(r"^\(?[£€]\s?(?:p)?\)?$")
HEADER_ROWS = 6
BLOCKS_BACK = 4


def read_unit(text: str) -> tuple[str, int] | None:
    for pattern, multiplier in UNITS:
        match = pattern.search(text)
        if match and not re.match(r"\s?\d", text[match.end() :]):
            return match.group().strip(), multiplier
    return None


def set_units(blocks: Sequence[Block]) -> None:
    """Set caption, unit and multiplier of every table block."""
    last: Block | None = None
    for position, block in enumerate(blocks):
        if block.table is None:
            continue
        table = block.table
        table.caption = table.caption or _caption(blocks, position)
        found = _own_unit(block) or _stated_before(blocks, position)
        if found is None and last is not None and last.table is not None and last.table.unit and _goes_on(last, block):
            found = (last.table.unit, last.table.multiplier or 1)
        if found is None and _has_pounds(block):
            found = ("€" if "€" in block.text and "£" not in block.text else "£", 1)
        if found is not None:
            table.unit, table.multiplier = found
        last = block


def _rows(block: Block) -> list[list[str]]:
    assert block.table is not None
    return [[" ".join(token.text for token in cell) for cell in row] for row in block.table.rows]


def _own_unit(block: Block) -> tuple[str, int] | None:
    table = block.table
    assert table is not None
    for row in _rows(block)[: min(HEADER_ROWS, max(table.header_rows, 3))]:
        for text in row:
            if len(text) <= 60:
                found = read_unit(text)
                if found:
                    return found
    return None


def _has_pounds(block: Block) -> bool:
    return any(POUND_ONLY.match(text) or re.match(r"^-?[£€]\s?\d", text) for row in _rows(block) for text in row)


def _stated_before(blocks: Sequence[Block], position: int) -> tuple[str, int] | None:
    """A unit stated in the lines above the table, on its page or the page before."""
    page = blocks[position].page_no
    for looked, before in enumerate(reversed(blocks[:position])):
        if before.page_no < page - 1 or looked >= BLOCKS_BACK * (1 if before.page_no == page else 3):
            return None
        if before.table is not None:
            if before.page_no == page and before.table.unit:
                return None
            texts = [text for row in _rows(before)[:3] for text in row]
        else:
            texts = [before.text]
        for text in texts:
            match = STATED.search(text)
            if match and len(text) < 300:
                return read_unit(match["unit"] or match["bracket"])
    return None


def _goes_on(last: Block, block: Block) -> bool:
    """The table continues the one before it: on the next page, or right below, with the same columns."""
    if last.table is None or block.table is None or block.page_no - last.page_no > 1:
        return False
    left, right = column_lefts(last.table.rows), column_lefts(block.table.rows)
    if block.table.header_rows == 0 and len(left) == len(right):
        return True
    shared = sum(any(abs(a - b) < 12 for b in right) for a in left if a >= 0)
    return shared >= 0.6 * max(1, min(len(left), len(right)))


def _caption(blocks: Sequence[Block], position: int) -> str | None:
    if position == 0:
        return None
    before = blocks[position - 1]
    if before.table is not None or before.page_no != blocks[position].page_no or len(before.text) > 160:
        return None
    if (
        before.bold
        or before.kind == "heading"
        or re.match(r"(?:table|figure|appendix|annex)\b", before.text, re.IGNORECASE)
        or before.text.rstrip().endswith(":")
    ):
        return before.text
    return None
