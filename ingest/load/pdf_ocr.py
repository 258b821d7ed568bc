"""A page without readable text, read off its picture: turned upright, deskewed, cleaned, recognised.

Boxes come back in points of the page as displayed, whatever was done to the picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from PIL import Image, ImageFilter

from ingest.load.ocr import OcrEngine, OcrFailed, OcrWord
from ingest.load.pdf_align import token_f1
from ingest.load.records import RawWord
from ingest.spans import BBox, Span

_UNSURE = 60.0  # mean confidence below which a page may lie on its side, and is marked uncertain
_NOISE = 25.0  # confidence below which a word is a speck or a scrap of a picture
_PAGE_SECONDS = 90.0
_STEEPEST = 4.0
_SAME = 0.8  # token F1 from which the picture bears the text layer out


@dataclass(frozen=True, slots=True)
class OcrText:
    """Text of a page by lines, its words with boxes in points, and the mean confidence (0..100) by letters."""

    text: str
    words: tuple[RawWord, ...]
    confidence: float
    lines: tuple[tuple[BBox, str], ...] = ()


def find_skew(picture: Image.Image) -> float:
    """Degrees by which to turn the picture (counter-clockwise, as PIL does) to level its lines; 0 if unclear.

    Projection profile: level lines of print give rows that are either dark or light, so the squared
    differences between neighbouring row sums are greatest (Postl, 1986).
    """
    small = picture.copy()
    small.thumbnail((900, 900))
    ink = ((255 - np.asarray(small, dtype=np.float32)) > 96).astype(np.uint8) * 255
    if ink.sum() < 255 * 200:
        return 0.0
    sheet = Image.fromarray(ink)

    def sharpness(angle: float) -> float:
        rows = np.asarray(sheet.rotate(angle, resample=Image.Resampling.NEAREST), dtype=np.float32).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    level = sharpness(0.0)
    best: float = 0.0
    top = level
    for step in range(-int(_STEEPEST * 2), int(_STEEPEST * 2) + 1):
        value = sharpness(step / 2)
        if value > top:
            best, top = step / 2, value
    for fine in (-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4):
        value = sharpness(best + fine)
        if value > top:
            best, top = best + fine, value
    return best if top > 1.05 * level and abs(best) >= 0.15 else 0.0


def _confidence(words: Sequence[OcrWord]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _solid(words: Sequence[OcrWord]) -> float:
    """How much was read with confidence: what picks among directions of the page."""
    return float(sum(len(word.text) for word in words if word.confidence > 70 and len(word.text) > 1))


def _turn_back(words: Sequence[OcrWord], turn: int, width: int, height: int) -> list[OcrWord]:
    """Boxes on the picture turned clockwise by ``turn`` as boxes on the picture of ``width`` x ``height`` before."""
    back = []
    for w in words:
        if turn == 90:
            box = (w.top, height - w.x1, w.bottom, height - w.x0)
        elif turn == 180:
            box = (width - w.x1, height - w.bottom, width - w.x0, height - w.top)
        elif turn == 270:
            box = (width - w.bottom, w.x0, width - w.top, w.x1)
        else:
            box = (w.x0, w.top, w.x1, w.bottom)
        back.append(replace(w, x0=box[0], top=box[1], x1=box[2], bottom=box[3]))
    return back


def _unskew(words: Sequence[OcrWord], angle: float, width: int, height: int) -> list[OcrWord]:
    """Boxes on the levelled picture as boxes on the skewed one."""
    if not angle:
        return list(words)
    radians = math.radians(angle)
    cos, sin = math.cos(radians), math.sin(radians)
    cx, cy = width / 2, height / 2
    back = []
    for w in words:
        x, y = (w.x0 + w.x1) / 2 - cx, (w.top + w.bottom) / 2 - cy
        mx, my = cx + x * cos - y * sin, cy + x * sin + y * cos
        half_w, half_h = (w.x1 - w.x0) / 2, (w.bottom - w.top) / 2
        back.append(replace(w, x0=mx - half_w, top=my - half_h, x1=mx + half_w, bottom=my + half_h))
    return back


def read_picture(engine: OcrEngine, picture: Image.Image, scale: float, *, scanned: bool) -> OcrText:
    """Recognise a grey picture made at ``scale`` pixels a point.

    ``scanned`` says that the page is a photograph of paper and may be skewed and specked; a drawn page is neither.

    Raises:
        OcrFailed: the engine broke down.
    """
    dpi = max(70, round(72 * scale))
    best = _read_turned(engine, picture, 0, dpi, scanned)
    if _confidence(best) < _UNSURE or _solid(best) < 40:
        turn = engine.find_turn(picture, dpi, _PAGE_SECONDS)
        for degrees in (turn,) if turn else (90, 270):
            if degrees is None:
                continue
            other = _read_turned(engine, picture, degrees, dpi, scanned)
            if _solid(other) > 1.3 * _solid(best):
                best = other
    return _to_text([word for word in best if not _is_speck(word)], scale)


def _is_speck(word: OcrWord) -> bool:
    plain = any(c.isalnum() for c in word.text)
    return (word.confidence < _NOISE and (not plain or len(word.text) < 3)) or (not plain and word.confidence < 50)


def _read_turned(engine: OcrEngine, picture: Image.Image, turn: int, dpi: int, scanned: bool) -> list[OcrWord]:
    turned = picture.rotate(-turn, expand=True) if turn else picture
    angle = 0.0
    ready = turned
    if scanned:
        angle = find_skew(turned)
        if angle:
            ready = turned.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        ready = ready.filter(ImageFilter.MedianFilter(3))
    words = engine.read(ready, dpi, _PAGE_SECONDS)
    words = _unskew(words, angle, turned.width, turned.height)
    return _turn_back(words, turn, picture.width, picture.height)


# A raised "th" is read as a trade mark, a raised "st" or "nd" as quotes or stars: only the first is sure.
_ORDINAL = re.compile(r"(?<=\d)(?:™|ᵗʰ)")


def _spell_ordinal(_: re.Match[str]) -> str:
    return "th"


_PLAIN = re.compile(r"^(\d{2,4})([.,]?)$")
_DOTTED = re.compile(r"^(\d{1,2})[.,](\d{1,2})[.,]?$")


def repair_numbers(first_words: Sequence[str]) -> dict[int, str]:
    """Paragraph numbers whose full stop was not recognised, by their place in the sequence.

    ``first_words`` are the first words of the lines of a page; the answer maps line to the number as it
    must have been printed. "22" between "2.1" and "2.3" is "2.2", and only there.
    """
    numbers: list[tuple[int, int, int]] = []  # line, section, paragraph
    for line, word in enumerate(first_words):
        dotted = _DOTTED.match(word)
        if dotted:
            numbers.append((line, int(dotted.group(1)), int(dotted.group(2))))
    repaired: dict[int, str] = {}
    for line, word in enumerate(first_words):
        plain = _PLAIN.match(word)
        if not plain:
            continue
        before = next((n for n in reversed(numbers) if n[0] < line), None)
        after = next((n for n in numbers if n[0] > line), None)
        for neighbour, step in ((before, 1), (after, -1)):
            if neighbour is None:
                continue
            section, paragraph = neighbour[1], neighbour[2] + step
            if paragraph >= 1 and plain.group(1) == f"{section}{paragraph}":
                repaired[line] = f"{section}.{paragraph}"
                numbers.append((line, section, paragraph))
                numbers.sort()
                break
    return repaired


def _to_text(words: Sequence[OcrWord], scale: float) -> OcrText:
    if not words:
        return OcrText("", (), 0.0)
    lines: list[list[OcrWord]] = []
    for word in words:
        if not lines or lines[-1][-1].line != word.line:
            lines.append([])
        lines[-1].append(word)
    repaired = repair_numbers([line[0].text for line in lines])
    heights = [median(w.bottom - w.top for w in line) for line in lines]
    usual = median(heights)
    text, found, boxes = "", [], []
    for number, line in enumerate(lines):
        if text:
            text += "\n" if line[0].block == lines[number - 1][0].block else "\n\n"
        start = len(text)
        height = usual if 0.7 * usual <= heights[number] <= 1.4 * usual else heights[number]
        for position, word in enumerate(line):
            piece = repaired.get(number, word.text) if position == 0 else _ORDINAL.sub(_spell_ordinal, word.text)
            if position:
                text += " "
            box = BBox(word.x0 / scale, word.top / scale, word.x1 / scale, word.bottom / scale)
            for part in piece.split():
                found.append(RawWord(Span(len(text), len(text) + len(part)), box, round(1.2 * height / scale, 1), False))
                text += part
        box = BBox(
            min(w.x0 for w in line) / scale, min(w.top for w in line) / scale,
            max(w.x1 for w in line) / scale, max(w.bottom for w in line) / scale,
        )
        boxes.append((box, text[start:]))
    return OcrText(text, tuple(found), _confidence(words), tuple(boxes))


def patch_lines(
    text: str, words: Sequence[RawWord], lines: Sequence[int], read: OcrText
) -> tuple[str, tuple[RawWord, ...]] | None:
    """``text`` with its garbled ``lines`` replaced by what OCR read in their place, None where it read nothing there.

    A line is where its words are; one without boxes is left as it is.
    """
    starts, at = [], 0
    rows = text.split("\n")
    for row in rows:
        starts.append(at)
        at += len(row) + 1
    replaced: dict[int, list[RawWord]] = {}
    for number in lines:
        held = [w for w in words if starts[number] <= w.span.start < starts[number] + len(rows[number])]
        if not held or read.confidence < _UNSURE:
            continue
        top, bottom = min(w.bbox.top for w in held), max(w.bbox.bottom for w in held)
        found = [w for w in read.words if top <= (w.bbox.top + w.bbox.bottom) / 2 <= bottom]
        if not found or 3 * sum(len(w.span) for w in found) < len(rows[number]):
            continue
        seen = " ".join(read.text[w.span.start : w.span.end] for w in found)
        if token_f1(rows[number], seen) < _SAME:
            replaced[number] = found
    if not replaced:
        return None
    built: list[str] = []
    kept: list[RawWord] = []
    offset = 0
    for number, row in enumerate(rows):
        if number in replaced:
            pieces = []
            spot = offset
            for w in replaced[number]:
                piece = read.text[w.span.start : w.span.end]
                kept.append(RawWord(Span(spot, spot + len(piece)), w.bbox, w.size, w.bold))
                pieces.append(piece)
                spot += len(piece) + 1
            row = " ".join(pieces)
        else:
            shift = offset - starts[number]
            kept.extend(
                RawWord(w.span.shift(shift), w.bbox, w.size, w.bold)
                for w in words
                if starts[number] <= w.span.start < starts[number] + len(row)
            )
        built.append(row)
        offset += len(row) + 1
    return "\n".join(built), tuple(kept)


__all__ = ["OcrFailed", "OcrText", "find_skew", "patch_lines", "read_picture", "repair_numbers"]
