"""Plain text and Markdown to blocks."""

from __future__ import annotations

import re

from ingest.load.flow_columns import find_rows
from ingest.load.flow_joins import join_blocks
from ingest.load.records import RawBlock

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)(.+?)(?:\*\*|__)\s*:?$")
_BULLET = re.compile(r"^(\s*)([-*•●▪◦o·])\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,4}[.)]|\(?[a-z]{1,2}\)|\([ivxlc]+\)|[ivxlc]+[.)])\s")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_RULE = re.compile(r"^(?:-{3,}|\*{3,}|_{3,}|(?:- ){2,}-|={3,})$")
_TAG = re.compile(r"</?(?:small|b|i|u|em|strong|sup|sub|br|span|p|div|center)\b[^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"\*\*|__")
# "*I will ask at the next meeting …*" and "\_\_\_", as converters to Markdown write them.
_SINGLE = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def decode(data: bytes) -> str:
    """Text of ``data``: byte order mark, else UTF-8, else UTF-16 by its zero bytes, else Windows-1252."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    sample = data[:4096]
    if b"\x00" in sample:
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _strip_marks(text: str, markdown: bool) -> tuple[str, bool]:
    """Text without bold marks and links, in Markdown without any emphasis or escapes, and whether all of it was bold."""
    bold = bool(_BOLD_LINE.match(text.strip()))
    plain = _MARKS.sub("", _LINK.sub(r"\1", text))
    if markdown:
        plain = _ESCAPED.sub(r"\1", _SINGLE.sub(r"\1", plain))
    return plain.strip(), bold


def read_blocks(data: bytes, *, markdown: bool = False) -> tuple[RawBlock, ...]:
    """Blocks of a text, in order; list marks and emphasis removed, printed numbers kept in the text."""
    blocks: list[RawBlock] = []
    table_no = -1
    in_table = after_rule = False
    lines = decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = find_rows(lines)
    for at, line in enumerate(lines):
        stripped = line.strip().strip("\ufeff")
        if markdown:
            stripped = _TAG.sub("", stripped).strip()
        if _RULE.match(stripped):
            in_table, after_rule = False, True
            continue
        if after_rule and stripped.isdigit() and len(stripped) <= 3:
            # The page number that a converter leaves under its page rule.
            after_rule = False
            continue
        after_rule = after_rule and not stripped
        if not stripped:
            in_table = False
            continue
        if at in rows or (stripped.count("|") >= 2 and stripped.startswith("|")):
            if _PIPE_RULE.match(stripped):
                continue
            if not in_table:
                table_no, in_table = table_no + 1, True
            cells = tuple(_strip_marks(cell, markdown)[0] for cell in rows.get(at) or stripped.strip("|").split("|"))
            blocks.append(RawBlock("table_row", "\t".join(cells), cells=cells, table_no=table_no))
            continue
        if "\t" in line.strip():
            cells = tuple(_strip_marks(cell, markdown)[0] for cell in line.strip("\n").split("\t"))
            if len([cell for cell in cells if cell]) >= 2:
                if not in_table:
                    table_no, in_table = table_no + 1, True
                blocks.append(RawBlock("table_row", "\t".join(cells), cells=cells, table_no=table_no))
                continue
        in_table = False
        heading = _HEADING.match(stripped)
        if heading:
            blocks.append(RawBlock("heading", _strip_marks(heading.group(2), markdown)[0], level=len(heading.group(1)), bold=True))
            continue
        bullet = _BULLET.match(line)
        if bullet:
            text, bold = _strip_marks(line[bullet.end() :], markdown)
            if _NUMBER.match(text):
                blocks.append(RawBlock("paragraph", text, bold=bold))
            else:
                blocks.append(RawBlock("item", text, level=1, marker="•", bold=bold))
            continue
        text, bold = _strip_marks(stripped, markdown)
        if text:
            blocks.append(RawBlock("paragraph", text, bold=bold))
    return join_blocks(blocks)
