"""PDFs through ``load_file``, child process and all: words and boxes, pictures, watermarks, OCR, and bad files."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import (
    EncryptedFileError,
    IngestError,
    NoTextError,
    TimeLimitError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from ingest.load import Limits, RawPage, load_file
from tests.load.office_files import paragraph, write_docx, write_odt
from tests.load.pdf_files import (
    HEIGHT,
    SENTENCES,
    WIDTH,
    draw,
    draw_outlined,
    lines,
    prose,
    stream,
    write_objects,
    write_page,
)

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def word(page: RawPage, text: str):
    return next(w for w in page.words if page.text[w.span.start : w.span.end] == text)


def test_words_have_boxes_sizes_and_weights(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Reserves"], y=HEIGHT - 60, font="Helvetica-Bold", size=16)
        prose(canvas)

    paper = load_file(draw(tmp_path / "a.pdf", page), ocr=False)
    (first,) = paper.pages
    assert paper.media_type == "application/pdf"
    assert (first.text_layer, first.label, len(paper.sha256)) == ("good", "1", 64)
    assert all(sentence in first.text for sentence in SENTENCES)
    heading = word(first, "Reserves")
    assert heading.bold
    assert heading.size == 16
    wenmark = word(first, "Wenmark")
    assert not wenmark.bold
    assert wenmark.bbox.top < 90 < wenmark.bbox.bottom + 1
    assert 92 < wenmark.bbox.x0 < 98
    assert len(first.words) == len(first.text.split())
    assert first.image is not None
    assert Image.open(io.BytesIO(first.image)).size[0] > 900
    assert {name for name, _ in paper.seconds} >= {"pypdf", "pdfium", "tables", "render", "total"}


@pytest.mark.parametrize(
    ("entries", "size", "x0", "middle"),
    [
        (b"/MediaBox [0 0 595 842]", (595, 842), 100, 842 - 700),
        (b"/MediaBox [0 0 595 842] /CropBox [50 100 545 792]", (495, 692), 50, 792 - 700),
        (b"/MediaBox [-50 -100 545 742]", (595, 842), 150, 742 - 700),
        (b"/MediaBox [0 0 595 842] /Rotate 90", (842, 595), None, None),
        (b"/MediaBox [0 0 595 842] /Rotate 180", (595, 842), None, None),
    ],
)
def test_boxes_are_in_displayed_points(tmp_path: Path, entries: bytes, size, x0, middle) -> None:
    content = b"BT /F1 20 Tf 100 700 Td (Harrowby) Tj ET"
    (page,) = load_file(write_page(tmp_path / "a.pdf", content, entries), ocr=False).pages
    assert (page.width, page.height) == size
    box = page.words[0].bbox
    if x0 is not None:
        assert abs(box.x0 - x0) < 3
        assert box.top < middle < box.bottom + 1
    # Whatever the rotation, the ink of the picture is inside the box.
    picture = Image.open(io.BytesIO(page.image)).convert("L").point(lambda v: 255 if v < 128 else 0)
    left, top, right, bottom = (v * page.width / picture.width for v in picture.getbbox())
    assert box.x0 - 2 <= left <= right <= box.x1 + 2
    assert box.top - 2 <= top <= bottom <= box.bottom + 2


def test_a_watermark_is_told_but_not_in_the_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas)
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFillGray(0.8)
        canvas.setFont("Helvetica", 90)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    (first,) = load_file(draw(tmp_path / "a.pdf", page), ocr=False).pages
    assert first.watermark == "DRAFT"
    assert "DRAFT" not in first.text
    assert [w.code for w in first.warnings] == ["watermark"]
    assert all(sentence in first.text for sentence in SENTENCES)


@needs_tesseract
@pytest.mark.parametrize("turn", [45, 57, 38])
def test_a_watermark_that_is_drawn_is_read_too(tmp_path: Path, turn: float) -> None:
    def page(canvas: Canvas) -> None:
        draw_outlined(canvas, "DRAFT", turn=turn)
        prose(canvas)

    first, second = load_file(draw(tmp_path / "a.pdf", page, page)).pages
    assert (first.watermark, second.watermark) == ("DRAFT", "DRAFT")
    assert first.text_layer == "good"
    assert [w.code for w in first.warnings] == ["watermark"]
    assert "DRAFT" not in first.text
    # the page's own picture keeps everything that is printed on it
    assert first.image is not None
    drawn = Image.open(io.BytesIO(first.image)).convert("L").histogram()
    assert sum(drawn[:100]) > 1000


@needs_tesseract
@pytest.mark.parametrize(
    "shapes",
    [
        pytest.param(lambda canvas: draw_outlined(canvas, "TAFDR"), id="another word"),
        pytest.param(lambda canvas: draw_outlined(canvas, "DRAFT", tone=0.1), id="black"),
        pytest.param(lambda canvas: draw_outlined(canvas, "DRAFT", size=2), id="small"),
        pytest.param(lambda canvas: [canvas.setFillGray(0.9), canvas.rect(100, 100, 300, 500, stroke=0, fill=1)], id="a panel"),
        pytest.param(lambda canvas: [canvas.setFillGray(0.8), canvas.circle(300, 400, 180, stroke=0, fill=1)], id="a disc"),
    ],
)
def test_other_shapes_are_no_watermark(tmp_path: Path, shapes: Callable[[Canvas], object]) -> None:
    def page(canvas: Canvas) -> None:
        shapes(canvas)
        canvas.setFillGray(0)
        prose(canvas)

    (first,) = load_file(draw(tmp_path / "a.pdf", page)).pages
    assert first.watermark == ""
    assert first.warnings == ()


def test_a_drawn_mark_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    (first,) = load_file(draw(tmp_path / "a.pdf", lambda canvas: [draw_outlined(canvas, "DRAFT"), canvas.setFillGray(0), prose(canvas)]), ocr=False).pages
    assert first.watermark == ""
    assert [w.code for w in first.warnings] == ["mark_unread"]


def picture_of(texts: list[str], turn: int = 0, skew: float = 0.0) -> Image.Image:
    """A scan of lines of print: drawn, rendered, and turned as paper on a scanner is."""
    import pypdfium2

    folder = Path(os.environ["PYTEST_TMP"])
    path = draw(folder / "source.pdf", lambda canvas: lines(canvas, texts, size=13, step=24))
    picture = pypdfium2.PdfDocument(path)[0].render(scale=200 / 72).to_pil().convert("L")
    return picture.rotate(skew, fillcolor=255).rotate(turn, expand=True)


@needs_tesseract
@pytest.mark.parametrize(("turn", "skew"), [(0, 1.5), (90, 0.0)])
def test_scans_are_read_upright_and_level(tmp_path: Path, monkeypatch, turn: int, skew: float) -> None:
    monkeypatch.setenv("PYTEST_TMP", str(tmp_path))
    texts = ["2.1 The Commissioner thanked the Panel.", "2.2 The precept was approved by nine votes.", *SENTENCES]
    scan = picture_of(texts, turn, skew)
    size = (HEIGHT, WIDTH) if turn else (WIDTH, HEIGHT)
    path = draw(
        tmp_path / "scan.pdf",
        lambda canvas: canvas.drawImage(ImageReader(scan), 0, 0, *size),
        size=size,
    )
    (page,) = load_file(path, limits=Limits(ocr_dpi=170)).pages
    assert page.text_layer == "ocr"
    flat = " ".join(page.text.split())
    assert "2.2 The precept was approved by nine votes." in flat
    box = word(page, "precept").bbox
    assert 0 <= box.x0 < box.x1 <= page.width
    assert 0 <= box.top < box.bottom <= page.height


def test_a_scan_without_ocr_says_so(tmp_path: Path, monkeypatch) -> None:
    scan = Image.new("L", (800, 1000), 255)
    scan.paste(0, (100, 100, 700, 140))

    def with_scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)

    both = load_file(draw(tmp_path / "a.pdf", prose, with_scan), ocr=False)
    assert [page.text_layer for page in both.pages] == ["good", "none"]
    assert [w.code for w in both.pages[1].warnings] == ["ocr_off"]
    unread = load_file(draw(tmp_path / "b.pdf", with_scan), ocr=False)
    assert [(page.text, page.text_layer, [w.code for w in page.warnings]) for page in unread.pages] == [("", "none", ["ocr_off"])]
    assert unread.pages[0].image is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = load_file(tmp_path / "a.pdf")
    assert [w.code for w in missing.pages[1].warnings] == ["ocr_missing"]


def test_a_blank_page_needs_no_warning(tmp_path: Path) -> None:
    paper = load_file(draw(tmp_path / "a.pdf", prose, lambda canvas: None), ocr=False)
    assert paper.pages[1].text_layer == "none"
    assert paper.pages[1].warnings == ()


def nested_forms(path: Path) -> Path:
    """Each form draws the next ten times over: 10^12 drawings from a file of a few kilobytes."""
    depth = 12
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>",
        stream(b"/X Do"),
    ]
    for level in range(depth):
        number = 6 + level
        resources = b"/Resources << /XObject << /X %d 0 R >> >>" % number if level < depth - 1 else b""
        body = b"/X Do " * 10 if level < depth - 1 else b"0 0 1 1 re f"
        objects.append(stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources))
    return write_objects(path, objects)


def many_pages(path: Path) -> Path:
    count = 50_000
    kids = b" ".join([b"3 0 R"] * count)
    return write_objects(
        path,
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ],
    )


def locked(path: Path, password: str) -> Path:
    source = draw(path.with_name("source.pdf"), prose)
    writer = PdfWriter(clone_from=PdfReader(source))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    writer.write(path)
    return path


def cut_short(path: Path) -> Path:
    draw(path, prose)
    path.write_bytes(path.read_bytes()[:90])
    return path


def written(data: bytes):
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (written(b""), UnreadableFileError),
        (written(b"%PDF-1.7\nnothing more"), UnreadableFileError),
        (written(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100), UnsupportedFormatError),
        (written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600), UnsupportedFormatError),
        (written(b"\x00\x01\x02\x03" * 500), UnsupportedFormatError),
        (written(b"PK\x03\x04 not really"), UnsupportedFormatError),
        (cut_short, UnreadableFileError),
        (many_pages, TooLargeError),
        (lambda path: locked(path, "secret"), EncryptedFileError),
        (lambda path: draw(path, lambda canvas: None), NoTextError),
        (lambda path: path, UnreadableFileError),
        (lambda path: path.parent, UnreadableFileError),
    ],
)
def test_bad_files_raise_typed_errors_of_one_line(tmp_path: Path, make, error: type[IngestError]) -> None:
    with pytest.raises(error) as caught:
        load_file(make(tmp_path / "bad.pdf"), ocr=False)
    assert "\n" not in str(caught.value)
    assert str(caught.value.path) in str(caught.value)


def test_an_empty_password_is_tried(tmp_path: Path) -> None:
    paper = load_file(locked(tmp_path / "a.pdf", ""), ocr=False)
    assert SENTENCES[0] in paper.pages[0].text


def test_a_huge_page_is_clamped(tmp_path: Path) -> None:
    content = b"BT /F1 2000 Tf 100 500000 Td (Harrowby) Tj ET"
    path = write_page(tmp_path / "a.pdf", content, b"/MediaBox [0 0 1000000 1000000]")
    (page,) = load_file(path, ocr=False, limits=Limits(image_pixels=100_000)).pages
    assert "Harrowby" in page.text
    assert page.image is not None
    width, height = Image.open(io.BytesIO(page.image)).size
    assert width * height <= 110_000


def test_a_bomb_of_nested_forms_ends_in_time_and_in_one_way(tmp_path: Path) -> None:
    limits = Limits(seconds=25, page_seconds=4)
    with pytest.raises((UnreadableFileError, NoTextError, TimeLimitError)):
        load_file(nested_forms(tmp_path / "bomb.pdf"), limits=limits, ocr=False)


def test_limits_on_bytes_and_pages(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", prose, prose, prose)
    with pytest.raises(TooLargeError, match="3 pages"):
        load_file(path, limits=Limits(pages=2))
    with pytest.raises(TooLargeError, match="MB"):
        load_file(path, limits=Limits(file_bytes=100))


def test_the_worker_needs_neither_its_folder_nor_a_clean_environment(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", prose)
    (tmp_path / "ingest.py").write_text("raise SystemExit('the wrong module')")
    root = Path(__file__).resolve().parents[2]
    code = f"import sys; sys.path.insert(0, {str(root)!r}); from ingest.load import load_file; print(len(load_file({str(path)!r}, ocr=False).pages))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize(
    ("name", "make", "media"),
    [
        ("a.pdf", lambda path: write_docx(path, paragraph("The Panel met.")), "wordprocessingml"),
        ("a.txt", lambda path: write_odt(path, "<text:p>The Panel met.</text:p>"), "opendocument"),
        ("a.docx", written(b"<!DOCTYPE html><p>The Panel met.</p>"), "text/html"),
        ("a.html", written("The Panel met.\n".encode("utf-16")), "text/plain"),
        ("a.pdf", written(b"\n\n  The Panel met.\n"), "text/plain"),
        ("a.md", written(b"# Minutes\n\nThe Panel met.\n"), "text/markdown"),
        ("minutes", written(b"# Minutes\n\n**Present**\n\n| a | b |\n|---|---|\n\nThe Panel met.\n"), "text/markdown"),
    ],
)
def test_the_content_tells_the_format(tmp_path: Path, name: str, make, media: str) -> None:
    paper = load_file(make(tmp_path / name))
    assert media in paper.media_type
    assert any(block.text == "The Panel met." for block in paper.blocks)
