"""Questions and searches."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from answer.cite import to_label
from answer.export import answer_row
from answer.records import Answer
from index import Archive
from index.export import hit_row
from index.records import Hit
from ui.api.requests import ASKING, Given, shelf_of, site_of, to_file, to_json
from ui.links import permalink
from ui.shelf import Shelf, check_query
from ui.tables import to_csv

HIT_COLUMNS = (
    "rank", "label", "title", "body", "meeting_date", "section", "paragraph_number", "page_no", "text", "score", "file", "doc_id", "start", "end", "link",
)  # fmt: skip


def ask(request: Request) -> Response:
    """The row that `panelpapers ask --json` writes, with an address for each citation."""
    given = Given(request, *ASKING, filters=True)
    shelf = shelf_of(request)
    answer = shelf.answer(given.needed("question"), given.filters(), given.kind())
    return to_json(answer_object(shelf.archive, answer, site_of(request)))


def answer_object(archive: Archive, answer: Answer, site: str = "") -> dict[str, Any]:
    """``answer_row`` with the question, and a lasting ``link`` in each citation."""
    row = answer_row(answer, "1")
    for citation, made in zip(row["citations"], answer.citations, strict=True):
        citation["link"] = site + permalink(archive.document(made.doc_id), made.span)
    return {"question": answer.question, **row}


def search(request: Request) -> Response:
    """Hits as `panelpapers search --json` has them, and where they stand; ``q`` may hold the signs of the search box."""
    given = Given(request, "q", "top", "offset", "order", "format", filters=True)
    form = given.one_of("format", ("json", "csv"))
    order = given.one_of("order", ("relevance", "date"))
    shelf, top = shelf_of(request), given.number("top", 20)
    found, total = find_hits(shelf, given, order, top)
    rows = [hit_object(shelf.archive, hit, site_of(request)) for hit in found]
    if form == "csv":
        return to_file(to_csv(rows, HIT_COLUMNS), "search.csv", "text/csv; charset=utf-8")
    return to_json({"q": given.first("q"), "order": order, "matching": total, "hits": rows})


def find_hits(shelf: Shelf, given: Given, order: str, top: int) -> tuple[tuple[Hit, ...], int]:
    """The hits, and how many passages match the words in all."""
    query = shelf.archive.read_query(check_query(given.needed("q")), given.filters(), top)
    if order == "date":
        total, hits = shelf.archive.find_all(query, offset=given.number("offset", 1, 1_000_000) - 1)
        return hits, total
    return shelf.archive.search(query).hits, shelf.archive.find_all(query)[0]


def hit_object(archive: Archive, hit: Hit, site: str = "") -> dict[str, Any]:
    document, span = archive.document(hit.doc_id), hit.passage.span
    return {
        "rank": hit.rank,
        **hit_row(hit),
        "doc_id": hit.doc_id,
        "title": hit.title,
        "body": hit.body,
        "meeting_date": hit.meeting_date,
        "section": hit.section,
        "label": to_label(document, span.start, hit.paragraph_number, hit.page_no),
        "start": span.start,
        "end": span.end,
        "link": site + permalink(document, span),
    }


def facets(request: Request) -> Response:
    """How many papers each filter would leave; with ``q``, of the papers with a passage that matches."""
    given = Given(request, "q", filters=True)
    archive = shelf_of(request).archive
    words = given.first("q")
    counted = archive.facets(query=archive.read_query(check_query(words), given.filters())) if words else archive.facets(given.filters())
    return to_json({name: [{"value": value, "papers": number} for value, number in values] for name, values in counted.items()})
