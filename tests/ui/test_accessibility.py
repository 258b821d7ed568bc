"""WCAG 2.2 AA by axe-core on every page and state, at desktop and phone width; keyboard, zoom and print.

axe-core comes inside the pinned package axe-playwright-python. What folds is unfolded first, so that what it holds
is looked at too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from index import Archive
from tests.ui.visits import QUESTION, WAIT, Visit, wait_until

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
SIZES = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}

STATES = {
    "ask": "/",
    "ask, narrowed": "/?from=2022&to=2023&kind=minutes",
    "answer": f"/?q={quote_plus(QUESTION)}",
    "answer, another page": f"/?q={quote_plus(QUESTION)}&cite=1&page=2",
    "answer of another kind": f"/?q={quote_plus(QUESTION)}&asks=count",
    "refusal": "/?q=What+does+a+ticket+to+the+moon+cost%3F",
    "question that makes no sense": "/?q=%3F%21&from=soon",
    "search": "/search",
    "results": "/search?q=Tolsey+patrol",
    "results with filters": "/search?q=Tolsey&from=2023&person=Ada+Brook&min=5&by=Wenmark+Police+and+Crime+Panel",
    "results by date": "/search?q=Harrowby&order=date",
    "passages by meeting": "/search?q=Tolsey&view=meetings",
    "amounts": "/search?q=Tolsey&view=amounts",
    "nothing found": "/search?q=%22no+such+words%22",
    "sign that cannot be read": "/search?q=dogs+after%3Asoon",
    "paper": "/paper?doc={report}",
    "paper at a paragraph": "/paper?doc={report}&para=2.2&tags=MONEY,DATE,PERSON,ORG&follow=yes",
    "paper without pages": "/paper?doc={hostile}",
    "no such paper": "/paper?doc=0123456789abcdef",
    "papers": "/papers",
    "papers, none found": "/papers?find=accounts",
    "coverage": "/papers?view=coverage",
    "add or remove": "/papers?view=add",
    "register": "/register",
    "no such thread": "/thread?id=none",
    "meetings": "/meetings",
    "figures": "/figures",
    "figures of a measure": "/figures?q=cost",
    "people": "/people",
    "nobody": "/people?find=nobody",
}


@pytest.fixture(scope="module")
def papers(archive_dir: Path) -> dict[str, str]:
    with Archive.open(archive_dir) as archive:
        found = archive.papers()
    return {
        "report": next(paper.doc_id for paper in found if paper.title.startswith("Patrols")),
        "hostile": next(paper.doc_id for paper in found if "script" in paper.title),
    }


@pytest.fixture(scope="module", params=list(SIZES))
def sized(request: pytest.FixtureRequest, browser: Any, app_url: str) -> Iterator[Visit]:
    one = Visit(browser, app_url, viewport=SIZES[request.param], color_scheme="dark" if request.param == "phone" else "light")
    yield one
    one.context.close()


def show(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.page.wait_for_selector(".pp-waiting", state="detached", timeout=WAIT)
    visit.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("state", list(STATES))
def test_no_violation_and_nothing_cut_off(sized: Visit, papers: dict[str, str], state: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    show(sized, STATES[state].format(**papers))
    sized.page.evaluate("document.querySelectorAll('.stHtml details').forEach((one) => { one.open = true; })")
    violations = axe.run(sized.page, options=RULES).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
    assert sized.page.evaluate("(() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth; })()") <= 0


def focused(page: Any) -> str:
    """What has the focus, by its name for a screen reader or its words."""
    return page.evaluate(
        "(() => { const at = document.activeElement; return (at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent || at.id).trim(); })()"
    )


def tab_to(page: Any, name: str) -> None:
    """By the tab key, a stop or two away: in Chromium the parts of the page that scroll are stops of their own."""
    for _ in range(4):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"{name} is not among the first stops, but {focused(page)[:80]}")


def test_a_question_is_asked_and_its_citations_walked_by_keyboard(visit: Visit) -> None:
    visit.open("/")
    page = visit.page
    tab_to(page, "Skip to content")
    order = ["Skip to content"]
    while order[-1] != "Your question" and len(order) < 12:
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order[2:9] == ["Ask", "Search", "Register", "Meetings", "Figures", "People", "Papers"]
    assert order[-1] == "Your question"
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pp-said .pp-cite", timeout=WAIT)
    wait_until(page, "document.getElementById('pp-live').textContent.startsWith('Answer: ')", timeout=WAIT)
    assert focused(page) == "Answer", "focus goes to the answer, not back to the top"
    page.keyboard.press("Tab")
    assert focused(page).startswith("Citation 1: ")
    outline = page.evaluate("(() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, parseFloat(style.outlineWidth)]; })()")
    assert outline[0] == "solid"
    assert outline[1] >= 2


def test_skip_link_leads_past_the_navigation(visit: Visit) -> None:
    visit.open("/search?q=Tolsey")
    tab_to(visit.page, "Skip to content")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert focused(visit.page) == "Words to look for"


@pytest.mark.parametrize("state", ["answer", "results", "passages by meeting", "paper at a paragraph", "papers", "coverage", "register"])
def test_four_times_as_large_without_loss(browser: Any, app_url: str, papers: dict[str, str], state: str) -> None:
    """1280 pixels at 400% are 320 (WCAG 1.4.10): one column, no scrolling sideways but within tables and page images."""
    one = Visit(browser, app_url, viewport={"width": 320, "height": 256})
    show(one, STATES[state].format(**papers))
    assert one.page.evaluate("(() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth; })()") <= 0
    outside = one.page.evaluate(
        "[...document.querySelectorAll('.stHtml :is(a, button, input, select, textarea, p, h1, h2, h3)')].filter((at) => {"
        " const box = at.getBoundingClientRect();"
        " return box.width && box.right > innerWidth + 1 && !at.closest('.pp-scroll, .pp-pane, .pp-hidden, .pp-skip'); }).map((at) => at.outerHTML.slice(0, 120))"
    )
    assert outside == []
    one.context.close()


def test_page_images_have_their_words_as_text(visit: Visit, papers: dict[str, str]) -> None:
    show(visit, STATES["paper at a paragraph"].format(**papers))
    for image in visit.page.locator(".pp-page img").all():
        assert "its words are given as text" in image.get_attribute("alt")
    assert "footbridge at Marlock station" in visit.page.get_by_role("region", name="The page as text").inner_text()


def test_a_printed_answer_has_its_words_and_page_and_no_buttons(visit: Visit) -> None:
    show(visit, STATES["answer"])
    visit.page.wait_for_selector(".pp-lit")
    visit.page.emulate_media(media="print")
    for gone in (".pp-header nav", ".pp-form", ".pp-viewer-tools", ".pp-viewer-foot", ".pp-change"):
        assert not any(one.is_visible() for one in visit.page.locator(gone).all())
    for kept in (".pp-said", ".pp-citations", ".pp-page img"):
        assert visit.page.locator(kept).first.is_visible()
    pages = visit.page.evaluate("document.querySelector('.pp-viewer .pp-pane').scrollHeight - document.querySelector('.pp-viewer .pp-pane').clientHeight")
    assert pages <= 1, "the page image is printed whole"
