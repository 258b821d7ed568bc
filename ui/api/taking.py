"""What is taken away: evidence packs, citations as text, feeds."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from answer.cite import make_citation, to_label
from answer.export import citation_row
from answer.records import Citation
from index import Archive
from index.quotes import make_key
from ui import links
from ui.api.answers import find_hits
from ui.api.ledger import PAGE_NAMES, PARAMETERS, read_filtered
from ui.api.requests import ASKING, ApiError, Given, shelf_of, site_of, to_file, to_json
from ui.citation_text import to_markdown, to_oscola, to_plain
from ui.console import cite_in
from ui.feeds import MEDIA_TYPE, FeedEntry, to_atom
from ui.pack import make_answer_pack, make_citation_pack
from ui.wording import OBLIGATIONS

FEED_HITS = 100


def pack(request: Request) -> Response:
    """The evidence pack of a question, or of one quote (``paper`` and ``at``)."""
    given = Given(request, *ASKING, "at", filters=True)
    shelf, site = shelf_of(request), site_of(request)
    if given.first("question"):
        answer = shelf.answer(given.first("question"), given.filters(), given.kind())
        return to_file(make_answer_pack(shelf.archive, answer, site=site), "evidence.zip", "application/zip")
    citation = find_citation(shelf.archive, given)
    return to_file(make_citation_pack(shelf.archive, [citation], title=citation.label, site=site), "evidence.zip", "application/zip")


def find_citation(archive: Archive, given: Given) -> Citation:
    """The citation of ``paper`` and ``at``. :raises ApiError: nothing stands there."""
    doc_id, spans = given.needed("paper"), links.to_spans(given.needed("at"))
    now = archive.follow(doc_id) if links.is_doc_id(doc_id) else None
    if now is None:
        raise ApiError("not_found", "There is no such paper.", 404)
    document = archive.document(now)
    if now != doc_id or len(spans) != 1 or spans[0].end > len(document.text) or not document.quote(spans[0]).strip():
        raise ApiError("not_found", "Nothing stands there: at must be the start and end of words in the paper, like 120-184.", 404)
    return make_citation(archive, doc_id, spans[0])


def citation(request: Request) -> Response:
    """A quote as plain text, as Markdown, in the manner of OSCOLA, and as a row."""
    given = Given(request, "paper", "at", "accessed")
    archive = shelf_of(request).archive
    made = find_citation(archive, given)
    document = archive.document(made.doc_id)
    link = site_of(request) + links.permalink(document, made.span)
    texts = {"plain": to_plain(made), "markdown": to_markdown(made, link), "oscola": to_oscola(made, document, link, given.first("accessed")[:10])}
    return to_json(citation_row(made) | {"link": link} | texts)


def search_feed(request: Request) -> Response:
    """The papers with passages that a search finds, each once, by the day they came into the archive."""
    given = Given(request, "q", "order", "p", "view", filters=True)
    shelf, site = shelf_of(request), site_of(request)
    hits, _ = find_hits(shelf, given, "relevance", FEED_HITS)
    entries: dict[str, FeedEntry] = {}
    for hit in hits:
        if hit.doc_id in entries:
            continue
        document, paper = shelf.archive.document(hit.doc_id), shelf.archive.paper(hit.doc_id)
        label = to_label(document, hit.passage.span.start, hit.paragraph_number, hit.page_no)
        entries[hit.doc_id] = FeedEntry(
            f"paper:{hit.doc_id}", f"{hit.title} ({label})", site + links.permalink(document, hit.passage.span), paper.added_at, hit.text, hit.body or ""
        )
    words = given.first("q")
    page = site + links.search_address(words, given.filters())
    return Response(to_atom(f"Panel papers: {words}", _own(request), page, entries.values()), media_type=MEDIA_TYPE)


def register_feed(request: Request) -> Response:
    """The rows that a filter of the register leaves, by the day their paper came into the archive."""
    given = Given(request, *PARAMETERS, *PAGE_NAMES, "p")
    shelf, site = shelf_of(request), site_of(request)
    cite = cite_in(shelf.archive)
    page = site + links.address(links.REGISTER, [(name, value) for name, value in request.query_params.multi_items() if name in (*PAGE_NAMES, "kind", "owner", "words", "from", "to")])
    entries: dict[str, FeedEntry] = {}
    for row in read_filtered(shelf, given).entries:
        document, paper = shelf.archive.document(row.place.doc_id), shelf.archive.paper(row.place.doc_id)
        told = [f"“{row.quote}”", f"Owner: {row.owner}" if row.owner else "", f"Due: {row.due}" if row.due else "", cite(row.place)]
        key, title = f"row:{paper.doc_id}:{make_key(row.quote)}", f"{OBLIGATIONS[row.kind]}: {row.quote[:120]}"
        link, text = site + links.permalink(document, row.place.span), "\n".join(part for part in told if part)
        entries.setdefault(key, FeedEntry(key, title, link, paper.added_at, text, row.body or ""))
    return Response(to_atom("Panel papers: register", _own(request), page, entries.values()), media_type=MEDIA_TYPE)


def _own(request: Request) -> str:
    given = urlencode(request.query_params.multi_items())
    return site_of(request) + request.url.path + (f"?{given}" if given else "")
