"""What a reader takes away: a citation as text, the evidence as a file, results as a table or a feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answer.records import Citation
from index.records import Filters
from ingest.records import Document
from ui import links
from ui.citation_text import to_markdown, to_oscola, to_plain
from ui.markup import Html, h, join

HERE = "{here}"
"""Stands for the app's own address in a text to copy; the browser knows it (static/app.js)."""


def copy_buttons(document: Document, citation: Citation) -> Html:
    """The link, and the quote with its source in three forms."""
    short = links.permalink(document, citation.span)
    url = f"{HERE}{short}"
    forms = (
        ("Copy link", "Copy link to these words", url),
        ("Copy quote", "Copy quote and citation", to_plain(citation)),
        ("Markdown", "Copy quote and citation as Markdown", to_markdown(citation, url)),
        ("OSCOLA", "Copy the reference in the manner of OSCOLA", to_oscola(citation, document, url, date.today().isoformat())),
    )
    return join(*(h("button", name, type="button", data_copy=text, class_="pp-plain-button", aria_label=said, title=said) for name, said, text in forms))


def pack_link(address: str) -> Html:
    return h("a", "Evidence pack (ZIP)", href=address, download=True, target="_self", title="The words, the pages with them lit, the names and hashes of the files")


def answer_pack(question: str, filters: Filters, kind: str | None = None) -> Html:
    """For an answer and for a refusal: that the papers do not say is worth keeping too."""
    link = f"{HERE}{links.ask_address(question, filters, kind=kind)}"
    button = h("button", "Copy link", type="button", data_copy=link, class_="pp-plain-button", aria_label="Copy link to this question")
    return h("p", "Take it away: ", button, pack_link(links.pack_address(question, filters, kind)), class_="pp-taken")


def quote_pack(citation: Citation) -> Html:
    return pack_link(links.quote_pack_address(citation.doc_id, citation.span))


def search_files(text: str, filters: Filters, order: str) -> Html:
    """Hits as a table, and a feed of what comes in later."""
    return _files(
        [
            ("CSV", links.search_file_address(text, filters, form="csv", order=order or "relevance"), True),
            ("JSON", links.search_file_address(text, filters, form="json", order=order or "relevance"), True),
            ("Feed of new papers that it finds", links.search_feed_address(text, filters), False),
        ]
    )


def register_files(given: Iterable[tuple[str, str]]) -> Html:
    kept = [(name, value) for name, value in given if value]
    return _files(
        [
            ("CSV", links.register_file_address(kept, form="csv"), True),
            ("JSON", links.register_file_address(kept, form="json"), True),
            ("Feed of new rows", links.register_feed_address(kept), False),
        ]
    )


def _files(files: list[tuple[str, str, bool]]) -> Html:
    entries = [h("a", name, href=address, download=True if saved else None, data_out="yes", target="_self") for name, address, saved in files]
    return h("p", "Take it away: ", join(*entries, separator=" · "), class_="pp-taken")
