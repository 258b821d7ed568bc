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
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import EncryptedFileError, IngestError, TooLargeError, UnreadableFileError
from ingest.load.limits import Limits
from ingest.load.pdf_align import align_words, token_f1
from ingest.load.pdf_glyphs import GlyphReader, PageFrame, PrintedWord, read_frame
from ingest.load.pdf_render import find_scale, render_page, to_png
from ingest.load.pdf_repair import repair_characters
from ingest.load.pdf_rules import RuleReader
from ingest.load.records import RawPage
from ingest.load.table_words import words_of
from ingest.load.tables import find_tables
from ingest.records import PaperWarning, TextLayer

_AGREE = 0.9  # token F1 of pypdf's and PDFium's text below which pypdf is taken to have garbled the page


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

    def read_page(self, number: int) -> RawPage:
        """Page ``number`` (from 1). Whatever goes wrong on it becomes a warning, never an exception."""
        warnings: list[PaperWarning] = []
        pypdf_text = self._pypdf_text(number)
        page = pdfium.FPDF_LoadPage(self._document, number - 1) if self._document else None
        if not page:
            text = pypdf_text or ""
            warnings.append(PaperWarning("page_not_rendered", "This page could not be drawn.", number))
            width, height = self._pypdf_size(number)
            layer: TextLayer = "good" if text.strip() else "none"
            return RawPage(number, self.labels[number - 1], width, height, text, layer, warnings=tuple(warnings))
        try:
            return self._read_loaded(number, page, pypdf_text, warnings)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read_loaded(self, number: int, page: Any, pypdf_text: str | None, warnings: list[PaperWarning]) -> RawPage:
        with self.clock.stage("pdfium"):
            frame = read_frame(page)
            with GlyphReader(page, frame) as glyphs:
                whole, printed = glyphs.words()
            pdfium_text = repair_characters(whole)
        text = pypdf_text if pypdf_text is not None else pdfium_text
        if token_f1(text, pdfium_text) < _AGREE:
            text = pdfium_text
            warnings.append(
                PaperWarning("text_from_pdfium", "Two readers disagree on the text of this page; check the picture.", number)
            )
        layer: TextLayer = "good" if text.strip() else "none"
        with self.clock.stage("align"):
            words = align_words(text, self._repaired(printed))
        with self.clock.stage("tables"):
            rules = RuleReader(frame).read(page)
            tables = find_tables(rules, words_of(text, words))
        image = self._picture(page, frame, number, warnings)
        return RawPage(
            number, self.labels[number - 1], round(frame.width, 2), round(frame.height, 2), text, layer,
            words=words, tables=tables, image=image, warnings=tuple(warnings),
        )

    @staticmethod
    def _repaired(printed: list[PrintedWord]) -> list[PrintedWord]:
        for word in printed:
            word.text = repair_characters(word.text)
        return printed

    def _pypdf_text(self, number: int) -> str | None:
        """pypdf's text of a page, None where pypdf fails on it."""
        if self._reader is None or number > len(self._reader.pages):
            return None
        with self.clock.stage("pypdf"):
            try:
                return repair_characters(self._reader.pages[number - 1].extract_text())
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
                scale = find_scale(frame.width, frame.height, limits.image_dpi, limits.image_pixels)
                return to_png(render_page(page, frame.width, frame.height, scale, grey=False))
            except (MemoryError, ValueError, OSError):
                warnings.append(PaperWarning("page_not_rendered", "This page could not be drawn.", number))
                return None
