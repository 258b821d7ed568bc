"""A paper as a scanner would give it: pictures of its pages without a text layer."""

from __future__ import annotations

import io
import random

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def scan_pdf(pdf: bytes, title: str, dpi: int = 150) -> bytes:
    """The pages of ``pdf`` as a scanner would give them: grey pictures, slightly turned, speckled, no text layer."""
    import numpy
    import pypdfium2
    from PIL import Image

    draw = random.Random(title)
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    source = pypdfium2.PdfDocument(pdf)
    for page in source:
        image = page.render(scale=dpi / 72).to_pil().convert("L")
        image = image.rotate(draw.uniform(-0.9, 0.9), resample=Image.Resampling.BICUBIC, fillcolor=250)
        grain = numpy.random.default_rng(draw.randrange(1 << 30))
        dots = numpy.asarray(image, dtype=float) * 0.95 + 6 + grain.normal(0, 7, (image.height, image.width))
        speck = grain.random(dots.shape) < 0.0004
        dots[speck] = 60
        scanned = Image.fromarray(dots.clip(0, 255).astype("uint8"))
        jpeg = io.BytesIO()
        scanned.save(jpeg, "JPEG", quality=38)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return into.getvalue()
