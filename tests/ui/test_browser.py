"""Readers' errands in a real browser against the real app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from index import Archive
from ingest.spans import Span
from tests.ui.papers import QUOTE, make_upload

pytestmark = pytest.mark.browser
WAIT = 60_000
QUESTION = "How much did the cycle patrol in Tolsey cost?"


class Visit:
    """A browser tab in a profile of its own that keeps a list of every address it asked for."""

    def __init__(self, browser: Any, url: str, **settings: Any) -> None:
        self.url = url
        self.context = browser.new_context(**({"viewport": {"width": 1360, "height": 900}} | settings))
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.wait_for_selector("#main", timeout=WAIT)

    def foreign_requests(self) -> list[str]:
        """Addresses outside the app; data: and blob: never leave the browser."""
        here = urlsplit(self.url).netloc
        return [
            address
            for address in self.requests
            if urlsplit(address).scheme not in {"data", "blob"} and urlsplit(address).netloc != here
        ]


@pytest.fixture
def visit(browser: Any, app_url: str) -> Iterator[Visit]:
    one = Visit(browser, app_url)
    yield one
    one.context.close()


def lit_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Rectangles over the page image, as fractions of it, in the order in which they are drawn."""
    image = page.locator(".pp-page img").first.bounding_box()
    boxes = [box.bounding_box() for box in page.locator(".pp-lit").all()]
    return [
        (
            (box["x"] - image["x"]) / image["width"],
            (box["y"] - image["y"]) / image["height"],
            (box["x"] + box["width"] - image["x"]) / image["width"],
            (box["y"] + box["height"] - image["y"]) / image["height"],
        )
        for box in boxes
    ]


def words_under_light(page: Any) -> str:
    """Words of the page whose middle lies within a rectangle."""
    lit = [box.bounding_box() for box in page.locator(".pp-lit").all()]
    words = page.locator(".pp-words span").evaluate_all(
        "all => all.map(word => { const box = word.getBoundingClientRect();"
        " return [word.textContent.trim(), box.x + box.width / 2, box.y + box.height / 2]; })"
    )
    return " ".join(
        word
        for word, x, y in words
        if any(box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"] for box in lit)
    )


def test_ask_then_citation_then_permalink(visit: Visit, browser: Any, app_url: str, archive_dir: Path) -> None:
    visit.open("/")
    visit.page.get_by_label("Your question").fill(QUESTION)
    visit.page.get_by_label("Your question").press("Enter")
    visit.page.wait_for_selector(".pp-said .pp-cite", timeout=WAIT)
    assert parse_qs(urlsplit(visit.page.url).query)["q"] == [QUESTION]

    entries = visit.page.evaluate("history.length")
    visit.page.locator(".pp-said .pp-cite").first.click()
    visit.page.wait_for_url("**cite=1**")
    assert visit.page.evaluate("history.length") == entries + 1
    visit.page.wait_for_selector(".pp-lit")
    assert words_under_light(visit.page) == QUOTE

    with Archive.open(archive_dir) as archive:
        paper = next(paper for paper in archive.papers() if paper.title.startswith("Patrols"))
        document = archive.document(paper.doc_id)
        start = document.text.index(QUOTE)
        regions = archive.find_regions(paper.doc_id, Span(start, start + len(QUOTE)))
        page = document.pages[regions[0].page_no - 1]
        wanted = [
            (box.x0 / page.width, box.top / page.height, box.x1 / page.width, box.bottom / page.height)
            for box in (region.bbox for region in regions)
        ]
    shown = lit_boxes(visit.page)
    assert len(shown) == len(wanted)
    for one, other in zip(shown, wanted, strict=True):
        assert one == pytest.approx(other, abs=0.004)

    permalink = visit.page.get_by_role("link", name="Open the paper here").get_attribute("href")
    again = Visit(browser, app_url)
    again.open(permalink)
    again.page.wait_for_selector(".pp-lit")
    assert words_under_light(again.page) == QUOTE
    assert again.page.locator(".pp-text mark").all_inner_texts() == [QUOTE]
    again.open(visit.page.url.removeprefix(app_url))
    again.page.wait_for_selector(".pp-lit")
    assert words_under_light(again.page) == QUOTE
    assert again.foreign_requests() == visit.foreign_requests() == []
    again.context.close()


def test_quote_over_a_page_break_is_lit_on_both_pages(visit: Visit, archive_dir: Path) -> None:
    with Archive.open(archive_dir) as archive:
        paper = next(paper for paper in archive.papers() if paper.title.startswith("Patrols"))
        document = archive.document(paper.doc_id)
        paragraph = next(item for item in document.paragraphs if document.quote(item.span).startswith("2.2"))
        on_pages = {region.page_no for region in archive.find_regions(paper.doc_id, paragraph.span)}
    assert on_pages == {1, 2}
    visit.open(f"/paper?doc={paper.doc_id}&at={paragraph.span.start}-{paragraph.span.end}")
    visit.page.wait_for_selector(".pp-lit")
    assert visit.page.locator(".pp-page").count() == 2
    lit_on = [figure.locator(".pp-lit").count() for figure in visit.page.locator(".pp-figure").all()]
    assert all(number > 0 for number in lit_on)
    assert words_under_light(visit.page) == document.quote(paragraph.span)


def test_search_with_a_filter_then_back(visit: Visit) -> None:
    visit.open("/search")
    visit.page.get_by_label("Words to look for").fill("Harrowby Tolsey")
    visit.page.get_by_role("button", name="Search").click()
    visit.page.wait_for_selector(".pp-hit")
    everything = visit.page.locator(".pp-hit").count()
    visit.page.locator(".pp-facet", has_text="Year").get_by_role("link", name="2022").click()
    visit.page.wait_for_selector(".pp-chip-link")
    visit.page.wait_for_url("**from=2022-01-01**")
    assert 0 < visit.page.locator(".pp-hit").count() < everything
    assert all("2022" in label for label in visit.page.locator(".pp-hit h3").all_inner_texts())
    visit.page.go_back()
    visit.page.wait_for_selector(".pp-chip-link", state="detached")
    assert visit.page.locator(".pp-hit").count() == everything
    visit.page.go_forward()
    visit.page.wait_for_selector(".pp-chip-link")
    visit.page.locator(".pp-hit a").first.click()
    visit.page.wait_for_selector(".pp-lit")
    assert visit.page.locator(".pp-text mark").first.inner_text() in {"Harrowby", "Tolsey"}


def test_upload_then_found(visit: Visit, tmp_path: Path, archive_dir: Path) -> None:
    visit.open("/papers?view=add")
    visit.page.locator("input[type=file]").first.set_input_files(make_upload(tmp_path))
    visit.page.get_by_test_id("stFileChip").wait_for()
    visit.page.get_by_role("button", name="Add to the archive").click()
    visit.page.get_by_text("1 of 1 files are in the archive").wait_for(timeout=WAIT)
    assert (archive_dir / "uploads" / "kennels-2024-01-18.pdf").exists()
    visit.open("/search?q=retired+police+dogs+llamas")
    assert "18 Jan 2024" in visit.page.locator(".pp-hit h3").first.inner_text()


def test_hostile_text_stays_text(visit: Visit, archive_dir: Path) -> None:
    with Archive.open(archive_dir) as archive:
        doc_id = next(paper.doc_id for paper in archive.papers() if "script" in paper.title)
    hostile = "<img src=x onerror=alert(3)>"
    for path in (f"/paper?doc={doc_id}", "/papers", "/search?q=lantern+festival", f"/?q={hostile}+lantern", "/search?q=$x$"):
        visit.open(path)
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("typeof window.stolen") == "undefined"
        assert visit.page.locator(".stHtml :is(script[src*=x], meta, iframe, img[src=x], [onerror], .katex)").count() == 0
        addresses = visit.page.locator(".stHtml :is(a, form)").evaluate_all("all => all.map(one => one.href || one.action)")
        assert all(address.startswith(visit.url) for address in addresses)
        assert visit.page.url.startswith(visit.url)
    visit.open(f"/paper?doc={doc_id}")
    text = visit.page.locator(".pp-text").inner_text()
    assert "<script>window.stolen = 1</script>" in text
    assert "$E=mc^2$" in text
    assert "<img src=x onerror=alert(1)>" in text
    assert "\u202e" not in text
    assert visit.dialogs == []
    assert visit.foreign_requests() == []
