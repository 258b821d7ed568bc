"""What becomes of a paper whose reader dies or stalls: which pages are lost, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.errors import TimeLimitError, UnreadableFileError
from ingest.load import child
from ingest.load.limits import Limits
from ingest.load.records import RawPage
from ingest.load.wire import block_from_wire, page_from_wire, page_to_wire
from ingest.records import PaperWarning


def fake_run(pages: int, *, dies_on: set[int], dies_alone: set[int], opens: bool = True):
    """A child that dies on some pages with PDFium, and on some even without."""

    def run(answer, path, content, kind, limits, deadline, request) -> None:
        if request["with_pdfium"] and not opens:
            return
        answer.page_count = pages
        for number in range(request["first"], pages + 1):
            answer.current = number
            alone = number in request["alone"] or not request["with_pdfium"]
            if number in dies_alone or (number in dies_on and not alone):
                return
            answer.pages.append(RawPage(number, str(number), 595, 842, f"page {number}" + (" alone" if alone else ""), "good"))
        answer.end = {}

    return run


@pytest.mark.parametrize(
    ("settings", "texts"),
    [
        ({"dies_on": set(), "dies_alone": set()}, ["page 1", "page 2", "page 3"]),
        ({"dies_on": {2}, "dies_alone": set()}, ["page 1", "page 2 alone", "page 3"]),
        ({"dies_on": {2}, "dies_alone": {2}}, ["page 1", "", "page 3"]),
        ({"dies_on": {3}, "dies_alone": {3}}, ["page 1", "page 2", ""]),
        ({"dies_on": set(), "dies_alone": set(), "opens": False}, ["page 1 alone", "page 2 alone", "page 3 alone"]),
    ],
)
def test_only_the_broken_page_suffers(monkeypatch, settings, texts: list[str]) -> None:
    monkeypatch.setattr(child, "_run", fake_run(3, **settings))
    answer = child.read_in_child(Path("a.pdf"), Path("a.pdf"), "pdf", Limits(), ocr=False)
    assert [page.text for page in answer.pages] == texts
    assert [page.page_no for page in answer.pages] == [1, 2, 3]
    skipped = [w.code for page in answer.pages for w in page.warnings]
    assert skipped == (["pages_skipped"] if "" in texts else [])


def test_a_file_that_kills_every_child_is_unreadable(monkeypatch) -> None:
    monkeypatch.setattr(child, "_run", lambda *_: None)
    for kind in ("pdf", "docx"):
        with pytest.raises(UnreadableFileError):
            child.read_in_child(Path("a"), Path("a"), kind, Limits(), ocr=False)


def test_a_stalled_office_file_is_told_from_a_broken_one(monkeypatch) -> None:
    def stall(answer, *_: object) -> None:
        answer.stalled = True

    monkeypatch.setattr(child, "_run", stall)
    with pytest.raises(TimeLimitError):
        child.read_in_child(Path("a"), Path("a"), "docx", Limits(), ocr=False)


def test_a_page_survives_the_wire() -> None:
    page = RawPage(3, "iii", 595, 842, "£5 – “so”", "ocr", warnings=(PaperWarning("x", "y", 3),), watermark="DRAFT")
    assert page_from_wire(json.loads(json.dumps(page_to_wire(page))), None) == page


@pytest.mark.parametrize(
    "change",
    [{"layer": "fine"}, {"words": [[0, 1, "inf", 0, 0, 0, 1, 0]]}, {"words": [[5, 1, 0, 0, 0, 0, 1, 0]]}, {"size": ["a", 1]}],
)
def test_the_wire_is_not_trusted(change: dict) -> None:
    value = page_to_wire(RawPage(1, "1", 595, 842, "text", "good")) | change
    with pytest.raises(ValueError):  # noqa: PT011
        page_from_wire(value, None)


def test_a_block_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        block_from_wire(["script", "x", 0, [], None, None, 0])
