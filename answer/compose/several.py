"""Comparisons and timelines: two or more passages, each cited, in order of time where that is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from answer.cite import to_short_date
from answer.compose.draft import WORDS_OF_A_LIST, Draft, Piece, find_support, fit, is_repeated, to_piece
from answer.question import Question
from answer.rank import PaperFacts, find_period_fit
from answer.search import Findings, Ranked

LONGEST = 40
LONGEST_STEP = 26
STEPS = 6
"""A timeline has more and shorter quotes than a comparison."""


def write_comparison(archive: Any, findings: Findings) -> Draft:
    """For each period that the question names its best passage; else the best passages, of different papers first."""
    chosen = find_sides(findings)
    return Draft(None, fit([_dated(archive, item, findings) for item in chosen], WORDS_OF_A_LIST))


def write_timeline(archive: Any, findings: Findings) -> Draft:
    chosen = find_sides(findings, most=STEPS)
    kept = fit([_dated(archive, item, findings, LONGEST_STEP) for item in chosen], WORDS_OF_A_LIST)
    spans = {(piece.doc_id, piece.span) for piece in kept}
    in_order = sorted(
        (item for item in chosen),
        key=lambda item: (item.day or "9999", item.unit.doc_id, item.unit.span.start),
    )
    pieces = [_dated(archive, item, findings, LONGEST_STEP) for item in in_order]
    return Draft(None, tuple(piece for piece in pieces if (piece.doc_id, piece.span) in spans))


def find_sides(findings: Findings, most: int = 4) -> list[Ranked]:
    question = findings.question
    # contents lists and headings name every topic and say nothing about it
    telling = [item for item in findings.ranked if item.unit.kind not in ("list", "heading")]
    findings = replace(findings, ranked=tuple(telling) or findings.ranked)
    chosen: list[Ranked] = []
    if len(question.periods) > 1:
        for period in question.periods:
            one = _for_period(question, period)
            best = max(
                (item for item in findings.ranked if item not in chosen),
                key=lambda item: item.score + 2.0 * _fit_of(one, item),
                default=None,
            )
            if best is not None and not any(is_repeated(best.unit, other.unit) for other in chosen):
                chosen.append(best)
    if not chosen:
        chosen = [findings.ranked[0]]
    for item in findings.ranked:
        if len(chosen) >= 2:
            break
        other_paper = all(item.unit.doc_id != c.unit.doc_id or item.day != c.day for c in chosen)
        if other_paper and item.score >= findings.ranked[0].score - 2.5 and not any(is_repeated(item.unit, c.unit) for c in chosen):
            chosen.append(item)
    for item in find_support(findings, most=most + 2):
        if len(chosen) >= most:
            break
        if not any(is_repeated(item.unit, c.unit) for c in chosen):
            chosen.append(item)
    return chosen


def _for_period(question: Question, period: object) -> Question:
    return replace(question, periods=(period,))  # type: ignore[arg-type]


def _fit_of(question: Question, item: Ranked) -> float:
    text, paper, conflict = find_period_fit(question, item.unit, PaperFacts(item.unit.doc_id, item.day, None, 0.0))
    return max(text, paper) - conflict


def _dated(archive: Any, item: Ranked, findings: Findings, longest: int = LONGEST) -> Piece:
    piece = to_piece(archive.document(item.unit.doc_id), item.unit, findings, longest=longest)
    lead = f"{to_short_date(item.day)}:" if item.day else ""
    return Piece(piece.doc_id, piece.span, piece.text, lead)
