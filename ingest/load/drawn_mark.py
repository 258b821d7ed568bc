"""Watermarks that are drawn and not written: Word prints "DRAFT" across a page as outlines of letters, which no text layer holds.

The pale filled shapes of a page that together span a good part of it are drawn alone, turned level along their longest
axis, and read by OCR. Only a usual word of a watermark counts: a coat of arms behind the text is none.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image
from rapidfuzz import fuzz, process

from ingest.load.ocr import OcrEngine, OcrFailed
from ingest.load.pdf_glyphs import PageFrame
from ingest.load.pdf_render import find_scale, render_page

Box = tuple[float, float, float, float]
PALEST, DARKEST = 246, 120
"""Tones (0 black, 255 paper) between which a watermark's fill lies; text is darker."""
_LEAST_SIDE = 14.0
"""Points; a letter across a page is larger, rules and the dots of a chart are not."""
_LEAST_SPAN = 0.3
"""Of the page's width and of its height: a slanting word is as high as it is wide."""
_MOST_SHAPES = 40
_MOST_OBJECTS = 20_000
_DPI, _PIXELS, _LETTER = 60, 1_000_000, 96
_ALIKE = 75
_SECONDS = 20.0
WORDS = ("DRAFT", "COPY", "CONFIDENTIAL", "SPECIMEN", "SAMPLE", "UNAPPROVED", "RESTRICTED", "SUPERSEDED", "CANCELLED")


def find_drawn_mark(page: Any, frame: PageFrame) -> tuple[list[int], Box] | None:
    """Numbers of the page's objects that may be a drawn watermark, and the box (points, from the lower left) of all of them; None without any."""
    found: list[int] = []
    boxes: list[Box] = []
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        box = _bounds(shape)
        if box is None or min(box[2] - box[0], box[3] - box[1]) < _LEAST_SIDE or not _is_pale(shape) or pdfium.FPDFPath_CountSegments(shape) < 6:
            continue
        found.append(number)
        boxes.append(box)
        if len(found) > _MOST_SHAPES:
            return None
    if not found:
        return None
    whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    if whole[2] - whole[0] < _LEAST_SPAN * frame.width or whole[3] - whole[1] < _LEAST_SPAN * frame.height:
        return None
    return found, whole


def read_drawn_mark(page: Any, frame: PageFrame, shapes: list[int], engine: OcrEngine) -> str:
    """The word that the shapes are, in capitals; '' where they are none of :data:`WORDS`. ``page`` is left with nothing else to draw: load it for this alone."""
    kept = set(shapes)
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        if number not in kept:
            pdfium.FPDFPageObj_SetIsActive(pdfium.FPDFPage_GetObject(page, number), False)
    picture = render_page(page, frame.width, frame.height, find_scale(frame.width, frame.height, _DPI, _PIXELS), grey=True)
    level = _set_level(picture.point([0 if tone < PALEST + 4 else 255 for tone in range(256)]))
    if level is None:
        return ""
    try:
        read = "".join(word.text for word in engine.read(level, 300, _SECONDS))
    except OcrFailed:
        return ""
    letters = "".join(letter for letter in read.upper() if letter.isalpha())
    best = process.extractOne(letters, WORDS, scorer=fuzz.ratio, score_cutoff=_ALIKE) if letters else None
    return best[0] if best is not None else ""


def _bounds(shape: Any) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _is_pale(shape: Any) -> bool:
    """Filled, with a grey between text and paper as it shows on white."""
    mode, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    if not pdfium.FPDFPath_GetDrawMode(shape, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
        return False
    shown = [255 - (255 - channel.value) * alpha.value / 255 for channel in (red, green, blue)]
    return DARKEST <= sum(shown) / 3 <= PALEST


def _set_level(mask: Image.Image) -> Image.Image | None:
    """The black of ``mask`` turned so that its longest axis is level, cut out, at a size that OCR reads well."""
    import numpy as np  # only for pages that have such shapes

    rows, columns = np.nonzero(np.asarray(mask) < 128)
    if len(rows) < 50:
        return None
    spread = np.cov(np.stack([columns, -rows]))
    along = np.linalg.eigh(spread)[1][:, -1]
    angle = math.degrees(math.atan2(along[1], along[0]))
    if angle <= -90 or angle > 90:
        angle += 180 if angle <= -90 else -180
    turned = mask.rotate(-angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    box = turned.point([255 - tone for tone in range(256)]).getbbox()
    if box is None:
        return None
    word = turned.crop(box)
    scale = _LETTER / max(word.height, 1)
    word = word.resize((max(1, min(4000, round(word.width * scale))), _LETTER), Image.Resampling.LANCZOS)
    framed = Image.new("L", (word.width + 120, word.height + 120), 255)
    framed.paste(word, (60, 60))
    return framed
