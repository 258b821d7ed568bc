"""Pictures of pages: PNG for the reader, grey pixels for OCR, both clamped by pixels."""

from __future__ import annotations

import ctypes
import io
import math
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from ingest.load.pdf_glyphs import PageFrame


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


def to_png(image: Image.Image) -> bytes:
    """PNG of at most 64 colours: text on paper needs no more, and it is a third of the size of RGB."""
    out = io.BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()
