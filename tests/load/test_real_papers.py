"""A small sample of the real papers that lie beside the checkout, where they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import IngestError
from ingest.load import Limits, load_file

SHARED = Path(__file__).parents[2] / "../shared/corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared papers are not beside the checkout"),
]


def test_every_word_of_a_paper_has_its_box() -> None:
    path = sorted((SHARED / "cleveland/pdf").glob("*.pdf"))[-1]
    paper = load_file(path, ocr=False)
    for page in paper.pages:
        assert len(page.words) >= 0.98 * len(page.text.split())
        assert all(0 <= w.bbox.x0 <= w.bbox.x1 <= page.width + 1 for w in page.words)
        assert page.image is not None


def test_shifted_ligatures_of_a_rewritten_file_are_repaired() -> None:
    (path,) = (SHARED / "cleveland/ghostscript").glob("*.pdf")
    text = " ".join(page.text for page in load_file(path, ocr=False).pages)
    assert not any("\u3400" <= c <= "\u9fff" or c == "\ucf00" for c in text)


def test_odd_files_are_read_or_refused_with_a_reason() -> None:
    files = sorted((SHARED / "robustness_pdfs").glob("*.pdf"))[::43]
    assert files
    refused: list[IngestError] = []
    for path in files:
        try:
            paper = load_file(path, limits=Limits(seconds=60, page_seconds=20), ocr=False)
        except IngestError as error:
            refused.append(error)
        else:
            unread = {warning.code for page in paper.pages for warning in page.warnings}
            assert any(page.text.strip() for page in paper.pages) or "ocr_off" in unread
    assert all(error.reason and "\n" not in str(error) for error in refused)
