"""Invented pages of print for the tests: text laid out with boxes, the way a loader delivers it."""

from __future__ import annotations

import re

from ingest.load.records import RawBlock, RawPage, RawPaper, RawWord
from ingest.spans import BBox, Span

WIDTH, HEIGHT = 595.0, 842.0
CHARACTER = 5.5
"""Width of a character in points at size 11, in this toy typeface."""


def make_page(page_no: int, lines: list[str | tuple[str, dict[str, float | bool]]], top: float = 80.0) -> RawPage:
    """Lines one below the other; a line may carry ``left``, ``size``, ``bold``, ``top`` or ``gap`` (extra space above)."""
    words: list[RawWord] = []
    texts: list[str] = []
    at = 0
    y = top
    for entry in lines:
        text, look = entry if isinstance(entry, tuple) else (entry, {})
        size = float(look.get("size", 11.0))
        y = float(look.get("top", y + float(look.get("gap", 0.0))))
        x = float(look.get("left", 72.0))
        last = 0
        for match in re.finditer(r"\S+", text):
            between = text[last : match.start()]
            x += len(between) * CHARACTER
            width = len(match.group()) * CHARACTER * size / 11.0
            words.append(
                RawWord(
                    Span(at + match.start(), at + match.end()),
                    BBox(x, y, x + width, y + size),
                    size,
                    bool(look.get("bold", False)),
                )
            )
            x += width
            last = match.end()
        texts.append(text)
        at += len(text) + 1
        y += size + 3.0
    return RawPage(page_no, str(page_no), WIDTH, HEIGHT, "\n".join(texts), "good", tuple(words))


def make_paper(pages: list[RawPage], path: str = "wenmark-panel.pdf") -> RawPaper:
    return RawPaper(path, "ab" * 32, "application/pdf", pages=tuple(pages))


def make_flow(lines: list[str], path: str = "wenmark-panel.txt") -> RawPaper:
    """A text paper: "- " makes an item, a tab a table row, everything else a paragraph."""
    blocks: list[RawBlock] = []
    for line in lines:
        if line.startswith("- "):
            blocks.append(RawBlock("item", line[2:], level=1, marker="•"))
        elif "\t" in line:
            blocks.append(RawBlock("table_row", line, cells=tuple(line.split("\t")), table_no=1))
        else:
            blocks.append(RawBlock("paragraph", line))
    return RawPaper(path, "cd" * 32, "text/plain", blocks=tuple(blocks))
