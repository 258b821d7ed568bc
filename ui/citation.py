"""A citation as the reader meets it: the number in the sentence, the entry in the list, a link anywhere else."""

from __future__ import annotations

from answer.cite import to_label
from answer.records import Citation
from index import Archive
from ingest.records import PaperStatus
from ingest.spans import Span
from ui.links import quote_address
from ui.markup import Html, h, join
from ui.theme import chip
from ui.wording import STATUSES


def place_label(archive: Archive, doc_id: str, span: Span) -> str:
    """The members' form of where ``span`` begins: "PCP 13 Nov 2018, para 2.2, p.2"."""
    document = archive.document(doc_id)
    page, paragraph = document.page_at(span.start), document.paragraph_at(span.start)
    return to_label(document, span.start, paragraph.cited_number if paragraph is not None else None, page.page_no if page is not None else None)


def place_link_at(archive: Archive, doc_id: str, span: Span) -> Html:
    """That form as a link that opens the paper there; a draft is said to be one."""
    link = h("a", place_label(archive, doc_id, span), href=quote_address(archive.document(doc_id), span), target="_self", class_="pp-source")
    return join(link, *(join(" ", mark) for mark in draft_chip(archive.document(doc_id).status)))


def number_link(number: int, address: str, label: str, *, current: bool) -> Html:
    """The "[2]" behind a sentence."""
    return h(
        "a",
        f"[{number}]",
        href=address,
        target="_self",
        class_="pp-cite",
        aria_label=f"Citation {number}: {label}",
        aria_current="true" if current else None,
        data_focus=".pp-cite[aria-current]",
        data_show=".pp-viewer",
    )


def citation_entry(
    number: int, citation: Citation, address: str, *, current: bool, quoted: bool = True, status: PaperStatus = "unknown"
) -> Html:
    """An entry of the list under the answer: the label in the members' form, the paper and, if ``quoted``, the words.

    A draft is said to be one: its words may have changed before they were agreed.
    """
    place = " · ".join(part for part in (citation.title, citation.section) if part and part not in citation.label)
    return h(
        "li",
        h(
            "a",
            citation.label,
            href=address,
            target="_self",
            aria_current="true" if current else None,
            class_="pp-source",
            data_focus=".pp-source[aria-current]",
            data_show=".pp-viewer",
        ),
        h("p", *draft_chip(status), place, class_="pp-quiet") if place else None,
        h("blockquote", citation.quote) if quoted else None,
        value=number,
    )


def draft_chip(status: PaperStatus) -> list[Html]:
    return [chip(STATUSES[status], f"pp-chip-{status}")] if status == "draft" else []
