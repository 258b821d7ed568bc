"""Pictures of pages: PNG for the reader, grey pixels for OCR, both clamped by pixels."""

from __future__ import annotations

import ctypes
import io
import math
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from ingest.load.pdf_glyphs import PageFrame

_TO_SIXTEEN = [min(15, (tone + 8) // 17) for tone in range(256)]
_GREYS = [level * 17 for level in range(16) for _ in range(3)]
# A difference of 24 between two channels makes a tone a colour.
_IS_CHROMA = [255 if difference > 24 else 0 for difference in range(256)]


def find_scale(width: float, height: float, dpi: float, pixels: int) -> float:
    """Pixels a point for ``dpi``, less where a page of ``width`` x ``height`` points would exceed ``pixels``."""
    scale = dpi / 72.0
    area = max(width, 1e-3) * max(height, 1e-3)
    scale = min(scale, math.sqrt(pixels / area))
    # One side alone may not run away either: a strip of a million points by one.
    return min(scale, 20_000 / max(width, height, 1.0))


def render_page(page: Any, width: float, height: float, scale: float, *, grey: bool) -> Image.Image:
    """Render a raw ``FPDF_PAGE`` on white; RGB, or 8-bit grey where ``grey``."""
    w, h = max(1, round(width * scale)), max(1, round(height * scale))
    shape = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGR
    bitmap = pdfium.FPDFBitmap_CreateEx(w, h, shape, None, 0)
    if not bitmap:
        raise MemoryError(f"no memory for a picture of {w} x {h} pixels")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, w, h, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, w, h, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * h)
        if grey:
            return Image.frombytes("L", (w, h), data, "raw", "L", stride)
        return Image.frombytes("RGB", (w, h), data, "raw", "BGR", stride)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def is_blank(page: Any, frame: PageFrame) -> bool:
    """Nothing, or a few specks, is drawn on the page."""
    picture = render_page(page, frame.width, frame.height, find_scale(frame.width, frame.height, 50, 400_000), grey=True)
    histogram = picture.histogram()
    paper = max(range(256), key=lambda tone: histogram[tone])
    ink = sum(count for tone, count in enumerate(histogram) if abs(tone - paper) > 60)
    return ink < 0.0004 * picture.width * picture.height


def draw_png(page: Any, frame: PageFrame, dpi: float, pixels: int) -> bytes:
    """PNG of a page for the reader: 16 greys where the page has no colour, else 64 colours.

    Text on paper needs no more, and greys take a third of the time. A small drawing in colour tells
    which it is.
    """
    scale = find_scale(frame.width, frame.height, dpi, pixels)
    out = io.BytesIO()
    if _is_coloured(page, frame):
        picture = render_page(page, frame.width, frame.height, scale, grey=False)
        reduced = picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reduced.save(out, "PNG", compress_level=6)
    else:
        picture = render_page(page, frame.width, frame.height, scale, grey=True).point(_TO_SIXTEEN)
        picture.putpalette(_GREYS)
        picture.save(out, "PNG", compress_level=6, bits=4)
    return out.getvalue()


def _is_coloured(page: Any, frame: PageFrame) -> bool:
    small = render_page(page, frame.width, frame.height, find_scale(frame.width, frame.height, 36, 200_000), grey=False)
    red, green, blue = small.split()
    return any(
        ImageChops.difference(one, other).point(_IS_CHROMA).getbbox() is not None
        for one, other in ((red, green), (green, blue))
    )
