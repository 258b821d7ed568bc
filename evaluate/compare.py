"""Comparing words, numbers and dates of an answer with what a gold question accepts.

Two texts are compared as lists of words: lower case, one form of quotes and dashes, thousands
commas and ordinal endings dropped, so that "3rd September" and "3 September" are the same words
and "£1,200,000" is the number of "£1.2m".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

FACTORS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
SHINGLE = 3
"""Passages are compared by runs of this many words, so that word order counts but a typing slip costs little."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": None})
_WORD = re.compile(r"£?\d+(?:\.\d+)?[a-z%]*|[a-z]+(?:'[a-z]+)?")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(k|thousand|mn|million|m|bn|billion)?\b")
_MONTHS = {name: i for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*,? (\d{4})\b")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().translate(_PLAIN)
    return " ".join(folded.split())


def to_words(text: str) -> list[str]:
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", fold(text))
    return _WORD.findall(re.sub(r"\b(\d+)(st|nd|rd|th)\b", r"\1", text))


def to_numbers(text: str) -> list[float]:
    return [float(digits.replace(",", "")) * FACTORS.get(unit, 1.0) for digits, unit in _NUMBER.findall(fold(text))]


def to_days(text: str) -> set[str]:
    folded = fold(text)
    days = set(_ISO_DAY.findall(folded))
    for day, month, year in _DAY.findall(folded):
        if month in _MONTHS and 1 <= int(day) <= 31:
            days.add(f"{year}-{_MONTHS[month]:02d}-{int(day):02d}")
    return days


def holds_words(text: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return size > 0 and any(list(text[i : i + size]) == list(wanted) for i in range(len(text) - size + 1))


def overlap(passage: str, quote: str) -> float:
    """Share of the quote's runs of three words that stand in the passage; 1.0 when it holds the whole quote."""
    have, want = to_words(passage), to_words(quote)
    if not want:
        return 0.0
    size = min(SHINGLE, len(want))
    runs = [tuple(want[i : i + size]) for i in range(len(want) - size + 1)]
    present = {tuple(have[i : i + size]) for i in range(len(have) - size + 1)}
    return sum(run in present for run in runs) / len(runs)


def same_number(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
