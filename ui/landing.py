"""Where an address of the paper page leads now, and what the reader is told when that is not where it led."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index import Archive
from index.quotes import KEY, State, find_landing
from ingest.spans import Span
from ui import links

MESSAGES: Mapping[State, str] = {
    "same": "",
    "moved": "",
    "replaced": "A newer file has taken the place of the paper this link was made for. The words stand in it unchanged.",
    "changed": "The wording changed: the words this link was made for no longer stand in this paper.",
    "gone": "The paper this link was made for is no longer in the archive.",
}


@dataclass(frozen=True, slots=True)
class Landed:
    """``doc_id`` of the paper to open, ``at`` to light there (None: nothing), ``remark`` for the reader ('' when all is as it was).

    ``state`` is that of :class:`index.quotes.Landing`.
    """

    doc_id: str
    at: Span | None
    state: State
    remark: str = ""


def land(archive: Archive, parameters: links.Parameters) -> Landed:
    """For ``?doc=&quote=&at=&para=``: the quote by its own words, else the span, else the paragraph of that number."""
    doc_id = links.first(parameters, "doc")
    key, number = links.first(parameters, "quote"), links.first(parameters, "para")[:40]
    at = next(iter(links.to_spans(links.first(parameters, "at"))), None)
    if not links.is_doc_id(doc_id):
        return Landed(doc_id, None, "gone", "Choose a paper from the list of papers.")
    if KEY.fullmatch(key):
        found = find_landing(archive, doc_id, key, at=at, number=number or None)
        remark = MESSAGES[found.state]
        if found.state == "changed" and found.span is not None:
            remark += f" This is paragraph {number} as it is now."
        return Landed(found.doc_id, found.span, found.state, remark)
    return _land_without_words(archive, doc_id, at, number, placed=bool(links.first(parameters, "at")))


def _land_without_words(archive: Archive, doc_id: str, at: Span | None, number: str, *, placed: bool) -> Landed:
    """An address by place alone: a place in a paper that was replaced means nothing. ``placed``: it names a place, whether or
    not that can be read."""
    now = archive.follow(doc_id)
    if now is None:
        return Landed(doc_id, None, "gone", MESSAGES["gone"])
    document = archive.document(now)
    paragraph = next((p.span for p in document.paragraphs if number and p.cited_number == number and p.kind != "heading"), None)
    if now != doc_id:
        return Landed(now, paragraph, "replaced", "A newer file has taken the place of the paper this link was made for.")
    if at is not None and at.end <= len(document.text):
        return Landed(now, at, "same")
    if placed and paragraph is None:
        return Landed(now, None, "changed", "The words this link led to are no longer there: the paper has been read anew.")
    if number and paragraph is None:
        return Landed(now, None, "changed", f"This paper has no paragraph {number}.")
    return Landed(now, paragraph, "same")


def landing_address(landed: Landed, archive: Archive, parameters: links.Parameters) -> str:
    """The address of the paper page for a short link: the new place, with the old words, so that the page says what became of them."""
    return links.address(
        links.PAPER,
        [
            ("doc", landed.doc_id if landed.state in ("same", "moved") else links.first(parameters, "doc")),
            ("at", f"{landed.at.start}-{landed.at.end}" if landed.at and landed.state in ("same", "moved") else links.first(parameters, "at")),
            ("quote", links.first(parameters, "quote")),
            ("para", links.first(parameters, "para")[:40]),
        ],
    )
