"""An evidence pack: one ZIP that proves an answer to somebody who does not have the app.

    evidence.html            to read: question, answer, each quote with its page, what was searched, the sources
    evidence.json            the same for programs
    pages/1-report-p2.png    the page of citation 1 with the quoted words lit
    SHA256SUMS               of the files in the pack

Each source is named with the sha256 of the file that was read, so that anybody who has the paper can check that it is the same.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from PIL import UnidentifiedImageError

from answer.export import answer_row, citation_row
from answer.records import Answer, Citation
from index import Archive
from ingest.records import Document
from ui.citation_text import to_oscola
from ui.drawn_page import draw_lit
from ui.links import permalink
from ui.markup import Html, escape, h, join, lit
from ui.page_view import pages_of
from ui.wording import STATUSES

MOST_PAGES = 60
STYLE = """
body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-top:1px solid #857f72;padding-top:1rem}
blockquote{margin:.5rem 0;padding:.25rem 1rem;border-left:4px solid #8a5a00}mark{background:#ffe25c;color:#000}
img{max-width:100%;border:1px solid #857f72}figure{margin:1rem 0}figcaption,.quiet{color:#4a5260;font-size:.9rem}
.hash{font-family:monospace;overflow-wrap:anywhere}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}
@media print{figure,blockquote{break-inside:avoid}}
"""


@dataclass(slots=True)
class Pack:
    """The files of a pack while it is made; ``left_out`` says what was too much for it."""

    made_at: str
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def make_answer_pack(archive: Archive, answer: Answer, *, site: str = "", now: datetime | None = None) -> bytes:
    """The pack of an answer, or of a refusal with the nearest passages. ``site`` makes the addresses in it whole."""
    pack = Pack(_stamp(now))
    row = answer_row(answer, "1")
    numbered = list(enumerate(answer.citations, 1))
    told = join(
        h("p", h("strong", answer.short)) if answer.short else None,
        *(h("p", sentence.text, *(f" [{number + 1}]" for number in sentence.citations)) for sentence in answer.sentences),
    )
    if answer.refusal is not None:
        told = join(h("p", h("strong", answer.refusal.message)), h("p", f"Searched: {answer.refusal.searched}"))
        nearest = [h("li", h("blockquote", hit.text), h("p", f"{hit.title}, {hit.file}", class_="quiet")) for hit in answer.hits[:3]]
        told = join(told, h("h2", "Nearest passages (not an answer)"), h("ol", *nearest)) if nearest else told
    marked = (f"{c.text} {''.join(f'[{number + 1}]' for number in c.citations)} (worked out, not printed)" for c in answer.conflicts)
    notes = [*marked, *answer.caveats, *(f"Inferred, not printed: {note}" for note in answer.inferred)]
    told = join(told, h("ul", *(h("li", note) for note in notes))) if notes else told
    body = {"question": answer.question, **{name: value for name, value in row.items() if name not in ("id", "citations")}}
    return _finish(pack, archive, f"Question: {answer.question}", told, body, numbered, site)


def make_citation_pack(archive: Archive, citations: Sequence[Citation], *, title: str, site: str = "", now: datetime | None = None) -> bytes:
    """The pack of some quotes without a question."""
    return _finish(Pack(_stamp(now)), archive, title, join(), {"title": title}, list(enumerate(citations, 1)), site)


def _finish(
    pack: Pack, archive: Archive, title: str, told: Html, body: dict[str, Any], numbered: Sequence[tuple[int, Citation]], site: str
) -> bytes:
    quotes, rows = [], []
    for number, citation in numbered:
        document = archive.document(citation.doc_id)
        images = _draw_pages(pack, archive, document, citation, number)
        link = site + permalink(document, citation.span)
        source = archive.paper(citation.doc_id)
        reference = to_oscola(citation, document, link if site else "", pack.made_at[:10])
        quotes.append(_quote_html(number, citation, document, reference, images, source.sha256))
        rows.append(citation_row(citation) | {"link": link, "reference": reference, "sha256": source.sha256, "pages": images})
    sources = {citation.doc_id: archive.paper(citation.doc_id) for _, citation in numbered}
    body |= {
        "made_at": pack.made_at,
        "citations": rows,
        "sources": [
            {"file": paper.file, "sha256": paper.sha256, "title": paper.title, "body": paper.body, "meeting_date": paper.meeting_date,
             "status": paper.status, "doc_id": paper.doc_id}
            for paper in sources.values()
        ],
        "left_out": pack.left_out,
    }  # fmt: skip
    listed = [
        h("tr", h("td", paper.file), h("td", paper.title), h("td", STATUSES[paper.status] or "–"), h("td", paper.sha256, class_="hash")) for paper in sources.values()
    ]
    table = h("table", h("tr", *(h("th", name, scope="col") for name in ("File", "Title", "Status", "SHA-256 of the file"))), *listed)
    left = h("ul", *(h("li", note) for note in pack.left_out)) if pack.left_out else None
    papers, unread = len(archive.papers()), sum(1 for paper in archive.papers() if paper.text_layers.get("none", 0) + paper.text_layers.get("garbled", 0))
    over = f"Made on {pack.made_at} from an archive of {papers:,} papers, {unread:,} of them with pages that could not be read."
    text = join(h("h1", title), told, *quotes, h("h2", "Sources") if listed else None, table if listed else None, left, h("p", over, class_="quiet"))
    pack.files["evidence.html"] = _page(title, text).encode("utf-8", "replace")
    pack.files["evidence.json"] = json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return _zip(pack)


def _draw_pages(pack: Pack, archive: Archive, document: Document, citation: Citation, number: int) -> list[str]:
    """Names in the pack of the pages on which the quote stands, drawn."""
    names = []
    for page_no in pages_of(document, (citation.span,), citation.regions) if document.paged else ():
        png = archive.page_image(document.doc_id, page_no)
        page = document.pages[page_no - 1]
        if png is None:
            pack.left_out.append(f"There is no picture of page {page_no} of {document.file}.")
        elif len([name for name in pack.files if name.startswith("pages/")]) >= MOST_PAGES:
            pack.left_out.append(f"Page {page_no} of {document.file}: the pack has {MOST_PAGES} pages already.")
        else:
            name = f"pages/{number}-{_safe(document.file)}-p{page_no}.png"
            boxes = [region.bbox for region in citation.regions if region.page_no == page_no]
            try:
                pack.files[name] = draw_lit(png, page.width, page.height, boxes)
            except UnidentifiedImageError:
                pack.left_out.append(f"The picture of page {page_no} of {document.file} cannot be opened; add the paper again.")
                continue
            names.append(name)
    return names


def _quote_html(number: int, citation: Citation, document: Document, reference: str, images: Sequence[str], sha256: str) -> Html:
    paragraph = document.paragraph_at(citation.span.start)
    within = paragraph.span if paragraph is not None and len(paragraph.span) < 4_000 else citation.span
    figures = [
        # ``h`` lets no address lead out of the app; here it must lead into the pack
        Html(f'<figure><img src="{escape(name)}" alt="{escape(f"Page of {citation.title} with the quoted words lit")}">'
             f"<figcaption>{escape(name)}</figcaption></figure>")
        for name in images
    ]  # fmt: skip
    return join(
        h("h2", f"[{number}] {citation.label}"),
        h("blockquote", lit(document.text, within, [citation.span]) if within.start <= citation.span.start < within.end else citation.quote),
        h("p", reference),
        h("p", f"{citation.file}, SHA-256 ", h("span", sha256, class_="hash"), class_="quiet"),
        *figures,
    )


def _page(title: str, text: Html) -> str:
    policy = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{escape(title)}</title><style>{STYLE}</style></head>'
        f"<body><main>{text}</main></body></html>\n"
    )


def _zip(pack: Pack) -> bytes:
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(pack.files.items()))
    pack.files["SHA256SUMS"] = sums.encode()
    when = datetime.fromisoformat(pack.made_at)
    stamp = (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pack.files.items():
            # a picture is packed already
            kind = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, stamp), content, compress_type=kind)
    return written.getvalue()


def _safe(name: str) -> str:
    """A file's name as a part of a name in the pack: letters, digits, dot and hyphen, whatever the paper was called."""
    stem = re.sub(r"[^A-Za-z0-9.-]+", "-", name.rsplit(".", 1)[0]).strip("-.")
    return stem[:60] or "paper"


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
