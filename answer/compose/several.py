"""Comparisons and timelines: two or more passages, each cited, in order of time where that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from answer.cite import to_short_date
from answer.compose.draft import WORDS_OF_A_LIST, Draft, Piece, fit, is_repeated, to_piece
from answer.compose.figures import find_first_with
from answer.compose.topic import find_occasion, find_on_topic, is_inside
from answer.evidence import Unit
from answer.search import Findings, Ranked

LONGEST = 36
LONGEST_STEP = 26
"""Words of a quote; a timeline has more and shorter ones than a comparison."""
MOST = 5
STEPS = 7
OTHER_PAPER = 2.5
"""A passage of another paper comes before further ones of the same, and a second one of a side after the first ones, where its
score is at most this far behind the best."""
CLOSE_BEHIND = 4.0


def write_comparison(archive: Any, findings: Findings) -> Draft:
    """The best passages of each side, or of different papers where no sides are named; the best of each side come first."""
    chosen = _of_sides(findings) or _of_topic(findings, MOST) or _of_papers(findings, MOST)
    return Draft(None, fit([_dated(archive, item, within, LONGEST) for item, within in chosen], WORDS_OF_A_LIST))


def write_timeline(archive: Any, findings: Findings) -> Draft:
    """The best passages of as many days as have any, the oldest first."""
    sides = _of_sides(findings)
    topic = _of_topic(findings, STEPS)
    chosen = _of_days(sides[: len(findings.sides)], topic) if topic else _of_days(sides, _of_papers(findings, STEPS))
    chosen = [pair for pair in chosen if is_inside(findings.question, pair[0].day)] or chosen
    pieces = [(item, _dated(archive, item, within, LONGEST_STEP)) for item, within in chosen]
    kept = fit([piece for _, piece in pieces], WORDS_OF_A_LIST)
    inside = [(item, piece) for item, piece in pieces if piece in kept]
    inside.sort(key=lambda one: (one[0].day or "9999", one[0].unit.doc_id, one[0].unit.span.start))
    return Draft(None, tuple(piece for _, piece in inside))


def _of_sides(findings: Findings) -> list[tuple[Ranked, Findings]]:
    """The best of each side, earliest side first, then a second one of each that is close behind it and no bare line."""
    sides = sorted(findings.sides, key=lambda side: side.question.periods[0].start)
    chosen: list[tuple[Ranked, Findings]] = []
    for second in (False, True):
        for side in sides:
            telling = [item for item in _telling(side) if not (second and (item.features["fragment"] or item.score < side.ranked[0].score - OTHER_PAPER))]
            if not second:
                telling = _of_its_own(side, [other for other in sides if other is not side], telling)
            item = next((item for item in telling if not _is_said(item.unit, chosen)), None)
            if item is not None:
                item = find_first_with(replace(side, ranked=(item, *(other for other in side.ranked if other is not item))))
                chosen.append((item, side))
    return chosen


def _of_its_own(side: Findings, others: Sequence[Findings], telling: list[Ranked]) -> list[Ranked]:
    """Without passages that are of another side and not of this one, as long as something close behind them is of this one.

    "From February to March": what the March paper says is no side of its own for February. A year's budget, though, is
    set in a paper of the year before.
    """
    (period,) = side.question.periods
    if not telling or period.kind == "financial_year":
        return telling
    rivals = [other.question.periods[0] for other in others]

    def is_own(item: Ranked) -> bool:
        return period.holds(item.day) or item.features["period_text"] >= 1.0

    own = [item for item in telling if is_own(item) or not any(rival.holds(item.day) for rival in rivals)]
    if own and is_own(own[0]) and own[0].score >= telling[0].score - CLOSE_BEHIND:
        return own
    return telling


def _of_topic(findings: Findings, most: int) -> list[tuple[Ranked, Findings]]:
    """What speaks of the topic: the best of each day, then a second one of each while there is room."""
    found = find_on_topic(findings)
    chosen: list[tuple[Ranked, Findings]] = []
    for round_ in range(1, most):
        for item in found:
            here = sum(find_occasion(item) == find_occasion(other) for other, _ in chosen)
            if len(chosen) < most and here < round_ and not _is_said(item.unit, chosen):
                chosen.append((item, findings))
    return chosen


def _of_papers(findings: Findings, most: int) -> list[tuple[Ranked, Findings]]:
    """The best passage, then that of each other paper or day that is not far behind, then what else is close."""
    ranked = _telling(findings)
    chosen: list[tuple[Ranked, Findings]] = []
    for apart, behind in ((True, OTHER_PAPER), (False, CLOSE_BEHIND)):
        for item in ranked:
            if len(chosen) >= most or item.score < ranked[0].score - behind:
                break
            other = all((item.unit.doc_id, item.day) != (c.unit.doc_id, c.day) for c, _ in chosen)
            if (other or not apart) and not _is_said(item.unit, chosen):
                chosen.append((item, findings))
    return chosen


def _of_days(*lists: Sequence[tuple[Ranked, Findings]]) -> list[tuple[Ranked, Findings]]:
    """The lists one after the other, each passage once."""
    chosen: list[tuple[Ranked, Findings]] = []
    for one in lists:
        chosen.extend(pair for pair in one if not _is_said(pair[0].unit, chosen))
    return chosen[:STEPS]


def _telling(findings: Findings) -> tuple[Ranked, ...]:
    """Contents lists and headings name every topic and say nothing about it."""
    telling = tuple(item for item in findings.ranked if item.unit.kind not in ("list", "heading"))
    return telling or findings.ranked


def _is_said(unit: Unit, chosen: Iterable[tuple[Ranked, Findings]]) -> bool:
    return any(is_repeated(unit, other.unit) for other, _ in chosen)


def _dated(archive: Any, item: Ranked, findings: Findings, longest: int) -> Piece:
    piece = to_piece(archive.document(item.unit.doc_id), item.unit, findings, longest=longest)
    return replace(piece, lead=f"{to_short_date(item.day)}:" if item.day else "")
