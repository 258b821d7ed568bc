"""Answers from the register: how many there are, then every one of them, dated and cited."""

from __future__ import annotations

from collections import Counter
from typing import Any

from answer.cite import find_meeting_date, to_short_date
from answer.compose.draft import Draft, Piece, show_quote
from answer.evidence import Unit, opening_span
from answer.whole import Whole
from answer.words import say_number
from ingest.records import Document
from ledger.records import Entry

MOST_SHOWN = 20
LONGEST_ROW = 45
"""Words of a row that are quoted."""
NOUNS = {"decision": "decision", "action": "action", "commitment": "promise", "recommendation": "recommendation"}
STATUS_LEADS = {"overdue": "past its date, no report found", "open": "not yet due or without a date", "never mentioned again": "no later mention found"}
_STATUS_ORDER = tuple(STATUS_LEADS)


def write_whole(archive: Any, whole: Whole, best: Unit | None = None) -> Draft:
    """The number first where all are asked for, then the rows in order of date; those past their date first where they are
    outstanding. For one thing, the row that holds the ``best`` evidence comes first."""

    def order(row: Entry) -> int:
        if whole.request.outstanding:
            return _STATUS_ORDER.index(row.status) if row.status in _STATUS_ORDER else 0
        if not whole.request.whole and best is not None:
            return int(row.place.doc_id != best.doc_id or not row.place.span.overlaps(best.span))
        return 0

    rows = sorted(whole.entries, key=order)
    pieces = tuple(_to_piece(archive.document(row.place.doc_id), row, whole.request.outstanding) for row in rows[:MOST_SHOWN])
    coverage = str(whole.coverage)
    caveats = [f"{coverage[0].upper()}{coverage[1:]}, as far as the register reads them."]
    if len(rows) > MOST_SHOWN:
        caveats.append(f"The first {MOST_SHOWN} of {len(rows):,} are shown; the register has all of them.")
    inferred = list(whole.inferred)
    if whole.request.outstanding:
        inferred.append("that something is outstanding: no later paper that could be linked reports it done")
    if not whole.request.whole:
        return Draft(None, pieces, inferred=tuple(inferred), caveats=tuple(caveats))
    inferred.append("the number: it is counted, not printed")
    return Draft(count_rows(whole), pieces, inferred=tuple(inferred), caveats=tuple(caveats), counted=True)


def count_rows(whole: Whole) -> str:
    """ "Three decisions", "Four promises and two actions", "Five times"."""
    if whole.request.counted:
        number = len(whole.entries)
        return {1: "Once", 2: "Twice"}.get(number, f"{say_number(number).capitalize()} times")
    counts: Counter[str] = Counter(row.kind for row in whole.entries)
    said = " and ".join(f"{say_number(counts[kind])} {NOUNS[kind]}{'s' if counts[kind] != 1 else ''}" for kind in whole.request.kinds if counts[kind])
    return said[:1].upper() + said[1:]


def describe_nothing(whole: Whole) -> str:
    """What a reader is told where the register has nothing of what is asked for."""
    kinds = " or ".join(NOUNS[kind] for kind in whole.request.kinds)
    which = "outstanding " if whole.request.outstanding else ""
    return f"The register has no {which}{kinds} that fits: {whole.coverage}."


def _to_piece(document: Document, row: Entry, outstanding: bool) -> Piece:
    span = opening_span(document, row.place.span, LONGEST_ROW)
    # who reads it aloud must see that the sentence goes on
    after = "" if span.end == row.place.span.end else " …"
    lead = [to_short_date(find_meeting_date(document, span.start)) or "no date"]
    if outstanding and row.status in STATUS_LEADS:
        lead.append(STATUS_LEADS[row.status])
    return Piece(document.doc_id, span, f"{show_quote(document.quote(span))}{after}", f"{', '.join(lead)}:")
