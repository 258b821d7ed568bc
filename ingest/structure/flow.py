"""Blocks of flowing formats (text, Markdown, DOCX, ODT, HTML): the loader has them, only the joins are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.load.records import RawBlock
from ingest.structure.blocks import Block, TableBlock
from ingest.structure.lines import Piece, Token, make_token
from ingest.structure.numbering import LABEL
from ingest.structure.tables import count_header_rows

# Symbol and Wingdings codes for bullets that a text file took over from its source.
FONT_BULLET = re.compile(r"^[•●▪■\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\s*")
MOST_HEADS = 2
ENDS = re.compile(r"[.!?:;]['\"’”)\]]*$")


def make_tokens(text: str, bold: bool = False) -> list[Token]:
    return [make_token((Piece(word, 1),), bold) for word in text.split()]


def read_blocks(raw_blocks: Sequence[RawBlock]) -> list[Block]:
    blocks: list[Block] = []
    table_no: int | None = None
    for raw in raw_blocks:
        if raw.kind == "table_row":
            row = [make_tokens(cell) for cell in raw.cells]
            table = blocks[-1].table if blocks else None
            if table is not None and raw.table_no == table_no:
                table.rows.append(row)
            else:
                blocks.append(Block("table", [], 1, table=TableBlock([row])))
            table_no = raw.table_no
            continue
        table_no = None
        text = raw.text.strip()
        sign = FONT_BULLET.match(text)
        if sign is not None:
            text = text[sign.end() :]
        if not text:
            continue
        if sign is None and blocks and _continues(blocks[-1], raw):
            blocks[-1].tokens.extend(make_tokens(text, raw.bold))
            continue
        numbered = LABEL.match(text) is not None
        bullet = sign is not None or (
            raw.kind == "item" and not numbered and (raw.marker in (None, "") or not LABEL.match(f"{raw.marker} x"))
        )
        tokens = make_tokens(text, raw.bold)
        block = Block("body", tokens, 1, bold=raw.bold)
        if raw.kind == "heading":
            block.kind, block.level, block.bold = "heading", raw.level, True
        elif bullet:
            block.kind, block.marker = "item", "•"
            block.tokens[0:0] = make_tokens("•")
        elif raw.kind == "item" and raw.marker and not numbered:
            block.tokens[0:0] = make_tokens(raw.marker)
        blocks.append(block)
    for block in blocks:
        if block.table is not None:
            found = count_header_rows(block.table.rows)
            # a table of words whose first figure comes far down has one row of heads, as most have
            block.table.header_rows = found if found <= MOST_HEADS else 1
    return blocks


def _continues(last: Block, raw: RawBlock) -> bool:
    """A paragraph that the source's page break cut in two: no stop at the end, a small letter at the start."""
    if raw.kind != "paragraph" or last.table is not None or last.kind == "heading":
        return False
    return raw.text[:1].islower() and not ENDS.search(last.text) and len(last.text) > 40
