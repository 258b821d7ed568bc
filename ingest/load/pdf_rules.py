"""The ruling lines of a page, from PDFium's path objects: strokes, thin filled bars and edges of boxes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.load.pdf_glyphs import PageFrame

_MOST_OBJECTS = 30_000
_MOST_SEGMENTS = 4_000
_MOST_RULES = 6_000
_DEEPEST = 4
_THIN = 3.0  # points: a filled box no thicker is a drawn line
_SHORTEST = 4.0
_STRAIGHT = 0.6

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Rules:
    """Horizontal rules as (x0, x1, y) and vertical ones as (y0, y1, x), in displayed points.

    ``shapes`` counts all drawn paths, ``images`` the pictures; ``image_area`` is the share of the
    page the largest picture covers.
    """

    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    shapes: int = 0
    segments: int = 0
    images: int = 0
    image_area: float = 0.0


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class RuleReader:
    """Walks the objects of one page, nested forms included."""

    def __init__(self, frame: PageFrame) -> None:
        self.frame = frame
        self.rules = Rules()
        self._left = _MOST_OBJECTS
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def read(self, page: Any) -> Rules:
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            if self._left <= 0:
                break
            self._take(pdfium.FPDFPage_GetObject(page, at), _IDENTITY, 0)
        return self.rules

    def _matrix_of(self, shape: Any) -> Matrix:
        m = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(shape, m):
            return _IDENTITY
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _take(self, shape: Any, outer: Matrix, depth: int) -> None:
        self._left -= 1
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.rules.shapes += 1
            self._take_path(shape, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._take_image(shape, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = _compose(self._matrix_of(shape), outer)
            for at in range(pdfium.FPDFFormObj_CountObjects(shape)):
                if self._left <= 0:
                    break
                self._take(pdfium.FPDFFormObj_GetObject(shape, at), inside, depth + 1)

    def _take_image(self, shape: Any, outer: Matrix) -> None:
        matrix = _compose(self._matrix_of(shape), outer)
        area = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        self.rules.images += 1
        whole = max(1.0, self.frame.width * self.frame.height)
        self.rules.image_area = max(self.rules.image_area, min(1.0, area / whole))

    def _is_white(self, shape: Any) -> bool:
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) > 250 or alpha.value < 8

    def _take_path(self, shape: Any, outer: Matrix) -> None:
        count = pdfium.FPDFPath_CountSegments(shape)
        self.rules.segments += max(0, count)
        if count < 2 or count > _MOST_SEGMENTS or len(self.rules.across) + len(self.rules.down) > _MOST_RULES:
            return
        if not pdfium.FPDFPath_GetDrawMode(shape, self._fill, self._stroke):
            return
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        if not filled and not stroked:
            return
        matrix = _compose(self._matrix_of(shape), outer)
        white = filled and not stroked and self._is_white(shape)
        run: list[tuple[float, float]] = []
        for at in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(shape, at)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, self._x, self._y)
            x, y = self._x.value, self._y.value
            a, b, c, d, e, f = matrix
            point = self.frame.to_display(a * x + c * y + e, b * x + d * y + f)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._finish(run, filled, stroked, white)
                run = [point]
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                run.append(point)
            else:
                # A path with curves is a letter or a drawing; its corners are no rules.
                return
            if run and pdfium.FPDFPathSegment_GetClose(segment) and run[0] != run[-1]:
                run.append(run[0])
        self._finish(run, filled, stroked, white)

    def _finish(self, run: list[tuple[float, float]], filled: bool, stroked: bool, white: bool) -> None:
        """Take the rules of one subpath, given by its corner points as displayed."""
        if len(run) < 2:
            return
        x0, x1 = min(p[0] for p in run), max(p[0] for p in run)
        y0, y1 = min(p[1] for p in run), max(p[1] for p in run)
        if filled and not stroked:
            if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST and x1 - x0 > y1 - y0:
                self.rules.across.append((x0, x1, (y0 + y1) / 2))
                return
            if x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST:
                self.rules.down.append((y0, y1, (x0 + x1) / 2))
                return
            whole = self.frame.width * self.frame.height
            if white or len(run) not in (4, 5) or (x1 - x0) * (y1 - y0) > 0.7 * whole:
                return
        for (ax, ay), (bx, by) in pairwise(run):
            if abs(ay - by) <= _STRAIGHT and abs(ax - bx) >= _SHORTEST:
                self.rules.across.append((min(ax, bx), max(ax, bx), (ay + by) / 2))
            elif abs(ax - bx) <= _STRAIGHT and abs(ay - by) >= _SHORTEST:
                self.rules.down.append((min(ay, by), max(ay, by), (ax + bx) / 2))
