"""Small PDFs for the loader's tests: drawn with reportlab, or written byte by byte where the fault is the point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
SENTENCES = (
    "The Wenmark Police and Crime Panel met at the Guildhall in Tolsey to consider the budget.",
    "Members asked how the reserve would be used and when the stations would be refurbished.",
    "The Commissioner said that a report would come to the next meeting in the new year.",
)


def draw(path: Path, *pages: Callable[[Canvas], None], size: tuple[float, float] = A4, **settings: object) -> Path:
    """A PDF with one page per drawing function."""
    canvas = Canvas(str(path), pagesize=size, **settings)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(canvas: Canvas, texts: Sequence[str], x: float = 72, y: float = HEIGHT - 90, step: float = 16, **font: object) -> None:
    """Lines of text one under the other, in Helvetica 11 unless ``font`` and ``size`` say otherwise."""
    canvas.setFont(str(font.get("font", "Helvetica")), float(font.get("size", 11)))  # type: ignore[arg-type]
    for number, text in enumerate(texts):
        canvas.drawString(x, y - step * number, text)


def prose(canvas: Canvas) -> None:
    lines(canvas, SENTENCES)


def write_objects(path: Path, objects: Sequence[bytes], *, trailer: bytes = b"") -> Path:
    """A PDF of the given objects; the first is the catalogue."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        data += b"%010d 00000 n \n" % place
    data += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    path.write_bytes(bytes(data))
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def write_page(path: Path, content: bytes, page: bytes = b"/MediaBox [0 0 595 842]", font: bytes = HELVETICA) -> Path:
    """One page with a raw content stream and the font ``/F1``; ``page`` are the entries of its dictionary."""
    return write_objects(
        path,
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> %b >>" % page,
            stream(content),
            font,
        ],
    )


# Letters as their outlines, an outer one and holes, in a square of 10: what Word makes of a watermark.
OUTLINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "A": (((0, 0), (4, 10), (6, 10), (10, 0), (8, 0), (7.2, 2.2), (2.8, 2.2), (2, 0)), ((3.5, 3.9), (6.5, 3.9), (5, 8))),
    "D": (((0, 0), (0, 10), (5, 10), (8, 8.5), (9, 5), (8, 1.5), (5, 0)), ((2, 1.8), (4.6, 1.8), (6.4, 3), (7, 5), (6.4, 7), (4.6, 8.2), (2, 8.2))),
    "F": (((0, 0), (0, 10), (8, 10), (8, 8.2), (2, 8.2), (2, 6), (7, 6), (7, 4.2), (2, 4.2), (2, 0)),),
    "R": (((0, 0), (0, 10), (5.5, 10), (8, 9), (8.6, 7.2), (8, 5.4), (6.2, 4.6), (9, 0), (6.7, 0), (4.2, 4.3), (2, 4.3), (2, 0)), ((2, 6), (5.2, 6), (6.4, 6.6), (6.4, 7.8), (5.2, 8.3), (2, 8.3))),
    "T": (((3.5, 0), (3.5, 8.2), (0, 8.2), (0, 10), (9, 10), (9, 8.2), (5.5, 8.2), (5.5, 0)),),
}  # fmt: skip


def draw_outlined(canvas: Canvas, word: str, *, turn: float = 45, size: float = 9.5, tone: float = 0.75) -> None:
    """``word`` across the page in pale outlines, one path a letter, without any text."""
    canvas.saveState()
    canvas.translate(130, 220)
    canvas.rotate(turn)
    canvas.setFillGray(tone)
    for place, letter in enumerate(word):
        path = canvas.beginPath()
        for outline in OUTLINES[letter]:
            points = [(size * (x + 11 * place), size * y) for x, y in outline]
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            path.close()
        canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
    canvas.restoreState()
