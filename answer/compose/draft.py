"""What the writers hand on: a short answer and quoted pieces, before citing and the gate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from answer.evidence import Unit, focus_span
from answer.scope import are_related
from answer.search import Findings, Ranked
from answer.words import find_tokens
from ingest.extract.outcome import is_count
from ingest.records import Document
from ingest.spans import Span

WORDS_OF_AN_ANSWER = 60
WORDS_OF_A_LIST = 140
LONGEST_QUOTE = 40
LONGEST_FURTHER_QUOTE = 24
"""A longer sentence is cut to the clauses around the question's words, so that a second passage has room beside it."""
OVERRUN = 30
"""Words by which the last quote may go beyond the wanted length, rather than be left out …"""
ROOM_LEFT = 0.8
"""… where no more than this share is used before it."""
CLOSE_BEHIND = 4.0
"""A further sentence is quoted when its score is at most this far below the best one's."""


BAR = " | "
"""Between the cells of a row, as shown."""
INTRODUCED = 12.0
"""What a sentence that ends in a colon introduces comes right after it, whatever its own words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A quote: ``span`` of the paper, ``text`` as shown (the quote, tabs of a table row drawn as bars), ``lead`` before it."""

    doc_id: str
    span: Span
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """``short`` is backed by the pieces numbered in ``short_from``; where it is ``counted``, no paper prints it, and it is said to be counted."""

    short: str | None
    pieces: tuple[Piece, ...]
    short_from: tuple[int, ...] = (0,)
    inferred: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    counted: bool = False
    sure: bool = False
    """Read from a list that is of the very thing asked for, so that the likeness of its words to the question says nothing."""


_MARKER = re.compile(r"(?:[•▪◦*·–-]\s+|\(?(?:\d{1,4}(?:[./]\d{1,3})*|[a-z]|[ivx]{1,4})[.)]\s+|\d{1,3}(?:\.\d{1,3})+\s+)")


def to_piece(document: Document, unit: Unit, findings: Findings, longest: int = LONGEST_QUOTE) -> Piece:
    """The unit as a quote, without its printed number or bullet, a long sentence cut to the clauses that matter."""
    span = unit.span
    marker = _MARKER.match(unit.text)
    if marker and len(unit.text) > marker.end() and unit.kind != "row":
        span = Span(span.start + marker.end(), span.end)
    whole = span
    if unit.kind == "sentence":
        span = focus_span(document, span, _wanted(document, span, findings), longest)
    shown = show_quote(document.quote(span))
    # who reads it aloud must see that the sentence began before, or goes on
    before, after = "… " if span.start > whole.start else "", " …" if span.end < whole.end and not shown.endswith((".", "!", "?")) else ""
    return Piece(unit.doc_id, span, f"{before}{shown}{after}")


def show_quote(text: str) -> str:
    """Cells of a row drawn with bars, lines of a list joined; the words stay as printed."""
    text = re.sub(r"\s*\t\s*", BAR, text.strip())
    text = re.sub(r"(?: \| )+", BAR, text)
    return re.sub(r"\s*\n\s*", " ", text)


def _wanted(document: Document, span: Span, findings: Findings) -> list[tuple[int, int]]:
    """Places of the question's words in a span, the rarer half of them where there are many."""
    weight = {term.stem: w for term, w in findings.weights}
    near = {other: w * 0.6 for term, w in findings.weights for other in term.near}
    places = [
        (max(weight.get(t.stem, 0.0), near.get(t.stem, 0.0)), span.start + t.start, span.start + t.end)
        for t in find_tokens(document.quote(span))
    ]
    found = sorted((p for p in places if p[0] > 0), reverse=True)[:6]
    return [(start, end) for _, start, end in found]


def find_support(archive: Any, findings: Findings, most: int = 4, first: Ranked | None = None) -> list[Ranked]:
    """The best unit and those close behind that say something else.

    What follows the best one in its paper comes before others of the same score: "Of those, 40 were …",
    "RESOLVED: …", "Action – …", "Mr Lane to report back" complete a sentence and rarely repeat its words.
    """
    ranked = findings.ranked
    chosen = [first or ranked[0]]
    outcomes = [found.span for _, found in archive.obligations(chosen[0].unit.doc_id) if found.kind in ("decision", "action")]
    value = {id(item): item.score + _continues(chosen[0], item, outcomes) for item in ranked}
    for item in sorted(ranked, key=lambda item: -value[id(item)]):
        if len(chosen) >= most or value[id(item)] < chosen[0].score - CLOSE_BEHIND:
            break
        if not is_count(item.unit.text) and not _is_of_another(chosen[0], item) and not any(is_repeated(item.unit, other.unit) for other in chosen):
            chosen.append(item)
    return chosen


def _is_of_another(best: Ranked, item: Ranked) -> bool:
    """Whether a unit stands in a paper of another body: what one panel did is no more of the answer for another."""
    return item.unit.doc_id != best.unit.doc_id and not are_related(best.hit.body or "", item.hit.body or "")


_OUTCOME = re.compile(r"(?i)^(?:•\s*|[-–]\s*)?(?:actions?|resolved|agreed|decision|it was (?:agreed|resolved|noted)|none|of (?:those|these|which)|they included|this|these)\b")


def _continues(best: Ranked, item: Ranked, outcomes: Sequence[Span]) -> float:
    """How much a unit gains from following the best one; ``outcomes`` are the decisions and actions of its paper."""
    if item.unit.doc_id != best.unit.doc_id or item.unit.kind not in ("sentence", "list") or item is best:
        return 0.0
    gap = item.unit.span.start - best.unit.span.end
    came_of_it = item.unit.kind == "sentence" and any(item.unit.span.overlaps(span) for span in outcomes)
    if came_of_it and gap >= 0 and item.unit.paragraph_id == best.unit.paragraph_id:
        return 3.0
    if not 0 <= gap <= 200:
        return 0.0
    if best.unit.text.rstrip().endswith(":") and gap <= 3:
        return INTRODUCED
    outcome = 2.5 if _OUTCOME.match(item.unit.text) else 0.0
    if item.unit.paragraph_id == best.unit.paragraph_id:
        return (1.5 if gap <= 3 else 0.5) + outcome
    return outcome if item.unit.paragraph_id - best.unit.paragraph_id <= 2 else 0.0


def to_pieces(archive: Any, findings: Findings, support: Sequence[Ranked]) -> list[Piece]:
    """The first at some length, the further ones shorter."""
    return [
        to_piece(archive.document(item.unit.doc_id), item.unit, findings, LONGEST_FURTHER_QUOTE if at else LONGEST_QUOTE)
        for at, item in enumerate(support)
    ]


def is_repeated(a: Unit, b: Unit) -> bool:
    """The same words, or one inside the other."""
    if a.doc_id == b.doc_id and a.span.overlaps(b.span):
        return True
    return fuzz.ratio(a.text[:300], b.text[:300]) >= 85


def fit(pieces: Sequence[Piece], words: int, short: str | None = None) -> tuple[Piece, ...]:
    """The first piece, and as many of the others as begin well within ``words``; the last may run over by :data:`OVERRUN`."""
    kept = [pieces[0]]
    used = len((short or "").split()) + _size(pieces[0])
    for piece in pieces[1:]:
        if used + _size(piece) <= words or (used <= ROOM_LEFT * words and used + _size(piece) <= words + OVERRUN):
            kept.append(piece)
            used += _size(piece)
    return tuple(kept)


def _size(piece: Piece) -> int:
    return len(piece.text.split()) + len(piece.lead.split())
