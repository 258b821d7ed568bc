"""How well the papers of an archive were read, and which meetings have none: for whoever relies on a search that finds nothing."""

from __future__ import annotations

from collections import Counter

from index.records import PaperSummary
from ledger.gaps import Gap
from ledger.records import Place
from ui import links
from ui.citation import place_label, place_link_at
from ui.markup import Html, h, join
from ui.shelf import Shelf
from ui.wording import count, day

MOST_GAPS = 40
NO_WORDS = frozenset({"ocr_missing", "ocr_off", "ocr_skipped", "ocr_failed", "pages_skipped"})
DOUBTFUL = frozenset({"text_garbled", "ocr_uncertain", "text_from_pdfium", "text_repaired"})
LOST_TABLES = frozenset({"table_lost"})
NO_PICTURE = frozenset({"page_not_rendered"})


def coverage_table(papers: tuple[PaperSummary, ...]) -> Html:
    """Pages by how they were read, and what to compare with the picture."""
    layers: Counter[str] = Counter()
    for paper in papers:
        if paper.paged:
            layers.update(paper.text_layers)
    unpaged = sum(1 for paper in papers if not paper.paged)
    pages = sum(layers.values())
    rows = [
        ("Pages read from their text", layers["good"], "Searched word for word."),
        ("Pages read by text recognition", layers["ocr"], "Scans: words may be wrong, compare them with the picture."),
        ("Garbled pages", layers["garbled"], "The text stored in the file is gibberish: searches can miss what stands there."),
        ("Unreadable pages", layers["none"], "No words: what is printed there cannot be found or answered from."),
        ("Pages to compare with their picture", _pages_with(papers, DOUBTFUL), "Two readers disagree, or part of the text was repaired."),
        ("Tables lost", _pages_with(papers, LOST_TABLES), "The words are there, the rows and columns are not."),
        ("Pages without a picture", _pages_with(papers, NO_PICTURE), "Only their text can be shown."),
        ("Papers without pages", unpaged, "Web pages, word processor files and text: read whole."),
    ]
    body = [
        h("tr", h("th", name, scope="row"), h("td", f"{number:,}", class_="pp-number"), h("td", meaning))
        for name, number, meaning in rows
        if number or name in ("Pages read from their text", "Unreadable pages", "Tables lost")
    ]
    worst = [paper for paper in papers if paper.text_layers.get("none") or paper.text_layers.get("garbled")]
    return h(
        "section",
        h("h2", "How well they were read"),
        h("div", h("table", h("caption", f"{count(len(papers), 'paper')}, {count(pages, 'page')}"), h("tbody", *body), class_="pp-coverage"), class_="pp-scroll"),
        h(
            "details",
            h("summary", f"{count(len(worst), 'paper')} with pages that could not be read"),
            h("ul", *(h("li", h("a", paper.title or paper.file, href=links.paper_address(paper.doc_id), target="_self"), f": {_unread(paper)}") for paper in worst)),
        )
        if worst
        else None,
    )


def _pages_with(papers: tuple[PaperSummary, ...], codes: frozenset[str]) -> int:
    return len({(paper.doc_id, warning.page_no) for paper in papers for warning in paper.warnings if warning.code in codes})


def _unread(paper: PaperSummary) -> str:
    pages = sorted({warning.page_no for warning in paper.warnings if warning.code in NO_WORDS | {"text_garbled"} and warning.page_no})
    number = paper.text_layers.get("none", 0) + paper.text_layers.get("garbled", 0)
    named = f" ({', '.join(f'p.{page}' for page in pages[:12])}{' …' if len(pages) > 12 else ''})" if pages else ""
    return f"{count(number, 'page')}{named}"


def _apart(shelf: Shelf, gap: Gap) -> list[Place]:
    """The places that name it, each citation once."""
    return list({place_label(shelf.archive, named.doc_id, named.span): named for named in reversed(gap.named)}.values())[::-1]


def gap_list(shelf: Shelf, gaps: tuple[Gap, ...]) -> Html | None:
    """Meetings that papers name and of which the archive has none, each with the words that name it."""
    if not gaps:
        return None
    entries = [
        h(
            "li",
            h("strong", day(gap.day)),
            h("span", f" · {gap.body}", class_="pp-quiet"),
            h("span", " · after the newest paper, perhaps not held yet", class_="pp-quiet") if gap.is_later else None,
            h("span", " · named in ", join(*(place_link_at(shelf.archive, named.doc_id, named.span) for named in _apart(shelf, gap)[:3]), separator=", "), class_="pp-named-in"),
        )
        for gap in gaps
    ]
    # a body that is printed in two ways has its meetings twice
    entries = list(dict.fromkeys(entries))
    more = entries[MOST_GAPS:]
    return h(
        "section",
        h("h2", f"Missing meetings ({len(entries)})"),
        h("p", "Papers name these meetings, and no paper of them is here. Whether each was held is not known.", class_="pp-quiet"),
        h("ul", *entries[:MOST_GAPS], class_="pp-gaps"),
        h("details", h("summary", f"{len(more)} more"), h("ul", *more, class_="pp-gaps")) if more else None,
    )
