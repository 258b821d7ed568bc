"""Words printed large and slanting across a page: kept out of its text, but told to the reader."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.load.pdf_align import find_tokens
from ingest.load.pdf_glyphs import PrintedWord, is_slanting
from ingest.load.records import RawWord

_LARGE = 24.0  # points; a slanting label of a chart is smaller
_HUGE = 44.0
_PALE = 0.45
_USUAL = frozenset({"draft", "copy", "confidential", "sample", "void", "specimen", "cancelled", "superseded", "restricted"})


def find_watermark(printed: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words of the page that are a watermark, in printed order."""
    slanting = [word for word in printed if word.size >= _LARGE and is_slanting(word)]
    pale = [
        word
        for word in printed
        if word.size >= _HUGE and word.grey >= _PALE and word.text.casefold() in _USUAL and not is_slanting(word)
    ]
    # A poster is large throughout: a watermark is a few words among many small ones.
    if len(slanting) > max(12, 0.2 * len(printed)):
        return pale
    return slanting + pale


def watermark_text(words: Sequence[PrintedWord]) -> str:
    """What the watermark says; pieces of one word ("DR", "AF", "T") are put together."""
    pieces = list(dict.fromkeys(word.text for word in words))
    if len(pieces) > 1 and all(len(piece) <= 3 for piece in pieces):
        return "".join(word.text for word in words)
    return " ".join(pieces)


def cut_words(text: str, words: Sequence[RawWord], marks: Sequence[PrintedWord]) -> str:
    """``text`` without the words whose boxes are those of the watermark; lines left empty go too."""
    boxes = {mark.bbox for mark in marks}
    gone = {word.span.start for word in words if word.bbox in boxes}
    names = {mark.text for mark in marks} | {watermark_text(marks)}
    kept: list[str] = []
    offset = 0
    for line in text.split("\n"):
        tokens = find_tokens(line)
        if tokens and line.strip() in names and len(line.strip()) <= 16:
            offset += len(line) + 1
            continue
        left = [line[a:b] for a, b in tokens if offset + a not in gone]
        if len(left) == len(tokens):
            kept.append(line)
        elif left:
            kept.append(" ".join(left))
        offset += len(line) + 1
    return "\n".join(kept)
