"""Charts made of links: passages by meeting, amounts by paper. Each point opens the words that it stands for.

Bars are boxes with a height or a width in per cent: they need no script and no picture, they grow with the letters,
and what a bar shows is also written beside it, so that nobody has to see it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import groupby

from answer.values import COLUMN_UNIT
from index import Archive
from index.records import FoundAmount, PaperCount
from ingest.spans import Span
from ledger.figures import SIGNS
from ui import links
from ui.citation import place_label, place_link_at
from ui.markup import Html, h, join, lit
from ui.theme import notice
from ui.wording import count, day, pounds

MOST_DAYS = 120
MOST_AMOUNTS = 150
AROUND = 90
"""Characters shown on either side of an amount."""

AddressOfDay = Callable[[str], str]

def meetings_chart(archive: Archive, counts: tuple[PaperCount, ...], address_of_day: AddressOfDay) -> Html:
    """Columns, one a meeting day, oldest first; below them each paper with the first of its passages."""
    if not counts:
        return notice("There is nothing to draw. Use fewer or other words, or look under Passages at those nearest in meaning.")
    dated = [item for item in counts if item.day]
    days = [(iso, list(papers)) for iso, papers in groupby(dated, key=lambda item: item.day or "")][-MOST_DAYS:]
    high = max((sum(item.passages for item in papers) for _, papers in days), default=1)
    columns = [_column(archive, iso, papers, high, address_of_day) for iso, papers in days]
    head = h("tr", *(h("th", name, scope="col") for name in ("Meeting", "Paper", "Passages", "First passage")))
    rows = [
        h(
            "tr",
            h("td", day(item.day) or "no date", class_="pp-date"),
            h("td", archive.document(item.doc_id).title),
            h("td", f"{item.passages:,}", class_="pp-number", data_unit="passage" if item.passages == 1 else "passages"),
            h("td", place_link_at(archive, item.doc_id, item.first)),
        )
        for item in [*reversed(dated[-2 * MOST_DAYS :]), *(item for item in counts if not item.day)]
    ]
    return join(
        h("figure", h("figcaption", "Passages by meeting, oldest first. A column opens its passages."), h("ol", *columns, class_="pp-columns"), class_="pp-chart pp-scroll", tabindex=0, role="region", aria_label="Passages by meeting")
        if columns
        else None,
        h("div", h("table", h("thead", head), h("tbody", *rows), class_="pp-list"), class_="pp-scroll"),
    )


def _column(archive: Archive, iso: str, papers: list[PaperCount], high: int, address_of_day: AddressOfDay) -> Html:
    number = sum(item.passages for item in papers)
    # One paper: its first passage. Several: all passages of the day.
    address = links.quote_address(archive.document(papers[0].doc_id), papers[0].first) if len(papers) == 1 else address_of_day(iso)
    said = f"{day(iso)}: {count(number, 'passage')} in {archive.document(papers[0].doc_id).title if len(papers) == 1 else count(len(papers), 'paper')}"
    return h(
        "li",
        h(
            "a",
            h("span", f"{number:,}", class_="pp-column-number"),
            h("span", class_="pp-column-bar", style=f"height:{8 * number / high:.2f}rem"),
            h("span", day(iso), class_="pp-column-day"),
            href=address,
            target="_self",
            title=said,
            aria_label=said,
        ),
    )


def amounts_chart(archive: Archive, amounts: tuple[FoundAmount, ...]) -> Html:
    """Bars, one an amount, under the paper that prints it, newest paper first."""
    amounts = tuple(item for item in amounts if not COLUMN_UNIT.fullmatch(item.text.strip()))  # "£000" heads a column and is no amount
    if not amounts:
        return notice("No such passage prints an amount of money.")
    shown = amounts[-MOST_AMOUNTS:]
    high = max(abs(item.pounds) for item in shown)
    papers = [list(items) for _, items in groupby(shown, key=lambda item: item.doc_id)]
    more = len(amounts) - len(shown)
    return join(
        h("p", f"{count(len(amounts), 'amount')} in these passages{f', the newest {len(shown)} shown' if more else ''}. ",
          "Each step of a bar is a tenfold, as amounts differ too much for a plain scale.", class_="pp-quiet"),
        *(_amounts_of_paper(archive, items, high) for items in reversed(papers)),
    )  # fmt: skip


def _amounts_of_paper(archive: Archive, items: list[FoundAmount], high: float) -> Html:
    document = archive.document(items[0].doc_id)
    rows = [
        h(
            "li",
            h("a", h("strong", item.text), "" if any(sign in item.text for sign in SIGNS) else f" ({pounds(item.pounds)})", href=links.quote_address(document, item.span), target="_self", aria_label=f"{item.text}, {place_label(archive, item.doc_id, item.span)}"),
            bar(log_share(item.pounds, high)),
            h("span", *_around(document.text, item.span), class_="pp-around"),
        )
        for item in items
    ]
    return h(
        "section",
        h("h3", day(items[0].day) or "no date", " · ", h("a", document.title, href=links.paper_address(document.doc_id), target="_self")),
        h("ul", *rows, class_="pp-bars"),
    )


def bar(share: float) -> Html:
    """A bar of ``share`` (0 to 1) of its place; hidden from screen readers, which have the number beside it."""
    return h("span", h("span", style=f"width:{100 * max(min(share, 1.0), 0.0):.1f}%"), class_="pp-bar", aria_hidden="true")


def log_share(pounds: float, high: float) -> float:
    """Where ``pounds`` stands between £1 and ``high`` on a scale of tenfolds."""
    return math.log10(max(abs(pounds), 1.0) + 1) / math.log10(max(high, 1.0) + 1)


def _around(text: str, span: Span) -> list[str | Html]:
    """The words before and after, cut at spaces."""
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(text))
    if start:
        start = text.find(" ", start, span.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", span.end, end), span.end)
    words = lit(text, Span(start, end), [span])
    return ["… " if start else "", Html(words.replace("\n", " ").replace("\t", " · ")), " …" if end < len(text) else ""]
