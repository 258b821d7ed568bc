"""A hundred hostile papers and queries: nothing executes, nothing leaves the machine, nothing is shown as what it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from reportlab.pdfgen.canvas import Canvas

from index import Archive
from ingest.errors import IngestError
from tests.ui.conftest import put_untagged, serve
from tests.ui.hostile import HOSTILE_ELEMENTS, NAMES, QUERIES, WORDS
from tests.ui.test_states import draw
from tests.ui.visits import WAIT, Visit
from ui.markup import tame
from ui.text_view import LEAF_LENGTH, find_leaves
from ui.upload import safe_name

PER_PAPER = 10
ELEMENTS = frozenset(
    "div h1 h2 h3 h4 h5 h6 p a ul ol li form label input button select option textarea details summary span strong dl dt dd section header footer "
    "table thead tbody tr th td caption mark blockquote nav code figure figcaption img br aside script em".split()
)


def write_papers(folder: Path) -> list[Path]:
    """Text, Markdown, HTML and PDF papers made of the hostile words, fakes, and one word of a million letters."""
    paths = []
    head = "Wenmark Police and Crime Panel\n\n5 March 2024\n\n"
    for number in range(0, len(WORDS), PER_PAPER):
        body = "\n\n".join(f"{number}.{place} Lantern: {words}" for place, words in enumerate(WORDS[number : number + PER_PAPER], 1))
        for suffix in ("txt", "md"):
            path = folder / f"words-{number}.{suffix}"
            path.write_text(f"{head}{WORDS[number]}\n\n{body}\n" + (" " if suffix == "md" else ""), encoding="utf-8")
            paths.append(path)
    page = folder / "page.html"
    page.write_text(f"<html><head><title>{WORDS[2]}</title></head><body><p>Lantern page</p>{''.join(WORDS[:40])}</body></html>", encoding="utf-8")
    million = folder / "million.txt"
    million.write_text(f"{head}1.1 Lantern {'w' * 1_000_000} end\n", encoding="utf-8")
    printed = folder / "links.pdf"
    canvas = Canvas(str(printed), invariant=True)
    for place, words in enumerate(WORDS[:20]):
        canvas.drawString(40, 800 - 30 * place, f"Lantern {words}"[:110])
    canvas.linkURL("javascript:window.stolen=1", (40, 700, 400, 820))
    canvas.linkURL("http://evil.example/", (40, 500, 400, 690))
    canvas.save()
    fakes = [folder / "fake.pdf", folder / "fake2.pdf", folder / "fake.docx"]
    fakes[0].write_text(WORDS[0])
    fakes[1].write_bytes(b"%PDF-1.7\n" + WORDS[2].encode() + b"\n%%EOF")
    fakes[2].write_bytes(b"PK\x03\x04" + b"\0" * 40)
    named = []
    for name in NAMES:
        path = folder / safe_name(name)
        path.write_text(f"{head}1.1 Lantern under the name {name}\n", encoding="utf-8")
        named.append(path)
    return [*paths, page, million, printed, *fakes, *named]


@pytest.fixture(scope="module")
def hostile_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    target = tmp_path_factory.mktemp("shelf") / "archive"
    refused: list[str] = []
    with Archive.open(target, create=True, embedder="hashing") as archive:
        for path in write_papers(folder):
            try:
                put_untagged(archive, path)
            except IngestError:
                refused.append(path.name)
    assert refused
    assert all(name.startswith("fake") for name in refused), refused  # what is no paper is refused, all else is read
    return target


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    target = (tmp_path / safe_name(name)).resolve()
    assert target.parent == tmp_path
    assert "\u202e" not in target.name


class Elements(HTMLParser):
    """Names of the elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses.update(value or "" for name, value in attrs if name in ("href", "src", "action", "formaction"))


def check_html(html: str) -> None:
    found = Elements()
    found.feed(re.sub(r"<style>.*?</style>|<link [^>]*>", "", html, flags=re.DOTALL))
    assert found.elements <= ELEMENTS, found.elements - ELEMENTS
    assert not [name for name in found.attributes if name.startswith("on") or name == "formaction"]
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in found.addresses)
    assert "\u202e" not in html


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_comes_out_as_words(monkeypatch: pytest.MonkeyPatch, hostile_dir: Path, query: str) -> None:
    check_html(draw(monkeypatch, hostile_dir, "search", q=query))


@pytest.mark.parametrize("query", QUERIES[::4])
def test_a_question_and_a_name_come_out_as_words(monkeypatch: pytest.MonkeyPatch, hostile_dir: Path, query: str) -> None:
    check_html(draw(monkeypatch, hostile_dir, "ask", q=query).replace('<script src="/assets/app.js"></script>', ""))
    for page, name in (("papers", "find"), ("figures", "q"), ("people", "find"), ("meetings", "find"), ("register", "words")):
        check_html(draw(monkeypatch, hostile_dir, page, **{name: query}))


def test_every_paper_comes_out_as_words(monkeypatch: pytest.MonkeyPatch, hostile_dir: Path) -> None:
    with Archive.open(hostile_dir) as archive:
        papers = archive.papers()
    assert len(papers) >= 2 * len(WORDS) // PER_PAPER + len(NAMES)
    for paper in papers:
        html = draw(monkeypatch, hostile_dir, "paper", doc=paper.doc_id, tags="MONEY")
        check_html(html)
        assert "Lantern" in html or not paper.file.startswith("words-")


@pytest.fixture(scope="module")
def hostile_url(hostile_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(hostile_dir, tmp_path_factory.mktemp("log") / "app.log")


@pytest.mark.browser
def test_nothing_executes_and_nothing_leaves_the_machine(browser: Any, hostile_url: str, hostile_dir: Path) -> None:
    visit = Visit(browser, hostile_url)
    visit.page.add_init_script("window.opened = 0; window.open = () => { window.opened += 1; };")
    with Archive.open(hostile_dir) as archive:
        papers = archive.papers()
    paths = [f"/paper?doc={paper.doc_id}" for paper in papers]
    paths += ["/papers", "/papers?view=coverage", "/search?q=Lantern&order=date", "/search?q=Lantern&view=amounts", "/register", "/people", "/figures?q=Lantern"]
    paths += [f"/search?q={quote(query)}" for query in QUERIES[::6]] + [f"/?q={quote(query)}" for query in QUERIES[3::12]]
    for path in paths:
        visit.open(path)
        visit.page.wait_for_selector(".pp-waiting", state="detached", timeout=WAIT)
        assert visit.page.evaluate("[typeof window.stolen, window.opened]") == ["undefined", 0], path
        assert visit.page.locator(HOSTILE_ELEMENTS).count() == 0, path
        addresses = visit.page.locator(".stHtml :is(a, form)").evaluate_all("all => all.map(one => one.href || one.action)")
        assert all(address.startswith(visit.url) for address in addresses), path
        assert visit.page.url.startswith(visit.url), path
    assert visit.dialogs == []
    assert visit.foreign_requests() == []
    assert {urlsplit(address).hostname for address in visit.requests if address.startswith("http")} == {"127.0.0.1"}
    visit.context.close()


@pytest.mark.browser
def test_hostile_words_are_shown_as_they_are(browser: Any, hostile_url: str, hostile_dir: Path) -> None:
    """What a reader reads is what the file says, less the signs that hide or reorder."""
    visit = Visit(browser, hostile_url)
    with Archive.open(hostile_dir) as archive:
        papers = [paper for paper in archive.papers() if paper.file.startswith("words-") and paper.file.endswith(".txt")]
    shown = ""
    for paper in papers:
        visit.open(f"/paper?doc={paper.doc_id}")
        shown += " ".join(visit.page.locator(".pp-text").inner_text().split())
    visit.context.close()
    for words in WORDS:
        if not re.search(r"[\x00-\x1f]|\\u|^!?\[", words):  # Markdown is read as Markdown: a link by its words
            assert " ".join(tame(words).split()) in shown, words


@pytest.mark.browser
def test_a_hostile_address_leads_nowhere_else(browser: Any, hostile_url: str) -> None:
    visit = Visit(browser, hostile_url)
    for path in ("/paper?doc=../../main.db", "/search?from=javascript:1&q=x", "/?q=x&cite=%22%3E%3Cscript%3E", "/thread?id=%3Cscript%3Ewindow.stolen=1%3C/script%3E", "/people?who=%3Cimg%20src=x%3E"):
        visit.open(path)
        assert visit.page.evaluate("typeof window.stolen") == "undefined"
        assert visit.page.locator(HOSTILE_ELEMENTS).count() == 0
    assert visit.foreign_requests() == []
    visit.context.close()


def test_a_word_of_a_million_letters_is_shown_in_pieces(hostile_dir: Path) -> None:
    with Archive.open(hostile_dir) as archive:
        document = archive.document(next(paper.doc_id for paper in archive.papers() if paper.file == "million.txt"))
    leaves = find_leaves(document)
    assert max(len(leaf.span) for leaf in leaves) <= 2 * LEAF_LENGTH
    assert [leaf.span.start for leaf in leaves[1:]] == [leaf.span.end for leaf in leaves[:-1]]
    assert (leaves[0].span.start, leaves[-1].span.end) == (0, len(document.text))
