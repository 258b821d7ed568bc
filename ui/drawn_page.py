"""A page image with the quoted words lit, as a picture of its own: for evidence packs, which show outside the app."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from ingest.spans import BBox

LIT = (255, 226, 92)
"""The colour of a text marker; print under it stays black (the two are multiplied)."""
EDGE = (138, 90, 0)
"""A line under the words, so that they are not marked by colour alone."""


def draw_lit(png: bytes, width: float, height: float, boxes: Sequence[BBox]) -> bytes:
    """``png`` of a page of ``width`` by ``height`` points with ``boxes`` (points, from the top left) lit; a PNG."""
    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGB")
    if width > 0 and height > 0 and boxes:
        across, down = page.width / width, page.height / height
        layer = Image.new("RGB", page.size, (255, 255, 255))
        pen = ImageDraw.Draw(layer)
        for box in boxes:
            x0, x1 = (min(max(x * across, 0), page.width - 1) for x in (box.x0, box.x1))
            top, bottom = (min(max(y * down, 0), page.height - 1) for y in (box.top, box.bottom))
            if x0 < x1 and top < bottom:
                pen.rectangle((x0, top, x1, bottom), fill=LIT)
                pen.line((x0, bottom, x1, bottom), fill=EDGE, width=max(1, round(down)))
        page = ImageChops.multiply(page, layer)
    written = io.BytesIO()
    page.save(written, "PNG", optimize=True)
    return written.getvalue()
