"""Readers' errands in a real browser against the real app."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from index import Archive
from ingest.spans import Span
from tests.ui.papers import QUOTE, make_upload
from tests.ui.visits import QUESTION, WAIT, Visit, wait_until

pytestmark = pytest.mark.browser


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
    """Words of the page whose middle lies within a rectangle; both measured at one moment, for the page scrolls to its quote."""
    wait_until(page, "[...document.querySelectorAll('.pp-page img')].some(image => image.complete && image.naturalWidth)")
    words: list[str] = page.evaluate(
        """() => {
            const lit = [...document.querySelectorAll('.pp-lit')].map(box => box.getBoundingClientRect());
            return [...document.querySelectorAll('.pp-words span')].filter(word => {
                const box = word.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
                return lit.some(light => light.left <= x && x <= light.right && light.top <= y && y <= light.bottom);
            }).map(word => word.textContent.trim());
        }"""
    )
    return " ".join(words)


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
    visit.page.get_by_role("heading", name="1 file is in the archive").wait_for(timeout=WAIT)
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


def test_a_journalist_takes_the_evidence_away(visit: Visit, archive_dir: Path, tmp_path: Path) -> None:
    """From a question to a file that holds the answer, the quote, the page with the words lit and the source's hash."""
    visit.open(f"/?q={quote_plus(QUESTION)}")
    visit.page.wait_for_selector(".pp-said .pp-cite", timeout=WAIT)
    with visit.page.expect_download(timeout=WAIT) as waiting:
        visit.page.locator(".pp-answer").get_by_role("link", name="Evidence pack (ZIP)").click()
    file = tmp_path / "pack.zip"
    waiting.value.save_as(file)
    with Archive.open(archive_dir) as archive:
        paper = next(paper for paper in archive.papers() if paper.title.startswith("Patrols"))
    with zipfile.ZipFile(file) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        texts = " ".join(pack.read(name).decode("utf-8") for name in names if name.endswith((".html", ".md", ".txt", ".json")))
        pictures = [pack.read(name) for name in names if name.endswith(".png")]
    assert QUESTION in texts
    assert QUOTE in texts
    assert paper.sha256 in texts
    assert pictures
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert "/?q=" in visit.page.url, "the page stays where it was"
    assert visit.foreign_requests() == []


def test_a_citation_is_copied_in_the_form_that_is_wanted(browser: Any, app_url: str) -> None:
    one = Visit(browser, app_url, permissions=["clipboard-read", "clipboard-write"])
    one.open(f"/?q={quote_plus(QUESTION)}&cite=1")
    one.page.wait_for_selector(".pp-viewer-foot", timeout=WAIT)

    def copied(name: str) -> str:
        one.page.get_by_role("button", name=name, exact=True).click()
        one.page.wait_for_timeout(200)  # the announcement of the copy before is taken back first
        wait_until(one.page, "document.getElementById('pp-live').textContent === 'Copied'")
        return one.page.evaluate("navigator.clipboard.readText()")

    assert copied("Copy quote and citation").startswith(f"“{QUOTE}” (")
    assert "14 March 2023" in copied("Copy the reference in the manner of OSCOLA")
    link = copied("Copy link to these words")
    assert link.startswith(f"{app_url}/cite/")
    one.open(link.removeprefix(app_url))
    one.page.wait_for_selector(".pp-lit")
    assert words_under_light(one.page) == QUOTE
    one.context.close()


def test_the_page_beside_the_answer_can_be_read_on_and_enlarged(visit: Visit) -> None:
    visit.open(f"/?q={quote_plus(QUESTION)}&cite=1")
    page = visit.page
    page.wait_for_selector(".pp-lit", timeout=WAIT)
    width = page.locator(".pp-viewer .pp-page").first.bounding_box()["width"]
    page.get_by_role("button", name="Larger page").click()
    wait_until(page, f"document.querySelector('.pp-viewer .pp-page').getBoundingClientRect().width > {width * 1.2}")
    lit, pane = page.locator(".pp-lit").first.bounding_box(), page.locator(".pp-viewer .pp-pane").bounding_box()
    assert pane["y"] <= lit["y"] <= pane["y"] + pane["height"], "the words stay in view"
    cited = page.locator(".pp-viewer figcaption").inner_text()
    page.locator(".pp-viewer").get_by_role("link", name=re.compile("(Previous|Next) page")).first.click()
    page.wait_for_url("**page=**")
    page.get_by_role("link", name="Back to the words").wait_for()
    assert page.locator(".pp-viewer figcaption").inner_text() != cited
    page.get_by_role("link", name="Back to the words").click()
    page.wait_for_selector(".pp-lit")
    page.get_by_text("Outline of the paper").click()
    page.locator(".pp-viewer .pp-outline").get_by_role("link", name="1. Purpose").click()
    page.wait_for_url("**page=1**")


def test_a_member_narrows_by_signs_and_reads_a_chart(visit: Visit) -> None:
    visit.open("/search")
    page = visit.page
    page.get_by_label("Words to look for").fill('Tolsey "cycle patrol" after:2023')
    page.get_by_label("Words to look for").press("Enter")
    page.wait_for_selector(".pp-hit")
    assert "from 1 Jan 2023" in page.locator(".pp-chips").inner_text()
    page.get_by_role("link", name="By meeting").click()
    page.wait_for_selector(".pp-columns")
    page.locator(".pp-columns").get_by_role("link", name="14 Mar 2023").click()
    page.wait_for_selector(".pp-lit, .pp-hit")
    page.go_back()
    page.wait_for_selector(".pp-columns")
    page.locator(".pp-chips a").first.click()
    wait_until(page, "!new URL(location.href).searchParams.get('q').includes('after:')")
    assert parse_qs(urlsplit(page.url).query)["q"] == ['Tolsey "cycle patrol"']


def test_what_a_question_was_taken_for_can_be_changed(visit: Visit) -> None:
    visit.open(f"/?q={quote_plus('What did the cycle patrol in Tolsey cost in March 2023?')}")
    page = visit.page
    page.wait_for_selector(".pp-reading", timeout=WAIT)
    page.get_by_role("link", name="only papers of then").click()
    page.wait_for_selector(".pp-chips", timeout=WAIT)
    assert parse_qs(urlsplit(page.url).query)["from"] == ["2023-03-01"]
    page.get_by_role("link", name="any period").click()
    wait_until(page, "!location.search.includes('March')", timeout=WAIT)
    page.wait_for_selector("#pp-result", timeout=WAIT)


def test_the_kind_of_answer_can_be_changed_kept_and_shared(visit: Visit, browser: Any, app_url: str) -> None:
    visit.open(f"/?q={quote_plus(QUESTION)}")
    page = visit.page
    page.wait_for_selector(".pp-kinds", timeout=WAIT)
    assert page.locator(".pp-reading dd").first.inner_text().startswith("an amount of money")
    page.locator(".pp-kinds").get_by_role("link", name="a number").click()
    wait_until(page, "document.querySelector('.pp-reading dd')?.textContent.startsWith('a number (your choice)')", timeout=WAIT)
    assert parse_qs(urlsplit(page.url).query)["asks"] == ["count"]
    said = page.locator(".pp-said").inner_text()
    assert "£48,250" not in said.splitlines()[0]
    page.locator(".pp-said .pp-cite").first.click()
    page.wait_for_url("**asks=count&cite=1**")
    page.reload()
    page.wait_for_selector(".pp-said", timeout=WAIT)
    assert page.locator(".pp-said").inner_text() == said
    again = Visit(browser, app_url)
    again.open(page.url.removeprefix(app_url))
    again.page.wait_for_selector(".pp-said", timeout=WAIT)
    assert again.page.locator(".pp-said").inner_text() == said
    again.context.close()
    page.go_back()
    page.go_back()
    wait_until(page, "document.querySelector('.pp-reading dd')?.textContent.startsWith('an amount of money')", timeout=WAIT)
    page.go_forward()
    wait_until(page, "document.querySelector('.pp-reading dd')?.textContent.startsWith('a number (your choice)')", timeout=WAIT)
    page.get_by_role("link", name="as the question was read").click()
    wait_until(page, "!location.search.includes('asks')", timeout=WAIT)
    assert visit.foreign_requests() == again.foreign_requests() == []


def test_staff_remove_a_paper_only_when_they_say_so_twice(visit: Visit, archive_dir: Path, tmp_path: Path) -> None:
    path = make_upload(tmp_path, name="swans-2024-02-20.pdf", words="The swans of Marlock were counted on the frozen lake at dawn.")
    visit.open("/papers?view=add")
    page = visit.page
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_test_id("stFileChip").wait_for()
    page.get_by_role("button", name="Add to the archive").click()
    page.get_by_role("heading", name="1 file is in the archive").wait_for(timeout=WAIT)
    remove = page.get_by_role("button", name="Remove from the archive")
    assert remove.is_disabled()
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    page.get_by_label("Paper to remove").click()
    page.keyboard.type("swans")
    page.get_by_role("option", name=re.compile("swans-2024-02-20")).click()
    page.get_by_text("I want this paper and its citations to go").click()
    wait_until(page, "[...document.querySelectorAll('button')].some(one => one.textContent.includes('Remove from') && !one.disabled)")
    remove.click()
    wait_until(page, "![...document.querySelectorAll('button')].some(one => one.textContent.includes('Remove from') && !one.disabled)", timeout=WAIT)
    with Archive.open(archive_dir) as archive:
        assert not [paper for paper in archive.papers() if paper.file.startswith("swans")]
