"""Before writing: a long list gives way to its best item, and heads of columns to the rows below them.

A reader who asks for one thing is not helped by the whole list that holds it; the item is a quote of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from answer.period import find_spans
from answer.question import Question
from answer.search import Findings, Ranked
from answer.words import fold

LONGEST_LIST_SHOWN = 30
"""Words; a shorter list is shown whole."""
_HEAD_WORDS = frozenset(
    """diff difference change changes month months year years current rolling total average days lost to date ytd and of
    the for in by per number no value variance budget actual forecast quarter q area name target % £ £000 £000s""".split()
)


def sharpen(findings: Findings) -> Findings:
    """Findings whose best units are sentences, items and rows of figures, where one thing is asked for."""
    if findings.question.is_list:
        return findings
    seen: set[tuple[str, int, int]] = set()
    ranked: list[Ranked] = []
    for item in findings.ranked:
        long = item.unit.kind == "list" and len(item.unit.text.split()) > LONGEST_LIST_SHOWN
        chosen = _best_item(findings, item) if long and not is_of_things_asked(findings.question, item.unit.text) else item
        if (chosen.unit.kind == "row" or (chosen.unit.kind == "heading" and "\t" in chosen.unit.text)) and _is_head(chosen.unit.text):
            chosen = replace(chosen, score=chosen.score - 3.0)
        if chosen.unit.key not in seen:
            seen.add(chosen.unit.key)
            ranked.append(chosen)
    ranked.sort(key=lambda item: (-item.score, item.unit.key))
    return replace(findings, ranked=tuple(ranked))


def is_of_things_asked(question: Question, listed: str) -> bool:
    """Whether what opens a list calls its items what the question asks for: "fraud priorities" and "the following priorities were set:"."""
    opening, colon, _ = listed.partition(":")
    if question.kind != "fact" or not colon:
        return False
    called = frozenset(fold(re.split(r"[.!?]\s", opening)[-1]).split())
    return any(not term.name and _PLURAL.search(fold(term.text)) and fold(term.text) in called for term in question.terms)


_PLURAL = re.compile(r"[^s]s$")


def _best_item(findings: Findings, whole: Ranked) -> Ranked:
    """The best sentence inside a list, with the list's own score; the list itself where none was compared."""
    inside = [
        item
        for item in findings.ranked
        if item.unit.kind in ("sentence", "row") and item.unit.doc_id == whole.unit.doc_id and whole.unit.span.contains(item.unit.span)
    ]
    best = max(inside, key=lambda item: (item.score + 0.5 * item.features["expected"], -item.unit.span.start), default=None)
    return replace(best, score=max(best.score, whole.score)) if best is not None else whole


def _is_head(text: str) -> bool:
    """Heads of columns: periods and words such as "% Diff", "Rolling 12 months", no figure of their own."""
    rest = text
    for start, end in reversed(find_spans(text)):
        rest = rest[:start] + " " + rest[end:]
    words = re.findall(r"[^\W_]+|[%£]", fold(rest))
    return all(word in _HEAD_WORDS or word == "12" for word in words)
