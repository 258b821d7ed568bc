"""What PDFium sees on a page: every glyph with its box, size and weight, and the words they form.

The one place where PDF user space (origin bottom left, rotation and CropBox apart) becomes points
from the top-left corner of the page as displayed.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ingest.spans import BBox

_BOLD_WORDS = ("bold", "black", "heavy", "demi", "semibd", "extrabd")
_ASCENT, _DESCENT = 0.78, 0.22
_SLANT = math.radians(8)
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """One printed character. ``size`` is the height of the font as displayed, in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PrintedWord:
    """A run of glyphs without a space between them.

    ``angle`` is the direction of writing in radians as displayed, 0 for upright text;
    ``invisible`` says that it is drawn in no colour at all (the hidden layer over a scan).
    """

    text: str
    bbox: BBox
    size: float
    bold: bool
    angle: float = 0.0
    grey: float = 0.0
    invisible: bool = False
    unmapped: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    line: int = 0


@dataclass(slots=True)
class PageFrame:
    """Turns user-space coordinates of one page into displayed points."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        return (self.right - self.left) if self.turns % 2 == 0 else (self.top - self.bottom)

    @property
    def height(self) -> float:
        return (self.top - self.bottom) if self.turns % 2 == 0 else (self.right - self.left)

    def to_display(self, x: float, y: float) -> tuple[float, float]:
        """User-space point to displayed point, clockwise ``/Rotate`` applied."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        ax, ay = self.to_display(left, bottom)
        bx, by = self.to_display(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def read_frame(page: Any) -> PageFrame:
    """Frame of a raw ``FPDF_PAGE``: CropBox within MediaBox, and the quarter turns of ``/Rotate``."""
    rect = pdfium.FS_RECTF()
    turns = int(pdfium.FPDFPage_GetRotation(page)) % 4
    if pdfium.FPDF_GetPageBoundingBox(page, rect) and rect.right > rect.left and rect.top != rect.bottom:
        return PageFrame(rect.left, min(rect.top, rect.bottom), rect.right, max(rect.top, rect.bottom), turns)
    return PageFrame(0.0, 0.0, 595.0, 842.0, turns)


def _character(code: int) -> str:
    if code in _HYPHENS:
        return _HYPHENS[code]
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


class GlyphReader:
    """Reads the glyphs of one page; buffers are reused, for the calls number thousands a page."""

    def __init__(self, page: Any, frame: PageFrame) -> None:
        self.frame = frame
        self._text = pdfium.FPDFText_LoadPage(page)
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def close(self) -> None:
        if self._text:
            pdfium.FPDFText_ClosePage(self._text)
            self._text = None

    def __enter__(self) -> GlyphReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, most: int = 200_000) -> tuple[str, list[_Box | None]]:
        """Text in PDFium's order (``\\r\\n`` for line ends) and the box of each character, None where generated."""
        text = self._text
        if not text:
            return "", []
        count = min(pdfium.FPDFText_CountChars(text), most)
        rect, frame = self._rect, self.frame
        upright, left, top = frame.turns == 0, frame.left, frame.top
        get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        characters: list[str] = []
        boxes: list[_Box | None] = []
        high = 0
        for at in range(count):
            code = get_code(text, at)
            if 0xD800 <= code < 0xDC00:
                high = code
                characters.append("")
                boxes.append(None)
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            characters.append(_character(code))
            if code in (10, 13, 32) or not get_box(text, at, rect):
                boxes.append(None)
            else:
                if upright:
                    # The same as frame.box, spelt out: it is done for every character.
                    boxes.append((rect.left - left, top - rect.top, rect.right - left, top - rect.bottom))
                else:
                    boxes.append(frame.box(rect.left, rect.bottom, rect.right, rect.top))
        self._characters = characters
        return "".join(characters), boxes

    def _font_of(self, at: int) -> tuple[float, bool, float, bool]:
        """Size as displayed, bold, direction as displayed, invisible – for the character at ``at``."""
        text, matrix = self._text, self._matrix
        size = float(pdfium.FPDFText_GetFontSize(text, at))
        angle = 0.0
        if pdfium.FPDFText_GetMatrix(text, at, matrix):
            scale = math.hypot(matrix.c, matrix.d)
            size *= scale or 1.0
            angle = math.atan2(matrix.b, matrix.a) if (matrix.a or matrix.b) else 0.0
        angle -= self.frame.turns * math.pi / 2
        angle = math.atan2(math.sin(angle), math.cos(angle))
        length = pdfium.FPDFText_GetFontInfo(text, at, self._name, 256, self._flags)
        name = self._name.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace").casefold() if length else ""
        bold = any(word in name for word in _BOLD_WORDS) or pdfium.FPDFText_GetFontWeight(text, at) >= 600
        invisible = False
        shape = pdfium.FPDFText_GetTextObject(text, at)
        if shape:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(shape)
            invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            bold = bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        return abs(size), bold, angle, invisible

    def _grey_of(self, at: int) -> float:
        """How pale the fill is: 0 black, 1 white or fully transparent."""
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFText_GetFillColor(self._text, at, red, green, blue, alpha):
            return 0.0
        return 1.0 - (1.0 - (red.value + green.value + blue.value) / 765.0) * (alpha.value / 255.0)

    def words(self) -> tuple[str, list[PrintedWord]]:
        """PDFium's text of the page and its words in that order."""
        whole, boxes = self.read()
        found: list[PrintedWord] = []
        line = 0
        run: list[int] = []
        characters = self._characters if whole else []

        def finish() -> None:
            if run:
                word = self._word(run, characters, boxes)
                if word is not None:
                    word.line = line
                    found.append(word)
                run.clear()

        for at, character in enumerate(characters):
            if not character:
                continue
            if character.isspace() or character == "\x00":
                finish()
                if character == "\n":
                    line += 1
            else:
                if run and self._drops(boxes[run[-1]], boxes[at], at):
                    finish()
                    line += 1
                run.append(at)
        finish()
        return whole, found

    def _drops(self, last: _Box | None, box: _Box | None, at: int) -> bool:
        """Does the upright glyph at ``at`` start another line, though PDFium saw no white space before it?

        Figures of a narrow column, one under the other, run together that way.
        """
        if last is None or box is None or box[0] > last[0] + 0.5 * (last[2] - last[0]):
            return False
        height = max(last[3] - last[1], box[3] - box[1])
        if abs((last[1] + last[3]) - (box[1] + box[3])) / 2 <= 0.75 * height:
            return False
        return abs(self._font_of(at)[2]) < 0.02

    def _word(
        self, run: list[int], characters: list[str], boxes: list[_Box | None]
    ) -> PrintedWord | None:
        glyphs = []
        for at in run:
            box = boxes[at]
            if box is not None and all(map(math.isfinite, box)):
                glyphs.append(Glyph(characters[at], *box))
        if not glyphs:
            return None
        size, bold, angle, invisible = self._font_of(run[0])
        unmapped = len(run) if pdfium.FPDFText_HasUnicodeMapError(self._text, run[0]) == 1 else 0
        x0, x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
        top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
        x, y = self._numbers[:2]
        if abs(angle) < 0.02 and size and pdfium.FPDFText_GetCharOrigin(self._text, run[0], x, y):
            # Boxes of upright words hang on the baseline, so that all words of a line are equally tall.
            baseline = self.frame.to_display(x.value, y.value)[1]
            top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
        bbox = BBox(x0, top, x1, bottom)
        return PrintedWord(
            text="".join(characters[at] for at in run),
            bbox=bbox, size=size, bold=bold, angle=angle, grey=self._grey_of(run[0]),
            invisible=invisible, unmapped=unmapped, glyphs=glyphs,
        )


def is_slanting(word: PrintedWord) -> bool:
    """Written at an angle that is no quarter turn, as a watermark is."""
    quarter = math.remainder(word.angle, math.pi / 2)
    return abs(quarter) > _SLANT
