"""Short forms that a paper spells out itself: "Wenmark Domestic Abuse Partnership (WDAP)".

The rule of Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions"): the letters of
the short form must be found in the words before the bracket, right to left, the first of them at a word's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BRACKET = re.compile(r"\(\s*[\"'“‘]?([A-Z][A-Za-z0-9&/-]{1,9})[\"'”’]?\s*\)")
WORD = re.compile(r"[^\W_][\w’'&/-]*")
FILLERS = frozenset("a an and for from in of on or the to with".split())


def find_short_forms(text: str) -> set[tuple[str, str]]:
    """(short form, long form) pairs, long form with single spaces, as printed."""
    found = set()
    for match in BRACKET.finditer(text):
        short = match.group(1)
        if sum(letter.isupper() for letter in short) < 2:
            continue  # "(Chair)", "(Amended)": a word, not a short form
        before = text[max(0, match.start() - 120) : match.start()]
        line = re.split(r"[\n\t.;:()]", before)[-1]
        long = _find_long(short, line)
        if long:
            found.add((short, long))
    return found


def _find_long(short: str, before: str) -> str | None:
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = list(WORD.finditer(before))[-(len(letters) + 5) :]
    if not words:
        return None
    start = words[0].start()
    line = before.lower()
    at = len(before)
    for position in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= start and (line[at] != letters[position] or (position == 0 and not _opens_word(line, at))):
            at -= 1
        if at < start:
            return None
    long = " ".join(before[at:].split())
    names = [word for word in long.split() if word.lower() not in FILLERS]
    # "the report was sent to Ms Tolsey (RST)": a long form has about as many words as the short one has letters
    if not 2 <= len(names) <= len(letters) + 2 or len(long) < len(short) + 4:
        return None
    return long


def _opens_word(line: str, at: int) -> bool:
    """Whether a long form can begin here: at a word, and not at "of" or "the"."""
    if at > 0 and (line[at - 1].isalnum() or line[at - 1] in "’'"):
        return False
    word = WORD.match(line, at)
    return word is not None and word.group() not in FILLERS


@dataclass(frozen=True, slots=True)
class ShortForms:
    """``long_of`` by short form as printed, ``short_of`` by folded long form."""

    long_of: dict[str, str]
    short_of: dict[str, str]


def gather_forms(pairs: Iterable[tuple[str, str, int]]) -> ShortForms:
    """``pairs``: (short form, long form, papers), most papers first.

    Only forms that mean one thing: of several long forms that of most papers is taken, when no other is as common.
    """
    long_of: dict[str, tuple[str, int]] = {}
    tied: set[str] = set()
    short_of: dict[str, str] = {}
    for short, long, papers in pairs:
        if short not in long_of:
            long_of[short] = (long, papers)
        elif papers == long_of[short][1] and long.casefold() != long_of[short][0].casefold():
            tied.add(short)
        short_of.setdefault(" ".join(long.casefold().split()), short)
    return ShortForms({short: long for short, (long, _) in long_of.items() if short not in tied}, short_of)
