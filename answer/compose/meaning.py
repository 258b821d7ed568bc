"""What an abbreviation stands for: only from a place where a paper spells it out."""

from __future__ import annotations

import re
from typing import Any

from answer.compose.draft import Draft, Piece, show_quote
from answer.search import Findings
from ingest.spans import Span


def write_meaning(archive: Any, findings: Findings) -> Draft | None:
    short = findings.question.abbreviation or ""
    for item in findings.ranked:
        found = find_long_form(item.unit.text, short)
        if found is not None:
            start, end = found
            span = Span(item.unit.span.start, item.unit.span.end)
            return Draft(
                item.unit.text[start:end].strip(),
                (Piece(item.unit.doc_id, span, show_quote(item.unit.text)),),
            )
    return None


def find_long_form(text: str, short: str) -> tuple[int, int] | None:
    """Where ``text`` spells out ``short``: "Wenmark Domestic Abuse Partnership (WDAP)" or "WDAP (Wenmark …)".

    The rule of Schwartz and Hearst (2003): the letters are found from right to left, the first at a word's start.
    """
    letters = [c for c in short.lower() if c.isalnum()]
    if len(letters) < 2:
        return None
    for match in re.finditer(rf"\(\s*['\"‘“]?{re.escape(short)}['\"’”]?\s*\)", text, re.IGNORECASE):
        before = text[: match.start()].rstrip()
        window = max(0, len(before) - 140)
        at = len(before)
        for position in range(len(letters) - 1, -1, -1):
            at -= 1
            while at >= window and (
                before[at].lower() != letters[position] or (position == 0 and at > 0 and before[at - 1].isalnum())
            ):
                at -= 1
            if at < window:
                break
        else:
            words = before[at:].split()
            if 2 <= len([w for w in words if w[0].isupper()]) <= len(letters) + 2:
                return at, len(before)
    spelled = re.search(rf"\b{re.escape(short)}\s*\(([A-Z][^()]{{4,90}})\)", text)
    if spelled and "".join(w[0] for w in re.findall(r"[A-Za-z]+", spelled.group(1)) if w[0].isupper()).lower().startswith("".join(letters)[:2]):
        return spelled.span(1)
    return None
