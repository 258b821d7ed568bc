"""Joins what a converter to text broke: numbers on a line of their own, and lines of print left as paragraphs.

Text made from PDF often has each printed line as a paragraph, or each word of a spaced-out title. Such
a text gives itself away: most of its longer paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.load.records import RawBlock

_LONE_NUMBER = re.compile(r"^(?:(?:agenda )?item (?:no\.? ?|number )?\d{1,3}[.:)]?|\d{1,4}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-z]{1,2}[.)]|\([ivxlc]{1,5}\)|\([a-z0-9]{1,3}\)|[ivxlc]{1,5}[.)])$", re.IGNORECASE)
_STARTS_ITEM = re.compile(r"^(?:\d{1,4}(?:\.\d{1,3}){1,3}[.)]?\s|\d{1,4}[.)](?:\s|(?=[A-Z][a-z]))|\(?[a-z]{1,2}\)\s|\([ivxlc]{1,5}\)\s|[•\-–]\s)")
_ENDS = re.compile(r"[.!?:;]['\"’”)\]]*$")
_OPEN_END = re.compile(r"(?:,|[–-]|\b(?:of|the|and|or|to|in|for|with|by|on|at|a|an|from|as|that|Mr|Mrs|Ms|Dr|Cllr)\.?)$", re.IGNORECASE)
# "(Mr. B." at the end of a line: an initial, not the end of a sentence.
_SHORT_FORM = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Cllr|No|St|Rev|Prof)\.$")
# "AGENDA" below "Yours faithfully,": capitals alone on a line open what follows.
_HEADS = re.compile(r"^[A-Z][A-Z’' ]{4,40}$")
_LONG = 40
_FEWEST = 6
_BROKEN = 0.45
_FULL = 0.72
_SPACED_TITLE = 4


def join_blocks(blocks: Sequence[RawBlock]) -> tuple[RawBlock, ...]:
    """Blocks with lone numbers put before their text, and broken lines joined where the text has them throughout."""
    numbered = _join_numbers(blocks)
    plain = [block for block in numbered if block.kind == "paragraph"]
    longer = [block.text for block in plain if len(block.text) >= _LONG]
    if len(longer) < _FEWEST or sum(1 for text in longer if not _ENDS.search(text)) < _BROKEN * len(longer):
        return tuple(numbered)
    lengths = sorted(map(len, longer))
    return tuple(_join_lines(numbered, lengths[int(0.9 * (len(lengths) - 1))]))


def _join_numbers(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    joined: list[RawBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == "paragraph"
            and block.kind in ("paragraph", "heading")
            and _LONE_NUMBER.match(last.text)
            and not _LONE_NUMBER.match(block.text)
            and (last.bold or not last.text.isdigit())
        ):
            joined[-1] = replace(block, text=f"{last.text} {block.text}")
        else:
            joined.append(block)
    return joined


def _join_lines(blocks: Sequence[RawBlock], width: int) -> list[RawBlock]:
    joined: list[RawBlock] = []
    tail = ""  # the last printed line of the block being built
    for at, block in enumerate(blocks):
        last = joined[-1] if joined else None
        if (
            last is not None
            and block.kind == "paragraph"
            and last.kind in ("paragraph", "item")
            and not _STARTS_ITEM.match(block.text)
            and (last.bold == block.bold or block.text[:1].islower())
            and (_runs_on(tail, block.text, width) or _is_spaced_title(blocks, at))
        ):
            glue = "" if last.text.endswith("-") and block.text[:1].isalnum() else " "
            joined[-1] = replace(last, text=last.text + glue + block.text)
        else:
            joined.append(block)
        tail = block.text
    return joined


def _runs_on(line: str, following: str, width: int) -> bool:
    if _HEADS.match(following) and not line.isupper():
        return False
    if _ENDS.search(line) and not (_SHORT_FORM.search(line) and len(line) >= _FULL * width):
        return False
    return following[:1].islower() or bool(_OPEN_END.search(line)) or len(line) >= _FULL * width


def _is_spaced_title(blocks: Sequence[RawBlock], at: int) -> bool:
    """Is ``at`` within a run of bold capital lines of one or two words each, a title set word by word?"""

    def piece(number: int) -> bool:
        block = blocks[number]
        return block.kind == "paragraph" and block.bold and block.text.isupper() and len(block.text.split()) <= 2

    if not piece(at - 1) or _ENDS.search(blocks[at - 1].text) or not (blocks[at].bold and blocks[at].text[:1].isupper()):
        return False
    first = at - 1
    while first > 0 and piece(first - 1) and not _ENDS.search(blocks[first - 1].text):
        first -= 1
    last = at
    while last < len(blocks) and piece(last):
        last += 1
    return last - first >= _SPACED_TITLE
