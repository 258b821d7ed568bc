"""Yes or No first, and only where the evidence says so; else the sentence alone."""

from __future__ import annotations

import re
from typing import Any

from answer.compose.draft import WORDS_OF_AN_ANSWER, Draft, find_support, fit, to_piece
from answer.cues import NEGATIONS
from answer.search import Findings
from answer.words import fold

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def write_yes_no(archive: Any, findings: Findings) -> Draft:
    pieces = [to_piece(archive.document(item.unit.doc_id), item.unit, findings) for item in find_support(findings)]
    verdict = find_verdict(findings.question.text, pieces[0].text)
    return Draft(verdict, fit(pieces, WORDS_OF_AN_ANSWER, verdict))


def find_verdict(question: str, evidence: str) -> str:
    """ "Yes" or "No" by the negations of both: "Was it not approved?" against "it was not approved" is a yes."""
    asked = _is_negative(question)
    said = _is_negative(evidence)
    return "No" if asked != said else "Yes"


def _is_negative(text: str) -> bool:
    words = _WORD.findall(fold(text))
    return sum(word in NEGATIONS for word in words) % 2 == 1 if words else False
