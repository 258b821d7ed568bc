"""One PDF to raw pages, inside the child process.

A page goes through these stages: pypdf's text; PDFium's glyphs and words; the choice between the two
texts; watermarks out; alignment of words; tables; OCR where the layer is missing or gibberish; picture.
"""

from __future__ import annotations

import contextlib
import io
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import EncryptedFileError, IngestError, TooLargeError, UnreadableFileError
from ingest.load.drawn_mark import find_drawn_mark, read_drawn_mark
from ingest.load.glyph_codes import decode_glyph, is_shifted
from ingest.load.legible import Legibility, measure_legibility
from ingest.load.limits import Limits
from ingest.load.ocr import OcrFailed, find_engine
from ingest.load.pdf_align import align_words, insert_cuts
from ingest.load.pdf_glyphs import GlyphReader, PageFrame, PrintedWord, read_frame
from ingest.load.pdf_render import draw_png, find_scale, is_blank, render_page
from ingest.load.pdf_repair import repair_characters
from ingest.load.pdf_rules import RuleReader, Rules
from ingest.load.pdf_text import choose_text, repair_text
from ingest.load.records import RawPage, RawTable, RawWord
from ingest.load.table_words import words_of
from ingest.load.tables import find_tables, is_coarse
from ingest.load.watermark import cut_words, find_watermark, watermark_text
from ingest.records import PaperWarning, TextLayer

_FEW_WORDS = 25  # a page with a large picture and fewer words than this may be a scan with a stamp on it
_OUTLINES = 6000  # path segments from which a page without words is taken for letters drawn as outlines
_UNCERTAIN = 70.0  # mean OCR confidence below which the reader is told

_MESSAGES = {
    "page_not_rendered": "This page could not be drawn; only its text is shown.",
    "text_from_pdfium": "Two readers disagree on the text of this page; compare it with the picture.",
    "text_repaired": "Part of this page's text was stored as glyph numbers and has been decoded; compare it with the picture.",
    "text_garbled": "Part of this page's text is stored as gibberish; compare it with the picture.",
    "table_lost": "A table of this page is ruled in blocks, and which figures of a block stand in one row could not be read; compare it with the picture.",
    "mark_unread": "Something pale is drawn across this page, as “DRAFT” is; to have it read, add the paper again with text recognition (Debian: tesseract-ocr).",
    "ocr_missing": "This page has no readable text, and no text recognition is installed (Debian: tesseract-ocr).",
    "ocr_off": "This page has no readable text, and text recognition was switched off.",
    "ocr_skipped": "This page has no readable text; the limit of pages for text recognition was reached.",
    "ocr_failed": "This page has no readable text, and text recognition broke down on it.",
    "ocr_uncertain": "This page was read from its picture and much of it is uncertain; compare it with the picture.",
}


def _warning(code: str, page_no: int) -> PaperWarning:
    return PaperWarning(code, _MESSAGES[code], page_no)


@dataclass(frozen=True, slots=True)
class _Recognised:
    """What OCR makes of a page."""

    text: str
    words: tuple[RawWord, ...]
    layer: TextLayer
    tables: tuple[RawTable, ...] = ()


class Stopwatch:
    """Seconds spent in each named stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


class PdfFile:
    """A PDF opened with both engines; ``with_pdfium`` False leaves PDFium out (it may crash on the file)."""

    def __init__(self, path: Path, limits: Limits, *, with_pdfium: bool = True, ocr: bool = True) -> None:
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        self.path = path
        self.limits = limits
        self.ocr = ocr
        self._engine = find_engine() if ocr else None
        self._ocr_left = limits.ocr_pages
        self._drawn: dict[tuple[int, ...], str] = {}
        self.clock = Stopwatch()
        self._document: Any = None
        self._reader: PdfReader | None = None
        self.page_count = 0
        self._data = path.read_bytes()
        if with_pdfium:
            self._open_pdfium()
        with self.clock.stage("pypdf"):
            self._open_pypdf()
        if self.page_count < 1:
            raise UnreadableFileError(path, "the PDF has no pages; fetch it again or repair it (for example with qpdf)")
        if self.page_count > limits.pages:
            raise TooLargeError(path, f"{self.page_count:,} pages, more than the limit of {limits.pages:,}; split it")
        self.labels = self._read_labels()

    def _open_pdfium(self) -> None:
        pdfium.FPDF_InitLibrary()
        self._document = pdfium.FPDF_LoadMemDocument64(self._data, len(self._data), None)
        if self._document:
            self.page_count = max(0, pdfium.FPDF_GetPageCount(self._document))
            return
        self._document = None
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFileError(self.path, "a password is needed; save a copy without one")

    def _open_pypdf(self) -> None:
        if self.page_count > self.limits.pages:
            return
        try:
            reader = PdfReader(io.BytesIO(self._data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                if self._document is None:
                    raise EncryptedFileError(self.path, "a password is needed; save a copy without one")
                return
            count = len(reader.pages)
        except IngestError:
            raise
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
            if self._document is None:
                raise UnreadableFileError(
                    self.path, "not a readable PDF (damaged or cut short); fetch it again or repair it with qpdf"
                ) from error
            return
        except Exception as error:
            if self._document is None:
                raise UnreadableFileError(self.path, "not a readable PDF; fetch it again or repair it with qpdf") from error
            return
        self._reader = reader
        if self._document is None:
            self.page_count = count

    def _read_labels(self) -> list[str]:
        labels = [str(number) for number in range(1, self.page_count + 1)]
        with contextlib.suppress(Exception):
            if self._reader is not None and "/PageLabels" in self._reader.root_object:
                printed = list(self._reader.page_labels)
                labels = [(str(a).strip() or b) for a, b in zip(printed, labels, strict=False)] + labels[len(printed) :]
        return labels

    def title(self) -> str | None:
        """Title of the file's metadata, or None."""
        with contextlib.suppress(Exception):
            if self._reader is not None and self._reader.metadata is not None:
                return repair_characters(str(self._reader.metadata.title or "")).strip() or None
        return None

    def read_page(self, number: int, *, with_pdfium: bool = True) -> RawPage:
        """Page ``number`` (from 1), by pypdf alone where ``with_pdfium`` is False. What goes wrong becomes a warning."""
        raw = self._pypdf_text(number)
        page = pdfium.FPDF_LoadPage(self._document, number - 1) if self._document and with_pdfium else None
        if not page:
            return self._read_without_picture(number, raw)
        try:
            return self._read_loaded(number, page, raw)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read_without_picture(self, number: int, raw: str | None) -> RawPage:
        text = repair_text(raw)[0] if raw else ""
        width, height = self._pypdf_size(number)
        layer: TextLayer = "good" if text.strip() else "none"
        if measure_legibility(text).garbled:
            layer = "garbled"
        warnings = (_warning("page_not_rendered", number),)
        return RawPage(number, self.labels[number - 1], width, height, text, layer, warnings=warnings)

    def _read_loaded(self, number: int, page: Any, raw: str | None) -> RawPage:
        warnings: list[PaperWarning] = []
        with self.clock.stage("pdfium"):
            frame = read_frame(page)
            with GlyphReader(page, frame) as glyphs:
                whole, printed = glyphs.words()
        with self.clock.stage("choose"):
            chosen = choose_text(raw, whole)
            text = chosen.text
            if chosen.engine == "pdfium" and raw is not None:
                warnings.append(_warning("text_from_pdfium", number))
            if chosen.decoded:
                warnings.append(_warning("text_repaired", number))
            _repair_printed(printed, decoded=chosen.decoded > 0)
        with self.clock.stage("align"):
            cuts: list[tuple[int, str]] = []
            words = align_words(text, printed, cuts)
            if cuts:
                text = insert_cuts(text, cuts)
                words = align_words(text, printed)
            marks = find_watermark(printed)
            if marks:
                text = cut_words(text, words, marks)
                boxes = {mark.bbox for mark in marks}
                words = align_words(text, [word for word in printed if word.bbox not in boxes])
        with self.clock.stage("tables"):
            rules = RuleReader(frame).read(page)
        legibility = measure_legibility(text, control=chosen.control)
        layer: TextLayer = "garbled" if legibility.garbled else "good" if text.strip() else "none"
        reading = self._recognise(number, page, frame, text, words, layer, legibility, rules, warnings)
        if reading is not None:
            text, words, layer = reading.text, reading.words, reading.layer
        with self.clock.stage("tables"):
            # A page read from its picture has the rules of the picture.
            tables = reading.tables if reading and layer == "ocr" else find_tables(rules, words_of(text, words))
        if any(table.ruled and is_coarse(table) for table in tables):
            warnings.append(_warning("table_lost", number))
        image = self._picture(page, frame, number, warnings)
        watermark = watermark_text(marks) or self._read_drawn(number, page, frame, warnings)
        if watermark:
            warnings.append(PaperWarning("watermark", f"“{watermark}” is printed across this page.", number))
        return RawPage(
            number,
            self.labels[number - 1],
            round(frame.width, 2),
            round(frame.height, 2),
            text,
            layer,
            words=words,
            tables=tables,
            image=image,
            warnings=tuple(warnings),
            watermark=watermark,
        )

    def _read_drawn(self, number: int, page: Any, frame: PageFrame, warnings: list[PaperWarning]) -> str:
        """A watermark that is drawn and not written; the same shapes in the same place of another page are not read again."""
        found = find_drawn_mark(page, frame)
        if found is None:
            return ""
        if self._engine is None:
            warnings.append(_warning("mark_unread", number))
            return ""
        shapes, box = found
        place = (len(shapes), *(round(side) for side in box))
        if place not in self._drawn:
            with self.clock.stage("ocr"):
                alone = pdfium.FPDF_LoadPage(self._document, number - 1)
                try:
                    self._drawn[place] = read_drawn_mark(alone, frame, shapes, self._engine) if alone else ""
                finally:
                    if alone:
                        pdfium.FPDF_ClosePage(alone)
        return self._drawn[place]

    def _recognise(
        self,
        number: int,
        page: Any,
        frame: PageFrame,
        text: str,
        words: tuple[RawWord, ...],
        layer: TextLayer,
        legibility: Legibility,
        rules: Rules,
        warnings: list[PaperWarning],
    ) -> _Recognised | None:
        """What OCR makes of the page where its text layer is missing, gibberish or too thin; None: as it is."""
        sparse = len(words) < _FEW_WORDS and (rules.image_area > 0.35 or rules.segments > _OUTLINES)
        if layer == "good" and not sparse and not legibility.spotted:
            return None
        from ingest.load.pdf_ocr import patch_lines, read_picture  # numpy: only for pages that need it

        limits = self.limits
        with self.clock.stage("ocr"):
            scale = find_scale(frame.width, frame.height, limits.ocr_dpi, limits.ocr_pixels)
            if not text.strip() and is_blank(page, frame):
                return None
            if layer == "garbled":
                warnings.append(_warning("text_garbled", number))
            if self._engine is None:
                if layer == "good" and legibility.spotted:
                    warnings.append(_warning("text_garbled", number))
                if layer != "good":
                    warnings.append(_warning("ocr_missing" if self.ocr else "ocr_off", number))
                return None
            if self._ocr_left <= 0:
                warnings.append(_warning("ocr_skipped", number))
                return None
            self._ocr_left -= 1
            try:
                picture = render_page(page, frame.width, frame.height, scale, grey=True)
                read = read_picture(self._engine, picture, scale, scanned=rules.image_area > 0.3)
            except (OcrFailed, MemoryError, ValueError, OSError):
                warnings.append(_warning("ocr_failed", number))
                return None
        if layer == "good" and legibility.spotted:
            patched = patch_lines(text, words, legibility.lines, read)
            if patched is None:
                return None
            warnings.append(_warning("text_garbled", number))
            return _Recognised(*patched, "good")
        if len(read.words) <= (1.5 * len(words) if layer == "good" else 0):
            return None
        if read.confidence < _UNCERTAIN:
            warnings.append(_warning("ocr_uncertain", number))
        return _Recognised(read.text, read.words, "ocr", read.tables)

    def _pypdf_text(self, number: int) -> str | None:
        """pypdf's raw text of a page, None where pypdf fails on it."""
        if self._reader is None or number > len(self._reader.pages):
            return None
        with self.clock.stage("pypdf"):
            try:
                return self._reader.pages[number - 1].extract_text()
            except MemoryError:
                raise
            except Exception:
                # pypdf raises whatever a broken content stream makes Python raise; PDFium's text stands in.
                return None

    def _pypdf_size(self, number: int) -> tuple[float, float]:
        with contextlib.suppress(Exception):
            if self._reader is not None:
                box = self._reader.pages[number - 1].cropbox
                return float(box.width), float(box.height)
        return 595.0, 842.0

    def _picture(self, page: Any, frame: PageFrame, number: int, warnings: list[PaperWarning]) -> bytes | None:
        limits = self.limits
        with self.clock.stage("render"):
            try:
                return draw_png(page, frame, limits.image_dpi, limits.image_pixels)
            except (MemoryError, ValueError, OSError):
                warnings.append(_warning("page_not_rendered", number))
                return None


def _repair_printed(printed: list[PrintedWord], *, decoded: bool) -> None:
    """The same repairs on the words as printed, so that they can be aligned with the repaired text."""
    for word in printed:
        if decoded and is_shifted(word.text):
            for glyph in word.glyphs:
                glyph.text = decode_glyph(glyph.text)
            word.text = "".join(glyph.text for glyph in word.glyphs)
        word.text = repair_characters(word.text)
