"""What an abbreviation stands for: only from a place where a paper spells it out."""

from __future__ import annotations

import re
from typing import Any

from answer.compose.draft import Draft, Piece, show_quote
from answer.search import Findings


def write_meaning(archive: Any, findings: Findings) -> Draft | None:
    """The long form where a paper prints both; else words with these initials, marked as inferred."""
    short = findings.question.abbreviation or ""
    for find, inferred in ((find_long_form, False), (find_initialled, True)):
        for item in findings.ranked:
            found = find(item.unit.text, short)
            if found is not None:
                said = item.unit.text[found[0] : found[1]].strip()
                note = (f"“{short}” is not printed beside “{said}”; the initials are the same",) if inferred else ()
                return Draft(said, (Piece(item.unit.doc_id, item.unit.span, show_quote(item.unit.text)),), inferred=note)
    return None


_BETWEEN = frozenset("and of for the in on to with &".split())


def find_initialled(text: str, short: str) -> tuple[int, int] | None:
    """Capitalised words in a row whose initials are the letters of ``short`` (three or more); small words between them do not count."""
    letters = [c for c in short.lower() if c.isalpha()]
    words = list(re.finditer(r"[A-Za-z][\w'’-]*|&", text))
    if len(letters) < 3:
        return None
    for first in range(len(words)):
        at, met = first, 0
        while at < len(words) and met < len(letters):
            word = words[at].group()
            if word[0].isupper() and word[0].lower() == letters[met] and (len(word) > 1 or letters[met] == "a"):
                met += 1
            elif not met or word.lower() not in _BETWEEN:
                break
            at += 1
        if met == len(letters):
            return words[first].start(), words[at - 1].end()
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
