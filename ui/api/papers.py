"""Papers: the list, one, its pages, paragraphs, tags and findings. Paths of the server are nobody's business and never shown."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from index import Archive
from index.export import mention_rows, page_rows, paper_row, register_rows
from index.quotes import KEY, find_landing, make_key
from index.records import PaperSummary
from ingest.records import Document
from ui.api.requests import ApiError, Given, archive_of, site_of, to_file, to_json
from ui.links import is_doc_id, paper_address, quote_address
from ui.tables import to_csv

PAPER_COLUMNS = (
    "doc_id", "file", "title", "body", "meeting_date", "published_on", "doc_type", "status", "pages", "sha256", "added_at", "restricted", "link",
)  # fmt: skip


def papers(request: Request) -> Response:
    """Newest meeting first, page by page of the list."""
    given = Given(request, "top", "offset", "format", filters=True)
    found = archive_of(request).papers(given.filters())
    start = given.number("offset", 1, 1_000_000) - 1
    rows = [summary_object(paper, site_of(request)) for paper in found[start : start + given.number("top", 100, 1_000)]]
    if given.one_of("format", ("json", "csv")) == "csv":
        return to_file(to_csv(rows, PAPER_COLUMNS), "papers.csv", "text/csv; charset=utf-8")
    return to_json({"papers": rows, "total": len(found)})


def summary_object(paper: PaperSummary, site: str = "") -> dict[str, Any]:
    return {
        "doc_id": paper.doc_id,
        "file": paper.file,
        "also_as": sorted({path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths} - {paper.file}),
        "sha256": paper.sha256,
        "title": paper.title,
        "body": paper.body,
        "meeting_date": paper.meeting_date,
        "published_on": paper.published_on,
        "doc_type": paper.doc_type,
        "status": paper.status,
        "pages": paper.pages if paper.paged else None,
        "text_layers": paper.text_layers,
        "warnings": [{"code": w.code, "message": w.message, "page_no": w.page_no} for w in paper.warnings],
        "added_at": paper.added_at,
        "restricted": paper.restricted,
        "link": site + paper_address(paper.doc_id),
    }


def find_document(request: Request, archive: Archive) -> Document:
    """The paper of the address, or what took its place. :raises ApiError: there is none, or none for whoever asks."""
    doc_id = request.path_params["doc_id"]
    now = archive.follow(doc_id) if is_doc_id(doc_id) else None
    if now is None:
        raise ApiError("not_found", "There is no such paper.", 404)
    return archive.document(now)


def paper(request: Request) -> Response:
    """The summary and the row of `panelpapers export papers`; ``doc_id`` differs from the one asked for where the paper was replaced."""
    Given(request)
    archive = archive_of(request)
    document = find_document(request, archive)
    return to_json(summary_object(archive.paper(document.doc_id), site_of(request)) | paper_row(document))


def pages(request: Request) -> Response:
    """Rows of `panelpapers export pages`, or the one of ``page_no``."""
    Given(request)
    rows = page_rows(find_document(request, archive_of(request)))
    number = request.path_params.get("page_no")
    if number is None:
        return to_json({"pages": rows})
    if not 1 <= number <= len(rows):
        raise ApiError("not_found", f"There are {len(rows)} pages.", 404)
    return to_json(rows[number - 1])


def paragraphs(request: Request) -> Response:
    """The text paragraph by paragraph, each with its number and a lasting address."""
    Given(request)
    archive = archive_of(request)
    document = find_document(request, archive)
    rows = []
    for paragraph in document.paragraphs:
        page = document.page_at(paragraph.span.start)
        rows.append(
            {
                "number": paragraph.cited_number,
                "kind": paragraph.kind,
                "page_no": page.page_no if page else None,
                "text": document.quote(paragraph.span),
                "start": paragraph.span.start,
                "end": paragraph.span.end,
                "quote": make_key(document.quote(paragraph.span)),
                "link": site_of(request) + quote_address(document, paragraph.span),
            }
        )
    return to_json({"paragraphs": rows})


def mentions(request: Request) -> Response:
    """Rows of `panelpapers export mentions`."""
    Given(request)
    archive = archive_of(request)
    document = find_document(request, archive)
    return to_json({"mentions": mention_rows(document, archive.mentions(document.doc_id))})


def findings(request: Request) -> Response:
    """Rows of `panelpapers export register`: decisions and promises of this paper."""
    Given(request)
    archive = archive_of(request)
    document = find_document(request, archive)
    return to_json({"findings": register_rows(document, (found for _, found in archive.obligations(document.doc_id)))})


def quote(request: Request) -> Response:
    """Where the words of a lasting address stand now, and whether they do."""
    given = Given(request, "para")
    archive, key = archive_of(request), request.path_params["quote"]
    doc_id = request.path_params["doc_id"]
    if not KEY.fullmatch(key) or not is_doc_id(doc_id):
        raise ApiError("not_found", "This is no address of a quote.", 404)
    found = find_landing(archive, doc_id, key, number=given.first("para")[:40] or None)
    if found.state == "gone":
        raise ApiError("not_found", "There is no such paper.", 404)
    document = archive.document(found.doc_id)
    place = {"start": found.span.start, "end": found.span.end, "text": document.quote(found.span)} if found.span else None
    link = quote_address(document, found.span) if found.span else paper_address(found.doc_id)
    return to_json({"doc_id": found.doc_id, "state": found.state, "place": place, "link": site_of(request) + link})
