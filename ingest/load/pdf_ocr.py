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
from ingest.load.pdf_rules import Rules
from ingest.load.records import RawCell, RawTable, RawWord
from ingest.load.table_words import TableWord
from ingest.load.tables import find_tables
from ingest.spans import BBox, Span

_UNSURE = 60.0  # mean confidence below which a page may lie on its side, and is marked uncertain
_NOISE = 25.0  # confidence below which a word is a speck or a scrap of a picture
_PAGE_SECONDS = 90.0
_STEEPEST = 4.0
_RULE_POINTS = 25.0
_MOST_RULES = 4000
_SAME = 0.8  # token F1 from which the picture bears the text layer out


@dataclass(frozen=True, slots=True)
class OcrText:
    """Text of a page by lines, its words with boxes in points, and the mean confidence (0..100) by letters."""

    text: str
    words: tuple[RawWord, ...]
    confidence: float
    tables: tuple[RawTable, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a picture was set upright: turned clockwise by ``degrees``, then counter-clockwise by ``skew`` degrees.

    ``width`` and ``height`` are those of the picture before.
    """

    degrees: int
    skew: float
    width: int
    height: int

    def back(self, box: BBox) -> BBox:
        """A box on the upright picture as one on the picture before; under skew its middle moves, its size stays."""
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        wide, high = (self.height, self.width) if self.degrees in (90, 270) else (self.width, self.height)
        if self.skew:
            cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
            x, y = (x0 + x1) / 2 - wide / 2, (top + bottom) / 2 - high / 2
            dx, dy = x * cos - y * sin - x, x * sin + y * cos - y
            x0, top, x1, bottom = x0 + dx, top + dy, x1 + dx, bottom + dy
        if self.degrees == 90:
            return BBox(top, self.height - x1, bottom, self.height - x0)
        if self.degrees == 180:
            return BBox(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.degrees == 270:
            return BBox(self.width - bottom, x0, self.width - top, x1)
        return BBox(x0, top, x1, bottom)


def find_picture_rules(picture: Image.Image, scale: float) -> Rules:
    """Ruling lines of a levelled picture in its own points: runs of ink at least 25 points long and thin."""
    factor = min(1.0, 2.0 / scale)  # about 144 dpi is enough
    small = picture.resize((max(1, round(picture.width * factor)), max(1, round(picture.height * factor))))
    unit = scale * factor
    ink = np.asarray(small.convert("L")) < 150
    rules = Rules()
    for lines, ground in ((rules.across, ink), (rules.down, ink.T)):
        length = max(8, round(_RULE_POINTS * unit))
        if ground.shape[1] <= length:
            continue
        sums = np.cumsum(np.pad(ground.astype(np.int32), ((0, 0), (1, 0))), axis=1)
        solid = (sums[:, length:] - sums[:, :-length]) >= 0.95 * length
        for row in np.flatnonzero(solid.any(axis=1)):
            edges = np.flatnonzero(np.diff(np.concatenate(([0], solid[row].astype(np.int8), [0]))))
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                lines.append((float(start) / unit, float(end + length) / unit, float(row) / unit))
            if len(lines) > _MOST_RULES:
                # A dark photograph, not a form.
                return Rules()
    return rules


def _find_tables(words: Sequence[OcrWord], upright: Image.Image, turn: _Turn, scale: float) -> tuple[RawTable, ...]:
    """Tables of the upright picture, their boxes put back on the page."""
    held = [
        TableWord(w.text, BBox(w.x0 / scale, w.top / scale, w.x1 / scale, w.bottom / scale), 1.2 * (w.bottom - w.top) / scale)
        for w in words
    ]

    def back(box: BBox) -> BBox:
        put = turn.back(BBox(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale))
        return BBox(put.x0 / scale, put.top / scale, put.x1 / scale, put.bottom / scale)

    return tuple(
        RawTable(
            back(table.bbox),
            tuple(tuple(RawCell(c.text, back(c.bbox) if c.bbox else None) for c in row) for row in table.rows),
            table.ruled,
        )
        for table in find_tables(find_picture_rules(upright, scale), held)
    )


def read_picture(engine: OcrEngine, picture: Image.Image, scale: float, *, scanned: bool) -> OcrText:
    """Recognise a grey picture made at ``scale`` pixels a point.

    ``scanned`` says that the page is a photograph of paper and may be skewed and specked; a drawn page is neither.

    Raises:
        OcrFailed: the engine broke down.
    """
    dpi = max(70, round(72 * scale))
    # Paper may lie on its side on the scanner; asking first at half size is cheaper than reading it wrongly.
    half = picture.reduce(2) if scanned else picture
    asked = engine.find_turn(half, max(70, dpi // 2), _PAGE_SECONDS) if scanned else None
    best = _read_turned(engine, picture, asked or 0, dpi, scanned)
    if _confidence(best[0]) < _UNSURE or _solid(best[0]) < 40:
        if not scanned:
            asked = engine.find_turn(picture, dpi, _PAGE_SECONDS)
        others = {None: (90, 270), 0: ()}.get(asked, (0 if scanned else asked or 0,))
        for degrees in others:
            other = _read_turned(engine, picture, degrees, dpi, scanned)
            if _solid(other[0]) > 1.3 * _solid(best[0]):
                best = other
    words, upright, turned = best
    words = [word for word in words if not _is_speck(word)]
    tables = _find_tables(words, upright, turned, scale)
    return replace(_to_text([_put_back(word, turned) for word in words], scale), tables=tables)


def _put_back(word: OcrWord, turn: _Turn) -> OcrWord:
    box = turn.back(BBox(word.x0, word.top, word.x1, word.bottom))
    return replace(word, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def _is_speck(word: OcrWord) -> bool:
    plain = any(c.isalnum() for c in word.text)
    return (word.confidence < _NOISE and (not plain or len(word.text) < 3)) or (not plain and word.confidence < 50)


def _read_turned(
    engine: OcrEngine, picture: Image.Image, turn: int, dpi: int, scanned: bool
) -> tuple[list[OcrWord], Image.Image, _Turn]:
    """Words of the picture set upright, that upright picture, and how it was set."""
    upright = picture.rotate(-turn, expand=True) if turn else picture
    angle = 0.0
    if scanned:
        angle = find_skew(upright)
        if angle:
            upright = upright.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        upright = upright.filter(ImageFilter.MedianFilter(3))
    words = engine.read(upright, dpi, _PAGE_SECONDS)
    return words, upright, _Turn(turn, angle, picture.width, picture.height)


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
    text = ""
    found: list[RawWord] = []
    for number, line in enumerate(lines):
        if text:
            text += "\n" if line[0].block == lines[number - 1][0].block else "\n\n"
        height = usual if 0.7 * usual <= heights[number] <= 1.4 * usual else heights[number]
        for position, word in enumerate(line):
            piece = repaired.get(number, word.text) if position == 0 else _ORDINAL.sub(_spell_ordinal, word.text)
            if position:
                text += " "
            box = BBox(word.x0 / scale, word.top / scale, word.x1 / scale, word.bottom / scale)
            for part in piece.split():
                found.append(RawWord(Span(len(text), len(text) + len(part)), box, round(1.2 * height / scale, 1), False))
                text += part
    return OcrText(text, tuple(found), _confidence(words))


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
